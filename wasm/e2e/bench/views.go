package main

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"text/tabwriter"
)

const (
	// leastRuns is how many visits a median takes at least.
	leastRuns = 5
	// mostOfStatic is how many times as long as a static page Postview's may take.
	mostOfStatic = 1.15
	// mostShift is how far things may move: a layout shift score.
	mostShift = 0.02
)

// rival is a page that is measured, and what its visits took.
type rival struct {
	name  string
	path  string
	ready string // an expression that holds when what a reader came for is there
	slow  bool   // takes so long that the least of visits is enough
	visits
}

// visit is what one load took. Times are in milliseconds from the navigation on.
type visit struct {
	First   float64 // contentful paint
	Largest float64 // contentful paint
	Element string  // which was the largest
	Shift   float64 // layout shift score
	Bytes   float64 // that came over the line
}

type visits []visit

// median is the middle of what the visits say.
func (v visits) median(say func(visit) float64) float64 {
	values := v.sorted(say)
	middle := len(values) / 2
	if len(values)%2 == 0 {
		return (values[middle-1] + values[middle]) / 2
	}
	return values[middle]
}

func (v visits) sorted(say func(visit) float64) []float64 {
	values := make([]float64, len(v))
	for i, one := range v {
		values[i] = say(one)
	}
	slices.Sort(values)
	return values
}

func first(v visit) float64   { return v.First }
func largest(v visit) float64 { return v.Largest }
func shift(v visit) float64   { return v.Shift }
func size(v visit) float64    { return v.Bytes }

// firstViews measures the first view of the post in turns with its rivals, and
// of the list. tooSlow tells what does not hold that should.
func (b *bench) firstViews(context.Context) (tooSlow, err error) {
	all := fmt.Sprintf(`document.querySelectorAll("h2").length >= %d`, b.site.headings)
	rivals := []*rival{
		{name: "Postview, prerendered", path: b.site.address, ready: all},
		{name: "static page", path: b.site.static, ready: all},
		{name: "docsify 5", path: b.site.docsify, ready: all},
		{name: "Postview, the list", path: "", ready: `document.querySelector(".posts li")`},
		{name: "Postview, by wasm alone", path: "view.html?src=" + b.site.post, ready: all, slow: true},
	}
	for i := range b.runs + 1 {
		for j := range rivals {
			r := rivals[(i+j)%len(rivals)]
			if r.slow && len(r.visits) == leastRuns {
				continue
			}
			v, err := b.visit(r)
			if err != nil {
				return nil, fmt.Errorf("%s: %w", r.name, err)
			}
			if i > 0 { // the first warms the host and the browser up
				r.visits = append(r.visits, v)
			}
		}
	}
	b.printViews(rivals)
	return judge(rivals[0], rivals[1], rivals[2], rivals[3]), nil
}

// visit loads a page for the first time, on a slow phone with a slow line.
func (b *bench) visit(r *rival) (v visit, err error) {
	t, err := b.newTab()
	if err != nil {
		return v, err
	}
	defer t.close()
	if err := errors.Join(t.slow(), t.load(b.host.url+r.path), t.settled(r.ready)); err != nil {
		return v, err
	}
	return eval[visit](t, `({
		First: performance.getEntriesByName("first-contentful-paint")[0].startTime,
		Largest: measured.largest,
		Element: measured.element,
		Shift: measured.shift,
		Bytes: [...performance.getEntriesByType("navigation"), ...performance.getEntriesByType("resource")].reduce((sum, e) => sum + e.transferSize, 0),
	})`)
}

func (b *bench) printViews(rivals []*rival) {
	b.say("\nFirst view, slow 4G (1.6 Mbit/s down, 750 kbit/s up, 150 ms), CPU ÷ %d, 412 × 823, empty cache: medians, visited in turns", slowdown)
	table := tabwriter.NewWriter(b.out, 0, 0, 2, ' ', 0)
	fmt.Fprintln(table, "\tvisits\tfirst paint, ms\tlargest paint, ms\tfrom, to\t× static\tshift\tKB\tlargest element")
	static := rivals[1].median(largest)
	for _, r := range rivals {
		times := r.sorted(largest)
		fmt.Fprintf(table, "%s\t%d\t%.0f\t%.0f\t%.0f, %.0f\t%.2f\t%.3f\t%.1f\t%s\n", r.name, len(times), r.median(first), r.median(largest),
			times[0], times[len(times)-1], r.median(largest)/static, r.median(shift), r.median(size)/1000, r.visits[0].Element)
	}
	table.Flush()
}

// judge returns an error for each promise that the figures break.
func judge(post, static, docsify, list *rival) error {
	var broken []error
	if ratio := post.median(largest) / static.median(largest); ratio > mostOfStatic {
		broken = append(broken, fmt.Errorf("the post takes %.2f times as long as a static page, more than %.2f", ratio, mostOfStatic))
	}
	if post.median(largest) >= docsify.median(largest) {
		broken = append(broken, errors.New("docsify is faster"))
	}
	for _, r := range []*rival{post, list} {
		if score := r.median(shift); score >= mostShift {
			broken = append(broken, fmt.Errorf("%s moves by %.3f, %.2f or more", r.name, score, mostShift))
		}
	}
	return errors.Join(broken...)
}
