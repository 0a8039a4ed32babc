// Package compile compiles Go programs for the browser: [Compiler.Browser] is the
// whole way from the package to the file. It stands on postlink.
package compile

import (
	"context"
	"fmt"
	"go/version"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"postview/wasm/program/postlink"
)

// segmentGap is how far apart, in bytes, data segments may be to be merged:
// larger gaps make the file larger for nothing.
const segmentGap = 64

// newestGo is the newest whose tables are known to postlink: the tests ran with it. A
// later one may have the same layout, and read more of them.
const newestGo = "go1.27"

// settings make a small program. The version control's state stays out, so that a
// commit that does not change the code does not change the file.
var settings = []string{"-buildvcs=false", "-trimpath", "-ldflags=-s -w", "-gcflags=all=-l"}

// experiments are those of Go's that make the program smaller; what a version of Go
// does not know is left out. The newer inliner has a limit that can be set. The newer
// collector of garbage is made for many cores: in a browser, where there is one, the
// older is as fast, and 6 KB smaller in brotli. The newer encoding/json would add 100.
var experiments = []string{newInliner, "nogreenteagc", "nojsonv2"}

const newInliner = "newinliner"

// Inlining makes a program a sixth larger in brotli, and is left out. Only where
// rendering spends its time the smallest functions are inlined, those that cost 20
// of the usual 80: in the runtime that makes the program 3 KB smaller, in the
// packages for Markdown 10 KB larger, and rendering a fifth faster.
var inlined = []string{"runtime", "internal/runtime/...", "github.com/yuin/goldmark/...", "postview/wasm/markdown"}

// Program is what is compiled.
type Program struct {
	Package string   // as go build takes it
	Flags   []string // for go build, beside those that all programs have
	Copies  []Copy   // in place of modules
	Cache   string   // the folder where the copies are kept
}

// Browser compiles p for the browser, and links it for size. Where Go's linker may
// have written what postlink does not know, the program is longer than it could be,
// and long says why.
func (c Compiler) Browser(ctx context.Context, p Program) (wasm []byte, long, err error) {
	if wasm, err = c.build(ctx, p); err != nil {
		return nil, nil, fmt.Errorf("compile %s for the browser: %w", p.Package, err)
	}
	wasm, long = shortened(wasm, c.Version)
	return wasm, long, nil
}

// shortened returns a program that this version of Go has linked as short as it can
// be made, and why not shorter.
func shortened(wasm []byte, goVersion string) (_ []byte, long error) {
	merged, err := postlink.MergeDataSegments(wasm, segmentGap)
	if err != nil {
		return wasm, err
	}
	if !version.IsValid(goVersion) || version.Compare(version.Lang(goVersion), newestGo) > 0 {
		return merged, fmt.Errorf("%s is newer than %s", goVersion, newestGo)
	}
	short, err := postlink.DropTracebacks(merged)
	if err != nil {
		return merged, err
	}
	return short, nil
}

func (c Compiler) build(ctx context.Context, p Program) ([]byte, error) {
	folder, err := os.MkdirTemp("", "postview-")
	if err != nil {
		return nil, err
	}
	defer os.RemoveAll(folder)
	modfile, err := c.useCopies(p.Cache, folder, p.Copies)
	if err != nil {
		return nil, err
	}
	out := filepath.Join(folder, "program.wasm")
	arguments := slices.Concat([]string{"build", "-o", out, "-mod=readonly", "-modfile=" + modfile}, settings)
	environment := []string{"GOOS=js", "GOARCH=wasm"}
	known := slices.DeleteFunc(slices.Clone(experiments), func(e string) bool { return !c.knows(ctx, e) })
	if len(known) > 0 {
		environment = append(environment, "GOEXPERIMENT="+strings.Join(known, ","))
	}
	if slices.Contains(known, newInliner) {
		for _, packages := range inlined {
			arguments = append(arguments, "-gcflags="+packages+"=-d=inlbudgetslack=-60")
		}
	}
	command := c.command(ctx, environment, slices.Concat(arguments, p.Flags, []string{p.Package})...)
	if said, err := command.CombinedOutput(); err != nil {
		return nil, fmt.Errorf("%w\n%s", err, said)
	}
	return os.ReadFile(out)
}
