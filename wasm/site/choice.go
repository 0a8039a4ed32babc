package site

import (
	"net/url"
	"slices"
	"strconv"
	"strings"
)

// Choice is what a reader narrows a list to: the terms that a post must have, and
// the text it must contain. It stands in the query of the list's address, in this
// order. The zero Choice leaves every post.
type Choice []Chosen

// Chosen is a taxonomy, or [Query], and the term of it, or the text.
type Chosen struct{ Name, Value string }

// Query is the name, beside those of the taxonomies, of the text in a [Choice].
const Query = "q"

// usual are the names of what any site can be narrowed by.
var usual = []string{Tags, Categories, Authors, Years, Query}

// parameters are the names in the query of an address, by what they stand for: that
// is a taxonomy, and it is one of the site's own only where it has another name here.
var parameters = [...][2]string{
	{Tags, "tag"}, {Categories, "category"}, {Authors, "author"}, {Years, "year"},
	{"tag", "tag_"}, {"category", "category_"}, {"author", "author_"}, {"year", "year_"},
	{"page", "page_"}, {"src", "src_"}, {"renderer", "renderer_"}, {"search", "search_"},
}

// Parameter returns the name of a taxonomy in the query of a list's address.
func Parameter(taxonomy string) string {
	for _, p := range parameters {
		if p[0] == taxonomy {
			return p[1]
		}
	}
	return taxonomy
}

// ParseChoice reads a choice from the query of an address. It is nil where there
// is none.
func (a *About) ParseChoice(values url.Values) (c Choice) {
	for _, name := range append(slices.Clip(usual), a.Settings.Taxonomies...) {
		if value := strings.TrimSpace(values.Get(Parameter(name))); value != "" && !c.names(name) {
			c = append(c, Chosen{name, value})
		}
	}
	return c
}

// names reports whether something is chosen of a taxonomy.
func (c Choice) names(taxonomy string) bool {
	for _, chosen := range c {
		if chosen.Name == taxonomy {
			return true
		}
	}
	return false
}

// Query returns the choice as the query of an address, with its question mark,
// or "".
func (c Choice) Query() string {
	var query string
	for _, chosen := range c {
		query += "&" + Parameter(chosen.Name) + "=" + url.QueryEscape(chosen.Value)
	}
	if query != "" {
		query = "?" + query[1:]
	}
	return query
}

// has reports whether a post is among the chosen ones.
func (c Choice) has(e *Entry) bool {
	for _, chosen := range c {
		if chosen.Name == Query {
			if !e.contains(chosen.Value) {
				return false
			}
			continue
		}
		if !e.hasTerm(chosen.Name, termKey(chosen.Value)) {
			return false
		}
	}
	return true
}

// hasTerm reports whether a post has a term of this key, or is of that year.
func (e *Entry) hasTerm(taxonomy, key string) bool {
	terms := e.Terms[taxonomy]
	switch taxonomy {
	case Tags:
		terms = e.Tags
	case Categories:
		terms = e.Categories
	case Years:
		return termKey(strconv.Itoa(e.Date.Year())) == key
	case Authors:
		for i := range e.Authors {
			if termKey(AuthorName(e.Authors[i])) == key {
				return true
			}
		}
	}
	for _, term := range terms {
		if termKey(term) == key {
			return true
		}
	}
	return false
}

// contains reports whether what the list says of a post has all the words.
func (e *Entry) contains(words string) bool {
	text := strings.ToLower(e.Title + "\n" + e.Lead + "\n" + e.Summary)
	for _, word := range strings.Fields(strings.ToLower(words)) {
		if !strings.Contains(text, word) {
			return false
		}
	}
	return true
}
