// Package chromium starts the browser that the tests and the measurements drive.
package chromium

import (
	"context"
	"fmt"
	"os"
	"os/exec"

	"github.com/chromedp/chromedp"
)

// Path is the browser's path, or "" where there is none: build.sh finds or
// installs it, and names it in CHROMIUM.
func Path() string {
	if path := os.Getenv("CHROMIUM"); path != "" {
		return path
	}
	path, _ := exec.LookPath("chromium")
	return path
}

// flags keep the browser from asking strangers, and pages that are not in front
// from being slowed down.
var flags = []string{
	"disable-ipc-flooding-protection", // it drops what is pushed to the history faster than a reader can
	"disable-quic", "disable-background-networking", "disable-component-update", "disable-sync",
	"disable-background-timer-throttling", "disable-renderer-backgrounding", "disable-backgrounding-occluded-windows",
}

// Start starts the browser at path, without a window. Contexts of pages are made
// from the one returned; stop ends the browser.
func Start(path string) (ctx context.Context, stop context.CancelFunc, err error) {
	options := []chromedp.ExecAllocatorOption{
		chromedp.ExecPath(path), chromedp.Headless, chromedp.NoSandbox, chromedp.NoFirstRun, chromedp.DisableGPU,
		chromedp.WindowSize(1280, 900),
	}
	for _, flag := range flags {
		options = append(options, chromedp.Flag(flag, true))
	}
	allocator, stopAllocator := chromedp.NewExecAllocator(context.Background(), options...)
	ctx, stopContext := chromedp.NewContext(allocator)
	stop = func() { stopContext(); stopAllocator() }
	if err := chromedp.Do(ctx); err != nil { // without a timeout: it would be the browser's
		stop()
		return nil, nil, fmt.Errorf("start %s: %w", path, err)
	}
	return ctx, stop, nil
}
