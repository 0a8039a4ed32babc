package e2e

import (
	"encoding/json"
	"fmt"
	"net/http"
	"net/url"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// unlinkable are addresses that no link may have. Were one followed, it would set hurt, or there would be no such page.
var unlinkable = []string{
	"javascript:void(top.hurt = 1)",
	" \u0001JavaScript:void(top.hurt = 1)",
	"java\tscri\npt:void(top.hurt = 1)",
	"vbscript:hurt",
	"data:text/html,<script>top.hurt = 1</script>",
	"blob:%s/no-such",
	"https://",
	"http://[",
}

// clickAll clicks all that can be clicked of what a root holds, but for what tries again, and returns where the links lead.
func (b *tab) clickAll(root string) []string {
	b.Helper()
	return eval[[]string](b, `(async () => {
		const links = [...`+root+`.querySelectorAll("a")].map(link => link.href);
		for (const link of `+root+`.querySelectorAll("a")) {
			link.addEventListener("click", event => /^https?:/.test(link.href) && event.preventDefault());
			link.click();
		}
		await new Promise(done => setTimeout(done));
		return links })()`)
}

// A page without a policy, which would forbid it.
func TestNoticeOfTheElementHasNoLinkThatRuns(t *testing.T) {
	h := serve(t, blog(t))
	h.answer("page.html", body("text/html", `<!doctype html><title>x</title><link rel="icon" href="data:,"><script type="module" src="postview.js"></script><post-view id="a"></post-view>`))
	b := open(t, h.at("page.html"))
	notice := `document.getElementById("a").shadowRoot`
	shown := func(src string) {
		source, _ := json.Marshal(src)
		b.do(`document.getElementById("a").src = ` + string(source) + `; await Promise.resolve(); await document.getElementById("a").ready.catch(() => {})`)
		b.state("a", "error")
		assert.Contains(t, b.post("a"), "can’t be shown")
	}
	for _, src := range unlinkable {
		if src == "blob:%s/no-such" {
			src = fmt.Sprintf(src, h.URL)
		}
		t.Run(src, func(t *testing.T) {
			shown(src)
			assert.Empty(t, b.clickAll(notice))
			assert.False(t, eval[bool](b, `"hurt" in window`))
		})
	}
	for src, leads := range map[string]string{"nowhere.md": h.at("nowhere.md"), "http://127.0.0.1:9/a.md": "http://127.0.0.1:9/a.md"} {
		shown(src)
		assert.Equal(t, []string{leads}, b.clickAll(notice))
	}
}

// What a page may read need not be what a link may have.
func TestPostOfNoPlaceHasNoLinkToItsSource(t *testing.T) {
	h := serve(t, blog(t))
	b := embedding(t, h, `<post-view id="a"></post-view>`)
	for _, src := range []string{`"data:text/markdown,**Here**"`, `URL.createObjectURL(new Blob(["**Here**"], {type: "text/markdown"}))`} {
		b.do(`a.src = ` + src + `; await Promise.resolve(); await a.ready`)
		assert.Contains(t, b.post("a"), "Here")
		assert.Empty(t, b.clickAll("a.shadowRoot"), src)
	}
}

// The site's page tells that the program fails, and the program that there is no such post.
func TestAddressOfAPageNamesNothingThatRuns(t *testing.T) {
	h := serve(t, blogShell(t))
	for _, breaks := range []bool{true, false} {
		h.breakProgram(nil)
		if breaks {
			h.breakProgram(status(http.StatusNotFound))
		}
		for _, src := range append(unlinkable, "//127.0.0.1:9/a.md") {
			t.Run(fmt.Sprint(src, breaks), func(t *testing.T) {
				b := open(t, h.at("?src="+url.QueryEscape(src)))
				b.wait(`document.querySelector(".failure[role=alert] .actions")`)
				for _, leads := range b.clickAll(`document.querySelector(".failure")`) {
					assert.Contains(t, leads, h.URL+"/", "it stays on this site")
				}
				assert.False(t, eval[bool](b, `"hurt" in window`))
			})
		}
	}
}

// A site may trust its posts; the pages of others that embed them need not. An address that is none harms nobody.
func TestWhatIsEmbeddedElsewhereRunsNothing(t *testing.T) {
	h := serve(t, build(t, "--policy", "trust", "--content", files(t, map[string]string{"a.md": "---\ntitle: A\n---\n" +
		"[one](javascript:void(top.hurt=1)) <a href=\"JavaScript:void(top.hurt=1)\" onclick=\"top.hurt=1\">two</a> <a href=\"http://[\">three</a> [four](b/) [five](mailto:a@b.example)\n\n" +
		"<script>top.hurt = 1</script>\n\n<style>* { color: red }</style>\n"})))
	b := open(t, h.at("a/"))
	snippets := b.talk()
	require.Len(t, snippets, 3)
	for _, snippet := range snippets {
		for _, part := range []string{"javascript", "JavaScript", "hurt", "<style", "http://[", `href=""`} {
			assert.NotContains(t, snippet, part)
		}
	}
	for _, part := range []string{`href="` + h.at("b/") + `"`, `href="mailto:a@b.example"`, "one", "two", "three"} {
		assert.Contains(t, snippets[1], part)
	}
	b.load(h.at("embed.html?src=a.md"))
	b.wait(`document.querySelector("main:not([aria-busy]) .article")`)
	assert.Equal(t, h.at("b/"), eval[string](b, `[...document.querySelectorAll(".article a")].find(link => link.textContent === "four").href`))
}
