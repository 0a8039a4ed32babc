package content

import (
	"hash/maphash"
	"strings"
	"sync"
	"time"

	"postview/wasm/address"
	"postview/wasm/build/layout"
	"postview/wasm/page"
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
	fresh      bool              // rendered by this build
	reads      stamps            // the files that it was made from, or was to be
	Saved      time.Time         // when its source was

	templated bool // it may have shortcodes, of which the site may have its own
	failures  []*layout.Failure

	Published []byte // the source as browsers get it; nil: as it is
}

// shown returns the article as it is in an edition of now: nil where it is not on the
// site.
func (a *Article) shown(e *Edition, o *Options) *Article {
	hidden := a.Post.Hidden(time.Now().In(e.Zone))
	if !e.shows(hidden, o) {
		return nil
	}
	shown := *a
	shown.Edition, shown.Entry.Hidden = e, strings.Join(hidden[:min(1, len(hidden))], "")
	return &shown
}

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
