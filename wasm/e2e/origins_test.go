package e2e

import (
	"net/http"
	"testing"

	"github.com/stretchr/testify/assert"
)

// withoutCORS answers with the file at the path, and without the header for other sites.
func withoutCORS(h *host) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		h.file(headerless{w}, r)
	}
}

// headerless is an answer whose reader must be of the same site.
type headerless struct{ http.ResponseWriter }

func (h headerless) WriteHeader(code int) {
	h.Header().Del("Access-Control-Allow-Origin")
	h.ResponseWriter.WriteHeader(code)
}

func (h headerless) Write(data []byte) (int, error) {
	h.Header().Del("Access-Control-Allow-Origin")
	return h.ResponseWriter.Write(data)
}

// A page, the script and the post are of three origins.
func TestThreeOrigins(t *testing.T) {
	scripts := serve(t, blog(t))
	posts := serve(t, files(t, map[string]string{
		"open.md": "---\ntitle: Open\n---\nFor all, with ![a picture](dot.svg) and [another](other.md)",
		"dot.svg": `<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>`,
		"shut.md": "# Shut", "moved.md": "", "404.html": "no",
	}))
	posts.answer("shut.md", withoutCORS(posts))
	posts.answer("gone.md", func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusNotFound) })
	posts.answer("moved.md", func(w http.ResponseWriter, r *http.Request) {
		http.Redirect(w, r, "/open.md", http.StatusFound)
	})
	closed := serve(t, t.TempDir())
	closed.Close()
	for name, test := range map[string]struct{ src, state, kind, says string }{
		"allowed":               {posts.at("open.md"), "ready", "", "For all"},
		"missing":               {posts.at("nowhere.md"), "error", "missing", "status 404"},
		"forbidden":             {posts.at("shut.md"), "error", "cors", "it must send the header Access-Control-Allow-Origin: * with it"},
		"missing and forbidden": {posts.at("gone.md"), "error", "cors", "or there is no such file"},
		"a redirect forbids":    {posts.at("moved.md"), "error", "cors", "Access-Control-Allow-Origin"},
		"out of reach":          {closed.at("open.md"), "error", "network", "out of reach"},
	} {
		t.Run(name, func(t *testing.T) {
			b := embedding(t, scripts, `<post-view id="a" src="`+test.src+`">A fallback</post-view>`)
			b.state("a", test.state)
			assert.Contains(t, b.post("a"), test.says)
			if test.state == "ready" {
				assert.Equal(t, []string{posts.at("dot.svg"), posts.at("other.md")}, eval[[]string](b,
					`[a.shadowRoot.querySelector(".article img").src, a.shadowRoot.querySelector(".article a").href]`))
				b.quiet()
				return
			}
			assert.Equal(t, test.kind, eval[string](b, `events.at(-1).kind`))
		})
	}
	t.Run("offline", func(t *testing.T) {
		b := embedding(t, scripts, `<post-view id="a" src="`+posts.at("open.md")+`"></post-view>`)
		b.state("a", "ready")
		b.send("Network.enable", map[string]any{})
		b.send("Network.emulateNetworkConditions", map[string]any{"offline": true, "latency": 0, "downloadThroughput": -1, "uploadThroughput": -1})
		b.do(`a.src = "` + posts.at("other.md") + `"`)
		b.state("a", "error")
		assert.Contains(t, b.post("a"), "this device is offline")
	})
}

// least is the policy of a host that allows as little as <post-view> can do with.
func least(script string) string {
	return "script-src 'self' " + script + " 'wasm-unsafe-eval'; style-src 'self' " + script +
		"; require-trusted-types-for 'script'; trusted-types postview"
}

func TestStrictHost(t *testing.T) {
	scripts := serve(t, blog(t))
	for name, test := range map[string]struct {
		more    string
		colours bool
		excuses []string
	}{
		"the least":         {"", false, []string{"Applying inline style violates", "worker", "colours code"}},
		"with all it shows": {"; worker-src blob: " + scripts.URL + "; style-src-attr 'unsafe-inline'", true, nil},
	} {
		t.Run(name, func(t *testing.T) {
			page := serve(t, files(t, map[string]string{"index.html": `<!doctype html><meta charset="utf-8"><title>Strict</title><link rel="icon" href="data:,">
<script type="module" src="` + scripts.at("postview.js") + `"></script>
<post-view id="a" src="` + scripts.at("posts/markdown.md") + `" toc></post-view>`}))
			page.answer("/", func(w http.ResponseWriter, r *http.Request) {
				w.Header().Set("Content-Security-Policy", least(scripts.URL)+test.more)
				page.file(w, r)
			})
			b := newTab(t)
			b.withoutStrangers()
			b.load(page.at(""))
			b.state("a", "ready")
			assert.Contains(t, b.post("a"), "Markdown, as Hugo renders it")
			b.wait(`!a.shadowRoot.querySelector("[data-colouring]")`)
			assert.Equal(t, test.colours, eval[bool](b, `a.shadowRoot.querySelector(".article .chroma span") !== null`))
			assert.Empty(t, b.said(append(excuses, test.excuses...)...))
			assert.Equal(t, "TypeError", eval[string](b, `(() => { try { document.createElement("p").innerHTML = "<b>b</b>" } catch (error) { return error.name } })()`), "the policy holds")
		})
	}
}
