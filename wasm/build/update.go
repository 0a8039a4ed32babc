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
	"postview/wasm/problem"
	"postview/wasm/twins"
)

// Outcome is the site as a build has made it, kept so that the next makes only what
// differs.
type Outcome struct {
	pages.Set
	Problems []*problem.Problem // of all that is wrong, as check tells it

	pages  int       // written
	assets []string  // the files that were written for what web/ holds
	dist   *out.Dist // nil but under serve
}

// assets writes what web/ holds, unless it is there from the build before.
func (b *Builder) assets(w *out.Writer, now *Outcome) {
	if last := b.Last; last != nil && now.Extras == last.Extras {
		now.Places, now.assets, now.Finder = last.Places, last.assets, last.Finder
		w.Keep(now.assets)
		return
	}
	desk := assets.NewDesk(w, b.Web())
	now.Places = desk.WriteAll(b.Programs, now.Extras, b.Live)
	now.Finder = desk.RootFinder(now.Places)
	now.assets = w.Made()
}

// remember keeps what was made for the next build.
func (b *Builder) remember(d *out.Dist, now *Outcome) error {
	if err := d.Settle(b.Out); err != nil {
		return fmt.Errorf("make the site: %w", err)
	}
	now.dist = d
	b.Last = now
	return nil
}

// update brings the site of the build before up to date, file by file, each of them
// whole at any time. It reports whether it did: else the site is to be replaced.
func (b *Builder) update(ctx context.Context, compressor twins.Compressor, now *Outcome) bool {
	if b.Last == nil || b.Strict {
		return false
	}
	if !b.Last.dist.IsAt(b.Out) {
		return false
	}
	root, err := os.OpenRoot(b.Out)
	if err != nil {
		return false
	}
	defer root.Close()
	w := out.NewWriter(ctx, root, compressor, b.Last.dist)
	if err := b.site(w, now); err != nil {
		return false
	}
	b.warn(now.Content.Sources.Shown(now.Problems))
	return b.remember(b.Last.dist, now) == nil
}

// tell tells that what the writer has written so far can be seen.
func (b *Builder) tell(w *out.Writer) {
	if w.HasNews() {
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
