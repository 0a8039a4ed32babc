//go:build !js

// Package program makes the programs that a browser runs: [Get] compiles them, or
// takes those that are kept for the same sources. The viewer is compiled from parts
// of some modules and of Go's own library, the highlighter without the rules of its
// languages, which are files beside it.
package program

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"

	"postview/wasm/cmd/postview/cache"
	"postview/wasm/cmd/postview/program/compile"
	"postview/wasm/cmd/postview/twins"
)

// What the browser programs may weigh in brotli -q 11, in KiB.
const (
	viewerBudget      = 1150
	highlighterBudget = 1020
)

// Set is what a browser runs.
type Set struct {
	Viewer      Program
	Highlighter Program
	Rules       map[string][]byte // of the languages that the highlighter knows, by file
	Runtime     []byte            // wasm_exec.js of the Go that compiled them
}

// Program is a Go program compiled for the browser.
type Program struct {
	Name  string // of the file, with the hash of its content
	Wasm  []byte
	Twins twins.Pair
}

// Get returns the programs: those that are kept, or else new ones. step tells a
// person what takes time.
func Get(ctx context.Context, compressor twins.Compressor, step func(format string, args ...any)) (*Set, error) {
	cache, err := newProgramCache(ctx)
	if err != nil {
		return nil, err
	}
	if all, kept := cache.load(compressor.Draft); kept {
		return all, nil
	}
	all, err := build(ctx, compressor, step)
	if err != nil {
		return nil, err
	}
	return all, cache.store(all, compressor.Draft)
}

// build compiles the programs; what has not changed comes from the caches of Go and
// of compressor.
func build(ctx context.Context, compressor twins.Compressor, step func(format string, args ...any)) (*Set, error) {
	root, err := exec.CommandContext(ctx, "go", "env", "GOROOT").Output()
	if err != nil {
		return nil, fmt.Errorf("find Go: %w", err)
	}
	goroot := strings.TrimSpace(string(root))
	program := func(name string, p compile.Program) (Program, error) {
		return newProgram(ctx, name, p, compressor, step)
	}
	all := new(Set)
	viewer, err := viewerParts(ctx, goroot)
	if err != nil {
		return nil, err
	}
	if all.Viewer, err = program("viewer", viewer); err != nil {
		return nil, err
	}
	highlighter, rules, err := highlighterParts(ctx)
	if err != nil {
		return nil, err
	}
	all.Rules = rules
	if all.Highlighter, err = program("highlighter", highlighter); err != nil {
		return nil, err
	}
	if all.Runtime, err = os.ReadFile(filepath.Join(goroot, "lib", "wasm", "wasm_exec.js")); err != nil {
		return nil, fmt.Errorf("find Go’s runtime for the browser: %w", err)
	}
	return all, nil
}

// String tells what the programs weigh.
func (s *Set) String() string {
	return fmt.Sprintf("viewer: %v\nhighlighter: %v", s.Viewer, s.Highlighter)
}

// String tells what the program weighs.
func (p Program) String() string {
	return fmt.Sprintf("%d KB, %d KB in gzip, %d KB in brotli", kib(p.Wasm), kib(p.Twins.Gzip), kib(p.Twins.Brotli))
}

// WithinBudget returns an error for each of the programs that weighs more than it
// may.
func (s *Set) WithinBudget() error {
	return errors.Join(s.Viewer.within(viewerBudget), s.Highlighter.within(highlighterBudget))
}

// within returns an error when the program weighs more than the budget, in KiB.
func (p Program) within(budget int) error {
	if weight := kib(p.Twins.Brotli); weight > budget {
		return fmt.Errorf("%s weighs %d KB in brotli, over its budget of %d KB", p.Name, weight, budget)
	}
	return nil
}

// newProgram compiles p, links it for size and compresses it.
func newProgram(ctx context.Context, name string, p compile.Program, compressor twins.Compressor, step func(format string, args ...any)) (_ Program, err error) {
	step("Compiling the program for the browser (%s)…", name)
	if p.Cache, err = cache.Folder("modules"); err != nil {
		return Program{}, err
	}
	wasm, err := compile.Browser(ctx, p)
	if err != nil {
		return Program{}, err
	}
	step("Compressing it; the first time this takes half a minute…")
	packed, err := compressor.Pair(ctx, wasm)
	if err != nil {
		return Program{}, fmt.Errorf("compress %s: %w", p.Package, err)
	}
	return Program{Name: name + "." + cache.Fingerprint(wasm) + ".wasm", Wasm: wasm, Twins: packed}, nil
}

// kib is the size of data in KiB, rounded up.
func kib(data []byte) int { return (len(data) + 1023) / 1024 }
