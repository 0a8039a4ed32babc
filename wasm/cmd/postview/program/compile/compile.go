//go:build !js

// Package compile compiles Go programs for the browser: [Browser] is the whole
// way from the package to the file. It stands on postlink.
package compile

import (
	"context"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"

	"postview/wasm/cmd/postview/program/postlink"
)

// segmentGap is how far apart, in bytes, data segments may be to be merged:
// larger gaps make the file larger for nothing.
const segmentGap = 64

// settings make a small program. The version control's state stays out, so that a
// commit that does not change the code does not change the file.
var settings = []string{"-buildvcs=false", "-trimpath", "-ldflags=-s -w", "-gcflags=all=-l"}

// Experiments of Go 1.26. The newer inliner has a limit that can be set. The
// newer collector of garbage is made for many cores, and 6 KB larger in brotli: in
// a browser, where there is one, the older is as fast.
const experiments = "GOEXPERIMENT=newinliner,nogreenteagc"

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

	// Standard has files of Go's standard library as they are to be compiled, by
	// their paths. The names of their last parts differ.
	Standard map[string][]byte
}

// Browser compiles p for the browser, and links it for size.
func Browser(ctx context.Context, p Program) ([]byte, error) {
	wasm, err := p.build(ctx)
	if err != nil {
		return nil, fmt.Errorf("compile %s for the browser: %w", p.Package, err)
	}
	if wasm, err = postlink.MergeDataSegments(wasm, segmentGap); err != nil {
		return nil, fmt.Errorf("link %s: %w", p.Package, err)
	}
	if wasm, err = postlink.DropTracebacks(wasm); err != nil {
		return nil, fmt.Errorf("link %s: %w", p.Package, err)
	}
	return wasm, nil
}

func (p Program) build(ctx context.Context) ([]byte, error) {
	folder, err := os.MkdirTemp("", "postview-")
	if err != nil {
		return nil, err
	}
	defer os.RemoveAll(folder)
	modfile, err := useCopies(p.Cache, folder, p.Copies)
	if err != nil {
		return nil, err
	}
	overlay, err := overlay(folder, p.Standard)
	if err != nil {
		return nil, err
	}
	out := filepath.Join(folder, "program.wasm")
	arguments := slices.Concat([]string{"build", "-o", out, "-modfile=" + modfile, "-overlay=" + overlay}, settings)
	environment := append(os.Environ(), "GOOS=js", "GOARCH=wasm")
	if knows(ctx, experiments) {
		environment = append(environment, experiments)
		for _, packages := range inlined {
			arguments = append(arguments, "-gcflags="+packages+"=-d=inlbudgetslack=-60")
		}
	}
	command := exec.CommandContext(ctx, "go", slices.Concat(arguments, p.Flags, []string{p.Package})...)
	command.Env = environment
	if said, err := command.CombinedOutput(); err != nil {
		return nil, fmt.Errorf("%w\n%s", err, said)
	}
	return os.ReadFile(out)
}

// overlay writes into folder what go build takes in place of other files, and
// returns the name of the file that lists them.
func overlay(folder string, files map[string][]byte) (name string, err error) {
	replaced := map[string]string{}
	for file, text := range files {
		kept := filepath.Join(folder, filepath.Base(file))
		if err := os.WriteFile(kept, text, 0o644); err != nil {
			return "", err
		}
		replaced[file] = kept
	}
	list, err := json.Marshal(map[string]any{"Replace": replaced})
	if err != nil {
		return "", err
	}
	name = filepath.Join(folder, "overlay.json")
	return name, os.WriteFile(name, list, 0o644)
}

// knows reports whether this version of Go takes a variable of the environment.
func knows(ctx context.Context, variable string) bool {
	command := exec.CommandContext(ctx, "go", "version")
	command.Env = append(os.Environ(), variable)
	return command.Run() == nil
}
