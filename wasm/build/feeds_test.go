package build_test

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/mmcdole/gofeed"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"postview/wasm/build/buildtest"
	"postview/wasm/build/machines"
)

func TestFeeds(t *testing.T) {
	out, _, err := buildtest.Made(t, buildtest.Folder(t, forMachines), "--base-url", blogURL)
	require.NoError(t, err)
	for _, name := range []string{"feed.xml", "index.xml"} {
		t.Run(name, func(t *testing.T) {
			feed, err := gofeed.NewParser().ParseString(buildtest.Read(t, out, name))
			require.NoError(t, err)
			assert.Equal(t, "A blog", feed.Title)
			assert.Equal(t, "About this", feed.Description)
			assert.Equal(t, blogURL, feed.Link)
			assert.Equal(t, blogURL+name, feed.FeedLink)
			require.Len(t, feed.Items, 3, "what can't be read and what is hidden is not in it")

			one, b, undated := feed.Items[0], feed.Items[1], feed.Items[2]
			assert.Equal(t, "One & <two>", one.Title)
			assert.Equal(t, blogURL+"posts/one/", one.Link)
			assert.Equal(t, one.Link, one.GUID)
			assert.Equal(t, "2026-01-02T08:00:00Z", one.PublishedParsed.UTC().Format("2006-01-02T15:04:05Z07:00"))
			assert.Equal(t, []string{"Ada", "Bo"}, authorsOf(one))
			assert.Equal(t, []string{"y", "x"}, one.Categories)
			assert.Contains(t, one.Content, `href="`+blogURL+`posts/b/#c"`)
			assert.Contains(t, one.Content, `src="`+blogURL+`posts/lake.png"`)
			assert.NotContains(t, one.Content, "script")

			assert.Equal(t, "B", b.Title)
			assert.Equal(t, "2026-01-01", b.PublishedParsed.Format("2006-01-02"))
			assert.Equal(t, []string{"Cy"}, authorsOf(b))
			assert.Equal(t, "Undated", undated.Title)
			if name == "index.xml" {
				assert.Nil(t, undated.PublishedParsed)
				assert.Nil(t, undated.UpdatedParsed)
			} else {
				assert.Equal(t, "2026-01-01", undated.UpdatedParsed.Format(time.DateOnly), "as old as the oldest")
			}
		})
	}
}

// shownAs is what a reader sees who takes a text for HTML: the text, and the elements.
func shownAs(t *testing.T, fragment string) (text string, elements []string) {
	t.Helper()
	nodes, err := html.ParseFragment(strings.NewReader(fragment), &html.Node{Type: html.ElementNode, Data: "body", DataAtom: atom.Body})
	require.NoError(t, err)
	for _, n := range nodes {
		for n := range (&html.Node{FirstChild: n, LastChild: n}).Descendants() {
			if n.Type == html.TextNode {
				text += n.Data
			} else {
				elements = append(elements, n.Data)
			}
		}
	}
	return text, elements
}

// Readers take what describes a post for HTML, and titles and names for text.
func TestFeedsSayWhatThePostSays(t *testing.T) {
	const name = `R&D's <em>"best"</em> &lt;`
	quoted := "'" + strings.ReplaceAll(name, "'", "''") + "'"
	out, _, err := buildtest.Made(t, buildtest.Folder(t, map[string]string{
		"_index.md": "---\ntitle: All of <details>\ndescription: On <details> & </script>\n---\n",
		"notes/described.md": "---\ndate: 2026-01-05\ntitle: " + quoted + "\nauthors: [" + quoted + ", {name: Eve, url: 'javascript:alert(1)'}]\n" +
			"categories: ['<b>c</b>']\ntags: ['<b>t</b>']\ndescription: '<img src=x onerror=alert(1)> &amp; more'\n---\nText\n",
		"notes/named.md":   "---\ndate: 2026-01-04\n---\nA `<details>` hides & [shows](described.md#x) what AT&T says, as `&lt;` does.<script>alert(1)</script>\n\n<!--more-->\n\nAnd more.\n",
		"notes/summary.md": "---\ndate: 2026-01-03\nsummary: 'The *short* of `<summary>`'\n---\nText\n",
		"notes/plain.md":   "---\ndate: 2026-01-02\ndescription: This & that, \"so\"\n---\nText\n",
		"notes/nothing.md": "---\ndate: 2026-01-01\n---\n",
	}), "--base-url", blogURL)
	require.NoError(t, err)
	for _, file := range []string{"feed.xml", "index.xml", "notes/feed.xml", "notes/index.xml"} {
		t.Run(file, func(t *testing.T) {
			feed, err := gofeed.NewParser().ParseString(buildtest.Read(t, out, file))
			require.NoError(t, err)
			assert.Contains(t, feed.Title, "All of <details>")
			if !strings.HasPrefix(file, "notes/") {
				said, elements := shownAs(t, feed.Description)
				assert.Equal(t, "On <details> & </script>", said)
				assert.Empty(t, elements)
			}
			for i, want := range []struct {
				text     string
				elements []string
			}{
				{"<img src=x onerror=alert(1)> &amp; more", nil},
				{"A <details> hides & shows what AT&T says, as &lt; does.", []string{"p", "code", "a", "code"}},
				{"The short of <summary>", []string{"em", "code"}},
				{`This & that, "so"`, nil},
				{"", nil},
			} {
				said, elements := shownAs(t, feed.Items[i].Description)
				assert.Equal(t, want.text, said)
				assert.Equal(t, want.elements, elements)
			}
			described := feed.Items[0]
			assert.Equal(t, name, described.Title)
			assert.Equal(t, []string{name, "Eve"}, authorsOf(described))
			assert.Equal(t, []string{"<b>c</b>", "<b>t</b>"}, described.Categories)
			assert.Contains(t, feed.Items[1].Description, `href="`+blogURL+`notes/described/#x"`)
			assert.Equal(t, `This & that, "so"`, feed.Items[3].Description, "readers who take it for text see the same")
			assert.NotContains(t, buildtest.Read(t, out, file), "javascript:")
		})
	}
	assert.NotContains(t, buildtest.Read(t, out, "feed.xml"), "<summary>", "of no type")

	page := told(t, out, "notes/described/index.html")
	assert.Equal(t, "<img src=x onerror=alert(1)> &amp; more", page["og:description"])
	assert.Equal(t, name, page["og:title"])
	assert.NotContains(t, page["article:author"], "javascript:")
	var data machines.BlogPosting
	require.NoError(t, json.Unmarshal([]byte(page["data"]), &data))
	assert.Equal(t, name, data.Headline)
	assert.Equal(t, "<img src=x onerror=alert(1)> &amp; more", data.Description)
	assert.Equal(t, []machines.Person{{Type: "Person", Name: name, URL: ""}, {Type: "Person", Name: "Eve", URL: ""}}, data.Authors)
	var embedded machines.OEmbed
	require.NoError(t, json.Unmarshal([]byte(buildtest.Read(t, out, "notes/described/oembed.json")), &embedded))
	assert.Equal(t, name, embedded.Title)
	said, elements := shownAs(t, embedded.HTML)
	assert.Empty(t, said)
	assert.Equal(t, []string{"iframe"}, elements)
}

// A post without a date has none; Atom, which must have one, is given what makes
// nobody take it for new.
func TestDatesOfUndatedPosts(t *testing.T) {
	dates := func(posts map[string]string) map[string]string {
		content := buildtest.Folder(t, posts)
		for i, name := range []string{"a.md", "b/c.md", "."} {
			day := time.Date(2020, 1, 1+i, 0, 0, 0, 0, time.UTC)
			if err := os.Chtimes(filepath.Join(content, name), day, day); err != nil {
				require.ErrorIs(t, err, os.ErrNotExist)
			}
		}
		out, _, err := buildtest.Made(t, content, "--base-url", blogURL)
		require.NoError(t, err)
		for name, text := range filesOfSite(t, out) {
			assert.NotContains(t, text, "0001-01-01", name)
			assert.NotContains(t, text, "1970", name)
		}
		assert.NotContains(t, buildtest.Read(t, out, "a/index.html"), "datePublished")
		assert.NotContains(t, buildtest.Read(t, out, "index.xml"), "pubDate></")
		feed, err := gofeed.NewParser().ParseString(buildtest.Read(t, out, "feed.xml"))
		require.NoError(t, err)
		all := map[string]string{"": feed.UpdatedParsed.Format(time.DateOnly)}
		for _, item := range feed.Items {
			all[item.Title] = item.UpdatedParsed.Format(time.DateOnly)
		}
		return all
	}
	undated := map[string]string{"a.md": "A", "b/c.md": "C"}
	assert.Equal(t, map[string]string{"": "2020-01-02", "A": "2020-01-01", "C": "2020-01-02"}, dates(undated), "those of the files")
	undated["d.md"] = "---\ndate: 2012-03-04\nlastmod: 2013-03-04\n---\n"
	undated["e.md"] = "---\ndate: 2014-03-04\n---\n"
	assert.Equal(t, map[string]string{"": "2014-03-04", "A": "2012-03-04", "C": "2012-03-04", "D": "2013-03-04", "E": "2014-03-04"}, dates(undated),
		"that of the oldest post")
}

func TestTheFeedOfNoPosts(t *testing.T) {
	content := buildtest.Folder(t, map[string]string{"_index.md": "---\ntitle: Soon\n---\n"})
	day := time.Date(2020, 1, 2, 0, 0, 0, 0, time.UTC)
	require.NoError(t, os.Chtimes(content, day, day))
	out, _, err := buildtest.Made(t, content, "--base-url", blogURL)
	require.NoError(t, err)
	feed, err := gofeed.NewParser().ParseString(buildtest.Read(t, out, "feed.xml"))
	require.NoError(t, err)
	assert.Equal(t, day, feed.UpdatedParsed.UTC())
}

// authorsOf are an item's authors; gofeed keeps all those of RSS apart.
func authorsOf(item *gofeed.Item) (names []string) {
	if item.DublinCoreExt != nil {
		return item.DublinCoreExt.Creator
	}
	for _, author := range item.Authors {
		names = append(names, author.Name)
	}
	return names
}
