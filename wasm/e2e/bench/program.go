package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"text/tabwriter"
)

// weights prints what the browser program weighs.
func (b *bench) weights(context.Context) (tooSlow, err error) {
	programs, err := filepath.Glob(b.site.file("assets/*.wasm"))
	if err != nil {
		return nil, err
	}
	b.say("\nThe browser program, KB of 1024 bytes")
	for _, name := range programs {
		var kib [3]int64
		for i, suffix := range []string{"", ".gz", ".br"} {
			info, err := os.Stat(name + suffix)
			if err != nil {
				return nil, err
			}
			kib[i] = (info.Size() + 1023) / 1024
		}
		b.say("%s: %d, %d in gzip, %d in brotli -q 11", filepath.Base(name), kib[0], kib[1], kib[2])
	}
	return nil, nil
}

// program measures how long the browser program takes, on this machine and its
// own line: to begin, and to show the post.
func (b *bench) program(context.Context) (tooSlow, err error) {
	names := []string{"boot", "content, cold", "content, warm", "first in place", "later in place"}
	times := make([][]float64, len(names))
	for range leastRuns {
		boot, err := b.bootTime()
		if err != nil {
			return nil, err
		}
		cold, warm, err := b.contentTimes()
		if err != nil {
			return nil, err
		}
		first, later, err := b.inPlaceTimes()
		if err != nil {
			return nil, err
		}
		for i, t := range []float64{boot, cold, warm, first, later} {
			times[i] = append(times[i], t)
		}
	}
	b.say("\nThe wasm front on this machine, without a slow line or slow processor: medians of %d, ms", leastRuns)
	table := tabwriter.NewWriter(b.out, 0, 0, 2, ' ', 0)
	explain := []string{
		"from the intent to the program’s readiness: fetched, unpacked, compiled and run",
		"from the navigation to ?renderer=wasm to the post on screen, empty cache",
		"the same again with what the browser keeps",
		"from the click in the list to the post in the page, the first post",
		"the same for the tenth",
	}
	for i, name := range names {
		fmt.Fprintf(table, "%s\t%.0f\t%s\n", name, median(times[i]), explain[i])
	}
	return nil, table.Flush()
}

func median(values []float64) float64 {
	all := make(visits, len(values))
	for i, value := range values {
		all[i].Largest = value
	}
	return all.median(largest)
}

// bootTime is how long the program takes to be ready on a prerendered page.
func (b *bench) bootTime() (float64, error) {
	t, err := b.newTab()
	if err != nil {
		return 0, err
	}
	defer t.close()
	if err := t.load(b.host.url + b.site.address); err != nil {
		return 0, err
	}
	return eval[float64](t, `(async () => {
		const start = performance.now();
		const {boot} = await import(new URL("postview.js", new URL(document.documentElement.dataset.root, location.href)).href);
		await boot();
		return performance.now() - start;
	})()`)
}

// contentTimes is how long the program takes to show the post by itself, in a
// browser that has nothing and in one that was there before.
func (b *bench) contentTimes() (cold, warm float64, err error) {
	t, err := b.newTab()
	if err != nil {
		return 0, 0, err
	}
	defer t.close()
	for _, time := range []*float64{&cold, &warm} {
		if err := errors.Join(t.load(b.host.url+b.site.address+"?renderer=wasm"), t.settled(`document.documentElement.dataset.renderer === "wasm"`)); err != nil {
			return 0, 0, err
		}
		if *time, err = eval[float64](t, `measured.shown`); err != nil {
			return 0, 0, err
		}
	}
	return cold, warm, nil
}

// inPlaceTimes is how long the program takes from a click on the post in the
// list until it is in the page: the first time, and the tenth.
func (b *bench) inPlaceTimes() (first, later float64, err error) {
	t, err := b.newTab()
	if err != nil {
		return 0, 0, err
	}
	defer t.close()
	if err := errors.Join(t.load(b.host.url+"?renderer=wasm"), t.settled(`document.documentElement.dataset.renderer === "wasm"`)); err != nil {
		return 0, 0, err
	}
	times, err := eval[[]float64](t, fmt.Sprintf(`(async () => {
		const shown = () => new Promise(done => addEventListener("postview-show", done, {once: true}));
		const times = [];
		for (let i = 0; i < 10; i++) {
			const link = [...document.querySelectorAll(".posts h2 a")].find(a => a.href === %q);
			const post = shown(), start = performance.now();
			link.click();
			await post;
			times.push(performance.now() - start);
			const list = shown();
			history.back();
			await list;
		}
		return times;
	})()`, b.host.url+b.site.address))
	if err != nil {
		return 0, 0, err
	}
	return times[0], times[len(times)-1], nil
}
