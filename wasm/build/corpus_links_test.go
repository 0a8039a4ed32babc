package build_test

import (
	"fmt"
	"net/url"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"postview/wasm/address"
	"postview/wasm/build"
	"postview/wasm/build/buildtest"
	"postview/wasm/build/content"
	"postview/wasm/build/plan"
	"postview/wasm/build/progress"
)

// Whatever a browser finds from the pages of Hugo, where references are as the author
// wrote them, is found from ours. The posts of the corpus are a few of each site: what
// else they refer to is put where a browser looks for it.
func TestNoLinkOfTheCorpusIsLost(t *testing.T) {
	shared := os.Getenv("POSTVIEW_SHARED")
	if shared == "" {
		t.Skip("POSTVIEW_SHARED does not name the folder of shared data")
	}
	for name, settings := range map[string]string{
		"with permalinks": "[permalinks.page]\ndapr = '/:year/:month/:slug/'\ndocsy = '/:contentbasename/'\nflink = '/f/:slug/'\n",
		"with ugly URLs":  "uglyURLs = true\n",
		"in a language":   "defaultContentLanguageInSubdir = true\n[markup.goldmark.renderHooks]\nlink = {useEmbedded = 'never'}\nimage = {useEmbedded = 'never'}\n[languages.en]\n[languages.de]\n",
	} {
		t.Run(name, func(t *testing.T) {
			dir := t.TempDir()
			buildtest.Write(t, dir+"/hugo.toml", "baseURL = 'https://c.example/blog/'\n"+settings)
			posts := dir + "/content"
			require.NoError(t, os.CopyFS(posts, os.DirFS(filepath.Join(shared, "corpus", "posts"))))
			for place, name := range wanted(t, placesOf(t, posts)) {
				if path.Ext(place) != "" {
					buildtest.Write(t, filepath.Join(dir, "static", place), "")
				} else {
					buildtest.Write(t, filepath.Join(posts, "wanted", name), "---\nurl: /"+place+"/\n---\n")
				}
			}
			all := placesOf(t, posts)
			references, found := plan.NewReferences(all.Content, all.Options, all.Claims), 0
			for _, a := range all.Articles {
				links := a.Site.Links(a.Post.Path, a.Entry.URL, references.Leads(a.Edition, a.Post.Path, a.Entry.URL, a.References))
				page := base.JoinPath(address.Unescape(a.Entry.URL))
				for _, ref := range a.References {
					if ref == "" || ref[0] == '#' || !all.has(placeOf(page, ref)) {
						continue
					}
					found++
					assert.True(t, all.has(placeOf(page, links.Resolve(ref).URL)), "%s: %s", a.Post.Path, ref)
				}
			}
			assert.Greater(t, found, 50)
		})
	}
}

// places is a site with who has its places.
type places struct {
	*content.Content
	*content.Options
	plan.Claims
}

func placesOf(t *testing.T, posts string) places {
	t.Helper()
	o, err := build.Parse("build", []string{"--content", posts, "--drafts", "--future", "--expired"}, os.Stderr)
	require.NoError(t, err)
	c, err := content.Read(t.Context(), o, nil, progress.NewLog(new(strings.Builder)))
	require.NoError(t, err)
	return places{c, o, plan.Settled(c, o)}
}

// has reports whether there is a file or a page.
func (p places) has(place string) bool {
	_, isFile := p.Claims[place]
	_, isPage := p.Claims[path.Join(place, "index.html")]
	return place != "-" && (isFile || isPage)
}

// wanted returns the places that posts refer to and that nobody has, each with the name
// of a file for it.
func wanted(t *testing.T, all places) map[string]string {
	t.Helper()
	plainly := regexp.MustCompile(`^[a-z0-9/-]+(\.(png|jpg|svg|gif|pdf))?$`)
	names := map[string]string{}
	for _, a := range all.Articles {
		for _, ref := range a.References {
			place := placeOf(base.JoinPath(address.Unescape(a.Entry.URL)), ref)
			if plainly.MatchString(place) && !all.has(place) && all.Claims[path.Dir(place)].Kind == plan.OfNobody {
				names[place] = fmt.Sprintf("%d.md", len(names))
			}
		}
	}
	return names
}

// base is where the site is.
var base = &url.URL{Scheme: "https", Host: "c.example", Path: "/blog/"}

// placeOf returns the place to which a reference on a page leads a browser, "-" for
// another site.
func placeOf(page *url.URL, ref string) string {
	to, err := page.Parse(ref)
	if err != nil || to.Host != base.Host {
		return "-"
	}
	place, within := strings.CutPrefix(to.Path+"/", base.Path)
	if !within {
		return "-"
	}
	return strings.TrimSuffix(path.Clean("/" + place)[1:], "/")
}
