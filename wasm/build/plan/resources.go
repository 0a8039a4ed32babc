package plan

import (
	"path"
	"strings"

	"postview/wasm/address"
	"postview/wasm/build/content"
)

// resources gives the files of a Hugo site the places below the addresses of their pages
// as well, where Hugo has them: those of a bundle below its post, others below the list
// of the section that they are in. A file is of the page in its own language, or else
// of one in another.
func (s *settling) resources() {
	if !s.IsHugo() {
		return
	}
	type page struct{ folder, language string }
	folders := map[page]string{} // the folder of the sources → that of the page
	add := func(e *content.Edition, folder, at string) {
		at = content.ResourceFolder(at)
		folders[page{folder, e.Settings.Lang.Key}] = at
		if _, known := folders[page{folder: folder}]; !known || e.Settings.Lang.IsDefault {
			folders[page{folder: folder}] = at
		}
	}
	for _, a := range s.Articles {
		if folder := s.BundleOf(a.Post.Path); folder != "" {
			add(a.Edition, folder, a.Entry.URL)
		}
	}
	for _, e := range s.Editions {
		for _, l := range Placed(e, s.taken) {
			switch {
			case l.Index != nil:
				add(e, path.Dir(l.Index.Path), l.URL)
			case l.Kind == address.KindHome, l.Kind == address.KindSection:
				add(e, path.Join(".", e.Settings.Lang.Folder, l.Section), l.URL)
			}
		}
	}
	for _, name := range s.Files {
		if s.taken[name] != (Claim{OfFile, name}) {
			continue
		}
		language := ""
		if e := s.Edition(name); e != nil {
			language = e.Settings.Lang.Key
		}
		folder := s.BundleOf(name)
		if folder == "" {
			folder = path.Dir(name)
		}
		for ; ; folder = path.Dir(folder) {
			at, known := folders[page{folder, language}]
			if !known {
				at, known = folders[page{folder: folder}]
			}
			if known {
				place := strings.TrimPrefix(path.Join(at, strings.TrimPrefix("/"+name, "/"+folder)), "/")
				if other, _ := s.occupant(place); other.Kind == OfNobody {
					s.put(place, Claim{OfFile, name})
				}
			}
			if known || folder == "." || s.BundleOf(name) != "" {
				break
			}
		}
	}
}
