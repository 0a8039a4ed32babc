package build_test

import (
	"bytes"
	"context"
	"fmt"
	"image"
	"image/png"
	"io/fs"
	"maps"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"postview/wasm/build/buildtest"
)

// filesOfSite returns the content of all files of a folder but those of assets/,
// which no edit of a post changes.
func filesOfSite(t *testing.T, folder string) map[string]string {
	t.Helper()
	files := map[string]string{}
	require.NoError(t, filepath.WalkDir(folder, func(name string, entry fs.DirEntry, err error) error {
		require.NoError(t, err)
		rel, err := filepath.Rel(folder, name)
		require.NoError(t, err)
		if entry.IsDir() {
			files[rel+"/"] = ""
			return nil
		}
		data, err := os.ReadFile(name)
		files[rel] = string(data)
		return err
	}))
	return files
}

// requireSame tells the first file in which two sites differ.
func requireSame(t *testing.T, want, got map[string]string, said string, done []string) {
	t.Helper()
	require.Equal(t, slices.Sorted(maps.Keys(want)), slices.Sorted(maps.Keys(got)), said, done)
	for name := range want {
		if want[name] != got[name] {
			require.Equal(t, strings.Split(want[name], ">"), strings.Split(got[name], ">"), name+" "+said, done)
		}
	}
}

// edits are what an author does to a folder of posts.
type edits struct {
	*testing.T
	*rand.Rand
	folder string
}

func (e *edits) write(name, format string, args ...any) {
	name = filepath.Join(e.folder, filepath.FromSlash(name))
	require.NoError(e, os.MkdirAll(filepath.Dir(name), 0o755))
	require.NoError(e, os.WriteFile(name, fmt.Appendf(nil, format, args...), 0o644))
}

// post is one of the few that there are at most, so that edits meet.
func (e *edits) post() string {
	return []string{"posts/a.md", "posts/b.md", "posts/c/index.md", "notes/d.md", "notes/e f.md", "g.md"}[e.IntN(6)]
}

func (e *edits) one() string {
	post := e.post()
	switch n := e.IntN(19); n {
	case 0, 1, 2, 3:
		e.write(post, "---\ntitle: Title %d\ndate: 2025-0%d-01\ntags: [t%d, u%d]\n%s---\n%s", e.IntN(4), 1+e.IntN(4), e.IntN(3), e.IntN(3),
			[]string{"", "draft: true\n", "aliases: [/old/]\n", "slug: named\n", "description: d\n"}[e.IntN(5)],
			[]string{"Text.", "See [b](/posts/b.md) and [e](../notes/e%20f.md).", "![](/p.png) ![](/p.png)", `{{< readfile file="/part.txt" >}}`, "$x$", `{{< own >}}`}[e.IntN(6)])
		return "write " + post
	case 4:
		e.write(post, "---\ntitle: \"Broken\n---\n")
		return "break " + post
	case 5:
		os.Remove(filepath.Join(e.folder, post))
		return "remove " + post
	case 6:
		os.Rename(filepath.Join(e.folder, "posts"), filepath.Join(e.folder, "moved"))
		return "rename posts/"
	case 7:
		os.Rename(filepath.Join(e.folder, "moved"), filepath.Join(e.folder, "posts"))
		return "rename moved/"
	case 8:
		var picture bytes.Buffer
		require.NoError(e, png.Encode(&picture, image.NewGray(image.Rect(0, 0, 1+e.IntN(9), 5))))
		e.write("p.png", "%s", picture.Bytes())
		return "draw"
	case 9:
		e.write("part.txt", "Part %d", e.IntN(5))
		return "write part.txt"
	case 10:
		e.write([]string{"_index.md", "posts/_index.md", "notes/_index.md"}[e.IntN(3)], "---\ntitle: Index %d\n---\nText %d", e.IntN(3), e.IntN(3))
		return "write _index.md"
	case 11:
		e.write("hugo.toml", "title = 'Site %d'\nenableEmoji = %t\n[permalinks]\nnotes = '/%s/:slug/'\n", e.IntN(3), e.IntN(2) == 0, []string{"n", "o"}[e.IntN(2)])
		return "write hugo.toml"
	case 12:
		e.write("posts/c/r.txt", "Resource %d", e.IntN(9))
		return "write posts/c/r.txt"
	case 13, 14:
		own := []string{"icon.svg", "404.html", "package.json", "robots.txt", "posts.json", "posts/feed.xml", "g/index.html", "index.md", "README.md"}[e.IntN(9)]
		if os.Remove(filepath.Join(e.folder, own)) == nil {
			return "remove " + own
		}
		e.write(own, "mine %d", e.IntN(3))
		return "write " + own
	case 15:
		e.write("layouts/_shortcodes/own.html", "%d {{ .Page.Title }} {{ site.Title }} {{ hugo.Data.d.n }} {{ len .Page.Resources }}", e.IntN(3))
		return "write a template"
	case 16:
		e.write("data/d.toml", "n = %d", e.IntN(3))
		return "write data"
	case 17:
		require.NoError(e, os.RemoveAll(filepath.Join(e.folder, "x")))
		e.write("x/y.txt", "in a folder")
		return "make a folder"
	default:
		require.NoError(e, os.RemoveAll(filepath.Join(e.folder, "x")))
		e.write("x", "a file")
		return "make a file"
	}
}

// After any edits the site is, file by file, what a build from nothing makes.
func TestUpdatesMakeWhatABuildMakes(t *testing.T) {
	t.Setenv("POSTVIEW_CACHE", t.TempDir())
	for seed := range uint64(2) {
		t.Run(fmt.Sprint(seed), func(t *testing.T) {
			content, out := t.TempDir(), filepath.Join(t.TempDir(), "dist")
			e := &edits{t, rand.New(rand.NewPCG(seed, 0)), content}
			for range 6 {
				e.one()
			}
			again := buildtest.LiveBuilder(t, content, out)
			updates := 0
			var done []string
			for range 25 {
				for range 1 + e.IntN(2) {
					done = append(done, e.one())
				}
				before, _ := os.Stat(out)
				isFirst := again.Last == nil
				err := again.Build(context.Background())
				fromNothing := buildtest.LiveBuilder(t, content, filepath.Join(t.TempDir(), "dist"))
				want := fromNothing.Build(context.Background())
				require.Equal(t, fmt.Sprint(want), fmt.Sprint(err), "%v", done)
				if err != nil {
					continue
				}
				requireSame(t, filesOfSite(t, fromNothing.Out), filesOfSite(t, out), "after %q", done)
				after, err := os.Stat(out)
				require.NoError(t, err)
				if !isFirst && os.SameFile(before, after) {
					updates++
				}
			}
			assert.Greater(t, updates, 10, "most builds must be updates, or this tests nothing")
		})
	}
}

func TestUpdatesWriteOnlyWhatChanges(t *testing.T) {
	content := buildtest.Folder(t, map[string]string{"a.md": "---\ntitle: A\ndate: 2026-01-02\n---\nOld", "b.md": "---\ntitle: B\ndate: 2026-01-01\n---\n[a](a.md)", "c.png": "c"})
	out := filepath.Join(t.TempDir(), "dist")
	b := buildtest.LiveBuilder(t, content, out)
	require.NoError(t, b.Build(context.Background()))
	states := func() map[string]fs.FileInfo {
		all := map[string]fs.FileInfo{}
		for name := range filesOfSite(t, out) {
			info, err := os.Stat(filepath.Join(out, name))
			require.NoError(t, err)
			if !info.IsDir() {
				all[name] = info
			}
		}
		return all
	}
	changed := func(edit string) (names []string) {
		before := states()
		require.NoError(t, os.WriteFile(filepath.Join(content, "a.md"), []byte(edit), 0o644))
		require.NoError(t, b.Build(context.Background()))
		for name, info := range states() {
			if !os.SameFile(before[name], info) {
				names = append(names, name)
			}
		}
		return names
	}
	long := "---\ntitle: A\ndate: 2026-01-02\nsummary: s\n---\n"
	changed(long + "Old")
	assert.ElementsMatch(t, []string{"a.md", "a/index.html", "feed.xml", "index.xml"}, changed(long+"New"))
	assert.Subset(t, changed("---\ntitle: Another\ndate: 2026-01-02\nsummary: s\n---\nNew"), []string{"a.md", "a/index.html", "b/index.html", "index.html", "posts.json"})
	assert.Empty(t, changed("---\ntitle: Another\ndate: 2026-01-02\nsummary: s\n---\nNew"))
}
