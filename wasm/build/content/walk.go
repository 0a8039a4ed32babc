package content

import (
	"errors"
	"io/fs"
	"path/filepath"
	"regexp"
	"slices"
	"strings"

	"postview/wasm/build/disk"
	"postview/wasm/problem"
)

var (
	errLinked = errors.New("links to folders are not followed")
	errNoFile = errors.New("it is neither a file nor a folder")
)

// Walk finds the posts, the texts of folders, and the other files.
func (c *Content) Walk(files fs.FS, o *Options) (posts []string, err error) {
	out := o.OutWithinContent()
	whole, err := filepath.Abs(o.Content)
	if err != nil {
		return nil, err
	}
	isHugo := c.Jekyll == nil && len(FindSettings(o)) > 0
	if !isHugo {
		c.project = projectFile(files)
	}
	others := foreign{}
	err = fs.WalkDir(files, ".", func(name string, entry fs.DirEntry, err error) error {
		switch {
		case err != nil && name == ".":
			return err
		case err != nil:
			c.note(problem.OfFile(name, err))
			return nil
		case name == ".":
			return nil
		case disk.IsIgnored(entry.Name()) && name != disk.WellKnown || name == out || isOfSite(name) || c.ignores(filepath.Join(whole, name)),
			c.project != "" && name == "vendor":
			if entry.IsDir() {
				return fs.SkipDir
			}
		case entry.IsDir() && disk.IsMade(files, name):
			return fs.SkipDir
		case c.Jekyll != nil && c.Jekyll.Leaves(name, entry.IsDir()):
			if entry.IsDir() {
				return fs.SkipDir
			}
		case entry.IsDir() && c.vault.leavesOut(name):
			c.left = append(c.left, name)
			return fs.SkipDir
		case entry.IsDir():
		case strings.HasPrefix(name, disk.WellKnown+"/") && disk.IsFile(files, entry, name):
			c.Files = append(c.Files, name)
		case IsSection(name):
			c.Sections = append(c.Sections, name)
		case disk.IsLinkedFolder(files, entry, name):
			c.note(problem.OfFile(name, errLinked))
		case !disk.IsFile(files, entry, name):
			c.note(problem.OfFile(name, errNoFile))
		case c.Jekyll != nil && !IsPost(name) && c.Jekyll.IsTemplate(files, name):
		case IsPost(name), isHTML(name) && c.Settings.Publishing.HTML:
			posts = append(posts, name)
		case others.has(files, name):
		default:
			c.Files = append(c.Files, name)
		}
		return nil
	})
	for _, p := range others.problems() {
		c.note(p)
	}
	if isHugo {
		posts = c.bundle(posts)
	}
	return c.texts(posts, isHugo), err
}

// ignores reports whether the settings leave a file out.
func (c *Content) ignores(name string) bool {
	return slices.ContainsFunc(c.ignored, func(pattern *regexp.Regexp) bool { return pattern.MatchString(name) })
}

// isOfSite reports whether a file at the top says how a site is made, of Hugo or of
// another program.
func isOfSite(name string) bool {
	return slices.Contains(SettingsNames, name) || slices.Contains([]string{
		"_config.yml", "_config.yaml", "_config.toml", "mkdocs.yml", "mkdocs.yaml", "book.toml",
		"netlify.toml", "vercel.json", "wrangler.toml", "firebase.json",
	}, name)
}
