package content

import (
	"hash/maphash"
	"strings"
	"sync"
	"time"

	"postview/wasm/address"
	"postview/wasm/build/layout"
	"postview/wasm/markdown"
	"postview/wasm/page"
	"postview/wasm/problem"
	"postview/wasm/safehtml"
	"postview/wasm/site"
)

// Article is a post that is on the site.
type Article struct {
	page.Article
	*Edition
	Entry      site.Entry
	References []string          // of its text and its front matter, as the author wrote them
	Refs       map[string]string // those that the shortcodes ref and relref made → as the author wrote them
	safe       *safeHTML         // what was made safe of it
	seen       *Seen             // on its page
	fresh      bool              // rendered by this build
	pageless   bool              // it has no page
	inherited  map[string]any    // of the front matter
	wrong      error             // with what it says of pages, though not of itself
	reads      stamps            // the files that it was made from, or was to be
	Saved      time.Time         // when its source was

	templated bool // it may have shortcodes, of which the site may have its own
	failures  []*layout.Failure

	Published []byte // the source as browsers get it; nil: as it is
}

// article reads a source with what it inherits: one of Jekyll's as what it is here, which then is what is
// published. The lines of its problems are those of the author.
func (c *Content) article(inherited map[string]any, name string, source []byte, o markdown.Options) (a page.Article, published []byte) {
	if c.Jekyll == nil {
		return page.ReadWith(inherited, name, source, o), nil
	}
	made := c.Jekyll.Source(name, source)
	if a = page.ReadWith(inherited, name, made.Text, o); a.Err != nil {
		a.Source = source
		return a, made.Text
	}
	a.Source = made.Lines
	a.Post.BodyLine -= made.Added
	for _, p := range a.Document.Problems {
		p.Line, p.Column = p.Line-made.Added, 0 // which the author has elsewhere
	}
	a.Document.Problems = append(made.Problems, a.Document.Problems...)
	return a, made.Text
}

// HasPage reports whether the article has a page; else lists alone have it, or feeds.
func (a *Article) HasPage() bool { return !a.pageless }

// shown returns the article as it is in an edition of now: nil where it is not on the
// site.
func (a *Article) shown(e *Edition, o *Options) *Article {
	hidden := a.Post.Hidden(time.Now().In(e.Zone))
	if !e.shows(hidden, o) {
		e.hidden.Store(a.Post.Path, hidden)
		return nil
	}
	shown := *a
	shown.Edition, shown.Entry.Hidden = e, strings.Join(hidden[:min(1, len(hidden))], "")
	return &shown
}

// Seen is what the page of an article has, as it was shown last.
type Seen struct {
	IDs        map[string]bool    // that links lead to; nil where nobody has looked
	References []Reference        // of the author, in order
	Faults     []*problem.Problem // of the source, as it was read
	Formulas   []Formula          // likewise
}

// Reference is one that an author has written.
type Reference struct {
	Written string
	URL     string // what it is on the page
	IsName  bool   // it is a name, as notes use them, and has no URL where that is nobody's
}

// See notes what the page of the article has. What the policy took is not on it.
func (a Article) See(view page.View) {
	shown := NewOutline(view.HTML.String())
	a.seen.IDs, a.seen.References = shown.Ids, nil
	if a.Document != nil { // whose title may be elsewhere on the page
		for id := range NewOutline(a.Document.Title.Element).Ids {
			a.seen.IDs[id] = true
		}
	}
	isShown := map[string]bool{}
	for _, ref := range shown.References {
		isShown[ref] = true
	}
	for _, to := range view.Targets {
		if to.IsName || to.Ref != "" && isShown[to.URL] {
			a.seen.References = append(a.seen.References, Reference{to.Ref, to.URL, to.IsName})
		}
	}
}

// Seen returns what the page of the article has.
func (a Article) Seen() *Seen { return a.seen }

// slim lets go of what no page needs: the source, which is shown for a post that
// can't be read alone, and the text without its markup.
func (a *Article) slim() {
	if a.Err == nil {
		a.Source, a.Post.Body, a.Document.Plain = nil, "", ""
	}
}

// Release lets go of what was made of the article for its page.
func (a Article) Release() {
	if a.Err == nil {
		a.Document.HTML, a.Document.Summary, a.safe.made = "", "", nil
	}
}

// Sanitizer is what makes the article safe, by the policy of o. What it has made
// once it has at hand.
func (a Article) Sanitizer(o *Options) func(string) safehtml.HTML {
	if o.Policy == safehtml.Trust {
		return safehtml.Trusted
	}
	return func(fragment string) safehtml.HTML { return a.safe.of(fragment, o.Policy) }
}

// safeHTML keeps fragments of an article as its pages show them, because to make
// them safe takes as long as to render them. They are kept by what they are made
// from, so that one whose links lead elsewhere by now is made anew.
type safeHTML struct {
	mu   sync.Mutex
	made map[uint64]safehtml.HTML
}

var fragments = maphash.MakeSeed()

func (s *safeHTML) of(fragment string, policy safehtml.Policy) safehtml.HTML {
	sum := maphash.String(fragments, fragment)
	s.mu.Lock()
	defer s.mu.Unlock()
	safe, isMade := s.made[sum]
	if !isMade {
		safe = policy.Sanitize(fragment)
		if s.made == nil {
			s.made = map[uint64]safehtml.HTML{}
		}
		s.made[sum] = safe
	}
	return safe
}

// Includes returns what reads the files that the post at source includes.
func Includes(root interface {
	ReadFile(name string) ([]byte, error)
}, source string) func(name string) (string, error) {
	return func(name string) (string, error) {
		text, err := root.ReadFile(address.IncludePath(source, name))
		return string(text), err
	}
}
