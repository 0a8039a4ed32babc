//go:build !js

package main

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"time"

	"postview/wasm/cmd/postview/compile"
)

// viewerBudget is what the browser program may weigh in brotli -q 11, in KiB.
const viewerBudget = 1150

// programs is what a browser runs.
type programs struct {
	viewer  program
	runtime []byte // wasm_exec.js of the Go that compiled them
}

// program is a Go program compiled for the browser.
type program struct {
	name   string // of the file, with the hash of its content
	wasm   []byte
	packed twins
}

// buildPrograms compiles the browser programs; what has not changed comes from
// the caches of Go and of compressor.
func buildPrograms(ctx context.Context, compressor compressor, log *log) (*programs, error) {
	viewer, err := buildProgram(ctx, "viewer", "./wasm", compressor, log)
	if err != nil {
		return nil, err
	}
	if weight := kib(viewer.packed.brotli); weight > viewerBudget && !compressor.draft {
		return nil, fmt.Errorf("the browser program weighs %d KB in brotli, over its budget of %d KB", weight, viewerBudget)
	}
	root, err := exec.CommandContext(ctx, "go", "env", "GOROOT").Output()
	if err != nil {
		return nil, fmt.Errorf("find Go: %w", err)
	}
	runtime, err := os.ReadFile(filepath.Join(strings.TrimSpace(string(root)), "lib", "wasm", "wasm_exec.js"))
	if err != nil {
		return nil, fmt.Errorf("find Go’s runtime for the browser: %w", err)
	}
	return &programs{viewer: viewer, runtime: runtime}, nil
}

// buildProgram compiles the package, links it for size and compresses it.
func buildProgram(ctx context.Context, name, pkg string, compressor compressor, log *log) (program, error) {
	start := time.Now()
	log.step("Compiling the program for the browser (%s)…", name)
	wasm, err := compile.Browser(ctx, pkg)
	if err != nil {
		return program{}, err
	}
	log.step("Compressing it; the first time this takes half a minute…")
	packed, err := compressor.twins(ctx, wasm)
	if err != nil {
		return program{}, fmt.Errorf("compress %s: %w", pkg, err)
	}
	log.say("%s: %d KB, %d KB in gzip, %d KB in brotli (%.1f s)",
		name, kib(wasm), kib(packed.gzip), kib(packed.brotli), time.Since(start).Seconds())
	return program{name: name + "." + fingerprint(wasm) + ".wasm", wasm: wasm, packed: packed}, nil
}

// kib is the size of data in KiB, rounded up.
func kib(data []byte) int { return (len(data) + 1023) / 1024 }

// fingerprint names data: the same for the same bytes alone.
func fingerprint(data []byte) string {
	sum := sha256.Sum256(data)
	return hex.EncodeToString(sum[:5])
}
