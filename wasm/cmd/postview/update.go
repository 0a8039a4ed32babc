//go:build !js

package main

import (
	"context"
	"fmt"
	"maps"
	"os"
	"reflect"
	"slices"

	"postview/wasm/cmd/postview/twins"
)

// outcome is the site as a build has made it, kept so that the next makes only what
// differs.
type outcome struct {
	pageSet
	pages  int      // written
	assets []string // the files that were written for what web/ holds
	dist   *dist    // nil but under serve
}

// assets writes what web/ holds, unless it is there from the build before.
func (b *builder) assets(w *writer, now *outcome) {
	if last := b.last; last != nil && w.dist == last.dist && now.extras == last.extras {
		now.places, now.assets, now.finder = last.places, last.assets, last.finder
		w.dist.keep(now.assets)
		return
	}
	now.places = w.assets(b.programs, now.extras, b.live)
	now.finder = w.rootFinder(now.places)
	if w.dist != nil {
		now.assets = slices.Collect(maps.Keys(w.dist.made))
	}
}

// remember keeps what was made for the next build.
func (b *builder) remember(d *dist, now *outcome) (err error) {
	if d.folder, err = os.Stat(b.out); err != nil {
		return fmt.Errorf("make the site: %w", err)
	}
	now.dist = d
	b.last = now
	return nil
}

// update brings the site of the build before up to date, file by file, each of them
// whole at any time. It reports whether it did: else the site is to be replaced.
func (b *builder) update(ctx context.Context, compressor twins.Compressor, now *outcome) bool {
	if b.last == nil || b.strict {
		return false
	}
	folder, err := os.Stat(b.out)
	if err != nil || !os.SameFile(folder, b.last.dist.folder) {
		return false
	}
	root, err := os.OpenRoot(b.out)
	if err != nil {
		return false
	}
	defer root.Close()
	w := &writer{ctx: ctx, root: root, web: b.web(), compressor: compressor, dist: b.last.dist, inPlace: true}
	w.dist.begin()
	if err := b.site(w, now); err != nil {
		return false
	}
	for _, problem := range now.content.problems {
		b.log.say("warning: %v", problem)
	}
	return b.remember(w.dist, now) == nil
}

// tell tells that what the writer has written so far can be seen.
func (b *builder) tell(w *writer) {
	if puts := w.puts.Load(); w.inPlace && w.failed() == nil && puts > w.told {
		w.told = puts
		b.shown()
	}
}

// differsInTextAlone reports whether the site is what it was before but for the text
// of posts: whatever the page of one knows of the others is the same.
func (now *outcome) differsInTextAlone(before *outcome) bool {
	return before != nil &&
		now.extras == before.extras &&
		maps.Equal(now.taken, before.taken) &&
		slices.EqualFunc(now.content.editions, before.content.editions, func(a, b *edition) bool {
			return reflect.DeepEqual(a.settings, b.settings) && reflect.DeepEqual(a.site, b.site)
		})
}
