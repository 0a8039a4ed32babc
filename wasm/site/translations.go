package site

import (
	"path"
	"strings"

	"postview/wasm/address"
	"postview/wasm/post"
)

// Translation is a page in another language.
type Translation struct {
	URL      string `json:"url"`      // relative to the root
	Language string `json:"language"` // BCP 47
	Name     string `json:"name"`     // of the language, as its readers call it

	IsDefault bool `json:"-"` // the language of the site
}

// Join tells the sites of one folder of posts of each other: one for each
// language, in the order in which a reader is offered them. It comes after they
// were described, and before their lists are made.
func Join(sites []*Site) {
	if len(sites) < 2 {
		return
	}
	pages := make([]map[string]string, len(sites)) // for each site what there is, by its key → the address
	for i, s := range sites {
		pages[i] = s.pagesByKey()
		for j, other := range sites {
			if i != j {
				s.others = append(s.others, other)
			}
		}
	}
	for i, s := range sites {
		s.translations = map[string][]Translation{}
		for key, address := range pages[i] {
			for j, other := range sites {
				if to, there := pages[j][key]; there && i != j {
					if e := other.ByURL(to); e != nil {
						to = other.PageURL(e.Path)
					}
					s.translations[address] = append(s.translations[address], other.Translation(to))
				}
			}
		}
	}
}

// Translation returns the page at address of this site as one for those in other
// languages.
func (s *Site) Translation(address string) Translation {
	lang := s.Settings.Lang
	return Translation{URL: address, Language: s.Language, Name: lang.Name, IsDefault: lang.IsDefault}
}

// pagesByKey returns the addresses of the posts and lists of the site by what
// those in other languages share with them.
func (s *Site) pagesByKey() map[string]string {
	pages := map[string]string{}
	for _, list := range s.Lists() {
		pages["list "+address.FolderURL(list.ContentFolder())] = list.URL
	}
	for i := range s.Entries {
		e := &s.Entries[i]
		pages[e.translationKey()] = e.URL
	}
	return pages
}

// translationKey is what translations of a post share: what their front matter
// says, or else the path of the page, in which Hugo minds no capitals.
func (e *Entry) translationKey() string {
	if e.Key != "" {
		return "key " + e.Key
	}
	page := strings.ToLower(e.page())
	return "post " + strings.TrimSuffix(strings.TrimSuffix(page, path.Ext(page)), "/index")
}

// keyOf returns the translationKey of the front matter.
func keyOf(p *post.Post) string {
	value, _ := p.Param("translationkey")
	key, _ := value.(string)
	return key
}

// Translations returns where else the page at address is, which is that of a post
// or of a list, in other languages.
func (s *Site) Translations(address string) []Translation {
	return s.translations[address]
}
