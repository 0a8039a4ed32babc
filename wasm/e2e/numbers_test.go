package e2e

import (
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
)

// numbered is a post with blocks of seven lines, numbered in each way that Hugo has for it: a line is empty, one is long,
// and some have letters that the font of code has not.
func numbered() string {
	var b strings.Builder
	b.WriteString("# Numbered\n\n")
	for _, way := range []string{"linenos=table", "linenos=inline", "linenos=table,noclasses=true", "linenos=inline,noclasses=true", "linenos=table,linenostart=97,anchorlinenos=true"} {
		for _, marked := range []string{"", ",hl_lines=[1]", ",hl_lines=[2]", ",hl_lines=[\"3-4\",7]", ",hl_lines=[\"1-7\"]"} {
			fmt.Fprintf(&b, "```go {%s%s}\n%s\n```\n\n", way, marked, `package main // 漢字 🎉 العربية
import "fmt"

func main() { fmt.Println("a line that is long, and longer still, and so long that it ends beyond the block, however wide that is") }
/* नमस्ते ไทย */ type T struct{ a, b int } // ∀ x ∈ ℝ ⟹ ⅓ 🏳️‍🌈
	// indented
// the end`)
		}
	}
	return b.String()
}

// beside is a function in JavaScript: of a root it returns the numbers that do not stand beside their lines, and how many
// do. Those of a table are in its first cell, the others begin their lines.
const beside = `root => {
	const texts = element => {
		const texts = document.createTreeWalker(element, NodeFilter.SHOW_TEXT), found = [];
		while (texts.nextNode()) found.push(texts.currentNode);
		return found;
	};
	const first = element => { // the first letter that shows
		const text = texts(element).find(text => text.data.trim());
		if (!text) return;
		const range = element.ownerDocument.createRange(), at = text.data.search(/\S/);
		range.setStart(text, at);
		range.setEnd(text, at + 1);
		return range.getBoundingClientRect();
	};
	const middle = box => (box.top + box.bottom) / 2;
	const wrong = [];
	let right = 0, wrapped = 0, tables = 0;
	for (const [i, block] of [...root.querySelectorAll(".highlight")].entries()) {
		const [numbers, code] = block.querySelector("table") ? block.querySelectorAll("td") : [undefined, block];
		tables += Boolean(numbers);
		const lines = [...code.querySelector("code").children];
		const pairs = numbers
			? [...numbers.querySelector("code").children].map((number, n) => [number, lines[n]])
			: lines.map(line => [line.firstElementChild, line.lastElementChild]);
		if (pairs.length !== 7 || lines.length !== 7) wrong.push("block " + i + " has " + pairs.length + " numbers, " + lines.length + " lines");
		for (const [n, [number, line]] of pairs.entries()) {
			const said = Number(number.textContent), from = Number(pairs[0][0].textContent);
			const by = first(line) && middle(first(number)) - middle(first(line));
			const box = number.getBoundingClientRect(), other = line.getBoundingClientRect();
			const apart = numbers ? Math.max(Math.abs(box.top - other.top), Math.abs(box.bottom - other.bottom)) : 0;
			if (said !== from + n || Math.abs(by ?? 0) > 3 || apart > 1) wrong.push("block " + i + ", " + said + " is " + by + "px from its line, the boxes " + apart);
			else right++;
			wrapped += other.height > 1.5 * pairs[1][1].getBoundingClientRect().height;
		}
		for (const button of block.querySelectorAll(".copy button")) {
			const box = button.getBoundingClientRect(), around = block.getBoundingClientRect();
			if (box.width && (box.right > around.right + 1 || box.left < around.right - 60)) wrong.push("the button of block " + i + " is not in its corner");
		}
	}
	const { scrollWidth, clientWidth } = root.documentElement ?? root.host.ownerDocument.documentElement;
	if (scrollWidth > clientWidth) wrong.push("the page is " + scrollWidth + " wide, in " + clientWidth);
	return { wrong, right, wrapped, tables };
}`

// printed is a function in JavaScript that dresses a root as for print, where long lines are wrapped.
const printed = `root => {
	const of = list => [...list].flatMap(sheet => [...sheet.cssRules]).filter(rule => rule.media?.mediaText === "print");
	const rules = of([...root.styleSheets ?? [], ...root.adoptedStyleSheets]);
	for (const rule of rules) rule.media.mediaText = "all";
	return rules.length;
}`

// Of a page that was made beforehand, of the program and of the element, each as wide as a telephone and as a desk's screen.
func TestNumbersStandBesideTheirLines(t *testing.T) {
	h := serve(t, build(t, "--content", files(t, map[string]string{"code.md": numbered()})))
	h.answer("element.html", body("text/html; charset=utf-8", `<!doctype html><meta name="viewport" content="width=device-width">
		<title>x</title><script type="module" src="postview.js"></script><post-view src="code.md"></post-view>`))
	const show = `Object.assign(document.querySelector("iframe"), {src: "%s", width: %d}); window.root = () => {
		const page = document.querySelector("iframe").contentDocument, view = page?.querySelector("post-view, main");
		if (!page?.URL.endsWith("%[1]s") || !view || view.getAttribute("aria-busy") === "true") return;
		const root = view.localName === "main" ? page : view.dataset.state === "ready" && view.shadowRoot;
		return root && root.querySelector(".copy") && !root.querySelector("[data-colouring], [data-postview-code]") && root }`
	h.answer("frames.html", body("text/html", `<!doctype html><title>x</title><link rel="icon" href="data:,"><iframe height="900"></iframe>`))
	type found struct {
		Wrong                  []string
		Right, Wrapped, Tables int
	}
	for _, page := range []string{"code/", "code/?renderer=wasm", "element.html"} {
		for _, width := range []int{390, 1280} {
			t.Run(fmt.Sprint(page, width), func(t *testing.T) {
				b := open(t, h.at("frames.html"))
				b.do(fmt.Sprintf(show, page, width))
				b.wait("root()")
				seen := eval[found](b, "("+beside+")(root())")
				assert.Empty(t, seen.Wrong)
				assert.Equal(t, found{seen.Wrong, 25 * 7, 0, 15}, seen)

				assert.Positive(t, eval[int](b, "("+printed+")(root())"))
				seen = eval[found](b, "("+beside+")(root())")
				assert.Empty(t, seen.Wrong, "printed")
				assert.Equal(t, found{seen.Wrong, 25 * 7, seen.Wrapped, 15}, seen)
				if width == 390 {
					assert.GreaterOrEqual(t, seen.Wrapped, 15, "long lines are wrapped")
				}
				b.quiet()
			})
		}
	}
}
