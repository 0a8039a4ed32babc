package site

import (
	"encoding/json"
	"fmt"
	"path"

	"postview/wasm/address"
	"postview/wasm/config"
)

// Surroundings is what stands around one page of a site: what is said of the site,
// and of its posts those that the page lists or leads to. The page is that of a
// [List], or that of a post, which has [Ways]. The builder writes it beside the page,
// and the browser reads it there.
type Surroundings struct {
	*About
	Parts int               `json:"parts,omitempty"`  // how many files list all posts, see [PartFile]
	List  *List             `json:"list,omitempty"`   // of the page that lists these posts
	Ways  *Ways             `json:"around,omitempty"` // of the page that shows a post
	Terms map[string][]Term `json:"terms,omitempty"`  // those most used, for a page that lists posts
	Posts
}

// Ways are where a post leads. Of the posts among them its [Surroundings] have what a
// link to them needs.
type Ways struct {
	Path    string            `json:"path"` // of the post
	Newer   string            `json:"newer,omitempty"`
	Older   string            `json:"older,omitempty"`
	Related []string          `json:"related,omitempty"`
	Trail   []Link            `json:"trail,omitempty"` // the sections that it is in
	Leads   Leads             `json:"leads,omitempty"`
	Named   map[string]string `json:"named,omitempty"` // what a note calls by a name alone → the path

	Translations []Translation `json:"translations,omitempty"`
}

// AroundFile returns the address of the file that holds what stands around the page,
// or the source, at this address: both fronts look for it there.
func AroundFile(page string) string {
	page, _ = address.SplitTail(page)
	if folder, name := path.Split(page); name == "" || name == "index.html" {
		return folder + "post.json"
	}
	return page + ".post.json"
}

// Decode reads surroundings from their JSON.
func Decode(data []byte) (*Surroundings, error) {
	s := &Surroundings{About: &About{Settings: new(config.Settings)}}
	if err := json.Unmarshal(data, s); err != nil {
		return nil, fmt.Errorf("read the list of posts: %w", err)
	}
	s.of = s.About
	s.index()
	return s, nil
}

// surroundings returns those of a page that has these posts.
func surroundings(about *About, entries []Entry, elsewhere map[string]string) *Surroundings {
	s := &Surroundings{About: about, Posts: Posts{Entries: entries, Elsewhere: elsewhere, of: about}}
	s.index()
	return s
}

// with returns the same with other posts, for another page of the list.
func (s *Surroundings) with(entries []Entry) *Surroundings {
	return surroundings(s.About, entries, s.Elsewhere)
}

// Links is [Posts.Links] with what the builder found of the post that the page shows.
func (s *Surroundings) Links(source, from string) Links {
	var leads Leads
	if s.Ways != nil && s.Ways.Path == source {
		leads = s.Ways.Leads
	}
	return s.Posts.Links(source, from, leads)
}

// index makes the posts findable, and what a note calls by a name.
func (s *Surroundings) index() {
	s.Posts.index()
	if s.Ways != nil {
		s.notes = named(s.Ways.Named)
	}
}

// Neighbours returns the posts next to the one at path: the next newer and the next
// older one, nil where there is none. They are those of the list for a post of which
// the build did not know.
func (s *Surroundings) Neighbours(path string) (newer, older *Entry) {
	if s.Ways == nil {
		return s.neighbours(path)
	}
	return s.ByPath(s.Ways.Newer), s.ByPath(s.Ways.Older)
}

// Trail returns the sections that the post is in, outermost first.
func (s *Surroundings) Trail() []Link {
	if s.Ways == nil {
		return nil
	}
	return s.Ways.Trail
}

// Related returns posts that share tags with the post.
func (s *Surroundings) Related() (related []*Entry) {
	if s.Ways == nil {
		return nil
	}
	for _, path := range s.Ways.Related {
		if e := s.ByPath(path); e != nil {
			related = append(related, e)
		}
	}
	return related
}

// Translations returns where the page is in other languages.
func (s *Surroundings) Translations() []Translation {
	switch {
	case s.Ways != nil:
		return s.Ways.Translations
	case s.List != nil:
		return s.List.Translations
	default:
		return nil
	}
}
