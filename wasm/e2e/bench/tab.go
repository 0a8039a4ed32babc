package main

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"
)

// patience is how long a page may take.
const patience = 2 * time.Minute

// slow4G is the line of a reader on the way, as Lighthouse has it.
var slow4G = map[string]any{
	"offline": false, "latency": 150, "downloadThroughput": 1.6e6 / 8, "uploadThroughput": 750e3 / 8,
}

// fast4G is the line of a reader with good reception.
var fast4G = map[string]any{
	"offline": false, "latency": 60, "downloadThroughput": 9e6 / 8, "uploadThroughput": 9e6 / 8,
}

// slowdown is how much slower than this machine a cheap phone is taken to be.
const slowdown = 4

// observe notes, from the beginning of each page, what the browser tells of it.
const observe = `
window.measured = {largest: 0, element: "", shift: 0, shown: 0};
new PerformanceObserver(list => {
	for (const entry of list.getEntries()) {
		measured.largest = entry.startTime;
		measured.element = entry.element ? entry.element.localName + " in " + (entry.element.parentElement?.className || entry.element.parentElement?.localName) : "";
	}
}).observe({type: "largest-contentful-paint", buffered: true});
new PerformanceObserver(list => {
	for (const entry of list.getEntries()) if (!entry.hadRecentInput) measured.shift += entry.value;
}).observe({type: "layout-shift", buffered: true});
addEventListener("postview-show", () => requestAnimationFrame(() => requestAnimationFrame(now => measured.shown ||= now)));
`

// tab is a page in a browser that has seen nothing yet.
type tab struct {
	ctx   context.Context
	close context.CancelFunc
}

// newTab opens a page of a phone, with an empty cache of its own. Hosts other
// than this machine are out of reach.
func (b *bench) newTab() (*tab, error) {
	ctx, closeTab := chromedp.NewContext(b.driver, chromedp.WithNewBrowserContext())
	t := &tab{ctx, closeTab}
	if err := chromedp.Do(ctx); err != nil { // without a timeout: it would be the page's
		closeTab()
		return nil, fmt.Errorf("open a page: %w", err)
	}
	_, err1 := call(t, network.SetBlockedURLs, network.SetBlockedURLsParams{URLPatterns: []*network.BlockPattern{
		{URLPattern: "https://*:*/*", Block: true},
	}})
	_, err2 := call(t, page.AddScriptToEvaluateOnNewDocument, page.AddScriptToEvaluateOnNewDocumentParams{Source: observe})
	_, err3 := call(t, page.SetLifecycleEventsEnabled, page.SetLifecycleEventsEnabledParams{Enabled: true})
	_, err4 := call(t, emulation.SetDeviceMetricsOverride, emulation.SetDeviceMetricsOverrideParams{
		Width: 412, Height: 823, DeviceScaleFactor: 1.75, Mobile: true,
	})
	if err := errors.Join(err1, err2, err3, err4); err != nil {
		closeTab()
		return nil, fmt.Errorf("prepare a page: %w", err)
	}
	return t, nil
}

// slow puts the page on a slow phone with a slow line.
func (t *tab) slow() error {
	_, err := call(t, emulation.SetCPUThrottlingRate, emulation.SetCPUThrottlingRateParams{Rate: slowdown})
	return errors.Join(err, t.limit(slow4G))
}

// limit puts the page on a line like slow4G.
func (t *tab) limit(line map[string]any) error {
	// The command that Lighthouse uses as well; its successor by rules is not in cdproto's words yet.
	conditions := cdp.Command[map[string]any, cdp.Empty]{Method: "Network.emulateNetworkConditions"}
	_, err := call(t, conditions, line)
	return err
}

// load loads a URL and returns when the page is loaded and has asked for nothing
// for half a second.
func (t *tab) load(url string) error { return t.loadUntil("networkIdle", url) }

// loadUntil loads a URL and returns at that event of the page's life.
func (t *tab) loadUntil(life, url string) error {
	ctx, cancel := context.WithTimeout(t.ctx, patience)
	defer cancel()
	events := chromedp.Events(ctx, page.LifecycleEvent)
	navigation, err := chromedp.Call(ctx, page.Navigate, page.NavigateParams{URL: url})
	if err != nil || navigation.ErrorText != "" {
		return fmt.Errorf("load %s: %w", url, errors.Join(err, errors.New(navigation.ErrorText)))
	}
	for event, err := range events {
		if err != nil {
			return fmt.Errorf("load %s: %w", url, err)
		}
		if event.LoaderID == navigation.LoaderID && event.Name == life {
			return nil
		}
	}
	return fmt.Errorf("load %s: the browser has gone", url)
}

// settled waits until an expression holds, and what the page then shows is painted.
func (t *tab) settled(condition string) error {
	_, err := eval[bool](t, `new Promise(done => {
		const look = () => (`+condition+`) && (observer.disconnect(), requestAnimationFrame(() => requestAnimationFrame(() => requestIdleCallback(() => done(true)))));
		const observer = new MutationObserver(look);
		observer.observe(document, {subtree: true, childList: true, attributes: true});
		look();
	})`)
	return err
}

// eval returns the value of a JavaScript expression, or of the promise it is.
func eval[T any](t *tab, expression string) (T, error) {
	ctx, cancel := context.WithTimeout(t.ctx, patience)
	defer cancel()
	value, err := chromedp.Run(ctx, chromedp.Evaluate[T](expression, chromedp.EvalAwaitPromise))
	if err != nil {
		err = fmt.Errorf("%w in %s", err, expression)
	}
	return value, err
}

func call[P, R any](t *tab, command cdp.Command[P, R], params P) (R, error) {
	ctx, cancel := context.WithTimeout(t.ctx, patience)
	defer cancel()
	return chromedp.Call(ctx, command, params)
}
