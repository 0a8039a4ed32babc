// Package project finds the Hugo site that a folder of posts is of. [Find] returns the
// [Project]: the values of its configuration, as Hugo merges them of all its files and
// of its themes, and each [Mount], a folder that the configuration gives a place.
//
// It knows nothing of what the values mean to a site, which is for config to say.
package project

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"postview/wasm/build/disk"
	"postview/wasm/problem"
)

// Project is the Hugo site that posts are of. That of a folder of posts which is of
// none has no Dir.
type Project struct {
	Dir      string         // that of the configuration, to which the folders that it names are relative
	Files    []string       // of the configuration; what is in a later one counts more
	Values   map[string]any // of all of them, keys in lower case
	Themes   []string       // files of the configurations of themes, of which some values are taken over
	Mounts   []Mount
	Looked   []string // folders that may come to have a configuration
	Awaited  []string // folders that are mounted once they come
	Problems []*problem.Problem

	tree string // out of this folder, the repository, nothing is mounted
}

// names are those that Hugo's configuration may have, in the order in which Hugo looks
// for them.
var names = []string{
	"hugo.toml", "hugo.yaml", "hugo.yml", "hugo.json",
	"config.toml", "config.yaml", "config.yml", "config.json",
}

// IsConfiguration reports whether a file is Hugo's configuration by its name.
func IsConfiguration(name string) bool { return slices.Contains(names, filepath.Base(name)) }

// Find returns the project of the posts in a folder, whose configuration is in the files
// or the folder that config names, one or more with commas between them. Where it names
// none, the configuration is looked for from the folder upwards to the root of its
// repository. A file that can't be read is a problem of the project, one that is named
// and not there an error.
func Find(posts, config string) (*Project, error) {
	p := &Project{Values: map[string]any{}}
	if config != "" {
		if err := p.readNamed(config); err != nil {
			return nil, fmt.Errorf("read the configuration: %w", err)
		}
	} else {
		p.lookUpwards(posts)
	}
	switch around := disk.Resolved(posts); {
	case p.Dir == "" && filepath.Base(around) == "content":
		p.Dir = filepath.Dir(around)
	case p.Dir == "":
		return p, nil
	}
	if config != "" {
		p.standWhereContentIs(posts)
	}
	p.tree = repositoryOf(disk.Resolved(p.Dir))
	p.mountAll()
	return p, nil
}

// lookUpwards reads the configuration of the nearest folder that has one. The one of the
// person, and that of all files, are nobody's project.
func (p *Project) lookUpwards(posts string) {
	whole, err := filepath.Abs(posts)
	if err != nil {
		return
	}
	home, _ := os.UserHomeDir()
	for up, dir := 0, whole; ; up, dir = up+1, filepath.Dir(dir) {
		isLast := dir == filepath.Dir(dir)
		if up > 1 && (isLast || dir == home) {
			return
		}
		shown := filepath.Join(posts, strings.Repeat("../", up))
		p.Looked = append(p.Looked, shown)
		if files := p.readFolder(shown, p.Values); len(files) > 0 {
			p.Dir, p.Files = shown, files
			return
		}
		if isLast || isRepository(dir) {
			return
		}
	}
}

// readNamed reads the configuration that the command line names.
func (p *Project) readNamed(config string) error {
	for name := range strings.SplitSeq(config, ",") {
		info, err := os.Stat(name)
		if err != nil {
			return err
		}
		dir := filepath.Dir(name)
		switch {
		case !info.IsDir():
			p.add(name, "", p.Values)
			p.Files = append(p.Files, name)
		case disk.IsFolder(filepath.Join(name, "_default")):
			p.Files = append(p.Files, p.readSections(name, p.Values)...)
		default:
			p.Files, dir = append(p.Files, p.readSectionsOf(name, p.Values)...), name
		}
		if filepath.Base(dir) == "_default" {
			dir = filepath.Join(dir, "..", "..")
		}
		if p.Dir == "" {
			p.Dir = dir
		}
	}
	rename(p.Values)
	return nil
}

// standWhereContentIs has the folders of a configuration that is apart from them be
// relative to where they are: to the nearest folder around the posts that has one.
func (p *Project) standWhereContentIs(posts string) {
	hasContent := func(dir string) bool {
		return slices.ContainsFunc(p.contentDirs(), func(source string) bool { return disk.IsFolder(filepath.Join(dir, filepath.FromSlash(source))) })
	}
	for dir := disk.Resolved(posts); !hasContent(p.Dir); dir = filepath.Dir(dir) {
		switch {
		case hasContent(dir):
			p.Dir = dir
		case dir == filepath.Dir(dir), isRepository(dir):
			return
		}
	}
}

func isRepository(dir string) bool {
	_, err := os.Lstat(filepath.Join(dir, ".git"))
	return err == nil
}

// repositoryOf returns the root of the repository that a folder is in, or else the
// folder.
func repositoryOf(folder string) string {
	for dir := folder; ; dir = filepath.Dir(dir) {
		if isRepository(dir) {
			return dir
		}
		if dir == filepath.Dir(dir) {
			return folder
		}
	}
}

// wrong notes what is wrong with a setting, with where it stands.
func (p *Project) wrong(line place, format string, args ...any) {
	p.Problems = append(p.Problems, p.at(line, format, args...))
}

// at returns what is to say of a setting.
func (p *Project) at(where place, format string, args ...any) *problem.Problem {
	found := &problem.Problem{Kind: problem.Settings, Key: strings.Join(where.keys, "."), Err: fmt.Errorf(format, args...)}
	return locate(found, where, slices.Concat(p.Files, p.Themes))
}
