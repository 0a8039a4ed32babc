package layout

import (
	"cmp"
	"crypto/md5"
	"fmt"
	"path"
	"strings"
)

// A fileObject is the source of a page.
type fileObject struct{ page *pageObject }

func (f *fileObject) Path() string        { return f.page.post.Path }
func (f *fileObject) LogicalName() string { return path.Base(f.Path()) }
func (f *fileObject) Ext() string         { return strings.TrimPrefix(path.Ext(f.Path()), ".") }
func (f *fileObject) UniqueID() string    { return fmt.Sprintf("%x", md5.Sum([]byte(f.Path()))) }
func (f *fileObject) String() string      { return f.Path() }
func (f *fileObject) Section() string     { return f.page.Section() }

func (f *fileObject) Dir() string {
	dir, _ := path.Split(f.Path())
	return cmp.Or(dir, "/")
}

// BaseFileName is the name without its ending.
func (f *fileObject) BaseFileName() string { return baseName(f.Path()) }

// TranslationBaseName is the name without what tells the language, either.
func (f *fileObject) TranslationBaseName() string { return baseName(f.page.page) }

// ContentBaseName is the name, or that of the folder of a bundle.
func (f *fileObject) ContentBaseName() string {
	switch dir := path.Dir(f.page.page); {
	case f.page.BundleType() == "":
		return f.TranslationBaseName()
	case dir == ".":
		return ""
	default:
		return path.Base(dir)
	}
}

func (f *fileObject) IsContentAdapter() bool { return false }
