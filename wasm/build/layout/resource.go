package layout

import (
	"errors"
	"fmt"
	"image"
	_ "image/gif"  // so that their size can be read
	_ "image/jpeg" //
	_ "image/png"  //
	"io/fs"
	"mime"
	"path"
	"strings"

	_ "golang.org/x/image/webp"

	"postview/wasm/build/resource"
)

// A resources is the files that belong to a page.
type resources []*resourceObject

// A resourceObject is a file that belongs to a page.
type resourceObject struct {
	page *pageObject
	of   resource.Resource
	file string // relative to the content folder
}

// mostResources is how many files of a bundle are looked at.
const mostResources = 10_000

// Resources returns the files beside an index.md, or beside an _index.md and not below.
func (p *pageObject) Resources() resources {
	kind := p.BundleType()
	if kind == "" {
		return resources{}
	}
	var names []string
	dir := path.Dir(p.post.Path)
	_ = fs.WalkDir(p.of.Files, dir, func(name string, entry fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return nil
		case len(names) >= mostResources:
			return fs.SkipAll
		case entry.IsDir():
			if name != dir && kind == "branch" {
				return fs.SkipDir
			}
		case strings.HasPrefix(entry.Name(), "."), strings.EqualFold(path.Ext(name), ".md"):
		default:
			names = append(names, strings.TrimPrefix(strings.TrimPrefix(name, dir), "/"))
		}
		return nil
	})
	all, _ := resource.Of(p.post, names) // what is wrong is the front matter's
	return p.objects(all)
}

func (p *pageObject) objects(all resource.Resources) resources {
	objects := make(resources, len(all))
	for i, r := range all {
		objects[i] = &resourceObject{p, r, path.Join(path.Dir(p.post.Path), r.File)}
	}
	return objects
}

// these returns the resources as they are found by their names, and their page.
func (all resources) these() (of resource.Resources, page *pageObject) {
	for _, r := range all {
		of, page = append(of, r.of), r.page
	}
	return of, page
}

// Get returns the resource of a name, nil where there is none.
func (all resources) Get(name string) any {
	of, page := all.these()
	if r := of.Get(name); r != nil {
		return page.objects(resource.Resources{*r})[0]
	}
	return nil
}

// Match returns the resources whose names a pattern matches.
func (all resources) Match(pattern string) (resources, error) {
	if len(pattern) > 1000 {
		return nil, errPatterns
	}
	of, page := all.these()
	return page.objects(of.Match(pattern)), nil
}

// GetMatch returns the first resource that a pattern matches, nil where there is none.
func (all resources) GetMatch(pattern string) (any, error) {
	found, err := all.Match(pattern)
	if err != nil || len(found) == 0 {
		return nil, err
	}
	return found[0], nil
}

// ByType returns the resources of a kind: image, text and such.
func (all resources) ByType(kind string) resources {
	found := resources{}
	for _, r := range all {
		if r.of.Type == kind {
			found = append(found, r)
		}
	}
	return found
}

func (r *resourceObject) Name() string         { return r.of.Name }
func (r *resourceObject) Title() string        { return r.of.Title }
func (r *resourceObject) Params() params       { return params(r.of.Params) }
func (r *resourceObject) Key() string          { return "/" + r.file }
func (r *resourceObject) ResourceType() string { return r.of.Type }

func (r *resourceObject) RelPermalink() (string, error) {
	at, err := r.address()
	return r.page.of.url(at), err
}

func (r *resourceObject) Permalink() (string, error) {
	at, err := r.address()
	return r.page.of.absolute(at), err
}

func (r *resourceObject) address() (string, error) {
	at, err := r.page.address()
	return path.Join(at, r.of.File), err
}

// A mediaType says what a file is.
type mediaType string

// The media types that Hugo knows and systems may call otherwise.
var mediaTypes = map[string]mediaType{
	".css": "text/css", ".csv": "text/csv", ".html": "text/html", ".js": "text/javascript", ".json": "application/json",
	".txt": "text/plain", ".xml": "application/xml", ".yaml": "application/yaml", ".yml": "application/yaml", ".toml": "application/toml",
	".pdf": "application/pdf", ".svg": "image/svg+xml", ".mp4": "video/mp4", ".webm": "video/webm", ".mp3": "audio/mpeg",
	".webp": "image/webp", ".avif": "image/avif", ".md": "text/markdown", ".ts": "text/typescript", ".woff2": "font/woff2",
	".bmp": "image/bmp", ".tif": "image/tiff", ".tiff": "image/tiff", ".ogg": "video/ogg", ".wav": "audio/wav",
}

func (r *resourceObject) MediaType() mediaType {
	ext := strings.ToLower(path.Ext(r.file))
	if t, known := mediaTypes[ext]; known {
		return t
	}
	t, _, _ := strings.Cut(mime.TypeByExtension(ext), ";")
	if t == "" {
		return "application/octet-stream"
	}
	return mediaType(t)
}

func (t mediaType) Type() string { return string(t) }

func (t mediaType) MainType() string {
	kind, _, _ := strings.Cut(string(t), "/")
	return kind
}

func (t mediaType) SubType() string {
	_, sub, _ := strings.Cut(string(t), "/")
	sub, _, _ = strings.Cut(sub, "+")
	return sub
}

// Content is the text of the file.
func (r *resourceObject) Content(m *machine) (string, error) {
	text, err := r.text()
	if err == nil {
		err = m.spend(len(text))
	}
	return text, err
}

var errLargeResource = fmt.Errorf("the file is larger than %d MB", mostMade>>22)

func (r *resourceObject) text() (string, error) {
	info, err := fs.Stat(r.page.of.Files, r.file)
	switch {
	case err != nil:
		return "", err
	case !info.Mode().IsRegular():
		return "", errNoFile
	case info.Size() > mostMade>>2:
		return "", errLargeResource
	}
	text, err := fs.ReadFile(r.page.of.Files, r.file)
	return string(text), err
}

func (r *resourceObject) Width() (int, error)  { c, err := r.size(); return c.Width, err }
func (r *resourceObject) Height() (int, error) { c, err := r.size(); return c.Height, err }

func (r *resourceObject) size() (image.Config, error) {
	if r.of.Type != "image" || strings.EqualFold(path.Ext(r.file), ".svg") {
		return image.Config{}, errors.New("the size of such a file is not known")
	}
	file, err := r.page.of.Files.Open(r.file)
	if err != nil {
		return image.Config{}, err
	}
	defer file.Close()
	config, _, err := image.DecodeConfig(file)
	return config, err
}

func (r *resourceObject) String() string { return "Resource(" + r.of.Type + ": " + r.of.Name + ")" }
