package browser

import (
	"cmp"
	"context"
	"errors"
	"path"
	"strings"
	"syscall/js"

	"postview/wasm/address"
	"postview/wasm/markdown"
	"postview/wasm/safehtml"
	"postview/wasm/site"
)

// files reads what the build has written of a site: beside each page what stands
// around it, and in parts the list of all posts, of which only those are read
// that are asked for.
type files struct {
	root   string
	ahead  js.Value                      // gives the fetch of a file that was begun before
	cache  string                        // the cache mode of fetch
	pages  bool                          // every post has a page of its own, as far as the page that was loaded tells
	known  map[string]*site.Surroundings // what was read, by its file
	around *site.Surroundings            // of what was shown last, or nil
	homes  []string                      // the addresses of the lists of all posts, the site's own first

	// The host has sent the page that was loaded for another address than its own, and
	// will do so for that of any post.
	anywhere bool

	emojis markdown.Emojis
}

// mostKnown is how many files are remembered: the memory of a program never
// shrinks, and a large list is many.
const mostKnown = 250

// fetch returns a file of the site.
func (f *files) fetch(ctx context.Context, file string) ([]byte, error) {
	r := request{url: f.root + file, cache: f.cache}
	if f.ahead.Truthy() && f.cache == "" {
		r.begun = f.ahead.Invoke(r.url)
	}
	return fetch(ctx, r)
}

// read returns what stands around a page, which a file has.
func (f *files) read(ctx context.Context, file string) (*site.Surroundings, error) {
	if s := f.known[file]; s != nil {
		return s, nil
	}
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	data, err := f.fetch(ctx, file)
	if err != nil {
		return nil, err
	}
	s, err := site.Decode(data)
	if err == nil {
		s.Anywhere = f.anywhere
		if len(f.known) >= mostKnown {
			clear(f.known)
		}
		f.known[file] = s
	}
	return s, err
}

// atOnce is how many files are read side by side.
const atOnce = 6

// each reads a number of files and takes what each of them has, as they come. more says that
// the next one is there already. Where one can't be had, no others are begun; one
// that is not there is nil, where that may be.
func (f *files) each(ctx context.Context, count int, name func(i int) string, missing bool, take func(i int, s *site.Surroundings, more bool)) (err error) {
	type answer struct {
		i   int
		s   *site.Surroundings
		err error
	}
	wanted, answers := make(chan int, count), make(chan answer, count)
	for i := range count {
		wanted <- i
	}
	close(wanted)
	for range atOnce {
		go func() {
			for i := range wanted {
				s, err := f.read(ctx, name(i))
				answers <- answer{i, s, err}
			}
		}()
	}
	for left := count; left > 0; left-- {
		a := <-answers
		if a.err == nil || missing && isMissing(a.err) {
			take(a.i, a.s, len(answers) > 0)
			continue
		}
		err = a.err
		for range wanted {
			left--
		}
	}
	return err
}

// of returns what stands around the page or the source that a route shows. For a
// source that is the newest posts, where posts have pages and this is none of
// them, and where the build did not know it. A post without a page is found by its
// address, and is the source of the route from then on.
func (f *files) of(ctx context.Context, r *route) (s *site.Surroundings, err error) {
	home := f.home(r.address)
	newest := site.PartFile(home, 1)
	file := site.AroundFile(r.address)
	if !f.pages || r.source != "" {
		if s, err = f.read(ctx, newest); err != nil || s.Pages == (r.source != "") && (s.Pages || r.address == home) {
			return s, err
		}
		if f.pages = s.Pages; !f.pages {
			if r.source == "" {
				r.source, err = f.find(ctx, s, r.address)
			}
			file = site.AroundFile(address.Escape(r.source))
		}
	}
	if err == nil {
		s, err = f.read(ctx, file)
	}
	if isMissing(err) && r.source != "" {
		s, err = f.read(ctx, newest)
	}
	return s, err
}

// home returns the address of the list of all posts in the language that an address
// has, or else in that of the site.
func (f *files) home(address string) string {
	home, found := f.homes[0], false
	for _, each := range f.homes {
		if strings.HasPrefix(address, each) && (!found || len(each) > len(home)) {
			home, found = each, true
		}
	}
	return home
}

// find returns the source of the post at an address, from which a host may have taken
// its .html. It is looked for among the newest ones first.
func (f *files) find(ctx context.Context, newest *site.Surroundings, address string) (source string, err error) {
	at := func(s *site.Surroundings) *site.Entry { return cmp.Or(s.ByURL(address), s.ByURL(address+".html")) }
	if e := at(newest); e != nil {
		return e.Path, nil
	}
	ctx, stop := context.WithCancel(ctx)
	defer stop()
	file := func(i int) string { return newest.PartFile(i + 2) }
	err = f.each(ctx, newest.Parts-1, file, false, func(_ int, part *site.Surroundings, _ bool) {
		if e := at(part); e != nil {
			source = e.Path
			stop()
		}
	})
	switch {
	case source != "":
		return source, nil
	case err == nil:
		err = &fetchError{f.root + address, kindMissing, "no post has this address"}
	}
	return "", err
}

func isMissing(err error) bool {
	failed := new(fetchError)
	return errors.As(err, &failed) && failed.kind == kindMissing
}

// rules returns how a post of the site is rendered, which may include files.
func (f *files) rules(ctx context.Context, s *site.Surroundings, source string) markdown.Options {
	rules, _ := s.Settings.Markdown(s.Policy != string(safehtml.Omit)) // the builder has told what can't be used
	rules.Readers.ColourLater = true
	rules.Shortcodes.ReadFile = func(name string) (string, error) {
		included, err := f.fetch(ctx, address.Escape(address.IncludePath(source, name)))
		return string(included), err
	}
	if s.Settings.Emoji && f.emojis == nil {
		if data, err := f.fetch(ctx, s.EmojiTable); err == nil { // without it their short names stay
			f.emojis, _ = markdown.DecodeEmojiTable(data)
		}
	}
	rules.Config.Emojis = f.emojis
	return rules
}

// source returns the path of the source that a route shows, "" where it is not
// known before what stands around it is.
func (f *files) source(r *route) string {
	if r.source != "" {
		return path.Clean("/" + r.source)[1:] // within the site
	}
	if f.around != nil {
		if e := f.around.ByURL(r.address); e != nil {
			return e.Path
		}
	}
	return ""
}

// begin begins to read the source at a path, and returns what waits for it.
func (f *files) begin(ctx context.Context, source string) (wait func() ([]byte, error)) {
	if source == "" {
		return nil
	}
	var data []byte
	var err error
	done := make(chan bool)
	go func() {
		data, err = f.fetch(ctx, address.Escape(address.SourceFile(source)))
		close(done)
	}()
	return func() ([]byte, error) {
		<-done
		return data, err
	}
}
