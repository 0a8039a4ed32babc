package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"text/tabwriter"
	"time"

	"postview/wasm/e2e/npm"
	"postview/wasm/markdown"
	"postview/wasm/post"
	"postview/wasm/program/compile"
)

const (
	// judged must be at least leastSpeed times as fast as baseline: these give the
	// same, the HTML.
	judged     = "Postview, the HTML alone"
	baseline   = "markdown-it"
	leastSpeed = 0.6
)

// renderer is one that is measured, and what it took to render all posts, in
// milliseconds.
type renderer struct {
	Name     string
	Features string
	Times    []float64
}

// renderSpeed measures how fast Markdown becomes HTML, in wasm beside libraries of
// JavaScript, and natively. tooSlow tells what does not hold that should.
func (b *bench) renderSpeed(ctx context.Context) (tooSlow, err error) {
	folder := "content"
	if shared := os.Getenv("POSTVIEW_SHARED"); shared != "" {
		folder = filepath.Join(shared, "corpus", "posts")
	}
	bodies, err := readBodies(folder)
	if err != nil {
		return nil, err
	}
	renderers, err := b.inNode(ctx, bodies)
	if err != nil {
		return nil, err
	}
	renderers = append(renderers, natively(bodies, b.runs, true), natively(bodies, b.runs, false))
	b.say("\nMarkdown to HTML, without colours: %s, %.2f MB in %d files; medians of %d rounds: in turns in one process of Node, by the processor’s time, then natively",
		folder, megabytes(bodies), len(bodies), b.runs)
	return b.printSpeeds(renderers, megabytes(bodies))
}

// printSpeeds prints how many of the megabytes each renders in a second.
func (b *bench) printSpeeds(renderers []renderer, megabytes float64) (tooSlow, err error) {
	speeds := map[string]float64{}
	for _, r := range renderers {
		speeds[r.Name] = megabytes / (median(r.Times) / 1000)
	}
	table := tabwriter.NewWriter(b.out, 0, 0, 2, ' ', 0)
	fmt.Fprintln(table, "\tMB/s\t× markdown-it\tdoes")
	for _, r := range renderers {
		fmt.Fprintf(table, "%s\t%.1f\t%.2f\t%s\n", r.Name, speeds[r.Name], speeds[r.Name]/speeds[baseline], r.Features)
	}
	if ratio := speeds[judged] / speeds[baseline]; ratio < leastSpeed {
		tooSlow = fmt.Errorf("%s: %.2f times as fast as %s, less than %.2f", judged, ratio, baseline, leastSpeed)
	}
	return tooSlow, table.Flush()
}

func megabytes(bodies []string) float64 {
	bytes := 0
	for _, body := range bodies {
		bytes += len(body)
	}
	return float64(bytes) / 1e6
}

// readBodies returns the bodies of the posts that can be read.
func readBodies(folder string) (bodies []string, err error) {
	files := os.DirFS(folder)
	err = fs.WalkDir(files, ".", func(path string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() || filepath.Ext(path) != ".md" {
			return err
		}
		source, err := fs.ReadFile(files, path)
		if err != nil {
			return err
		}
		if p, err := post.Parse(path, source); err == nil {
			bodies = append(bodies, p.Body)
		}
		return nil
	})
	return bodies, err
}

// inNode measures the wasm and the libraries from npm, in one process.
func (b *bench) inNode(ctx context.Context, bodies []string) ([]renderer, error) {
	if _, err := npm.Install("wasm/e2e"); err != nil {
		return nil, err
	}
	compiler, err := compile.NewCompiler(ctx, ".")
	if err != nil {
		return nil, err
	}
	wasm, _, err := compiler.Browser(ctx, compile.Program{Package: "./wasm/e2e/bench/renderer"})
	if err != nil {
		return nil, err
	}
	posts, err := json.Marshal(bodies)
	if err != nil {
		return nil, err
	}
	folder, err := os.MkdirTemp("", "postview-speed-")
	if err != nil {
		return nil, err
	}
	defer os.RemoveAll(folder)
	program, input := filepath.Join(folder, "renderer.wasm"), filepath.Join(folder, "posts.json")
	if err := errors.Join(os.WriteFile(program, wasm, 0o644), os.WriteFile(input, posts, 0o644)); err != nil {
		return nil, err
	}
	command := exec.CommandContext(ctx, "node", "wasm/e2e/bench/speed.mjs",
		filepath.Join(compiler.Root, "lib", "wasm", "wasm_exec.js"), program, input, fmt.Sprint(b.runs))
	command.Stderr = os.Stderr
	said, err := command.Output()
	if err != nil {
		return nil, fmt.Errorf("measure in Node: %w", err)
	}
	var renderers []renderer
	if err := json.Unmarshal(said, &renderers); err != nil {
		return nil, fmt.Errorf("measure in Node: %w", err)
	}
	return renderers, nil
}

// natively measures the same renderer in this process.
func natively(bodies []string, rounds int, htmlOnly bool) renderer {
	r := renderer{Name: "Postview natively, the HTML alone"}
	if !htmlOnly {
		r.Name = "Postview natively, with all derived values"
	}
	for round := range rounds + 1 {
		start := time.Now()
		for _, body := range bodies {
			// Its error is for the tests to find.
			_, _ = markdown.Render(&post.Post{Path: "posts/post.md", Body: body}, markdown.Options{Unsafe: true, HTMLOnly: htmlOnly})
		}
		if round > 0 { // the first warms up
			r.Times = append(r.Times, float64(time.Since(start).Microseconds())/1000)
		}
	}
	return r
}
