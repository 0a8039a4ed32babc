package e2e

import (
	"cmp"
	"fmt"
	"mime"
	"net/http"
	"net/url"
	"os"
	"os/exec"
	"path"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// quay is a site with pages of all kinds of addresses: in folders, and in files where
// the settings say uglyURLs. It has more posts than a page, and than a part of the list.
func quay(t *testing.T, name string, arguments ...string) string {
	t.Helper()
	content := map[string]string{
		"hugo.toml":     "title = 'Quay'\n[uglyURLs]\nnotes = true\ntags = true\n[pagination]\npagerSize = 2\n",
		"posts/rope.md": "---\ntitle: Rope\ndate: 2026-03-01\ntags: [sea]\naliases: [/cord/]\n---\nOf hemp. See [the gull](../notes/gull.md).\n",
		"notes/gull.md": "---\ntitle: Gull\ndate: 2026-02-02\ntags: [sea]\n---\nIt cries. See [the kelp](kelp.md) and [the rope](../posts/rope.md).\n",
		"notes/kelp.md": "---\ntitle: Kelp\ndate: 2026-02-01\ntags: [sea]\n---\nIt sways. See [the gull](gull.md).\n",
	}
	for i := range 110 {
		content[fmt.Sprintf("posts/wave-%d.md", i)] = fmt.Sprintf("---\ntitle: Wave %d\ndate: 2026-01-01T%02d:%02d:00Z\n---\nIt comes.\n", i, i/60, i%60)
	}
	return buildOnce(t, name, append(arguments, "--content", files(t, content))...)
}

// hosting is a host with habits of its own. start serves a folder, in which the site is
// at the path, and returns its address.
type hosting struct {
	start    func(t *testing.T, root, site string) string
	isClean  bool // it takes .html from addresses
	isSilent bool // it does not send the site's own page for what is missing
}

var hostings = map[string]hosting{
	"nginx": {start: func(t *testing.T, root, site string) string {
		return nginx(t, root, "error_page 404 "+site+"404.html;")
	}},
	"nginx without .html": {isClean: true, start: func(t *testing.T, root, site string) string {
		return nginx(t, root, "error_page 404 "+site+"404.html; location / { try_files $uri $uri.html $uri/ =404; }")
	}},
	"python3": {isSilent: true, start: func(t *testing.T, root, _ string) string {
		return runHost(t, "python3", func(port string) *exec.Cmd {
			return exec.Command("python3", "-m", "http.server", port, "--bind", "127.0.0.1", "--directory", root)
		})
	}},
	"redirects from .html": {isClean: true, start: func(t *testing.T, root, _ string) string {
		return serveClean(t, root).URL
	}},
	"home for all": {start: func(t *testing.T, root, site string) string {
		h := serve(t, root)
		h.rules = func(w http.ResponseWriter, r *http.Request) {
			if !h.sendFile(w, r.URL.Path, http.StatusOK) && !h.sendFile(w, r.URL.Path+"/", http.StatusOK) {
				h.sendFile(w, site, http.StatusOK)
			}
		}
		return h.URL
	}},
}

// sendFile sends the file at a path, or reports that there is none.
func (h *host) sendFile(w http.ResponseWriter, at string, status int) bool {
	if strings.HasSuffix(at, "/") {
		at += "index.html"
	}
	text, err := os.ReadFile(filepath.Join(h.folder, filepath.FromSlash(at)))
	if err != nil {
		return false
	}
	kind := mime.TypeByExtension(path.Ext(at))
	if path.Ext(at) == ".md" {
		kind = "text/markdown; charset=utf-8"
	}
	w.Header().Set("Content-Type", cmp.Or(kind, "application/octet-stream"))
	w.WriteHeader(status)
	w.Write(text)
	return true
}

func (h *host) hasFile(at string) bool {
	info, err := os.Stat(filepath.Join(h.folder, filepath.FromSlash(at)))
	return err == nil && info.Mode().IsRegular()
}

// serveClean is a host as Cloudflare Pages is: it has pages without .html, redirects
// to there, and sends the nearest 404.html for what is missing.
func serveClean(t *testing.T, root string) *host {
	h := serve(t, root)
	h.rules = func(w http.ResponseWriter, r *http.Request) {
		at := r.URL.Path
		redirect := func(to string) {
			to = (&url.URL{Path: to, RawQuery: r.URL.RawQuery}).String()
			http.Redirect(w, r, to, http.StatusPermanentRedirect)
		}
		bare := strings.TrimSuffix(at, "/")
		switch {
		case strings.HasSuffix(at, "/index.html") && h.hasFile(at):
			redirect(strings.TrimSuffix(at, "index.html"))
		case strings.HasSuffix(at, ".html") && h.hasFile(at):
			redirect(strings.TrimSuffix(at, ".html"))
		case h.sendFile(w, at, http.StatusOK):
		case bare == at && h.sendFile(w, at+".html", http.StatusOK):
		case bare != at && h.hasFile(bare+".html"):
			redirect(bare)
		case bare == at && h.hasFile(at+"/index.html"):
			redirect(at + "/")
		default:
			for folder := path.Dir(bare); !h.sendFile(w, path.Join(folder, "404.html"), http.StatusNotFound) && folder != "/"; {
				folder = path.Dir(folder)
			}
		}
	}
	return h
}

func nginx(t *testing.T, root, rules string) string {
	return runHost(t, "nginx", func(port string) *exec.Cmd {
		conf := filepath.Join(t.TempDir(), "nginx.conf")
		write(t, conf, `daemon off; master_process off; pid nginx.pid; error_log stderr; events {}
http {
	include /etc/nginx/mime.types; access_log off;
	client_body_temp_path body; proxy_temp_path proxy; fastcgi_temp_path fastcgi; uwsgi_temp_path uwsgi; scgi_temp_path scgi;
	server { listen 127.0.0.1:`+port+`; root "`+root+`"; `+rules+` }
}`)
		return exec.Command("nginx", "-p", filepath.Dir(conf), "-c", conf)
	})
}

// onEachHost runs a test behind each host, with the site in these folders.
func onEachHost(t *testing.T, dist string, sites []string, test func(t *testing.T, host hosting, at func(string) string)) {
	for name, host := range hostings {
		for _, site := range sites {
			t.Run(name+" at "+site, func(t *testing.T) {
				root := t.TempDir()
				require.NoError(t, os.CopyFS(filepath.Join(root, filepath.FromSlash(site)), os.DirFS(dist)))
				address := host.start(t, root, site)
				test(t, host, func(path string) string { return address + site + path })
			})
		}
	}
}

// opens loads an address, whatever the host makes of it.
func (b *tab) opens(url string) {
	b.Helper()
	require.NoError(b.T, b.navigate(url), url)
	b.wait(`document.readyState === "complete"`)
}

// isStyled waits until the page has its style sheet.
func (b *tab) isStyled() {
	b.Helper()
	b.wait(`getComputedStyle(document.querySelector("h1")).fontFamily.includes("Charter")`)
}

// notThere excuses the browser for telling of answers with the status 404, and of the
// home page in place of a file.
var notThere = []string{"404", "MIME type", "modulepreload"}

func TestPagesOnAnyHost(t *testing.T) {
	dist := quay(t, "quay")
	onEachHost(t, dist, []string{"/deep/er/"}, func(t *testing.T, host hosting, at func(string) string) {
		b := newTab(t)
		for _, page := range []struct{ address, kind, title string }{
			{"", "list", "Quay"},
			{"posts/rope/", "post", "Rope"},
			{"notes/gull.html", "post", "Gull"},
			{"tags/sea.html", "list", "sea"},
			{"tags/sea/page/2.html", "list", "sea"},
			{"page/2/", "list", "Quay"},
		} {
			b.opens(at(page.address))
			assert.Equal(t, "prerender", eval[string](b, "document.documentElement.dataset.renderer"), page.address)
			assert.Equal(t, page.title, b.text("h1"), page.address)
			assert.Equal(t, page.address, eval[string](b, "document.documentElement.dataset.address"))
			b.isStyled()
			b.opens(at(page.address + "?renderer=wasm"))
			b.shown(page.kind)
			assert.Equal(t, page.title, b.text("h1"), page.address)
		}
		b.opens(at("view.html?src=notes/gull.md"))
		b.arrived("Gull")
		b.tap(".article a")
		b.arrived("Kelp")
		b.opens(at("embed.html?src=notes/gull.md&page=notes/gull.html"))
		b.wait(`document.querySelector(".post .title")?.innerText === "Gull"`)
		assert.Zero(t, b.count("post-view"), "the page is found")
		b.opens(at("offline.html"))
		assert.Equal(t, "You are offline", b.text("h1"))
		b.isStyled()
		b.quiet()
	})
}

func TestMovingOnAnyHost(t *testing.T) {
	dist := quay(t, "quay")
	onEachHost(t, dist, []string{"/deep/er/"}, func(t *testing.T, host hosting, at func(string) string) {
		b := newTab(t)
		b.opens(at("notes/gull.html"))
		assert.Equal(t, host.isClean && !strings.Contains(t.Name(), "nginx"), !eval[bool](b, `location.pathname.endsWith(".html")`))
		b.point(".article a")
		b.ready()
		b.tap(".article a")
		b.arrived("Kelp")
		assert.Equal(t, at("notes/kelp.html"), eval[string](b, "location.href"))
		b.do(`history.back()`)
		b.arrived("Gull")
		assert.True(t, b.sameDocument())
		assert.Equal(t, at("notes/kelp.html"), eval[string](b, "document.activeElement.href"), "the focus is where the reader left")
		b.do(`history.forward()`)
		b.arrived("Kelp")
		b.do(`location.reload()`)
		b.wait(`window.same === undefined && document.querySelector("h1")?.innerText === "Kelp"`)
		b.tap(".article a")
		b.wait(`document.querySelector("h1")?.innerText === "Gull"`)

		b.opens(at("tags/sea.html?q=sways"))
		b.arrived("sea")
		assert.Equal(t, "1 of 3 posts", b.text(".count"))
		b.tap(".posts h2 a")
		b.arrived("Kelp")
		b.quiet()
	})
}

// What is missing says so as the site does wherever it was looked for, and leads home.
func TestMissingOnAnyHost(t *testing.T) {
	dist := quay(t, "quay")
	onEachHost(t, dist, []string{"/", "/deep/er/"}, func(t *testing.T, host hosting, at func(string) string) {
		if host.isSilent {
			t.Skip("it has a page of its own")
		}
		b := newTab(t)
		for _, address := range []string{"nowhere", "nowhere/", "posts/nowhere", "posts/no/where/at/all/"} {
			b.opens(at(address))
			b.wait(`document.querySelector("h1")?.innerText === "There is no such post" && document.querySelector(".failure a").href === "` + at("") + `"`)
			b.isStyled()
			assert.Equal(t, at(""), eval[string](b, `document.querySelector(".site-title").href`))
			b.tap(".failure a")
			b.wait(`document.querySelector("h1")?.innerText === "Quay"`)
			assert.Equal(t, at(""), eval[string](b, "location.href"))
			b.isStyled()
		}
		b.quiet(notThere...)
	})
}

func TestMissingWithoutScripts(t *testing.T) {
	for base, want := range map[string]string{"/": "/", "/deep/er/": "/deep/er/", "https://quay.example/deep/er/": "https://quay.example/deep/er/"} {
		t.Run(base, func(t *testing.T) {
			h := serve(t, build(t, "--base-url", base, "--content", files(t, map[string]string{"a.md": "A"})))
			b := newTab(t)
			b.send("Emulation.setScriptExecutionDisabled", map[string]any{"value": true})
			b.opens(h.at("no/where/"))
			b.isStyled()
			assert.Equal(t, []string{want, want}, eval[[]string](b, `[...document.querySelectorAll(".site-title, .failure a")].map(a => a.getAttribute("href"))`))
			b.quiet(notThere...)
		})
	}
}

// Two sites of one version on a host: each leads to itself.
func TestMissingInASiteWithinAnother(t *testing.T) {
	root := t.TempDir()
	for _, site := range []string{"", "deep/er"} {
		require.NoError(t, os.CopyFS(filepath.Join(root, site), os.DirFS(quay(t, "quay"))))
	}
	h := serveClean(t, root)
	b := newTab(t)
	for address, home := range map[string]string{"deep/er/no/where/": "deep/er/", "deep/no/where/": "", "nowhere": ""} {
		b.opens(h.at(address))
		b.wait(`document.querySelector(".failure a")?.href === "` + h.at(home) + `" && document.querySelector(".site-title").href === "` + h.at(home) + `"`)
	}
	b.quiet(notThere...)
}

// A page is kept by the address that links have, and by that which the host has made
// of it.
func TestReadingOfflineOnAHostWithoutHTML(t *testing.T) {
	h := serveClean(t, quay(t, "quay"))
	b := newReader(t)
	b.opens(h.at("posts/rope/"))
	b.keeps(h.at("posts/rope/"))
	b.opens(h.at("notes/gull.html"))
	b.keeps(h.at("notes/gull.html"))
	b.point(".article a")
	b.ready()
	b.tap(".article a")
	b.arrived("Kelp")
	b.keeps(h.at("notes/kelp.html"))
	h.disconnect()
	for _, page := range [][2]string{{"notes/gull.html", "Gull"}, {"notes/gull", "Gull"}, {"notes/kelp.html", "Kelp"}, {"notes/kelp", "Kelp"}, {"posts/rope/", "Rope"}, {"", "Quay"}} {
		b.opens(h.at(page[0]))
		assert.Equal(t, page[1], b.text("h1"), page[0])
		b.isStyled()
	}
	b.opens(h.at("posts/wave-1/"))
	b.wait(`document.querySelectorAll(".kept a").length === 4`)
	assert.ElementsMatch(t, []string{h.at("posts/rope/"), h.at("notes/gull.html"), h.at("notes/kelp.html"), h.at("")},
		eval[[]string](b, `[...document.querySelectorAll(".kept a")].map(a => a.href)`))
}

// runHost runs a host at a port of its own and returns its address once it answers.
func runHost(t *testing.T, name string, command func(port string) *exec.Cmd) string {
	t.Helper()
	if _, err := exec.LookPath(name); err != nil {
		t.Skip(err)
	}
	listener := listen(t)
	at, err := url.Parse("http://" + listener.Addr().String())
	require.NoError(t, err)
	require.NoError(t, listener.Close())
	host := command(at.Port())
	var said strings.Builder
	host.Stdout, host.Stderr = &said, &said
	require.NoError(t, host.Start())
	t.Cleanup(func() {
		host.Process.Kill()
		host.Wait()
		if t.Failed() {
			t.Log(said.String())
		}
	})
	require.Eventually(t, func() bool {
		response, err := http.Get(at.String())
		if err == nil {
			response.Body.Close()
		}
		return err == nil
	}, patience, patience/1000)
	return at.String()
}
