package start

import (
	"errors"
	"flag"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"strings"
	"time"

	"postview/wasm/address"
	"postview/wasm/build"
	"postview/wasm/post"
)

// parseMixed parses flags before and after what is none, which it returns.
func parseMixed(set *flag.FlagSet, args []string) (others []string, err error) {
	for {
		if err := build.ParseFlags(set, args); err != nil {
			return nil, err
		}
		if set.NArg() == 0 {
			return others, nil
		}
		others, args = append(others, set.Arg(0)), set.Args()[1:]
	}
}

// startPost writes a post that has front matter alone, and returns its path in
// the content folder. It never writes over another. In the place of a title the path can
// be given, as with Hugo.
func startPost(content, section, title string, now time.Time) (name string, err error) {
	if strings.HasSuffix(title, ".md") {
		name = strings.TrimPrefix(path.Clean(filepath.ToSlash(title)), path.Clean(filepath.ToSlash(content))+"/")
		if strings.HasPrefix(path.Base(name), ".") {
			return "", fmt.Errorf("%s: a file whose name begins with a dot is no post", name)
		}
		title = post.TitleFromPath(name)
	} else {
		slug, err := titleSlug(title)
		if err != nil {
			return "", err
		}
		name = path.Join(filepath.ToSlash(section), slug+".md")
	}
	if !filepath.IsLocal(filepath.FromSlash(name)) {
		return "", fmt.Errorf("%s escapes from the folder of posts: name a file in %s", name, content)
	}
	root, err := os.OpenRoot(content)
	if err != nil {
		return "", err
	}
	defer root.Close()
	bundle := path.Join(strings.TrimSuffix(name, ".md"), "index.md")
	if _, err := root.Stat(bundle); err == nil {
		return "", fmt.Errorf("%s: %w, and is left as it is", filepath.Join(content, filepath.FromSlash(bundle)), fs.ErrExist)
	}
	if err := root.MkdirAll(path.Dir(name), 0o755); err != nil {
		return "", err
	}
	file, err := root.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o644)
	if errors.Is(err, fs.ErrExist) {
		return "", fmt.Errorf("%s: %w, and is left as it is", filepath.Join(content, filepath.FromSlash(name)), fs.ErrExist)
	}
	if err != nil {
		return "", err
	}
	_, err = fmt.Fprintf(file, "---\ntitle: %q\ndate: %s\ndraft: true\n---\n\n", title, now.Format(time.RFC3339))
	return name, errors.Join(err, file.Close())
}

// titleSlug returns the slug that the site makes of a title, as [address.Rules]
// does for the token :title of a permalink, without accents: such a name is the same on
// every file system.
func titleSlug(title string) (string, error) {
	rules := address.Rules{Paths: address.Paths{NoAccents: true}, Permalinks: address.Permalinks{address.KindPage: {"/": ":title"}}}
	flat := strings.NewReplacer("/", " ", `\`, " ").Replace(title)
	permalink, err := rules.Permalink(&post.Post{Path: "new.md", Title: flat})
	slug := strings.Trim(permalink, "/._-")
	if slug == "index" {
		return "", fmt.Errorf("the file of the title %q would be about its whole folder; name it otherwise", title)
	}
	if err != nil || slug == "" {
		return "", fmt.Errorf("the title %q has nothing that a file can be named after", title)
	}
	return slug, nil
}
