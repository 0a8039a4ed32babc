package e2e

import (
	"context"
	"fmt"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/chromedp"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"postview/wasm/e2e/marionette"
)

// patience is how long a test waits for a state: long, for a loaded machine.
const patience = 60 * time.Second

// tab is a page in the browser.
type tab struct {
	*testing.T
	ctx     context.Context  // of the page in Chromium
	firefox *marionette.Page // instead, where the test is run in Firefox

	mu      sync.Mutex
	console []string // errors and warnings
}

// newTab opens an empty page, closed when the test ends. Its pages have no service
// worker, which would fetch beside them.
func newTab(t *testing.T) *tab {
	t.Helper()
	b := newReader(t)
	if b.firefox == nil { // else it is a preference
		b.send("Page.addScriptToEvaluateOnNewDocument", map[string]any{"source": "delete Navigator.prototype.serviceWorker"})
	}
	return b
}

// newReader is newTab with the service worker. Its reader prefers what does not move,
// as a test does that clicks on it.
func newReader(t *testing.T) *tab {
	t.Helper()
	if firefox != nil {
		return newFirefoxTab(t)
	}
	if browser == nil {
		t.Skip("there is no Chromium here; CHROMIUM may name one")
	}
	ctx, cancel := chromedp.NewContext(browser)
	t.Cleanup(cancel)
	b := &tab{T: t, ctx: ctx}
	require.NoError(t, chromedp.Do(ctx))
	b.prefers("prefers-reduced-motion", "reduce")
	b.send("Page.addScriptToEvaluateOnNewDocument", map[string]any{"source": "delete Navigator.prototype.connection"}) // it takes a line that it does not know for a slow one
	messages := chromedp.Console(ctx)
	go func() {
		for message, err := range messages {
			if err != nil {
				return
			}
			b.hear(message)
		}
	}()
	return b
}

func (b *tab) hear(m chromedp.ConsoleMessage) {
	if m.Type != chromedp.ConsoleError && m.Type != chromedp.ConsoleException && m.Type != chromedp.ConsoleWarning {
		return
	}
	b.mu.Lock()
	defer b.mu.Unlock()
	b.console = append(b.console, fmt.Sprintf("%s: %s (%s)", m.Type, m.Text, m.URL))
}

// said returns what the console shows as errors and warnings, but for what
// contains one of the excuses.
func (b *tab) said(excuses ...string) []string {
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.firefox != nil {
		faults, err := firefox.Faults()
		require.NoError(b.T, err)
		b.console = append(b.console, faults...)
	}
	var said []string
	for _, line := range b.console {
		excused := false
		for _, excuse := range excuses {
			excused = excused || strings.Contains(line, excuse)
		}
		if !excused {
			said = append(said, line)
		}
	}
	return said
}

// hears waits until the console shows an error or a warning that contains text.
func (b *tab) hears(text string) {
	b.Helper()
	require.Eventually(b.T, func() bool { return strings.Contains(strings.Join(b.said(), "\n"), text) }, patience, 20*time.Millisecond, text)
}

// quiet fails the test when the console shows an error or a warning.
func (b *tab) quiet(excuses ...string) {
	b.Helper()
	assert.Empty(b.T, b.said(excuses...), "the console")
}

// open loads a URL in a new page.
func open(t *testing.T, url string) *tab {
	t.Helper()
	b := newTab(t)
	b.load(url)
	return b
}

// load loads a URL.
func (b *tab) load(url string) {
	b.Helper()
	require.NoError(b.T, b.navigate(url), url)
	// The end of loading that the browser tells of may be that of the page before.
	b.wait(`location.href === new URL("` + url + `").href && document.readyState === "complete"`)
}

func (b *tab) navigate(url string) error {
	if b.firefox != nil {
		return b.firefox.Navigate(url)
	}
	return chromedp.Do(b.timed(), chromedp.Navigate(url))
}

// timed returns the page's context, ending after our patience.
func (b *tab) timed() context.Context {
	ctx, cancel := context.WithTimeout(b.ctx, patience)
	b.Cleanup(cancel)
	return ctx
}

// eval returns the value of a JavaScript expression, or of the promise it is.
func eval[T any](b *tab, expression string) T {
	b.Helper()
	ctx, cancel := context.WithTimeout(b.ctx, patience)
	defer cancel()
	value, err := evaluate[T](ctx, b, expression)
	require.NoError(b.T, err, expression)
	return value
}

func evaluate[T any](ctx context.Context, b *tab, expression string) (value T, err error) {
	if b.firefox != nil {
		err = b.firefox.Evaluate(expression, &value)
		return value, err
	}
	return chromedp.Run(ctx, chromedp.Evaluate[T](expression, chromedp.EvalAwaitPromise))
}

// do runs JavaScript statements, which may await.
func (b *tab) do(statements string) {
	b.Helper()
	eval[bool](b, "(async () => {"+statements+"; return true })()")
}

// wait waits until a JavaScript expression, or the promise it is, is true. A page that is on its way to
// another is asked again.
func (b *tab) wait(condition string) {
	b.Helper()
	ctx, cancel := context.WithTimeout(b.ctx, patience)
	defer cancel()
	again := time.NewTicker(20 * time.Millisecond)
	defer again.Stop()
	for {
		holds, err := evaluate[bool](ctx, b, "(async () => Boolean(await ("+condition+")))()")
		if holds {
			return
		}
		select {
		case <-again.C:
		case <-ctx.Done():
			require.FailNow(b.T, "it never came to be", "%s (%v)\nat %s\nthe page: %.600s\nthe console: %.1000s", condition, err, eval[string](b, "location.href"), b.text("body"), strings.Join(b.said(excuses...), "\n"))
		}
	}
}

// shown waits until a view shows by the wasm front, of this kind, with the colours
// of its code.
func (b *tab) shown(kind string) {
	b.Helper()
	b.wait(`document.documentElement.dataset.renderer === "wasm" && document.documentElement.dataset.view === "` + kind + `" && !document.querySelector("main[aria-busy], main[data-colouring]")`)
}

// text returns the text that an element shows, or "" when there is none.
func (b *tab) text(selector string) string {
	b.Helper()
	return eval[string](b, `document.querySelector("`+selector+`")?.innerText ?? ""`)
}

// count returns how many elements there are.
func (b *tab) count(selector string) int {
	b.Helper()
	return eval[int](b, `document.querySelectorAll("`+selector+`").length`)
}

// click clicks the middle of an element as a mouse does, after pointing at it.
func (b *tab) click(selector string) {
	b.Helper()
	require.NoError(b.T, chromedp.Do(b.timed(), chromedp.Click(chromedp.CSS(selector))), selector)
}

// point moves the pointer over an element, again while things move.
func (b *tab) point(selector string) {
	b.Helper()
	element := `document.querySelector("` + selector + `")`
	for !eval[bool](b, element+`.matches(":hover")`) {
		at := eval[[]float64](b, `(() => { const e = `+element+`; e.scrollIntoView({block: "center"});
			const r = e.getBoundingClientRect(); return [r.x + r.width / 2, r.y + r.height / 2] })()`)
		b.send("Input.dispatchMouseEvent", map[string]any{"type": "mouseMoved", "x": at[0], "y": at[1]})
	}
}

// press presses a key.
func (b *tab) press(key string) {
	b.Helper()
	require.NoError(b.T, chromedp.Do(b.timed(), chromedp.KeyEvent(key)))
}

// prefers has the reader prefer what media queries ask for: names and values.
func (b *tab) prefers(features ...string) {
	b.Helper()
	var list []map[string]any
	for i := 0; i < len(features); i += 2 {
		list = append(list, map[string]any{"name": features[i], "value": features[i+1]})
	}
	b.send("Emulation.setEmulatedMedia", map[string]any{"features": list})
}

// send sends a command of the browser's protocol.
func (b *tab) send(method string, params map[string]any) {
	b.Helper()
	_, err := chromedp.Call(b.timed(), cdp.Command[map[string]any, cdp.Empty]{Method: method}, params)
	require.NoError(b.T, err, method)
}
