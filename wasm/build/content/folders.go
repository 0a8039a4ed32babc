package content

import (
	"errors"
	"path"
	"strings"
	"time"

	"postview/wasm/page"
	"postview/wasm/problem"
	"postview/wasm/site"
)

// readFolders reads and renders the files that are about their folders, which
// addresses of posts may depend on.
func (c *Content) readFolders(root *Folder, o *Options) {
	for _, e := range c.Editions {
		e.folders, e.Indexes = nil, nil
	}
	c.ReadCascades(root, o)
	for _, name := range c.Sections {
		e := c.Edition(name)
		_, file := c.Settings.Languages.Page(name)
		if e == nil || strings.Contains(stem(file), ".") {
			continue // it is in a language that the site does not have
		}
		source, err := root.ReadFile(name)
		if err != nil {
			c.note(problem.OfFile(name, err))
			continue
		}
		rules := e.Markdown
		rules.Shortcodes.ReadFile = Includes(root, name)
		index := &Article{Edition: e, safe: new(safeHTML), seen: new(Seen)}
		index.noteRefs(&rules)
		index.read(c, name, source, rules)
		read := index.Article
		c.noteText(read)
		if c.Note(read.Err); read.Err == nil {
			folder := c.folderOf(strings.TrimPrefix(path.Dir(file), "."), read)
			folder.Hidden = !e.shows(read.Post.Hidden(time.Now().In(e.Zone)), o)
			e.folders = append(e.folders, folder)
			e.Indexes = append(e.Indexes, index)
		}
	}
	for _, e := range c.Editions {
		e.sections = site.SectionsOf(e.folders)
	}
}

// folderOf returns what an _index.md says of its folder.
func (c *Content) folderOf(dir string, index page.Article) site.Folder {
	v, err := visibilityOf(index.Post)
	c.Note(err)
	c.noteFiles(index, v)
	if dir == "" && !v.hasPage() {
		c.Note(index.Post.Problem(problem.FrontMatter, errors.New("the home page is always made"), "build", "_build", "headless"))
	}
	folder := site.Folder{
		Path:        dir,
		Pageless:    !v.hasPage(),
		Unlisted:    v.list == "never",
		Description: index.Post.Lead(),
		Text:        index.Document.HTML,
		Post:        index.Post,
	}
	if !index.Post.Untitled || index.Document.Title.Text != "" {
		folder.Title = index.Post.Title
	}
	return folder
}
