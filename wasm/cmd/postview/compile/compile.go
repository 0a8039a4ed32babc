//go:build !js

// Package compile compiles Go programs for the browser: [Browser] is the whole
// way from the package to the file. It stands on postlink.
package compile

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"

	"postview/wasm/cmd/postview/postlink"
)

// segmentGap is how far apart, in bytes, data segments may be to be merged:
// larger gaps make the file larger for nothing.
const segmentGap = 64

// settings make a small program. Inlining makes it a sixth larger in brotli. The
// version control's state stays out, so that a commit that does not change the
// code does not change the file.
var settings = []string{"-buildvcs=false", "-trimpath", "-ldflags=-s -w", "-gcflags=all=-l"}

// Browser compiles the program of a package, with further flags for go build,
// and links it for size.
func Browser(ctx context.Context, pkg string, flags ...string) ([]byte, error) {
	wasm, err := build(ctx, pkg, flags)
	if err != nil {
		return nil, fmt.Errorf("compile %s for the browser: %w", pkg, err)
	}
	if wasm, err = postlink.MergeDataSegments(wasm, segmentGap); err != nil {
		return nil, fmt.Errorf("link %s: %w", pkg, err)
	}
	if wasm, err = postlink.DropTracebacks(wasm); err != nil {
		return nil, fmt.Errorf("link %s: %w", pkg, err)
	}
	return wasm, nil
}

func build(ctx context.Context, pkg string, flags []string) ([]byte, error) {
	folder, err := os.MkdirTemp("", "postview-")
	if err != nil {
		return nil, err
	}
	defer os.RemoveAll(folder)
	out := filepath.Join(folder, "program.wasm")
	arguments := append([]string{"build", "-o", out}, settings...)
	command := exec.CommandContext(ctx, "go", append(append(arguments, flags...), pkg)...)
	command.Env = append(os.Environ(), "GOOS=js", "GOARCH=wasm")
	if said, err := command.CombinedOutput(); err != nil {
		return nil, fmt.Errorf("%w\n%s", err, said)
	}
	return os.ReadFile(out)
}
