// Package program makes the programs that a browser runs: [Get] compiles them, or
// takes those that are kept for the same sources, which this program has in it. The
// viewer is compiled from parts of some modules, the highlighter without the rules of
// its languages, which are files beside it.
package program

import (
	"context"
	"fmt"
	"os"
	"path/filepath"

	"postview/wasm/cache"
	"postview/wasm/program/compile"
	"postview/wasm/twins"
)

// Set is what a browser runs.
type Set struct {
	Viewer      Program
	Highlighter Program
	Rules       map[string][]byte // of the languages that the highlighter knows, by file
	Runtime     []byte            // wasm_exec.js of the Go that compiled them
	Notices     compile.Notices   // the licences of what they are compiled from
}

// Program is a Go program compiled for the browser.
type Program struct {
	Name  string // of the file, with the hash of its content
	Wasm  []byte
	Twins twins.Pair
}

// Get returns the programs: those that this program has in it or that are kept, or
// else new ones. step tells a person what takes time, say what they should know.
func Get(ctx context.Context, compressor twins.Compressor, step, say func(format string, args ...any)) (*Set, error) {
	if all, err := ready(); all != nil || err != nil {
		return all, err
	}
	s, err := embedded()
	if err != nil {
		return nil, err
	}
	folder, err := os.MkdirTemp("", "postview-")
	if err != nil {
		return nil, err
	}
	defer os.RemoveAll(folder)
	if err := s.write(folder); err != nil {
		return nil, fmt.Errorf("unpack the sources of the programs: %w", err)
	}
	compiler, err := compile.NewCompiler(ctx, folder)
	if err != nil {
		return nil, err
	}
	cache, err := newProgramCache(s, compiler)
	if err != nil {
		return nil, err
	}
	if all, kept := cache.load(compressor.Draft); kept {
		return all, nil
	}
	all, err := build(ctx, compiler, compressor, step, say)
	if err != nil {
		return nil, err
	}
	return all, cache.store(all, compressor.Draft)
}

// build compiles the programs; what has not changed comes from the caches of Go and
// of compressor.
func build(ctx context.Context, compiler compile.Compiler, compressor twins.Compressor, step, say func(format string, args ...any)) (*Set, error) {
	program := func(name string, p compile.Program) (Program, error) {
		return newProgram(ctx, name, p, compiler, compressor, step, say)
	}
	all := new(Set)
	viewer, err := viewerParts(ctx, compiler)
	if err != nil {
		return nil, err
	}
	if all.Viewer, err = program("viewer", viewer); err != nil {
		return nil, err
	}
	highlighter, rules, err := highlighterParts(ctx, compiler)
	if err != nil {
		return nil, err
	}
	all.Rules = rules
	if all.Highlighter, err = program("highlighter", highlighter); err != nil {
		return nil, err
	}
	if all.Runtime, err = os.ReadFile(filepath.Join(compiler.Root, "lib", "wasm", "wasm_exec.js")); err != nil {
		return nil, fmt.Errorf("find Go’s runtime for the browser: %w", err)
	}
	all.Notices, err = compiler.Notices(ctx, compile.Browsers, viewer.Package, highlighter.Package)
	return all, err
}

// String tells what the programs weigh.
func (s *Set) String() string {
	return fmt.Sprintf("viewer: %v\nhighlighter: %v", s.Viewer, s.Highlighter)
}

// String tells what the program weighs.
func (p Program) String() string {
	return fmt.Sprintf("%d KB, %d KB in gzip, %d KB in brotli", kib(p.Wasm), kib(p.Twins.Gzip), kib(p.Twins.Brotli))
}

// newProgram compiles p, links it for size and compresses it.
func newProgram(ctx context.Context, name string, p compile.Program, compiler compile.Compiler, compressor twins.Compressor, step, say func(format string, args ...any)) (_ Program, err error) {
	step("Compiling the program for the browser (%s)…", name)
	if p.Cache, err = cache.Folder("modules"); err != nil {
		return Program{}, err
	}
	wasm, long, err := compiler.Browser(ctx, p)
	if err != nil {
		return Program{}, err
	}
	if long != nil {
		say("%s: it is larger than it could be, and works as well: its tables could not be shortened: %v", name, long)
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
