package jekyll

import (
	"cmp"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"time"

	"postview/wasm/build/disk"
	"postview/wasm/post"
	"postview/wasm/problem"
	"postview/wasm/scalar"
)

// Site is a site of Jekyll. What is said of a file is said by its path within the
// folder.
type Site struct {
	config      map[string]any // keys in lower case
	alone       bool           // the folder is that of the posts alone
	zone        *time.Location
	collections map[string]map[string]any // those that have pages, by their names
	posts       map[string]string         // by what post_url calls them
	files       map[string]bool
	templates   []string // files that Jekyll makes other files of
	unused      []string // folders that are of Jekyll's alone
}

// Settings returns the configuration of a site in a folder, "" where there is none.
func Settings(dir string) string {
	for _, name := range []string{"_config.yml", "_config.yaml"} {
		if name = filepath.Join(dir, name); isFile(name) {
			return name
		}
	}
	return ""
}

func isFile(name string) bool {
	info, err := os.Stat(name)
	return err == nil && info.Mode().IsRegular()
}

// Root returns the folder of the site whose posts are in dir: the one around it where
// dir is called _posts and that one has a configuration, or else dir itself.
func Root(dir string) string {
	if whole := disk.Resolved(dir); filepath.Base(whole) == "_posts" && Settings(filepath.Dir(whole)) != "" {
		return filepath.Join(dir, "..")
	}
	return dir
}

// Open returns the site in a folder: nil where that is none of Jekyll's. An error is
// that of its configuration, and the site is as if it had none.
func Open(dir string) (*Site, error) {
	name, alone := Settings(dir), filepath.Base(disk.Resolved(dir)) == "_posts"
	if name == "" && !alone && !disk.IsFolder(filepath.Join(dir, "_posts")) {
		return nil, nil
	}
	s := &Site{alone: alone, zone: time.UTC, collections: map[string]map[string]any{}, posts: map[string]string{}, files: map[string]bool{}}
	if name == "" {
		return s, nil
	}
	text, err := os.ReadFile(name)
	if err != nil {
		return s, err
	}
	if s.config, err = post.Decode(name, "yaml", text); err != nil {
		return s, err
	}
	if zone, err := time.LoadLocation(s.text("timezone")); err == nil { // else the settings tell it
		s.zone = zone
	}
	all, _ := s.config["collections"].(map[string]any)
	for name, collection := range all {
		if collection, _ := collection.(map[string]any); truth(collection["output"]) || name == "posts" {
			s.collections[name] = collection
		}
	}
	return s, nil
}

// text returns a text of the configuration.
func (s *Site) text(key string) string {
	text, _ := scalar.Text(s.config[key])
	return text
}

func truth(v any) bool {
	is, _ := scalar.Bool(v)
	return is
}

// Values returns the configuration as Hugo has it: its keys and values.
func (s *Site) Values() map[string]any {
	values := map[string]any{
		"permalinks": map[string]any{"section": map[string]any{"_posts": "/posts/"}}, // of the list, which Jekyll does not have
	}
	set := func(key, text string) {
		if text != "" {
			values[key] = text
		}
	}
	set("title", s.text("title"))
	set("languagecode", cmp.Or(s.text("lang"), s.text("locale")))
	set("timezone", s.text("timezone"))
	if url := s.text("url"); url != "" {
		set("baseurl", strings.TrimSuffix(url, "/")+"/"+strings.Trim(s.text("baseurl"), "/"))
	}
	if size, isNumber := scalar.Int(s.config["paginate"]); isNumber && size > 0 {
		values["pagination"] = map[string]any{"pagersize": size}
	}
	if truth(s.config["future"]) {
		values["buildfuture"] = true
	}
	if truth(s.config["show_drafts"]) {
		values["builddrafts"] = true
	}
	if kramdown, _ := s.config["kramdown"].(map[string]any); truth(kramdown["hard_wrap"]) {
		values["markup"] = map[string]any{"goldmark": map[string]any{"renderer": map[string]any{"hardwraps": true}}}
	}
	params, _ := s.config["postview"].(map[string]any)
	if params != nil {
		values["params"] = map[string]any{"postview": params}
	}
	return values
}

// excluded is what Jekyll leaves out by itself, and what belongs to its tools.
var excluded = []string{
	"Gemfile", "Gemfile.lock", "gemfiles", "vendor/bundle", "vendor/cache", "vendor/gems", "vendor/ruby", "Rakefile", "*.gemspec", "_config.yml", "_config.yaml",
}

// Leaves reports whether Jekyll leaves a file or a folder out.
func (s *Site) Leaves(name string, isFolder bool) bool {
	base := path.Base(name)
	switch {
	case s.lists("include", name):
		return false
	case matches(excluded, name), s.lists("exclude", name):
		return true
	case !strings.HasPrefix(base, "_"):
		return false
	case base == "_posts", base == "_drafts", !isFolder && (s.isIn(name, "_posts") || s.isIn(name, "_drafts")):
		return false
	case s.collections[strings.TrimPrefix(base, "_")] != nil && base == name:
		return false
	}
	if base == "_data" || base == "_plugins" {
		s.unused = append(s.unused, name)
	}
	return true
}

// lists reports whether a list of the configuration has a file.
func (s *Site) lists(key, name string) bool { return matches(words(s.config[key]), name) }

// matches reports whether a file is, or is in, one of those that patterns name.
func matches(patterns []string, name string) bool {
	return slices.ContainsFunc(patterns, func(pattern string) bool {
		pattern = strings.Trim(pattern, "/")
		matched, _ := path.Match(pattern, name)
		inFolder, _ := path.Match(pattern, path.Base(name))
		return matched || inFolder && !strings.Contains(pattern, "/") || strings.HasPrefix(name, pattern+"/")
	})
}

// IsTemplate reports whether Jekyll makes something of a file that is no post: it has
// front matter.
func (s *Site) IsTemplate(files fs.FS, name string) bool {
	file, err := files.Open(name)
	if err != nil {
		return false
	}
	defer file.Close()
	var begins [4]byte
	n, _ := file.Read(begins[:])
	is := string(begins[:n]) == "---\n" || string(begins[:n]) == "---\r"
	if is {
		s.templates = append(s.templates, name)
	}
	return is
}

// Found tells the site which files there are.
func (s *Site) Found(posts, files []string) {
	for _, name := range slices.Concat(posts, files) {
		s.files[name] = true
	}
	for _, name := range posts {
		if d, isDated := s.dated(name); isDated {
			within := name
			if _, below, isBelow := strings.Cut("/"+name, "/_posts/"); isBelow {
				within = below
			}
			for _, known := range []string{path.Join(d.folders, within), within, path.Base(name)} {
				if known = withoutEnding(known); s.posts[known] == "" {
					s.posts[known] = name
				}
			}
		}
	}
}

// Told returns what is not published of the site, each kind once.
func (s *Site) Told() (all []*problem.Problem) {
	tell := func(names []string, what string) {
		if len(names) > 0 {
			others := ""
			switch more := len(names) - 1; more {
			case 0:
			case 1:
				others = ", as is 1 other"
			default:
				others = fmt.Sprintf(", as are %d others", more)
			}
			all = append(all, &problem.Problem{File: names[0], Kind: problem.NotFollowed, Err: fmt.Errorf("%s%s", what, others)})
		}
	}
	tell(s.templates, "a template of Jekyll’s, which is not published")
	tell(s.unused, "a folder of Jekyll’s, which is not read")
	return all
}

// A date is what the name of a post tells.
type date struct {
	day     string // 2020-01-02
	slug    string
	folders string // around _posts
}

var datedName = regexp.MustCompile(`^(\d{4})-(\d{1,2})-(\d{1,2})-(.+)$`)

// isIn reports whether a file is in a folder of this name, wherever that is.
func (s *Site) isIn(name, folder string) bool {
	return strings.Contains("/"+name, "/"+folder+"/") || s.alone && folder == "_posts"
}

// dated returns what the name of a post tells. It is none of Jekyll's if it has no date.
func (s *Site) dated(name string) (d date, is bool) {
	parts := datedName.FindStringSubmatch(withoutEnding(path.Base(name)))
	if parts == nil || !s.isIn(name, "_posts") && !s.isIn(name, "_drafts") {
		return d, false
	}
	day, err := time.Parse("2006-1-2", strings.Join(parts[1:4], "-"))
	if err != nil {
		return d, false
	}
	d = date{day: day.Format(time.DateOnly), slug: parts[4]}
	if before, _, isBelow := strings.Cut("/"+name, "/_posts/"); isBelow {
		d.folders = strings.Trim(before, "/")
	}
	return d, true
}

func withoutEnding(name string) string { return strings.TrimSuffix(name, path.Ext(name)) }

// words returns a list of texts, or the words of one.
func words(v any) (all []string) {
	if list, isList := v.([]string); isList {
		return list
	}
	if list, isList := v.([]any); isList {
		for _, each := range list {
			if text, isText := scalar.Text(each); isText && text != "" {
				all = append(all, text)
			}
		}
		return all
	}
	text, _ := scalar.Text(v)
	return strings.Fields(text)
}
