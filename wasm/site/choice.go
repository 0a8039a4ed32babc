package site

import (
	"net/url"
	"strconv"
	"strings"
)

// Choice is what a reader narrows a list to: the terms that a post must have, by
// taxonomy, and the text it must contain. It stands in the query of the list's
// address. The zero Choice leaves every post.
type Choice map[string]string

// Query is the name, beside those of the taxonomies, of the text in a [Choice].
const Query = "q"

// parameters are the names of a choice in the query of an address, by the names
// in the Choice, in the order in which they stand there.
var parameters = [][2]string{{Tags, "tag"}, {Categories, "category"}, {Authors, "author"}, {Years, "year"}, {Query, Query}}

// ParseChoice reads a choice from the query of an address. It is nil where there
// is none.
func ParseChoice(values url.Values) Choice {
	var c Choice
	for _, p := range parameters {
		if value := strings.TrimSpace(values.Get(p[1])); value != "" {
			if c == nil {
				c = Choice{}
			}
			c[p[0]] = value
		}
	}
	return c
}

// Query returns the choice as the query of an address, with its question mark,
// or "".
func (c Choice) Query() string {
	var query string
	for _, p := range parameters {
		if value := c[p[0]]; value != "" {
			query += "&" + p[1] + "=" + url.QueryEscape(value)
		}
	}
	if query != "" {
		query = "?" + query[1:]
	}
	return query
}

// has reports whether a post is among the chosen ones.
func (c Choice) has(e *Entry) bool {
	for name, value := range c {
		if name == Query {
			if !e.contains(value) {
				return false
			}
			continue
		}
		if !e.hasTerm(name, termKey(value)) {
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
