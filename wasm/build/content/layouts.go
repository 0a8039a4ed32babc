package content

import (
	"io/fs"
	"os"

	"postview/wasm/build/layout"
	"postview/wasm/markdown"
)

// Layouts returns the folders of the templates of a Hugo site, and of what these read;
// none where the posts are of no such site.
func (s *Sources) Layouts() layout.Folders {
	of := func(component string) (folders []string) {
		for _, m := range s.Project.Of(component) {
			folders = append(folders, m.From)
		}
		return folders
	}
	return layout.Folders{Layouts: of("layouts"), Data: of("data"), I18n: of("i18n")}
}

// ReadLayouts reads the templates of the site's own shortcodes.
func (c *Content) ReadLayouts() {
	var languages []string
	for _, e := range c.Editions {
		key := e.Settings.Lang.Key
		if key == "" {
			key = "en"
		}
		if e == c.Home() {
			languages = append([]string{key}, languages...)
		} else {
			languages = append(languages, key)
		}
	}
	c.layouts = layout.Read(c.Sources.Layouts(), languages)
}

// Templates binds the site's own shortcodes to the post at source, whose site is at a
// path of its host.
func (c *Content) Templates(e *Edition, source string, files fs.FS, base string, rules *markdown.Options) *layout.Post {
	templates := c.layouts.For(&layout.Env{
		Source: source, Base: base, BaseURL: c.Settings.BaseURL, Settings: e.Settings, Rules: e.Settings.Within(e.sections),
		Zone: e.Zone, Files: files, Anchor: rules.Config.Anchor,
	})
	rules.Shortcodes.Templates = templates
	return templates
}

// templates is [Content.Templates] for a page of the site that is built, which can be in
// any folder of a host.
func (c *Content) templates(e *Edition, source string, files fs.FS, o *Options, rules *markdown.Options) *layout.Post {
	t := c.Templates(e, source, files, "/", rules)
	if o.Base != nil && o.Base.IsAbs() {
		t.BaseURL = o.Base.String()
	}
	return t
}

// opener is what opens the files of a folder.
type opener interface {
	Open(name string) (*os.File, error)
}

// files has them as [fs.FS].
type files struct{ opener }

// Open is part of [fs.FS].
func (f files) Open(name string) (fs.File, error) {
	file, err := f.opener.Open(name)
	if err != nil {
		return nil, err
	}
	return file, nil
}
