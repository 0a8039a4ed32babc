package build

import (
	"context"
	"fmt"
	"maps"
	"os"
	"reflect"
	"slices"

	"postview/wasm/build/assets"
	"postview/wasm/build/content"
	"postview/wasm/build/out"
	"postview/wasm/build/pages"
	"postview/wasm/twins"
)

// Outcome is the site as a build has made it, kept so that the next makes only what
// differs.
type Outcome struct {
	pages.Set
	pages  int       // written
	assets []string  // the files that were written for what web/ holds
	Dist   *out.Dist // nil but under serve
}

// assets writes what web/ holds, unless it is there from the build before.
func (b *Builder) assets(w *out.Writer, now *Outcome) {
	if last := b.Last; last != nil && w.Dist == last.Dist && now.Extras == last.Extras {
		now.Places, now.assets, now.Finder = last.Places, last.assets, last.Finder
		w.Dist.Keep(now.assets)
		return
	}
	now.Places = assets.Write(w, b.Programs, now.Extras, b.Live)
	now.Finder = assets.RootFinder(w, now.Places)
	if w.Dist != nil {
		now.assets = slices.Collect(maps.Keys(w.Dist.Made))
	}
}

// remember keeps what was made for the next build.
func (b *Builder) remember(d *out.Dist, now *Outcome) (err error) {
	if d.Folder, err = os.Stat(b.Out); err != nil {
		return fmt.Errorf("make the site: %w", err)
	}
	now.Dist = d
	b.Last = now
	return nil
}

// update brings the site of the build before up to date, file by file, each of them
// whole at any time. It reports whether it did: else the site is to be replaced.
func (b *Builder) update(ctx context.Context, compressor twins.Compressor, now *Outcome) bool {
	if b.Last == nil || b.Strict {
		return false
	}
	folder, err := os.Stat(b.Out)
	if err != nil || !os.SameFile(folder, b.Last.Dist.Folder) {
		return false
	}
	root, err := os.OpenRoot(b.Out)
	if err != nil {
		return false
	}
	defer root.Close()
	w := &out.Writer{Ctx: ctx, Root: root, Web: b.Web(), Compressor: compressor, Dist: b.Last.Dist, InPlace: true}
	w.Dist.Begin()
	if err := b.site(w, now); err != nil {
		return false
	}
	for _, problem := range now.Content.Problems {
		b.Log.Say("warning: %v", problem)
	}
	return b.remember(w.Dist, now) == nil
}

// tell tells that what the writer has written so far can be seen.
func (b *Builder) tell(w *out.Writer) {
	if puts := w.Puts.Load(); w.InPlace && w.Failed() == nil && puts > w.Told {
		w.Told = puts
		b.Shown()
	}
}

// differsInTextAlone reports whether the site is what it was before but for the text
// of posts: whatever the page of one knows of the others is the same.
func (now *Outcome) differsInTextAlone(before *Outcome) bool {
	return before != nil &&
		now.Extras == before.Extras &&
		maps.Equal(now.Taken, before.Taken) &&
		slices.EqualFunc(now.Content.Editions, before.Content.Editions, func(a, b *content.Edition) bool {
			return reflect.DeepEqual(a.Settings, b.Settings) && reflect.DeepEqual(a.Site, b.Site)
		})
}
