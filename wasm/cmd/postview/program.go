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

	"postview/wasm/cmd/postview/postlink"
)

// viewerBudget is what the browser program may weigh in brotli -q 11, in KiB.
const viewerBudget = 1150

// segmentGap is how far apart, in bytes, data segments may be to be merged:
// larger gaps make the file larger for nothing.
const segmentGap = 64

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
	wasm, err := compile(ctx, pkg)
	if err != nil {
		return program{}, fmt.Errorf("compile %s for the browser: %w", pkg, err)
	}
	if wasm, err = postlink.MergeDataSegments(wasm, segmentGap); err != nil {
		return program{}, fmt.Errorf("link %s: %w", pkg, err)
	}
	if wasm, err = postlink.DropTracebacks(wasm); err != nil {
		return program{}, fmt.Errorf("link %s: %w", pkg, err)
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

// compile compiles without inlining, which makes the program a sixth smaller in
// brotli; goldmark alone inlined costs 20 KB. The version control's state stays
// out, so that a commit that does not change the code does not change the file.
func compile(ctx context.Context, pkg string) ([]byte, error) {
	folder, err := os.MkdirTemp("", "postview-")
	if err != nil {
		return nil, err
	}
	defer os.RemoveAll(folder)
	out := filepath.Join(folder, "program.wasm")
	command := exec.CommandContext(ctx, "go", "build", "-buildvcs=false",
		"-trimpath", "-ldflags=-s -w", "-gcflags=all=-l", "-o", out, pkg)
	command.Env = append(os.Environ(), "GOOS=js", "GOARCH=wasm")
	if said, err := command.CombinedOutput(); err != nil {
		return nil, fmt.Errorf("%w\n%s", err, said)
	}
	return os.ReadFile(out)
}

// kib is the size of data in KiB, rounded up.
func kib(data []byte) int { return (len(data) + 1023) / 1024 }

// fingerprint names data: the same for the same bytes alone.
func fingerprint(data []byte) string {
	sum := sha256.Sum256(data)
	return hex.EncodeToString(sum[:5])
}
