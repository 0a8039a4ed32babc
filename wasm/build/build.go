package build

import (
	"cmp"
	"context"
	"fmt"
	"os"
	"slices"
	"time"

	"postview/wasm/build/assets"
	"postview/wasm/build/content"
	"postview/wasm/build/disk"
	"postview/wasm/build/inspect"
	"postview/wasm/build/machines"
	"postview/wasm/build/out"
	"postview/wasm/build/pages"
	"postview/wasm/build/plan"
	"postview/wasm/build/progress"
	"postview/wasm/config"
	"postview/wasm/problem"
	"postview/wasm/program"
	"postview/wasm/twins"
)

// Builder makes the site, once or again and again.
type Builder struct {
	*content.Options
	Log      *progress.Log
	Swap     out.Swapper
	Programs *program.Set // made by the first build, for all that follow

	Libraries assets.Libraries // had by the first build that needs them, likewise
	Search    assets.Search

	// Under serve, what there is of the build before.
	Rendered *content.Rendered
	Last     *Outcome // nil before the first, after one that failed, and for a new web/
	Shown    func()   // is called when what is new can be seen, and again when more can be
	warned   []string // what was told of its problems
}

// Build makes the site: the program, the posts and the pages. A site that was made
// before by this builder is brought up to date; else a folder is made, and swapped
// in when it is whole, so that a build that fails leaves the last one.
func (b *Builder) Build(ctx context.Context) error {
	if b.Last == nil {
		if err := cmp.Or(out.Apart(b.Content, b.Out), out.Replaceable(b.Out)); err != nil {
			return err
		}
	}
	start := time.Now()
	compressor, err := twins.NewCompressor(b.Live || b.Quick)
	if err != nil {
		return err
	}
	if b.Programs == nil {
		if b.Programs, err = program.Get(ctx, compressor, b.Log.Step, b.Log.Say); err != nil {
			return err
		}
		b.Log.Say("%v", b.Programs)
	}
	c, err := content.Read(ctx, b.Options, b.Rendered, b.Log)
	if err != nil {
		return err
	}
	now := &Outcome{Set: pages.Set{Content: c, Taken: plan.Settled(c, b.Options)}}
	if !b.update(ctx, compressor, now) {
		if err := b.Replace(ctx, compressor, now); err != nil {
			return err
		}
	}
	b.Log.Say("%s in %.1f s: %s", b.Out, time.Since(start).Seconds(), c.Summary(now.pages, len(now.Problems)))
	return nil
}

// Replace makes the site in a new folder, which takes the place of the old one.
func (b *Builder) Replace(ctx context.Context, compressor twins.Compressor, now *Outcome) error {
	if b.Last != nil {
		b.Last = nil
		if err := out.Replaceable(b.Out); err != nil {
			return err
		}
	}
	target := disk.Resolved(b.Out)
	made, err := out.MakeFolder(target)
	if err != nil {
		return fmt.Errorf("make the site: %w", err)
	}
	defer os.RemoveAll(made)
	root, err := os.OpenRoot(made)
	if err != nil {
		return fmt.Errorf("make the site: %w", err)
	}
	defer root.Close()
	var dist *out.Dist
	if b.Live {
		dist = out.NewDist()
	}
	w := out.NewWriter(ctx, root, compressor, dist)
	if err := b.site(w, now); err != nil {
		return err
	}
	if !b.Live { // else it is made when it is asked for
		b.Search.Index(w, made, now.Search)
	}
	if err := w.Failed(); err != nil {
		return err
	}
	b.warn(now.Content.Sources.Shown(now.Problems))
	if lost := now.Content.Lost(); b.Strict && lost > 0 {
		return fmt.Errorf("%s, and --strict", progress.Number(lost, "warning"))
	}
	if err := b.Swap(made, target); err != nil {
		return err
	}
	if b.Live {
		b.Shown()
		return b.remember(dist, now)
	}
	return nil
}

// warn tells what is wrong, unless it is what was told last.
func (b *Builder) warn(problems []*problem.Problem) {
	lines := inspect.Summary(problems)
	if b.Live && slices.Equal(lines, b.warned) {
		return
	}
	b.warned = lines
	for _, line := range lines {
		b.Log.Warn("%s", line)
	}
}

// site writes everything but the index of the search, which is made of it, and
// notes in now what the next build wants to know.
func (b *Builder) site(w *out.Writer, now *Outcome) error {
	c, o := now.Content, b.Options
	now.Extras = assets.Extras{
		Enrichment: assets.NewDesk(w, b.Web()).Enrich(c, &b.Libraries, b.Log),
		Search:     b.Search.Place(w.Context(), c, o, b.Log),
		Offline:    c.Settings.Wants(config.Offline) && !b.Live, // it would keep what changes as one writes
	}
	b.assets(w, now)
	assets.NewDesk(w, b.Web()).WriteReplaceable(now.Taken)
	shells, err := pages.NewShells(&now.Set, o)
	if err != nil {
		return err
	}
	now.Links = plan.NewReferences(c, o, now.Taken)
	now.Links.LeadAuthors()
	now.Published = machines.NewPublications(c, o)
	plan.TellUnplaced(c, now.Taken, b.Log)
	for _, e := range c.Editions {
		if e.Settings.Emoji {
			e.Site.EmojiTable = assets.AddEmojis(w)
		}
	}
	formulas := make(chan map[content.Formula]string, 1)
	go func() { formulas <- b.Libraries.WrongFormulas(w.Context(), c) }() // while pages are written
	isSame := now.differsInTextAlone(b.Last)
	copyFiles(w, c, now.Taken)
	fresh, others := c.ByFreshness()
	pages.WritePosts(w, shells, fresh, &now.Set, o, b.Log)
	b.tell(w)
	if isSame {
		now.Published.Adopt(b.Last.Published, others)
	} else {
		pages.WriteShells(w, shells[c.Home()], &now.Set, o)
		pages.WriteOffline(w, shells[c.Home()], now.Extras)
		pages.WriteLists(w, shells, &now.Set, o)
		pages.WritePosts(w, shells, others, &now.Set, o, b.Log)
		b.tell(w)
	}
	machines.Write(w, c, now.Published, now.Taken, now.Finder, o, b.Log)
	w.Write(disk.MadeFile, plan.MadeFrom(now.Taken))
	if !isSame {
		w.Prune()
	}
	now.pages = w.Pages()
	now.Problems = inspect.Sorted(slices.Concat(c.Problems, inspect.Find(c, o, now.Taken, now.Links), inspect.Formulas(c, o, <-formulas)))
	return w.Failed()
}
