package build_test

import (
	"bytes"
	"encoding/json"
	"image"
	"image/jpeg"
	"image/png"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"golang.org/x/net/html"

	"postview/wasm/build"
	"postview/wasm/build/buildtest"
	"postview/wasm/build/content"
	"postview/wasm/build/nodes"
	"postview/wasm/build/out"
	"postview/wasm/build/pages"
	"postview/wasm/build/policy"
	"postview/wasm/markdown"
	"postview/wasm/site"
)

func TestSite(t *testing.T) {
	out, c, err := buildtest.Made(t, buildtest.Folder(t, map[string]string{
		"_index.md":           "---\ntitle: A blog\ndescription: About this\n---\n",
		"posts/hello.md":      "---\ntitle: Hello\ndate: 2026-01-02\n---\nSee [b](b/index.md).",
		"posts/b/index.md":    "B",
		"posts/b/lake.png":    "a picture",
		"posts/draft.md":      "---\ndraft: true\n---\nNot yet",
		"posts/future.md":     "---\ndate: 2999-01-02\n---\nLater",
		"posts/expired.md":    "---\nexpiryDate: 2001-01-02\n---\nGone",
		"posts/.hidden/x.md":  "no",
		"posts/backup.md~":    "no",
		"posts/a b#c%d ü🙂.md": "Odd",
	}))
	require.NoError(t, err)
	assert.Empty(t, c.Problems)

	hello := buildtest.Read(t, out, "posts/hello/index.html")
	assert.Contains(t, hello, "<title>Hello · A blog</title>")
	assert.Contains(t, hello, `data-root="../../"`)
	assert.Contains(t, hello, `data-renderer="prerender"`)
	assert.Contains(t, hello, `href="../b/"`)
	assert.Contains(t, buildtest.Read(t, out, "index.html"), `content="About this"`)
	assert.Contains(t, buildtest.Read(t, out, "posts/hello.md"), "title: Hello", "the source")
	assert.Equal(t, "a picture", buildtest.Read(t, out, "posts/b/lake.png"))
	assert.FileExists(t, filepath.Join(out, "posts/a-b#cd-ü/index.html"))
	assert.Contains(t, buildtest.Read(t, out, "index.html"), `href="posts/a-b%23cd-%C3%BC/"`)
	assert.Contains(t, buildtest.Read(t, out, "postview.js"), `program:"assets/viewer.0.wasm"`)

	for _, name := range []string{"draft", "future", "expired"} {
		assert.NoFileExists(t, filepath.Join(out, "posts", name, "index.html"))
		assert.NoFileExists(t, filepath.Join(out, "posts", name+".md"), "what is not shown must not leak")
	}
	assert.NoDirExists(t, filepath.Join(out, "posts/.hidden"))
	assert.NoFileExists(t, filepath.Join(out, "posts/backup.md~"))
}

func TestWhatIsHiddenIsShownWhenAskedFor(t *testing.T) {
	content := buildtest.Folder(t, map[string]string{
		"draft.md":   "---\ndraft: true\n---\n",
		"future.md":  "---\ndate: 2999-01-02\n---\n",
		"expired.md": "---\nexpiryDate: 2001-01-02\n---\n",
	})
	for flag, want := range map[string]string{"--drafts": "draft.md", "--future": "future.md", "--expired": "expired.md"} {
		t.Run(flag, func(t *testing.T) {
			out, c, err := buildtest.Made(t, content, flag)
			require.NoError(t, err)
			require.Len(t, c.Site.Entries, 1)
			assert.Equal(t, want, c.Site.Entries[0].Path)
			reason := strings.TrimSuffix(want, ".md")
			assert.Equal(t, reason, c.Site.Entries[0].Hidden)
			assert.Contains(t, buildtest.Read(t, out, reason+"/index.html"), `hidden-reason">`, "its page says so")
		})
	}
}

func TestShellAlone(t *testing.T) {
	out, _, err := buildtest.Made(t, buildtest.Folder(t, map[string]string{"a.md": "A", "b.png": "b"}), "--prerender=false")
	require.NoError(t, err)
	assert.NoDirExists(t, filepath.Join(out, "a"))
	assert.NotContains(t, buildtest.Read(t, out, "index.html"), "data-renderer")
	assert.Contains(t, buildtest.Read(t, out, "posts.json"), `"pages":false`)
	assert.FileExists(t, filepath.Join(out, "a.md"))
	assert.FileExists(t, filepath.Join(out, "b.png"))
}

func TestABrokenPostDoesNotStopTheOthers(t *testing.T) {
	out, c, err := buildtest.Made(t, buildtest.Folder(t, map[string]string{
		"good.md": "Good",
		"bad.md":  "---\ntitle: \"Bad\ndate: 2026-01-01\n---\nThe body",
		"url.md":  "---\nurl: ../../x\n---\n",
	}))
	require.NoError(t, err)
	require.Len(t, c.Problems, 2)
	assert.ErrorContains(t, c.Problems[0], "bad.md:2:")
	assert.ErrorContains(t, c.Problems[1], "url.md:2: url \"../../x\" leads out of the site")
	bad := buildtest.Read(t, out, "bad/index.html")
	assert.Contains(t, bad, "bad.md:2:")
	assert.Contains(t, bad, "The body", "the source is shown")
	assert.FileExists(t, filepath.Join(out, "good/index.html"))
	assert.Contains(t, buildtest.Read(t, out, "index.html"), "bad.md:2:")
	assert.FileExists(t, filepath.Join(out, "url/index.html"))
}

func TestPolicies(t *testing.T) {
	content := buildtest.Folder(t, map[string]string{"a.md": "<kbd onclick='x()'>k</kbd><script>x()</script>"})
	for policy, want := range map[string]string{
		"sanitize": "<p><kbd>k</kbd></p>",
		"omit":     "<p>kx()</p>",
		"trust":    "<p><kbd onclick='x()'>k</kbd><script>x()</script></p>",
	} {
		t.Run(policy, func(t *testing.T) {
			out, _, err := buildtest.Made(t, content, "--policy", policy)
			require.NoError(t, err)
			assert.Contains(t, buildtest.Read(t, out, "a/index.html"), want)
		})
	}
}

func TestSettingsOfTheSite(t *testing.T) {
	out, c, err := buildtest.Made(t, buildtest.Folder(t, map[string]string{
		"hugo.toml":  "title = 'Mine'\nenableEmoji = true\nlanguageCode = 'de'\n[markup.goldmark.renderer]\nhardWraps = true\n[markup.x]\ny = 1\n[permalinks]\nposts = '/:year/:slug/'\n",
		"posts/a.md": "---\ntitle: Ah\ndate: 2026-01-02\n---\none :smile:\ntwo",
	}))
	require.NoError(t, err)
	require.Len(t, c.Problems, 1)
	assert.ErrorContains(t, c.Problems[0], "markup.x.y: there is no such setting")
	a := buildtest.Read(t, out, "2026/ah/index.html")
	assert.Contains(t, a, "<title>Ah · Mine</title>")
	assert.Contains(t, a, `lang="de"`)
	assert.Contains(t, a, "<p>one 😄<br>\ntwo</p>")
	assert.NoFileExists(t, filepath.Join(out, "hugo.toml"), "it may hold secrets")

	var list site.Surroundings
	require.NoError(t, json.Unmarshal([]byte(buildtest.Read(t, out, "posts.json")), &list))
	table, err := markdown.DecodeEmojiTable([]byte(buildtest.Read(t, out, list.EmojiTable)))
	require.NoError(t, err)
	assert.Greater(t, len(table), 1000)
	smile, ok := table.Get("smile")
	require.True(t, ok)
	assert.Equal(t, "😄", string(smile.Unicode))
}

func TestSizesOfPictures(t *testing.T) {
	var aPNG, aJPEG bytes.Buffer
	require.NoError(t, png.Encode(&aPNG, image.NewGray(image.Rect(0, 0, 30, 20))))
	require.NoError(t, jpeg.Encode(&aJPEG, image.NewGray(image.Rect(0, 0, 16, 9)), nil))
	svg := `<?xml version="1.0"?><!-- a picture --><svg xmlns="http://www.w3.org/2000/svg" `
	out, _, err := buildtest.Made(t, buildtest.Folder(t, map[string]string{
		"a.md":  "![](p.png) ![](p.jpg) ![](sized.svg) ![](box.svg) ![](broken.png) ![](nowhere.png) ![](none.svg)",
		"p.png": aPNG.String(), "p.jpg": aJPEG.String(), "broken.png": "no picture",
		"sized.svg": svg + `width="40px" height="10"/>`, "box.svg": svg + `viewBox="0 0 8.4,4"/>`, "none.svg": svg + `width="100%"/>`,
	}))
	require.NoError(t, err)
	page := strings.ReplaceAll(buildtest.Read(t, out, "a/index.html"), ` loading="lazy" decoding="async"`, "")
	for _, want := range []string{
		`<img src="../p.png" alt="" width="30" height="20">`, `<img src="../p.jpg" alt="" width="16" height="9">`,
		`<img src="../sized.svg" alt="" width="40" height="10">`, `<img src="../box.svg" alt="" width="8" height="4">`,
		`<img src="../broken.png" alt="">`, `<img src="../nowhere.png" alt="">`, `<img src="../none.svg" alt="">`,
	} {
		assert.Contains(t, page, want)
	}
}

func TestOneAddressForTwo(t *testing.T) {
	files := map[string]string{
		"a.md": "A", "b.md": "---\nurl: /a/\n---\nB", "c/index.html": "C", "c.md": "C",
		"d/old.md": "---\nurl: /d/\ndate: 2020-01-01\n---\n", "d/new.md": "---\nurl: /d/\ndate: 2021-01-01\n---\n",
		"Same.md": "S", "same.md": "s", "view.html": "v", "posts.json": "[]", "assets": "a", "a/post.json": "{}",
		"robots.txt": "r", "404.html": "4", "icon.svg": "i", "postview.d.ts": "p", "posts/feed.xml": "f", "posts/x.md": "X",
		"frame.js/y.md": "Y", "feed.md": "---\nurl: /feed.xml\n---\nF",
	}
	dir := buildtest.Folder(t, files)
	out, c, err := buildtest.Made(t, dir, "--base-url", blogURL)
	require.NoError(t, err)
	var told []string
	for _, p := range c.Problems {
		told = append(told, p.Error())
	}
	assert.ElementsMatch(t, []string{
		"a/post.json: a.md has the same address: a/post.json; the file is left out",
		"assets: the licences of what is in the program has the same address: assets/NOTICES.txt; the file is left out",
		"b.md:2: a.md has the same address: a/index.html; the page of b.md is at b/",
		"c.md:1: c/index.html has the same address: c/index.html; the page of c.md is at c-2/",
		"d/new.md:2: d/old.md has the same address: d/index.html; the page of d/new.md is at d/new/",
		"frame.js/y.md:1: the script for frames has the same address: frame.js; the page of frame.js/y.md is at y-2/",
		"posts.json: the list of posts has the same address: posts.json; the file is left out",
		"same.md:1: Same.md has the same address: same/index.html; the page of same.md is at same-2/",
		"view.html: the page that shows any post has the same address: view.html; the file is left out",
	}, told)
	for _, name := range []string{"a/index.html", "b/index.html", "c-2/index.html", "d/new/index.html", "same-2/index.html", "y-2/index.html", "feed.xml/index.html"} {
		assert.Contains(t, buildtest.Read(t, out, name), `data-view="post"`, name)
	}
	for _, name := range []string{"robots.txt", "404.html", "icon.svg", "postview.d.ts", "posts/feed.xml", "c/index.html"} {
		assert.Equal(t, files[name], buildtest.Read(t, out, name), "the author’s own")
	}
	assert.Contains(t, buildtest.Read(t, out, "index.html"), `href="same-2/"`)

	_, _, err = buildtest.Made(t, dir, "--strict")
	assert.ErrorContains(t, err, "--strict")
}

func TestContentThatCannotBeRead(t *testing.T) {
	_, _, err := buildtest.Made(t, filepath.Join(t.TempDir(), "nowhere"))
	assert.ErrorContains(t, err, "nowhere")

	_, c, err := buildtest.Made(t, t.TempDir())
	require.NoError(t, err)
	assert.Empty(t, c.Site.Entries)
}

func TestLinksOutOfTheContentAreNotFollowed(t *testing.T) {
	secret := buildtest.Folder(t, map[string]string{"secret.md": "secret", "dir/x.md": "secret"})
	content := buildtest.Folder(t, map[string]string{"a.md": "A"})
	require.NoError(t, os.Symlink(filepath.Join(secret, "secret.md"), filepath.Join(content, "link.md")))
	require.NoError(t, os.Symlink(filepath.Join(secret, "secret.md"), filepath.Join(content, "link.txt")))
	require.NoError(t, os.Symlink(filepath.Join(secret, "dir"), filepath.Join(content, "dir")))
	require.NoError(t, os.Symlink(filepath.Join(content, "a.md"), filepath.Join(content, "same.md")))
	out, c, err := buildtest.Made(t, content)
	require.NoError(t, err)
	assert.NotEmpty(t, c.Problems)
	assert.NoFileExists(t, filepath.Join(out, "link.md"))
	assert.NoFileExists(t, filepath.Join(out, "link.txt"))
	assert.NoFileExists(t, filepath.Join(out, "dir/x.md"))
}

func TestPagesHaveAStrictPolicy(t *testing.T) {
	out, _, err := buildtest.Made(t, buildtest.Folder(t, map[string]string{"a.md": "A"}))
	require.NoError(t, err)
	for name, want := range map[string]struct{ scripts, within int }{
		"index.html": {1, 1}, "a/index.html": {1, 0}, "404.html": {1, 1}, "view.html": {2, 0}, "embed.html": {1, 0},
	} {
		doc, err := html.Parse(strings.NewReader(buildtest.Read(t, out, name)))
		require.NoError(t, err)
		said, scripts := "", 0
		var within []string
		for n := range doc.Descendants() {
			if pages.IsPolicy(n) {
				said = nodes.Attr(n, "content")
			}
			if n.Data == "script" && n.Type == html.ElementNode {
				scripts++
				if nodes.Attr(n, "src") == "" {
					within = append(within, n.FirstChild.Data)
				}
			}
			if n.Data == "style" {
				assert.Equal(t, "404.html", name, "the one with a style sheet within it")
				assert.Contains(t, said, "style-src 'self' "+policy.HashSource(n.FirstChild.Data))
			}
		}
		said, found := strings.CutPrefix(said, "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'")
		assert.True(t, found, name)
		assert.Len(t, within, want.within, name)
		for _, script := range within {
			said, found = strings.CutPrefix(said, " "+policy.HashSource(script))
			assert.True(t, found, "an inline script in %s", name)
			assert.Contains(t, buildtest.Read(t, out, "_headers"), " "+policy.HashSource(script), "where the host sends a policy, too")
		}
		assert.True(t, strings.HasPrefix(said, "; worker-src 'self'; style-src 'self'"), "%s: %s", name, said)
		assert.NotContains(t, said, "script-src")
		assert.Contains(t, said, "object-src 'none'")
		assert.Equal(t, want.scripts, scripts, name)
		assert.Equal(t, name == "view.html", strings.Contains(said, "blob:"), "%s: %s", name, said)
	}
}

func TestOnlyASiteIsReplaced(t *testing.T) {
	mine := buildtest.Folder(t, map[string]string{"thesis.txt": "years of work"})
	assert.ErrorContains(t, out.Replaceable(mine), "holds something else")
	assert.NoError(t, out.Replaceable(t.TempDir()))
	assert.NoError(t, out.Replaceable(filepath.Join(mine, "new")))

	target, _, err := buildtest.Made(t, buildtest.Folder(t, map[string]string{"posts/a.md": "A", "ä b.txt": "B"}))
	require.NoError(t, err)
	assert.NoError(t, out.Replaceable(target))
	for _, name := range []string{"CNAME", ".git"} {
		buildtest.Write(t, filepath.Join(target, name), "mine")
		assert.ErrorContains(t, out.Replaceable(target), filepath.Join(target, name)+" would be lost")
		require.NoError(t, os.Remove(filepath.Join(target, name)))
	}
}

func TestSitesWithinThePostsAreLeftOut(t *testing.T) {
	content := buildtest.Folder(t, map[string]string{"posts/a.md": "A"})
	before, _, err := buildtest.Made(t, content)
	require.NoError(t, err)
	require.NoError(t, os.CopyFS(filepath.Join(content, "public"), os.DirFS(before)))
	after, c, err := buildtest.Made(t, content)
	require.NoError(t, err)
	assert.Empty(t, c.Problems)
	assert.Equal(t, filesOfSite(t, before), filesOfSite(t, after))
}

func TestASiteBehindALinkIsReplacedThere(t *testing.T) {
	content, real := buildtest.Folder(t, map[string]string{"a.md": "A"}), filepath.Join(t.TempDir(), "real")
	out := filepath.Join(t.TempDir(), "dist")
	require.NoError(t, os.Mkdir(real, 0o755))
	require.NoError(t, os.Symlink(real, out))
	require.NoError(t, build.Run(t.Context(), []string{"--quick", "--content", content, "--out", out}, io.Discard, io.Discard))
	assert.FileExists(t, filepath.Join(real, "a/index.html"))
	info, err := os.Lstat(out)
	require.NoError(t, err)
	assert.NotZero(t, info.Mode()&os.ModeSymlink)
}

// The page of what is missing is sent for any address: it needs no other file to be
// read, and leads to where the site is to be.
func TestMissingPageStandsAlone(t *testing.T) {
	for name, test := range map[string]struct{ settings, base, want string }{
		"nothing":      {"", "", "/"},
		"a path":       {"", "/sub", "/sub/"},
		"the settings": {"baseURL = 'https://blog.example/sub/'", "", "https://blog.example/sub/"},
		"an option":    {"baseURL = 'https://blog.example/sub/'", "https://blog.example/a b/", "https://blog.example/a%20b/"},
		"the shell":    {"", "--prerender=false", "/"},
	} {
		t.Run(name, func(t *testing.T) {
			arguments := []string{"--base-url", test.base}
			if strings.HasPrefix(test.base, "--") {
				arguments = []string{test.base}
			}
			out, _, err := buildtest.Made(t, buildtest.Folder(t, map[string]string{"a.md": "A", "hugo.toml": test.settings}), arguments...)
			require.NoError(t, err)
			doc, err := html.Parse(strings.NewReader(buildtest.Read(t, out, "404.html")))
			require.NoError(t, err)
			var refs []string
			for n := range doc.Descendants() {
				for _, name := range []string{"href", "src"} {
					if ref := nodes.Attr(n, name); ref != "" && !strings.HasPrefix(ref, "#") && !strings.HasPrefix(ref, "data:") {
						refs = append(refs, ref)
					}
				}
				if n.Data == "html" && n.Type == html.ElementNode {
					assert.Equal(t, test.want, nodes.Attr(n, "data-root"))
				}
			}
			assert.Equal(t, []string{test.want, test.want}, refs, "the title of the site, and the way to all posts")
		})
	}
}

// A page says what its address in the site is, as links have it.
func TestPagesSayTheirAddress(t *testing.T) {
	settings := "[uglyURLs]\nnotes = true\n"
	content := buildtest.Folder(t, map[string]string{"hugo.toml": settings, "posts/ä b.md": "", "notes/c&d.md": "", "e.md": "---\nurl: /f.htm\n---\n"})
	out, _, err := buildtest.Made(t, content)
	require.NoError(t, err)
	addresses := map[string]string{
		"index.html": "", "posts/index.html": "posts/", "posts/ä-b/index.html": "posts/%C3%A4-b/", "notes/cd.html": "notes/cd.html",
		"f.htm": "f.htm", "view.html": "view.html", "embed.html": "embed.html", "404.html": "404.html", "offline.html": "offline.html",
	}
	for name, address := range addresses {
		assert.Contains(t, buildtest.Read(t, out, name), `data-address="`+address+`"`)
	}
	out, _, err = buildtest.Made(t, content, "--prerender=false")
	require.NoError(t, err)
	assert.Contains(t, buildtest.Read(t, out, "index.html"), `data-address=""`)
}

func TestFoldersHaveNames(t *testing.T) {
	t.Chdir(t.TempDir())
	for _, arguments := range [][]string{{"--out", ""}, {"--content", ""}} {
		assert.ErrorContains(t, build.Run(t.Context(), arguments, io.Discard, io.Discard), "name no folder")
	}
}

func TestBase(t *testing.T) {
	for value, want := range map[string]string{
		"": "/", "/": "/", "/sub": "/sub/", "https://blog.example": "https://blog.example/", "http://localhost:8080/a/b": "http://localhost:8080/a/b/",
	} {
		o := new(content.Options)
		require.NoError(t, o.SetBase(value), value)
		assert.Equal(t, want, o.Base.String())
	}
	for _, value := range []string{"blog.example", "sub/", "blog.example/sub/", "ftp://blog.example/", "https:///sub/", "//blog.example/", "http://[::1"} {
		assert.Error(t, new(content.Options).SetBase(value), value)
	}
}
