package post

import (
	"errors"
	"fmt"
	"maps"
	"strconv"
	"strings"
)

// keyError is what is wrong with the value of a key.
type keyError struct {
	key string
	err error
}

var errParams = errors.New("params is not a map")

// dateKeys lists for each date the keys that set it: the first with a value
// that is not empty does. Hugo's order, with what it resolved for date standing
// in for a date that is missing.
var dateKeys = struct{ date, lastmod, publish, expiry []string }{
	date:    []string{"date", "publishdate", "pubdate", "published", "lastmod", "modified"},
	lastmod: []string{"lastmod", "modified", "date", "publishdate", "pubdate", "published"},
	publish: []string{"publishdate", "pubdate", "published", "date"},
	expiry:  []string{"expirydate", "unpublishdate"},
}

// known are the keys that a field of the [Post] holds, so that Params need not.
var known = []string{
	"title", "linktitle", "newssubtitle", "subtitle", "description", "summary",
	"date", "publishdate", "pubdate", "published", "lastmod", "modified",
	"expirydate", "unpublishdate", "draft", "iscjklanguage", "weight", "slug", "url",
	"authors", "author", "tags", "categories", "keywords", "aliases",
}

// fill sets the fields from the values of the front matter, which it owns.
func (p *Post) fill(values map[string]any) *keyError {
	p.odd = oddities(values)
	p.Draft = isDraft(values)
	if err := p.fillDates(values); err != nil {
		return err
	}
	p.Title = text(values["title"])
	if p.Untitled = p.Title == ""; p.Untitled {
		p.Title = TitleFromPath(p.Path)
	}
	p.LinkTitle = text(values["linktitle"])
	if p.LinkTitle == "" {
		p.LinkTitle = p.Title
	}
	p.Description = text(values["description"])
	p.Summary = text(values["summary"])
	p.CJK, _ = boolean(values["iscjklanguage"])
	p.Weight = integer(values["weight"])
	p.Slug = strings.Trim(text(values["slug"]), "-")
	p.URL = withoutHost(text(values["url"]))
	p.Keywords = words(values["keywords"])
	if p.aliases = terms(values["aliases"]); len(p.aliases) == 1 {
		p.aliases = listed(p.aliases[0], ",")
	}
	for _, alias := range words(values["aliases"]) {
		if alias = withoutHost(strings.ReplaceAll(alias, `\`, "/")); alias != "" {
			p.Aliases = append(p.Aliases, alias)
		}
	}
	p.asRead(values)
	return p.fillParams(values)
}

// asRead puts the fields in the place of what was written, for [Post.Param].
func (p *Post) asRead(values map[string]any) {
	for key, value := range map[string]any{
		"linktitle": text(values["linktitle"]), "title": text(values["title"]),
		"description": p.Description, "summary": p.Summary, "slug": p.Slug, "url": p.URL,
		"weight": p.Weight, "keywords": p.Keywords, "aliases": p.Aliases,
	} {
		if _, written := values[key]; written {
			values[key] = value
		}
	}
	values["draft"], values["iscjklanguage"] = p.Draft, p.CJK
}

// fillParams sets the fields that Hugo knows as parameters alone, so that the
// map called params may hold them, and Params.
func (p *Post) fillParams(values map[string]any) *keyError {
	params, ok := values["params"].(map[string]any)
	if !ok && values["params"] != nil {
		return &keyError{"params", errParams}
	}
	delete(values, "params")
	maps.Copy(values, params)
	p.Tags = terms(values["tags"])
	p.Categories = terms(values["categories"])
	p.Subtitle = text(values["newssubtitle"])
	if p.Subtitle == "" {
		p.Subtitle = text(values["subtitle"])
	}
	p.Authors = authors(values["authors"])
	if len(p.Authors) == 0 {
		p.Authors = authors(values["author"])
	}
	p.all = values
	p.Params = maps.Clone(values)
	for _, key := range known {
		delete(p.Params, key)
	}
	return nil
}

// fillDates sets the dates, and puts them in the place of what was written, so
// that a key that is asked for later finds what an earlier one resolved to. The error is
// for the first that is none.
func (p *Post) fillDates(values map[string]any) (wrong *keyError) {
	for _, field := range []struct {
		date *Date
		name string
		keys []string
	}{
		{&p.Date, "date", dateKeys.date},
		{&p.Lastmod, "lastmod", dateKeys.lastmod},
		{&p.PublishDate, "publishdate", dateKeys.publish},
		{&p.ExpiryDate, "expirydate", dateKeys.expiry},
	} {
		key := firstDate(values, field.keys)
		if key == "" {
			continue
		}
		date, err := parseDate(values[key])
		if err != nil {
			if wrong == nil {
				wrong = &keyError{key, fmt.Errorf("%s: %w", key, err)}
			}
			continue
		}
		*field.date = date
		values[key] = date
		if _, set := values[field.name]; !set {
			values[field.name] = date.again()
		}
	}
	return wrong
}

// firstDate returns the first of the keys that has a value, or "". The key
// published may be a switch as well as a date: Hugo reads it as both, and fails
// on the switch.
func firstDate(values map[string]any, keys []string) string {
	for _, key := range keys {
		v := values[key]
		if key == "published" && isSwitch(v) {
			continue
		}
		if v != nil && v != "" {
			return key
		}
	}
	return ""
}

func isSwitch(v any) bool {
	_, isBool := v.(bool)
	s, isText := v.(string)
	_, err := strconv.ParseBool(s)
	return isBool || isText && err == nil
}
