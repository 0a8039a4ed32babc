//go:build !js

package main

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"

	"postview/wasm/cmd/postview/compile"
)

// What the browser programs may weigh in brotli -q 11, in KiB.
const (
	viewerBudget      = 1150
	highlighterBudget = 1020
)

// programs is what a browser runs.
type programs struct {
	viewer      program
	highlighter program
	rules       map[string][]byte // of the languages that the highlighter knows, by file
	runtime     []byte            // wasm_exec.js of the Go that compiled them
}

// program is a Go program compiled for the browser.
type program struct {
	name   string // of the file, with the hash of its content
	wasm   []byte
	packed twins
}

// havePrograms returns the browser programs: those that are kept, or else new ones.
func havePrograms(ctx context.Context, compressor compressor, log *log) (*programs, error) {
	cache, err := newProgramCache(ctx)
	if err != nil {
		return nil, err
	}
	p, kept := cache.load(compressor.draft)
	if !kept {
		if p, err = buildPrograms(ctx, compressor, log); err != nil {
			return nil, err
		}
		if err := cache.store(p, compressor.draft); err != nil {
			return nil, err
		}
	}
	p.viewer.tell(log, "viewer")
	p.highlighter.tell(log, "highlighter")
	if compressor.draft {
		return p, nil
	}
	return p, errors.Join(p.viewer.within(viewerBudget), p.highlighter.within(highlighterBudget))
}

// buildPrograms compiles the browser programs; what has not changed comes from
// the caches of Go and of compressor.
func buildPrograms(ctx context.Context, compressor compressor, log *log) (*programs, error) {
	root, err := exec.CommandContext(ctx, "go", "env", "GOROOT").Output()
	if err != nil {
		return nil, fmt.Errorf("find Go: %w", err)
	}
	goroot := strings.TrimSpace(string(root))
	viewer, err := buildViewer(ctx, goroot, compressor, log)
	if err != nil {
		return nil, err
	}
	highlighter, rules, err := buildHighlighter(ctx, compressor, log)
	if err != nil {
		return nil, err
	}
	runtime, err := os.ReadFile(filepath.Join(goroot, "lib", "wasm", "wasm_exec.js"))
	if err != nil {
		return nil, fmt.Errorf("find Go’s runtime for the browser: %w", err)
	}
	return &programs{viewer: viewer, highlighter: highlighter, rules: rules, runtime: runtime}, nil
}

// buildViewer compiles the program that shows posts.
func buildViewer(ctx context.Context, goroot string, compressor compressor, log *log) (program, error) {
	copies, err := leanCopies(ctx)
	if err != nil {
		return program{}, err
	}
	standard, err := leanStandardFiles(goroot)
	if err != nil {
		return program{}, err
	}
	return buildProgram(ctx, "viewer", compile.Program{Package: "./wasm", Copies: copies, Standard: standard}, compressor, log)
}

// tell says what the program weighs.
func (p program) tell(log *log, name string) {
	log.say("%s: %d KB, %d KB in gzip, %d KB in brotli", name, kib(p.wasm), kib(p.packed.gzip), kib(p.packed.brotli))
}

// within returns an error when the program weighs more than the budget, in KiB.
func (p program) within(budget int) error {
	if weight := kib(p.packed.brotli); weight > budget {
		return fmt.Errorf("%s weighs %d KB in brotli, over its budget of %d KB", p.name, weight, budget)
	}
	return nil
}

// buildProgram compiles p, links it for size and compresses it.
func buildProgram(ctx context.Context, name string, p compile.Program, compressor compressor, log *log) (_ program, err error) {
	log.step("Compiling the program for the browser (%s)…", name)
	if p.Cache, err = cacheFolder("modules"); err != nil {
		return program{}, err
	}
	wasm, err := compile.Browser(ctx, p)
	if err != nil {
		return program{}, err
	}
	log.step("Compressing it; the first time this takes half a minute…")
	packed, err := compressor.twins(ctx, wasm)
	if err != nil {
		return program{}, fmt.Errorf("compress %s: %w", p.Package, err)
	}
	return program{name: name + "." + fingerprint(wasm) + ".wasm", wasm: wasm, packed: packed}, nil
}

// kib is the size of data in KiB, rounded up.
func kib(data []byte) int { return (len(data) + 1023) / 1024 }

// fingerprint names data: the same for the same bytes alone.
func fingerprint(data []byte) string {
	sum := sha256.Sum256(data)
	return hex.EncodeToString(sum[:5])
}
