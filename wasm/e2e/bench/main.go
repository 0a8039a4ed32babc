// Command bench measures what a reader waits for, and prints it: the first view
// of a post beside those of a static page and of docsify, how far things move,
// what the browser program weighs, how fast it shows a post, how long one that is
// embedded takes beside other elements, how fast it makes HTML of Markdown beside
// libraries of JavaScript, how a site grows, beside Hugo, how soon an edit shows, and
// what Lighthouse says of its pages. It runs at the root of the repository, where ./build.sh bench
// starts it.
//
// A [rival] is a page that is measured, a [visit] what one load of it took; an
// [embedder] is an element that is.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"os/signal"
	"runtime"
	"slices"
	"strings"

	"github.com/chromedp/cdproto/browser"
	"github.com/chromedp/chromedp"

	"postview/wasm/e2e/chromium"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	if err := run(ctx, os.Args[1:], os.Stdout, os.Stderr); err != nil {
		fmt.Fprintln(os.Stderr, "bench:", err)
		os.Exit(1)
	}
}

func run(ctx context.Context, args []string, stdout, stderr io.Writer) error {
	set := flag.NewFlagSet("bench", flag.ContinueOnError)
	set.SetOutput(stderr)
	set.Usage = func() {
		fmt.Fprintln(stderr, "usage: ./build.sh bench [--runs N] [weights|views|program|colours|embedded|speed|scale|edit|lighthouse]…")
		set.PrintDefaults()
	}
	runs := set.Int("runs", 15, "how `often` each page is measured, at least 5; more on a busy machine")
	if err := set.Parse(args); err != nil {
		return err
	}
	if *runs < leastRuns {
		return fmt.Errorf("--runs: a median of less than %d tells nothing", leastRuns)
	}
	path := chromium.Path()
	if path == "" {
		return errors.New("the measurements need Chromium; CHROMIUM may name one")
	}
	folder, err := os.MkdirTemp("", "postview-bench-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(folder)
	s, err := makeSite(ctx, folder, stderr)
	if err != nil {
		return err
	}
	h, err := serve(s.dist)
	if err != nil {
		return err
	}
	defer h.close()
	driver, stop, err := chromium.Start(path)
	if err != nil {
		return err
	}
	defer stop()
	defer context.AfterFunc(ctx, stop)()

	b := &bench{driver: driver, site: s, host: h, runs: *runs, out: stdout}
	return b.all(ctx, set.Args())
}

// bench is the measuring of one site.
type bench struct {
	driver context.Context // the browser's
	site   *madeSite
	host   *host
	runs   int
	out    io.Writer
}

// part is something that is measured. tooSlow tells what is slower than it may be.
type part struct {
	name    string
	measure func(context.Context) (tooSlow, err error)
}

func (b *bench) parts() []part {
	return []part{
		{"weights", b.weights},
		{"views", b.firstViews},
		{"program", b.program},
		{"colours", b.colours},
		{"embedded", b.embedded},
		{"speed", b.renderSpeed},
		{"scale", b.scale},
		{"edit", b.edit},
		{"lighthouse", b.lighthouse},
	}
}

// all measures and prints the parts of these names, or everything where there are
// none. Its error tells what is slower than it may be.
func (b *bench) all(ctx context.Context, names []string) error {
	parts := b.parts()
	for _, name := range names {
		if !slices.ContainsFunc(parts, func(p part) bool { return p.name == name }) {
			return fmt.Errorf("there is no part %q", name)
		}
	}
	if err := b.machine(); err != nil {
		return err
	}
	var slow error
	for _, p := range parts {
		if len(names) > 0 && !slices.Contains(names, p.name) {
			continue
		}
		tooSlow, err := p.measure(ctx)
		if err != nil {
			return errors.Join(err, slow)
		}
		slow = errors.Join(slow, tooSlow)
	}
	return slow
}

// machine prints what the figures depend on.
func (b *bench) machine() error {
	version, err := chromedp.CallBrowser(b.driver, browser.GetVersion, struct{}{})
	if err != nil {
		return fmt.Errorf("ask the browser’s version: %w", err)
	}
	b.say("%s/%s, %d cores%s%s, %s, %s", runtime.GOOS, runtime.GOARCH, runtime.NumCPU(), processor(), load(), runtime.Version(), version.Product)
	b.say("one host for all: HTTP/1.1 on this machine; text in brotli -q 11, or in gzip for who can’t read that")
	b.say("the post: %s, %.1f KB of Markdown", b.site.post, float64(len(b.site.source))/1000)
	return nil
}

// processor is the name of the processor, with a comma before it, where Linux tells it.
func processor() string {
	info, _ := os.ReadFile("/proc/cpuinfo") // not everywhere
	_, rest, found := strings.Cut(string(info), "model name")
	if !found {
		return ""
	}
	line, _, _ := strings.Cut(rest, "\n")
	return ", " + strings.TrimLeft(line, "\t :")
}

// load is how many others want the cores, with a comma before it, where Linux
// tells it: the figures of a busy machine are worth little.
func load() string {
	averages, _ := os.ReadFile("/proc/loadavg") // not everywhere
	last, _, found := strings.Cut(string(averages), " ")
	if !found {
		return ""
	}
	return ", load " + last
}

func (b *bench) say(format string, args ...any) { fmt.Fprintf(b.out, format+"\n", args...) }
