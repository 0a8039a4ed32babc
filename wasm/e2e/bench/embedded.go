package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path"
	"path/filepath"
	"strings"
	"text/tabwriter"

	"github.com/evanw/esbuild/pkg/api"

	"postview/wasm/e2e/npm"
)

// mostOfZeroMD is how many times as long as zero-md <post-view> may take to show
// a post to who was there before.
const mostOfZeroMD = 1.0

// embedder is a tag that shows a post in a page of its own, and what its visits took.
type embedder struct {
	name       string
	tag        string // the name of the element
	head       string // what the page loads for it
	cold, warm []content
}

// content is what it took until a post was there. Times are in milliseconds from
// the navigation on.
type content struct {
	Shown float64 // painted
	Came  float64 // the last of what had to come over the line
	Bytes float64 // that came
}

func shown(c content) float64    { return c.Shown }
func came(c content) float64     { return c.Came }
func received(c content) float64 { return c.Bytes }

// lines are those on which an embedded post is measured.
var lines = []struct {
	name       string
	conditions map[string]any
}{
	{"fast 4G (9 Mbit/s, 60 ms)", fast4G},
	{"no limits", nil},
}

// embedded measures how long one post takes in a page that embeds it, in turns
// with other elements that show Markdown. tooSlow tells what does not hold that
// should.
func (b *bench) embedded(context.Context) (tooSlow, err error) {
	if err := b.site.addEmbedders(); err != nil {
		return nil, err
	}
	b.say("\nOne post embedded in a plain page, with all of a tag’s files on one host: medians of %d visits, in turns, ms from the navigation on", b.runs)
	for _, line := range lines {
		embedders, err := b.site.embedders()
		if err != nil {
			return nil, err
		}
		for i := range b.runs + 1 {
			for j := range embedders {
				e := embedders[(i+j)%len(embedders)]
				cold, warm, err := b.embed(e, line.conditions)
				if err != nil {
					return nil, fmt.Errorf("%s: %w", e.name, err)
				}
				if i > 0 { // the first warms the host and the browser up
					e.cold, e.warm = append(e.cold, cold), append(e.warm, warm)
				}
			}
		}
		b.printEmbedders(line.name, embedders)
		post, zeroMD := embedders[0], embedders[1]
		if ratio := middle(post.warm, shown) / middle(zeroMD.warm, shown); ratio > mostOfZeroMD {
			tooSlow = errors.Join(tooSlow, fmt.Errorf("an embedded post takes %.2f times as long as with zero-md to who was there before, more than %.2f: %s", ratio, mostOfZeroMD, line.name))
		}
	}
	return tooSlow, nil
}

// embed visits a page for the first time, and again with what the browser keeps.
func (b *bench) embed(e *embedder, conditions map[string]any) (cold, warm content, err error) {
	t, err := b.newTab()
	if err != nil {
		return cold, warm, err
	}
	defer t.close()
	if conditions != nil {
		if err := t.limit(conditions); err != nil {
			return cold, warm, err
		}
	}
	for _, visit := range []*content{&cold, &warm} {
		if err := t.load(b.host.url + e.page()); err != nil {
			return cold, warm, err
		}
		if *visit, err = eval[content](t, whatItTook); err != nil {
			return cold, warm, err
		}
	}
	return cold, warm, nil
}

// whatItTook is the content that a page has when it has it. Pictures may come later.
const whatItTook = `shown.then(Shown => {
	const came = [...performance.getEntriesByType("navigation"), ...performance.getEntriesByType("resource")]
		.filter(entry => entry.initiatorType !== "img" && entry.responseEnd <= Shown);
	return {
		Shown,
		Came: Math.max(...came.map(entry => entry.responseEnd)),
		Bytes: came.reduce((sum, entry) => sum + entry.transferSize, 0),
	};
})`

func (b *bench) printEmbedders(line string, embedders []*embedder) {
	b.say("\n%s", line)
	table := tabwriter.NewWriter(b.out, 0, 0, 2, ' ', 0)
	fmt.Fprintln(table, "\tcold\t× zero-md\tKB\tcame by\tfrom then on\twarm\t× zero-md\tKB\tcame by\tfrom then on")
	zeroMD := embedders[1]
	for _, e := range embedders {
		fmt.Fprint(table, e.name)
		for _, visits := range [][2][]content{{e.cold, zeroMD.cold}, {e.warm, zeroMD.warm}} {
			all, its := visits[0], middle(visits[1], shown)
			fmt.Fprintf(table, "\t%.0f\t%.2f\t%.1f\t%.0f\t%.0f", middle(all, shown), middle(all, shown)/its,
				middle(all, received)/1000, middle(all, came), middle(all, func(c content) float64 { return c.Shown - c.Came }))
		}
		fmt.Fprintln(table)
	}
	table.Flush()
	more := func(say func(content) float64) float64 {
		return middle(embedders[0].cold, say) - middle(zeroMD.cold, say)
	}
	b.say("cold, Postview takes %.0f ms more than zero-md: %+.0f until its %.0f KB more have come, %+.0f to begin and to render",
		more(shown), more(came), more(received)/1000, more(shown)-more(came))
}

// middle is the median of what visits say.
func middle(visits []content, say func(content) float64) float64 {
	values := make([]float64, len(visits))
	for i, visit := range visits {
		values[i] = say(visit)
	}
	return median(values)
}

// embedders are the elements that are measured: Postview's, zero-md, and others.
// The first two have scripts that are kept for ever; under its stable name
// Postview's is asked for anew each time.
func (s *madeSite) embedders() ([]*embedder, error) {
	scripts, err := filepath.Glob(s.file("assets/postview.*.js"))
	if err != nil || len(scripts) != 1 {
		return nil, fmt.Errorf("find the element’s script among %v: %w", scripts, err)
	}
	return []*embedder{
		{name: "Postview", tag: "post-view", head: `<script type="module" src="../assets/` + filepath.Base(scripts[0]) + `"></script>`},
		{name: "zero-md 3", tag: "zero-md", head: `<script type="module" src="../assets/zero-md/zero-md.js"></script>`},
		{name: "Postview, postview.js", tag: "post-view", head: `<script type="module" src="../postview.js"></script>`},
		{name: "md-block", tag: "md-block", head: `<script defer src="../assets/md-block/marked.js"></script>
<script type="module" src="../assets/md-block/md-block.js"></script>`},
	}, nil
}

func (e *embedder) page() string {
	return "embedded/" + strings.ReplaceAll(e.name, " ", "-") + ".html"
}

// addEmbedders writes the pages that embed the post, and what the elements of
// others need, where browsers keep it for ever. For zero-md that is all it loads
// by itself for a post without code and formulas; md-block is of the days of
// marked 4.
func (s *madeSite) addEmbedders() error {
	installed, err := npm.Install("wasm/e2e")
	if err != nil {
		return err
	}
	files := map[string][]byte{}
	for name, from := range map[string]string{
		"assets/zero-md/markdown.css":  "github-markdown-css/github-markdown.css",
		"assets/zero-md/code.css":      "@highlightjs/cdn-assets/styles/github.min.css",
		"assets/zero-md/code-dark.css": "@highlightjs/cdn-assets/styles/github-dark.min.css",
		"assets/zero-md/formulas.css":  "katex/dist/katex.min.css",
		"assets/md-block/marked.js":    "marked-4/marked.min.js",
	} {
		if files[name], err = os.ReadFile(installed(from)); err != nil {
			return err
		}
	}
	for name, script := range map[string]string{"assets/zero-md/zero-md.js": zeroMDScript, "assets/md-block/md-block.js": `import "md-block"`} {
		if files[name], err = bundled(installed("."), script); err != nil {
			return fmt.Errorf("bundle %s: %w", path.Base(name), err)
		}
	}
	embedders, err := s.embedders()
	if err != nil {
		return err
	}
	for _, e := range embedders {
		files[e.page()] = fmt.Appendf(nil, embeddingPage, e.tag, e.head, s.headings, e.tag, s.post, e.tag)
	}
	for name, data := range files {
		if err := os.MkdirAll(filepath.Dir(s.file(name)), 0o755); err != nil {
			return err
		}
		if err := os.WriteFile(s.file(name), data, 0o644); err != nil {
			return err
		}
	}
	return nil
}

// zeroMDScript is zero-md with its own presets, from this host.
const zeroMDScript = `
import ZeroMd, {STYLES} from "zero-md";
import {Marked} from "marked";
import {baseUrl} from "marked-base-url";
import {gfmHeadingId} from "marked-gfm-heading-id";
import markedAlert from "marked-alert";
import {markedHighlight} from "marked-highlight";

const sheet = (name, media = "all") => '<link rel="stylesheet" media="' + media + '" href="' + new URL(name, import.meta.url) + '">';
Object.assign(STYLES, {
	MARKDOWN: sheet("markdown.css"),
	HIGHLIGHT_LIGHT: sheet("code.css"),
	HIGHLIGHT_PREFERS_DARK: sheet("code-dark.css", "(prefers-color-scheme: dark)"),
	KATEX: sheet("formulas.css"),
});
customElements.define("zero-md", class extends ZeroMd {
	load() {
		return super.load({
			marked: () => new Marked({async: true}),
			markedBaseUrl: () => baseUrl,
			markedGfmHeadingId: () => gfmHeadingId,
			markedAlert: () => markedAlert,
			markedHighlight: () => markedHighlight,
		});
	}
});
`

// embeddingPage is filled in with a tag, what loads it, how many headings the
// post has, the tag, the post, and the tag. Its shown is fulfilled with the time
// when the post is there and painted.
const embeddingPage = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>%s</title>
%s
<script>
const shown = new Promise(done => {
	const look = () => {
		const host = document.querySelector("body > :not(p)");
		const isThere = (host?.shadowRoot ?? host)?.querySelectorAll("h2").length >= %d;
		requestAnimationFrame(isThere ? () => requestAnimationFrame(done) : look);
	};
	look();
});
</script>
</head>
<body>
<p>A post of somebody’s:</p>
<%s src="../%s"></%s>
</body>
</html>
`

// bundled returns a script as one file with the modules of npm that it imports.
func bundled(folder, script string) ([]byte, error) {
	folder, err := filepath.Abs(folder)
	if err != nil {
		return nil, err
	}
	result := api.Build(api.BuildOptions{
		Stdin:             &api.StdinOptions{Contents: script, ResolveDir: filepath.Dir(folder)},
		Bundle:            true,
		Format:            api.FormatESModule,
		Target:            api.ESNext,
		MinifySyntax:      true,
		MinifyWhitespace:  true,
		MinifyIdentifiers: true,
	})
	if len(result.Errors) > 0 {
		return nil, errors.New(result.Errors[0].Text)
	}
	return result.OutputFiles[0].Contents, nil
}
