package e2e

import (
	"bufio"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/chromedp/kb"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

var address = regexp.MustCompile(`http://localhost:\d+/`)

// serveLive runs postview serve on a folder and returns where it serves.
func serveLive(t *testing.T, content string) string {
	t.Helper()
	return serveWith(t, "--content", content)
}

// serveWith runs postview serve with options and returns where it serves.
func serveWith(t *testing.T, options ...string) string {
	t.Helper()
	program, err := postview()
	require.NoError(t, err)
	command := exec.Command(program, append([]string{"serve", "--out", filepath.Join(t.TempDir(), "dist")}, options...)...)
	stdout, err := command.StdoutPipe()
	require.NoError(t, err)
	require.NoError(t, command.Start())
	t.Cleanup(func() { command.Process.Kill(); command.Wait() })
	found := make(chan string, 1)
	go func() {
		for lines := bufio.NewScanner(stdout); lines.Scan(); {
			if url := address.FindString(lines.Text()); url != "" {
				found <- url
			}
		}
		close(found)
	}()
	url := <-found
	require.NotEmpty(t, url, "the server ended")
	return url
}

// listens waits until the server tells of changes: the page has asked for that
// before the test does.
func (b *tab) listens(url string) {
	b.Helper()
	b.do(`await new Promise(opened => new EventSource("` + url + `postview-live").onopen = opened)`)
}

func TestLiveReload(t *testing.T) {
	long := strings.Repeat("\n\nA paragraph.", 200)
	content := files(t, map[string]string{"a.md": "---\ntitle: First\n---\n" + long, "b.md": "B"})
	url := serveLive(t, content)
	b := newTab(t)
	b.load(url + "a/")
	b.listens(url)
	b.do(`window.same = true; scrollTo(0, 1000)`)

	b.do(`await (await import("` + url + `postview.js")).boot()`) // which the page does by itself
	var took time.Duration
	for _, title := range []string{"Second", "Third"} {
		saved := time.Now()
		write(t, filepath.Join(content, "a.md"), "---\ntitle: "+title+"\n---\n"+long)
		b.wait(`document.querySelector("h1").textContent === "` + title + `"`)
		took = time.Since(saved)
		t.Logf("a change shows after %v", took.Round(time.Millisecond))
		assert.True(t, b.sameDocument(), "the page was loaded anew")
		assert.Equal(t, 1000.0, eval[float64](b, "scrollY"), "the reader's place")
	}
	assert.Less(t, took, time.Second) // by then the engine has compiled what runs

	write(t, filepath.Join(content, "a.md"), "---\ntitle: \"Broken\n---\n")
	b.wait(`document.querySelector(".failure")`)
	assert.Contains(t, b.text(".reason"), "a.md:2:")
	write(t, filepath.Join(content, "a.md"), "---\ntitle: Mended\n---\n")
	b.wait(`document.querySelector("h1").textContent === "Mended"`)

	b.load(url)
	b.wait(`document.querySelectorAll(".card").length === 2`)
	write(t, filepath.Join(content, "new/c.md"), "# C")
	b.wait(`document.querySelectorAll(".card").length === 3`)
	b.quiet()
}

func TestReadersWhoGoOnAreNotCalledBack(t *testing.T) {
	h := serve(t, blog(t))
	b := loaded(t, h, "")
	b.click(`.posts a[href="posts/start-here/"]`)
	b.shown("post")
	asked, release := make(chan bool, 1), make(chan bool)
	file := waiting(h, release)
	h.answer("posts/start-here.md", func(w http.ResponseWriter, r *http.Request) { asked <- true; file(w, r) })
	b.do(`const {boot} = await import(new URL("../../postview.js", location));
		window.refreshed = (await boot()).call("refresh", {main: document.querySelector("main"), root: new URL("../../", location).href}); true`)
	<-asked
	b.do(`document.querySelector(".site-title").click()`)
	b.shown("list")
	close(release)
	b.do(`await refreshed`)
	assert.Equal(t, "list", eval[string](b, "document.documentElement.dataset.view"))
	assert.Equal(t, h.at(""), eval[string](b, "location.href"))
	b.quiet()
}

func TestPagesReloadWhenTheirFilesChange(t *testing.T) {
	web := filepath.Join(t.TempDir(), "web")
	require.NoError(t, os.CopyFS(web, os.DirFS(filepath.Join(repository, "web"))))
	b := newTab(t)
	url := serveWith(t, "--content", files(t, map[string]string{"a.md": "A"}), "--web", web)
	b.load(url)
	b.listens(url)
	b.do(`window.same = true`)
	style := filepath.Join(web, "style", "style.css")
	write(t, style, read(t, style)+"\n.site-footer { outline: 7px solid }\n")
	b.wait(`window.same === undefined && getComputedStyle(document.querySelector(".site-footer")).outlineWidth === "7px"`)
	b.quiet()
}

func TestTwoServersAtOnce(t *testing.T) {
	content := files(t, map[string]string{"a.md": "A"})
	first, second := serveLive(t, content), serveLive(t, content)
	assert.NotEqual(t, first, second)
}

func TestStrict(t *testing.T) {
	program, err := postview()
	require.NoError(t, err)
	content := files(t, map[string]string{"a.md": "---\ntitle: [\n---\n"})
	for flag, wanted := range map[string]bool{"--strict=false": true, "--strict": false} {
		command := exec.Command(program, "build", "--content", content, "--out", filepath.Join(t.TempDir(), "dist"), flag)
		said, err := command.CombinedOutput()
		assert.Equal(t, wanted, err == nil, "%s: %s", flag, said)
		assert.Contains(t, string(said), "warning: a.md:3:")
	}
}

func TestProblemsAreToldOnThePage(t *testing.T) {
	content := files(t, map[string]string{"a.md": "---\ntitle: A\n---\n[x](nowhere.md)\n", "b.md": "![](no.png)\n", "hugo.toml": "title = 'Live'\n"})
	url := serveLive(t, content)
	b := newTab(t)
	b.load(url + "a/")
	b.wait(`document.querySelector(".problems li")`)
	assert.Contains(t, b.text(".problems"), "a.md:4:5 no such post: nowhere.md")
	assert.NotContains(t, b.text(".problems"), "no.png", "which is of another page")
	assert.Equal(t, "status", eval[string](b, `document.querySelector(".problems").role`))
	assert.True(t, eval[bool](b, `document.activeElement === document.body`), "the panel takes no focus")
	b.press(kb.Escape)
	b.wait(`!document.querySelector(".problems")`)

	b.do(`window.same = true`)
	write(t, filepath.Join(content, "a.md"), "---\ntitle: A\n---\n[x](nowhere.md)\n\n![](none.png)\n")
	b.wait(`document.querySelectorAll(".problems li").length === 2`)
	b.do(`document.querySelector(".problems .close").click()`)
	b.wait(`!document.querySelector(".problems")`)
	write(t, filepath.Join(content, "a.md"), "---\ntitle: A\n---\n[x](b.md#no)\n")
	b.wait(`document.querySelector(".problems")?.textContent.includes("no such anchor")`)
	write(t, filepath.Join(content, "a.md"), "---\ntitle: A\n---\n[x](b.md)\n")
	b.wait(`!document.querySelector(".problems")`)
	b.do(`document.querySelector(".article a").click()`)
	b.wait(`document.querySelector(".problems")?.textContent.includes("b.md:1:5 no such file: no.png")`)
	assert.True(t, b.sameDocument(), "the page was loaded anew")

	write(t, filepath.Join(content, "hugo.toml"), "title = \n")
	b.wait(`document.querySelector("dialog.problems:modal")`)
	assert.Contains(t, b.text(".problems"), "hugo.toml:1:9 toml: ")
	assert.Equal(t, "Close", eval[string](b, `document.activeElement.ariaLabel`))
	b.press(kb.Escape)
	b.wait(`!document.querySelector(".problems")`)
	b.load(url + "a/")
	b.wait(`document.querySelector("dialog.problems:modal")`)
	write(t, filepath.Join(content, "hugo.toml"), "title = 'Mended'\n")
	b.wait(`!document.querySelector(".problems") && document.querySelector(".site-title").textContent === "Mended"`)
	b.quiet("404") // of the pictures
}
