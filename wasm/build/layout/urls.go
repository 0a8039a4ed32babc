package layout

import (
	"errors"
	"fmt"
	"net/url"
	"path"
	"path/filepath"
	"strings"
)

var urlFunctions = table{
	"urls.RelURL relURL":         func(m *machine, s string) string { return m.relURL(s, "") },
	"urls.AbsURL absURL":         func(m *machine, s string) string { return m.absURL(s, "") },
	"urls.RelLangURL relLangURL": func(m *machine, s string) string { return m.relURL(s, m.post.Settings.Lang.Prefix) },
	"urls.AbsLangURL absLangURL": func(m *machine, s string) string { return m.absURL(s, m.post.Settings.Lang.Prefix) },
	"urls.URLize urlize":         func(m *machine, s string) string { return m.post.Settings.Paths.URLize(s) },
	"urls.Anchorize anchorize":   func(m *machine, s string) string { return m.post.Anchor(s) },
	"urls.Ref ref":               func(of, args any) (string, error) { return refOf(of, args) },
	"urls.RelRef relref":         func(of, args any) (string, error) { return refOf(of, args) },
	"urls.JoinPath":              joinURL,
	"urls.PathEscape":            url.PathEscape,
	"urls.PathUnescape":          url.PathUnescape,
	"urls.Parse":                 func(s string) (*url.URL, error) { return url.Parse(s) },
	"urlquery":                   func(s string) string { return url.QueryEscape(s) },
}

var pathFunctions = table{
	"path.Base":     func(s string) string { return path.Base(filepath.ToSlash(s)) },
	"path.BaseName": func(s string) string { return baseName(filepath.ToSlash(s)) },
	"path.Clean":    func(s string) string { return path.Clean(filepath.ToSlash(s)) },
	"path.Dir":      func(s string) string { return path.Dir(filepath.ToSlash(s)) },
	"path.Ext":      func(s string) string { return path.Ext(filepath.ToSlash(s)) },
	"path.Split":    func(s string) DirFile { dir, file := path.Split(filepath.ToSlash(s)); return DirFile{dir, file} },
	"path.Join":     joinPath,
}

// DirFile is a path taken apart.
type DirFile struct{ Dir, File string }

func baseName(s string) string { return strings.TrimSuffix(path.Base(s), path.Ext(s)) }

// spread returns the texts among elements, of which some may be lists.
func spread(elements []any) (all []string, err error) {
	for _, e := range elements {
		list := []any{e}
		if isList(e) {
			list = items(e)
		}
		for _, item := range list {
			s, err := toText(item)
			if err != nil {
				return nil, err
			}
			all = append(all, s)
		}
	}
	return all, nil
}

func joinPath(elements ...any) (string, error) {
	all, err := spread(elements)
	return path.Join(all...), err
}

func joinURL(elements ...any) (string, error) {
	all, err := spread(elements)
	if err != nil || len(all) == 0 {
		return "", err
	}
	return url.JoinPath(all[0], all[1:]...)
}

// isElsewhere says whether a reference is whole by itself.
func isElsewhere(s string) bool {
	u, err := url.Parse(s)
	return err != nil || u.IsAbs() || strings.HasPrefix(s, "//")
}

// inLanguage puts the prefix of a language before a path that has none.
func inLanguage(s, prefix string) string {
	rest := strings.TrimPrefix(s, "/")
	if prefix == "" || strings.HasPrefix(rest+"/", prefix) {
		return s
	}
	joined := path.Join(prefix, rest)
	if s == "" || strings.HasSuffix(s, "/") {
		joined += "/"
	}
	if strings.HasPrefix(s, "/") {
		joined = "/" + joined
	}
	return joined
}

// relURL returns a path of the site from the root of its host.
func (m *machine) relURL(s, prefix string) string {
	root := m.post.BaseURL
	if rest, is := strings.CutPrefix(s, root); is && root != "" {
		s = strings.TrimPrefix(rest, "/")
	} else if isElsewhere(s) {
		return s
	}
	isRooted := strings.HasPrefix(s, "/")
	s = inLanguage(s, prefix)
	if isRooted {
		return s
	}
	return m.post.Base + s
}

// absURL returns a path of the site as a whole URL.
func (m *machine) absURL(s, prefix string) string {
	if isElsewhere(s) {
		return s
	}
	base, err := url.Parse(m.post.BaseURL)
	if err != nil || base.Host == "" {
		return m.relURL(s, prefix)
	}
	if isRooted := strings.HasPrefix(s, "/"); isRooted {
		base.Path = "/"
	}
	s = inLanguage(s, prefix)
	return strings.TrimSuffix(base.Scheme+"://"+base.Host+base.Path, "/") + "/" + strings.TrimPrefix(s, "/")
}

// refOf returns the address of another page for a page or a shortcode.
func refOf(of, args any) (string, error) {
	switch of := of.(type) {
	case *pageObject:
		return of.Ref(args)
	case *shortcodeObject:
		return of.Ref(args)
	}
	return "", errors.New("a page is wanted, and a path")
}

// refPath returns the path that ref is asked for, and the language.
func refPath(args any) (path, language string, err error) {
	if in, is := mapOf(args); is {
		path, err = toText(in["path"])
		language, _ = toText(in["lang"])
		return path, language, err
	}
	if isList(args) {
		all := items(args)
		if len(all) == 0 || len(all) > 2 {
			return "", "", fmt.Errorf("%d arguments are not a path", len(all))
		}
		args = all[0]
	}
	path, err = toText(args)
	return path, "", err
}
