package content

import (
	"path"
	"path/filepath"
	"slices"
	"strings"

	"postview/wasm/address"
	"postview/wasm/build/disk"
	"postview/wasm/build/project"
	"postview/wasm/config"
	"postview/wasm/problem"
)

// ReadSettings reads the configuration of the site that the posts are of, and says where
// these are. Values that can't be used are noted, and so are files that can't be read. It
// is an error where the command line names a file that is not there.
func ReadSettings(o *Options, note func(*problem.Problem)) (*config.Settings, *Sources, error) {
	p, err := project.Find(o.Content, o.Config)
	if err != nil {
		return new(config.Settings), nil, err
	}
	sources := &Sources{Project: p}
	for _, wrong := range problem.All(sources.findJekyll(o)) {
		note(wrong)
	}
	p = sources.Project
	for _, file := range p.Files {
		sources.settings = append(sources.settings, disk.Resolved(file))
	}
	if len(p.Files) == 0 && sources.jekyll == nil {
		sources.find(o.Content, nil)
		sources.tell(nil, note)
		return new(config.Settings), sources, nil
	}
	settings, err := config.Read(append(p.Files, "")[0], p.Values)
	sources.find(o.Content, settings.Languages)
	sources.tell(err, note)
	settings = sources.settle(settings)
	return &settings, sources, nil
}

// tell notes what is wrong with the configuration.
func (s *Sources) tell(err error, note func(*problem.Problem)) {
	for _, p := range append(s.Project.Located(err), s.Project.Problems...) {
		note(p)
	}
}

// find says which of the folders of the project are those of the posts, and where each
// has its place. Any folder of the site's own that holds one of them means the site, as
// Hugo has it; another one, or a part of one, means itself.
func (s *Sources) find(folder string, languages address.Languages) {
	posts := disk.Resolved(folder)
	s.given = posts
	mounts := slices.DeleteFunc(s.Project.Of("content"), func(m project.Mount) bool {
		return m.Language != "" && len(languages) > 0 && languages.Index(m.Language) < 0
	})
	own := slices.DeleteFunc(slices.Clone(mounts), func(m project.Mount) bool { return !m.IsOwn })
	isSite := slices.ContainsFunc(own, func(m project.Mount) bool { return m.From == posts || disk.IsWithin(m.From, posts) })
	if !isSite || !s.isHugo() {
		s.isPart = true
		for _, m := range own {
			if disk.IsWithin(posts, m.From) {
				s.language = m.Language
			}
		}
		mounts = []project.Mount{{From: posts}}
	}
	s.folders = folders(mounts, languages)
	for _, m := range mounts {
		key := m.Language
		if key == "" {
			key = languages.Default().Key
		}
		s.posts = append(s.posts, mounted{m, path.Join(s.folders[key], m.At)})
	}
	s.static = staticMounts(s.Project.Of("static"), s.posts)
	if public := filepath.Join(posts, "public"); disk.IsFolder(filepath.Join(posts, ".vitepress")) && disk.IsFolder(public) {
		s.public = disk.Resolved(public)
		s.static = append(s.static, mounted{project.Mount{Component: "static", From: s.public, IsOwn: true}, ""})
	}
	for _, m := range s.Project.Of("assets") {
		s.assets = append(s.assets, mounted{m, m.At})
	}
}

// folders returns the folders among the posts that languages have to themselves, by
// their keys: those with mounts of their own. That is where these are on the disk, as
// seen from the folder around all. Where two would have the same, each has the name of
// its language.
func folders(mounts []project.Mount, languages address.Languages) map[string]string {
	roots := map[string]string{} // where the whole of a language is
	explicit := map[string]bool{}
	var around string
	for _, m := range mounts {
		if !m.IsOwn {
			continue
		}
		explicit[m.Language] = true
		if _, has := roots[m.Language]; m.At == "" && !has {
			roots[m.Language] = m.From
			around = ancestor(around, m.From)
		}
	}
	all, keys, names := map[string]string{}, map[string]string{}, map[string]bool{}
	byDefault := languages.Default().Key
	for _, l := range languages {
		if !explicit[l.Key] || l.Key == byDefault && (explicit[""] || len(explicit) == 1) {
			continue
		}
		keys[l.Key] = l.Key
		if rel, err := filepath.Rel(around, roots[l.Key]); err == nil && roots[l.Key] != "" {
			all[l.Key] = strings.TrimPrefix(filepath.ToSlash(rel)+"/", "./")
			names[all[l.Key]] = true
		}
	}
	if len(names) < len(keys) || roots[""] != "" && names[""] {
		return keys
	}
	for key, name := range all {
		all[key] = strings.TrimSuffix(name, "/")
	}
	return all
}

// ancestor returns the folder that two folders are in, or that one of them is.
func ancestor(a, b string) string {
	for a != "" && a != b && !disk.IsWithin(b, a) && a != filepath.Dir(a) {
		a = filepath.Dir(a)
	}
	if a == "" {
		return b
	}
	return a
}

// settle returns the settings of a site with the languages that are among its posts,
// each with its folder.
func (s *Sources) settle(settings config.Settings) config.Settings {
	if len(settings.Languages) == 0 {
		return settings
	}
	languages := slices.Clone(settings.Languages)
	for i := range languages {
		l := &languages[i]
		l.Folder = s.folders[l.Key]
		l.IsOff = l.IsOff || !s.has(l.Key)
	}
	first := slices.IndexFunc(languages, func(l address.Language) bool { return !l.IsOff })
	if first < 0 {
		first = max(0, slices.IndexFunc(languages, func(l address.Language) bool { return l.IsDefault }))
		languages[first].IsOff = false
	}
	if !slices.ContainsFunc(languages, func(l address.Language) bool { return l.IsDefault && !l.IsOff }) {
		for i := range languages {
			languages[i].IsDefault = i == first
		}
	}
	var there []config.Settings
	for _, each := range append([]config.Settings{settings}, settings.Others...) {
		l := languages[languages.Index(each.Lang.Key)]
		each.Lang = l
		switch {
		case l.IsDefault:
			there = slices.Insert(there, 0, each)
		case !l.IsOff:
			there = append(there, each)
		}
	}
	settings = there[0]
	settings.Others = there[1:]
	settings.Tell(languages)
	return settings
}

// has reports whether there may be posts in a language: in a folder of its own, or in
// one of all languages, where their names tell it.
func (s *Sources) has(language string) bool {
	switch {
	case s.isPart && s.language != "":
		return language == s.language
	case s.isPart:
		return s.Project.ContentOf(language) == ""
	}
	return slices.ContainsFunc(s.posts, func(m mounted) bool { return m.IsOwn && (m.Language == "" || m.Language == language) })
}

// isHugo reports whether the posts are those of a Hugo site.
func (s *Sources) isHugo() bool { return s.jekyll == nil && len(s.Project.Files) > 0 }
