package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"strings"
	"text/tabwriter"

	"postview/wasm/e2e/chromium"
	"postview/wasm/e2e/npm"
)

// leastScore is what Lighthouse must say of each page, of 100.
const leastScore = 95

// judgings is how often it judges each.
const judgings = 3

// judgedPages are the pages that Lighthouse judges.
var judgedPages = []struct{ name, address string }{
	{"home", ""},
	{"a list", "tags/"},
	{"a post with code", "posts/embed-a-post/"},
	{"a search", "?search=hugo"},
}

// scores is what Lighthouse says of a page, by category, from 0 to 1.
type scores map[string]struct{ Score float64 }

var categories = []string{"performance", "accessibility", "best-practices", "seo"}

// lighthouse has Lighthouse judge pages as it does by default, on a phone with a
// slow line, and prints the scores. tooSlow tells those that are too low.
func (b *bench) lighthouse(ctx context.Context) (tooSlow, err error) {
	file, err := npm.Install("wasm/e2e/bench/lighthouse")
	if err != nil {
		return nil, err
	}
	b.say("\nLighthouse with its default settings, a phone on a slow line: medians of %d runs", judgings)
	table := tabwriter.NewWriter(b.out, 0, 0, 2, ' ', 0)
	fmt.Fprintln(table, "\t"+strings.Join(categories, "\t"))
	for _, page := range judgedPages {
		said := map[string][]float64{}
		for range judgings {
			judged, err := b.judge(ctx, file("lighthouse/cli/index.js"), page.address)
			if err != nil {
				return nil, fmt.Errorf("lighthouse: %s: %w", page.name, err)
			}
			for _, category := range categories {
				said[category] = append(said[category], 100*judged[category].Score)
			}
		}
		fmt.Fprint(table, page.name)
		for _, category := range categories {
			score := median(said[category])
			fmt.Fprintf(table, "\t%.0f", score)
			if score < leastScore {
				tooSlow = errors.Join(tooSlow, fmt.Errorf("lighthouse gives %s %.0f for %s, less than %d", page.name, score, category, leastScore))
			}
		}
		fmt.Fprintln(table)
	}
	return tooSlow, table.Flush()
}

// judge has Lighthouse judge one page in a browser of its own.
func (b *bench) judge(ctx context.Context, program, address string) (scores, error) {
	command := exec.CommandContext(ctx, "node", program, b.host.url+address, "--quiet", "--output=json",
		"--only-categories="+strings.Join(categories, ","),
		"--chrome-flags=--headless --no-sandbox --disable-gpu --no-first-run --disable-quic --disable-background-networking --disable-component-update --disable-sync")
	command.Env = append(os.Environ(), "CHROME_PATH="+chromium.Path())
	command.Stderr = os.Stderr
	said, err := command.Output()
	if err != nil {
		return nil, err
	}
	var report struct{ Categories scores }
	if err := json.Unmarshal(said, &report); err != nil {
		return nil, fmt.Errorf("read what it says: %w", err)
	}
	return report.Categories, nil
}
