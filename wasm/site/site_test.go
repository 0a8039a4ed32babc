package site_test

import (
	"encoding/json"
	"errors"
	"path"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"postview/wasm/config"
	"postview/wasm/markdown"
	"postview/wasm/post"
	"postview/wasm/site"
)

func on(day string) post.Date {
	t, err := time.Parse(time.DateOnly, day)
	if err != nil {
		panic(err)
	}
	return post.Date{Time: t}
}

// blog has three posts, one of them broken, in the order in which they stand.
func blog() *site.Site {
	s := site.New("Blog", []site.Entry{
		{Path: "posts/old.md", URL: "posts/old/", LinkTitle: "Old", Date: on("2026-01-01"), Aliases: []string{"/2026/old.html"}},
		{Path: "posts/broken.md", URL: "posts/broken/", LinkTitle: "Broken", Error: "posts/broken.md:2: what is this?"},
		{Path: "posts/trip/index.md", URL: "posts/trip/", LinkTitle: "A trip", Date: on("2026-03-01")},
		{Path: "über uns.md", URL: "%C3%BCber-uns/", LinkTitle: "About us", Date: on("2026-03-01")},
	})
	s.Pages = true
	return s
}

func TestNewestFirst(t *testing.T) {
	var titles []string
	for _, e := range blog().Entries {
		titles = append(titles, e.LinkTitle)
	}
	assert.Equal(t, []string{"A trip", "About us", "Old", "Broken"}, titles)
}

func TestNeighboursLeaveOutWhatIsBroken(t *testing.T) {
	s := blog()
	newer, older := s.Neighbours("über uns.md")
	assert.Equal(t, "A trip", newer.LinkTitle)
	assert.Equal(t, "Old", older.LinkTitle)

	newer, older = s.Neighbours("posts/old.md")
	assert.Equal(t, "About us", newer.LinkTitle)
	assert.Nil(t, older)

	newer, older = s.Neighbours("nowhere.md")
	assert.Nil(t, newer)
	assert.Nil(t, older)
}

func TestByURL(t *testing.T) {
	s := blog()
	for _, address := range []string{"posts/old/", "posts/old", "/posts/old/", "posts/old/index.html", "2026/old.html"} {
		e := s.ByURL(address)
		require.NotNil(t, e, address)
		assert.Equal(t, "posts/old.md", e.Path, address)
	}
	assert.Nil(t, s.ByURL("posts/"))
}

func TestPageURL(t *testing.T) {
	s := blog()
	assert.Equal(t, "%C3%BCber-uns/", s.PageURL("über uns.md"))
	assert.Equal(t, "view.html?src=posts/a+b%26c.md", s.PageURL("posts/a b&c.md"), "a post that came after the build")
	s.Pages = false
	assert.Equal(t, "?src=posts/old.md", s.PageURL("posts/old.md"))
}

func TestDecodeReadsWhatWasEncoded(t *testing.T) {
	s := blog()
	part := s.Part(1)
	data, err := json.Marshal(part)
	require.NoError(t, err)
	again, err := site.Decode(data)
	require.NoError(t, err)
	assert.Equal(t, part, again)

	_, err = site.Decode([]byte("<!doctype html>"))
	assert.ErrorContains(t, err, "read the list of posts")
}

func TestEntries(t *testing.T) {
	p, err := post.Parse("posts/a.md", []byte("---\ntitle: A\nurl: /b/c\ntags: [x]\ndate: 2026-01-02T03:04:05+01:00\n---\nbody"))
	require.NoError(t, err)
	d, err := markdown.Render(p, markdown.Options{})
	require.NoError(t, err)
	e := site.NewEntry(new(config.Settings), p, d, "b/c/")
	assert.Equal(t, "b/c/", e.URL)
	assert.Equal(t, []string{"x"}, e.Tags)
	assert.Equal(t, "2026-01-02T03:04:05+01:00", e.Date.String())
	assert.Equal(t, "body", e.Summary)

	broken := site.BrokenEntry(new(config.Settings), p, errors.New("no"))
	assert.Equal(t, "posts/a/", broken.URL)
	assert.Equal(t, "no", broken.Error)
}

// Patterns may be a list, the first of which for a page counts.
func parseSettings(name, text string) (config.Settings, error) {
	format := strings.Replace(strings.TrimPrefix(path.Ext(name), "."), "yml", "yaml", 1)
	values, err := post.Decode(name, format, []byte(text))
	if err != nil {
		return config.Settings{}, err
	}
	return config.Read(name, values)
}
