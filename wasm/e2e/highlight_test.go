package e2e

import (
	"fmt"
	"net/http"
	"slices"
	"strings"
	"testing"

	"github.com/alecthomas/chroma/v2/lexers"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// code is a post with code in each way that Hugo has for it.
const code = "# Code\n\nBefore.\n\n" +
	"```go\npackage main // <b>&amp; \"more\"\n\nfunc main() { println('x', 1.5) }\n```\n\n" +
	"```bash {linenos=table hl_lines=[2,\"3-4\"] linenostart=9 .wide #run title=\"a b\"}\n# one\nfor i in a b; do\n  echo \"$i\"\ndone\n```\n\n" +
	"```python {linenos=inline anchorlinenos=true}\ndef f(x):\n    return x\n```\n\n" +
	"```json {noclasses=true style=github hl_lines=[1]}\n{\"a\": [1, null]}\n```\n\n" +
	"```html {linenos=table lineanchors=\"\\\"><img src=x>\" anchorlinenos=true}\n<p onclick=\"x()\">a<style>b { c: d }</style></p>\n```\n\n" +
	"```nosuch {.kept}\nplain\n```\n\n```\nnone\n```\n\n" +
	"```markdown\n# a\n\n~~~yaml\nb: c\n~~~\n```\n\n" +
	"```http\nHTTP/1.1 200 OK\nContent-Type: application/json\n\n{\"a\": 1}\n```\n\n" +
	"A {{< highlight js \"hl_inline=true\" >}}let a = `b`{{< /highlight >}} in a line.\n\n" +
	"{{< highlight c \"linenos=inline,hl_lines=1\" >}}\nint a;\n\nint b;\n{{< /highlight >}}\n\n" +
	"- a list\n\n  ```ruby\n  puts :a\n  ```\n\n" +
	"```C++\nint main() {}\n```\n\n```main.rs\nfn main() {}\n```\n"

// everyLanguage is a post with the same text in all languages that chroma knows.
func everyLanguage() string {
	var b strings.Builder
	b.WriteString("# Languages\n\n")
	for _, lexer := range lexers.GlobalLexerRegistry.Lexers {
		names := append(slices.Clone(lexer.Config().Aliases), lexer.Config().Name)
		fmt.Fprintf(&b, "{{< highlight %q >}}\n%s\n{{< /highlight >}}\n\n", names[0], `/* a comment */ # another -- or "so
<tag attribute="value">text &amp; {{ .More | upper }}</tag> <?php echo $x; ?> <% y %>
def function(x: int, y = 0x1F) -> str: if (x > 1.5e3 && !y) { return 'a\n' + "b${c}"; }
SELECT * FROM t WHERE a = 'b'; key: [1, 2] @decorator $variable %percent :symbol ~= :: !important
	for i in $(seq 10); do echo "$i" | grep -v '^#' > /dev/null; done
BEGIN class Name(Base) end; let f = (x) => x?.y ?? null; (define (g x) (* x 2)) ; 12:30 2026-01-02`)
	}
	return b.String()
}

// coloured is a site of code.
func coloured(t *testing.T, settings string) *host {
	t.Helper()
	return serve(t, build(t, "--content", files(t, map[string]string{
		"code.md": code, "languages.md": everyLanguage(), "words.md": "# Words\n\nNo code.\n\n    but this\n",
		"unknown.md": "```nosuch\na\n```\n\n```mermaid\nb\n```\n", "hundred.md": hundredBlocks(), "hugo.toml": settings,
	})))
}

// hundredBlocks is a post with 100 blocks of 12 lines.
func hundredBlocks() string {
	var b strings.Builder
	b.WriteString("# A hundred\n")
	for i := range 100 {
		b.WriteString("\n```go\n")
		for line := range 12 {
			fmt.Fprintf(&b, "if value%d := compute(\"block %d\", %d); value%d != nil { return fmt.Errorf(\"%%d\", 0x%x) } // why\n", line, i, line, line, i*line)
		}
		b.WriteString("```\n")
	}
	return b.String()
}

const isColoured = `!document.querySelector("main[aria-busy], main[data-colouring]")`

func TestColoursAreTheSameFromBothFronts(t *testing.T) {
	for name, settings := range map[string]string{
		"classes": "", "inline": "[markup.highlight]\nstyle = 'dracula'\nlineNos = true\nlineNumbersInTable = false\n", "guessed": "[markup.highlight]\nguessSyntax = true\nwrapperClass = 'x'\n",
	} {
		t.Run(name, func(t *testing.T) {
			h := coloured(t, settings)
			made, shown := newTab(t), newTab(t)
			for _, post := range []string{"code/", "languages/", "words/", "unknown/"} {
				made.load(h.at(post))
				shown.load(h.at(post + "?renderer=wasm"))
				shown.shown("post")
				for _, b := range []*tab{made, shown} {
					// Numbers of lines count as words, as with Hugo, which are not there yet when the words are counted.
					b.do(`document.querySelector(".facts")?.remove()`)
				}
				want := eval[string](made, viewDOM)
				assertSame(t, want, eval[string](shown, viewDOM), post)
				assert.NotContains(t, want, "data-postview-code")
			}
			made.quiet(excuses...)
			shown.quiet(excuses...)
		})
	}
}

func TestColoursAreFetchedForCodeAlone(t *testing.T) {
	h := coloured(t, "")
	b := open(t, h.at("code/"))
	assert.Contains(t, eval[string](b, `document.querySelector(".chroma .kd").textContent`), "func")
	assert.Empty(t, h.asked("highlight"), "a page that was made has its colours")
	for _, post := range []string{"words/", "unknown/"} {
		b.load(h.at(post + "?renderer=wasm"))
		b.shown("post")
		assert.Empty(t, h.asked("highlighter"), post)
	}
	assert.Len(t, h.asked("highlight."), 1, "the names of languages, where there is code")
	b.load(h.at("code/?renderer=wasm"))
	b.shown("post")
	assert.NotEmpty(t, h.asked("highlighter"))
	assert.Len(t, h.asked("bash.xml"), 1)
	assert.Empty(t, h.asked("perl.xml"))
	b.quiet(excuses...)
}

func TestCodeIsReadableBeforeItsColours(t *testing.T) {
	h := coloured(t, "")
	come := make(chan struct{})
	h.answer(".wasm.br", nil)
	b := newTab(t)
	b.send("Page.enable", map[string]any{})
	b.send("Page.addScriptToEvaluateOnNewDocument", map[string]any{"source": shifts})
	hold := func(w http.ResponseWriter, r *http.Request) {
		<-come
		w.WriteHeader(http.StatusNotFound)
	}
	names := h.names("assets/highlighter.*.wasm")
	require.Len(t, names, 1)
	h.answer(names[0]+".br", hold)
	h.answer(names[0]+".gz", hold)
	b.load(h.at("hundred/?renderer=wasm"))
	b.wait(`document.querySelector("main[data-colouring]")`)
	assert.Contains(t, b.text("pre"), "if value0 := compute")
	heights := `JSON.stringify([...document.querySelectorAll(".article > *")].map(e => e.getBoundingClientRect().height))`
	before := eval[string](b, heights)
	close(come)
	b.wait(isColoured)
	assert.Equal(t, 100, b.count(".highlight > .chroma"))
	assert.JSONEq(t, before, eval[string](b, heights))
	b.do(`await new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))`)
	assert.Zero(t, eval[float64](b, "shift"))
	b.quiet("404")
}

func TestColoursLeaveThePageFree(t *testing.T) {
	h := coloured(t, "")
	var longest []float64
	for range 3 {
		b := open(t, h.at("words/?renderer=wasm"))
		b.shown("post")
		longest = append(longest, eval[float64](b, `(async () => {
			const shown = new Promise(done => addEventListener("postview-show", done, {once: true}));
			const link = document.body.appendChild(document.createElement("a"));
			link.href = "../hundred/";
			link.click();
			await shown;
			await new Promise(done => requestAnimationFrame(() => setTimeout(done)));
			let longest = 0;
			const observer = new PerformanceObserver(list => { for (const task of list.getEntries()) longest = Math.max(longest, task.duration) });
			observer.observe({type: "longtask"});
			while ("colouring" in document.querySelector("main").dataset) await new Promise(requestAnimationFrame);
			await new Promise(done => setTimeout(done, 100));
			return longest;
		})()`))
		assert.Equal(t, 100, b.count(".highlight > .chroma"))
		b.quiet()
	}
	slices.Sort(longest)
	t.Logf("the longest tasks while 100 blocks get their colours, ms: %v", longest)
	assert.Less(t, longest[0], 500.0, "ms, on a machine that may be busy; the benchmark demands 50")
}

func TestColoursInAnElementOnAnotherSite(t *testing.T) {
	h := coloured(t, "")
	stranger := serve(t, files(t, map[string]string{"index.html": `<!doctype html><title>x</title>
		<script type="module" src="` + h.at("postview.js") + `"></script><post-view bare src="` + h.at("code.md") + `"></post-view>`}))
	b := open(t, stranger.at(""))
	b.wait(`document.querySelector("post-view").dataset.state === "ready"`)
	b.wait(`!document.querySelector("post-view").shadowRoot.querySelector("[data-colouring]")`)
	b.wait(`document.querySelector("post-view").shadowRoot.querySelectorAll(".chroma .line").length > 20`)
	assert.NotEqual(t,
		eval[string](b, `getComputedStyle(document.querySelector("post-view").shadowRoot.querySelector(".chroma .kd")).color`),
		eval[string](b, `getComputedStyle(document.querySelector("post-view").shadowRoot.querySelector(".chroma")).color`))
	b.quiet(excuses...)
}

func TestCodeStaysWhereItsColoursFail(t *testing.T) {
	h := coloured(t, "")
	worker, program := h.names("assets/highlighter.*.js")[0], h.names("assets/highlighter.*.wasm")[0]
	broken := map[string][]string{
		"the script":  {h.names("assets/highlight.*.js")[0]},
		"the worker":  {worker},
		"the program": {program, program + ".br", program + ".gz"},
		"the rules":   {"bash.xml"},
	}
	for name, missing := range broken {
		t.Run(name, func(t *testing.T) {
			for _, file := range missing {
				h.answer(file, status(http.StatusNotFound))
				defer h.answer(file, nil)
			}
			b := open(t, h.at("code/?renderer=wasm"))
			b.shown("post")
			assert.Contains(t, b.text("#run"), "for i in a b")
			b.hears("warning: ")
			b.quiet(append(excuses, "warning: ")...)

			b.click(".site-title")
			b.shown("list")
			for _, file := range missing {
				h.answer(file, nil)
			}
			if name == "the script" {
				return // a browser does not ask again for a module that failed
			}
			b.click("a[href*=code]")
			b.shown("post")
			assert.NotZero(t, b.count("#run .chroma"), "they come the next time")
		})
	}
}
