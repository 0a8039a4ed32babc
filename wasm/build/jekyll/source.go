package jekyll

import (
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"path"
	"regexp"
	"slices"
	"strings"

	"postview/wasm/post"
	"postview/wasm/problem"
	"postview/wasm/scalar"
)

// Source is a source that means here what the author's means to Jekyll. It has the
// lines of that one, but for the ones Added, which end its front matter.
type Source struct {
	Text     []byte
	Lines    []byte // without those added
	Added    int
	Problems []*problem.Problem
}

// Source returns what to render and to publish of a source. Where its front matter
// can't be read, that is the source itself.
func (s *Site) Source(name string, source []byte) Source {
	p, err := post.Parse(name, source)
	var noDate *problem.Problem
	if d, isDated := s.dated(name); isDated && errors.As(err, &noDate) && noDate.Key == "date" {
		source = dateLine.ReplaceAll(source, []byte("date: "+d.day))
		p, err = post.Parse(name, source)
	}
	if err != nil || p.Format != "yaml" && p.Format != "" {
		return Source{Text: source, Lines: source}
	}
	f := frontMatter{}
	if text := string(source); p.Format != "" {
		f.lines = strings.SplitAfter(text[:len(text)-len(p.Body)], "\n")
		f.lines = slices.DeleteFunc(f.lines, func(line string) bool { return line == "" })
	}
	said := s.complete(p, &f)
	if noDate != nil {
		said = append(said, noDate)
	}
	if p, err = post.Parse(name, []byte(f.text()+p.Body)); err != nil { // what it said does not go together
		return Source{Text: source, Lines: source}
	}
	p.BodyLine = max(1, p.BodyLine-f.added())
	l := liquid{site: s, post: p, vars: map[string]any{}, problems: said}
	body := elementsOf(attributes(l.run(p.Body, 0)))
	if separator := s.separator(p); separator != "" {
		body = strings.Replace(body, separator, "<!--more-->", 1)
	}
	return Source{
		Text: []byte(f.text() + body), Lines: []byte(strings.Join(f.lines, "") + body),
		Added: f.added(), Problems: l.problems,
	}
}

// dateLine is the date of front matter, in whose place that of the file's name counts
// where it is none.
var dateLine = regexp.MustCompile(`(?mi)^date[ \t]*:.*$`)

// separator returns what ends the excerpt, "" for what means nothing here.
func (s *Site) separator(p *post.Post) string {
	separator, _ := p.Param("excerpt_separator")
	if separator == nil {
		separator = s.config["excerpt_separator"]
	}
	text, _ := scalar.Text(separator)
	return strings.TrimSpace(text)
}

// frontMatter is YAML that gets other values.
type frontMatter struct {
	lines []string // with those around it
	new   []string
}

func (f *frontMatter) text() string {
	if len(f.lines) == 0 {
		return "---\n" + strings.Join(f.new, "") + "---\n"
	}
	end := len(f.lines) - 1
	for end > 0 && !strings.HasPrefix(strings.TrimSpace(f.lines[end]), "---") && !strings.HasPrefix(f.lines[end], "...") {
		end--
	}
	return strings.Join(f.lines[:end], "") + strings.Join(f.new, "") + strings.Join(f.lines[end:], "")
}

// added is how many lines there are more than there were.
func (f *frontMatter) added() int {
	if len(f.lines) == 0 {
		return len(f.new) + 2
	}
	return len(f.new)
}

// set gives a key a value, in the place of the one it has.
func (f *frontMatter) set(key string, value any) {
	text, err := json.Marshal(value)
	if err != nil {
		return
	}
	own := regexp.MustCompile(`(?i)^["']?` + key + `["']?\s*:`)
	if at := slices.IndexFunc(f.lines, own.MatchString); at > 0 {
		end := at + 1
		for end < len(f.lines) && strings.TrimLeft(f.lines[end][:1], " \t-") == "" && !strings.HasPrefix(f.lines[end], "---") {
			end++
		}
		for ; at < end; at++ {
			f.lines[at] = "#" + f.lines[at]
		}
	}
	f.new = append(f.new, key+": "+string(text)+"\n")
}

// complete adds to the front matter what Jekyll knows of a source beside that.
func (s *Site) complete(p *post.Post, f *frontMatter) (said []*problem.Problem) {
	of := s.pageOf(p)
	for key, value := range s.defaults(of) {
		if _, own := p.Param(key); !own && key != "layout" {
			f.set(key, value)
		}
	}
	if len(f.new) > 0 { // which may say more than what follows knows
		if with, err := post.Parse(p.Path, []byte(f.text()+p.Body)); err == nil {
			p = with
		}
	}
	if p.Date.IsZero() && of.dated.day != "" {
		f.set("date", of.dated.day)
		if with, err := post.Parse(p.Path, []byte(f.text()+p.Body)); err == nil {
			p = with
		}
	}
	of = s.pageOf(p)
	if s.isIn(p.Path, "_drafts") && !p.Draft {
		f.set("draft", true)
	}
	if tags := both(p, "tags", "tag"); !slices.Equal(tags, p.Tags) {
		f.set("tags", tags)
	}
	if of.isPost && !slices.Equal(of.categories, p.Categories) {
		f.set("categories", of.categories)
	}
	if from := words(param(p, "redirect_from")); len(from) > 0 {
		f.set("aliases", slices.Concat(p.Aliases, from))
	}
	if excerpt, isText := param(p, "excerpt").(string); isText && p.Summary == "" {
		f.set("summary", excerpt)
	}
	if url, err := s.url(p, of); err != nil {
		said = append(said, p.Problem(problem.FrontMatter, fmt.Errorf("permalink: %w", err), "permalink"))
	} else if url != "" && p.URL == "" {
		f.set("url", strings.ReplaceAll(url, ":", `\:`))
	}
	return said
}

// url returns the address of a source, "" where it is that of Postview's.
func (s *Site) url(p *post.Post, of page) (string, error) {
	pattern, _ := param(p, "permalink").(string)
	pattern = cmp.Or(pattern, s.pattern(of))
	if of.isPost && of.date.IsZero() {
		pattern = styles["none"]
	}
	url, err := s.address(of, pattern)
	if url == "/" || url == "/404.html" {
		return "", err
	}
	return url, err
}

func param(p *post.Post, key string) any {
	value, _ := p.Param(key)
	return value
}

// categories returns those of a post: of the folders around _posts, then its own.
func (s *Site) categories(p *post.Post, folders string) (all []string) {
	if folders != "" {
		all = strings.Split(folders, "/")
	}
	for _, category := range both(p, "categories", "category") {
		if !slices.Contains(all, category) {
			all = append(all, category)
		}
	}
	return all
}

// both returns the list or the words of one key, and the one value of another.
func both(p *post.Post, several, one string) []string {
	all := words(param(p, several))
	if text, _ := scalar.Text(param(p, one)); text != "" {
		return append(all, text)
	}
	return append(all, words(param(p, one))...)
}

// defaults returns what the configuration says of the front matter of a page.
func (s *Site) defaults(of page) map[string]any {
	kind := "pages"
	switch {
	case s.isIn(of.name, "_drafts"):
		kind = "drafts"
	case of.isPost:
		kind = "posts"
	case of.collection != "":
		kind = of.collection
	}
	all := map[string]any{}
	list, _ := s.config["defaults"].([]any)
	for _, each := range list {
		rule, _ := each.(map[string]any)
		scope, _ := rule["scope"].(map[string]any)
		values, _ := rule["values"].(map[string]any)
		folder, _ := scope["path"].(string)
		is, _ := scope["type"].(string)
		folder = strings.Trim(folder, "/")
		isOf := is == "" || is == kind || is+"s" == kind || is == "posts" && kind == "drafts"
		matched, _ := path.Match(folder, of.name)
		if isOf && (folder == "" || matched || of.name == folder || strings.HasPrefix(of.name, folder+"/")) {
			maps.Copy(all, values)
		}
	}
	return all
}
