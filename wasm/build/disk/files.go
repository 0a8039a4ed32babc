package disk

import (
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"strings"
)

// IsMade reports whether a folder is a site that a build has made, whose sources
// would else be posts once more.
func IsMade(files fs.FS, folder string) bool {
	_, err := fs.Stat(files, path.Join(folder, MadeFile))
	return err == nil
}

// IsIgnored reports whether Hugo ignores a file of this name as well.
func IsIgnored(name string) bool {
	return strings.HasPrefix(name, ".") || strings.HasSuffix(name, "~") || name == "node_modules"
}

// WellKnown is the folder in which programs look for files of a host by their names
// (RFC 8615): the only one with a dot that is for others.
const WellKnown = ".well-known"

// IsFile reports whether an entry of a folder can be read to its end, as a pipe or a
// device can't. A link that leads nowhere is left to who reads it.
func IsFile(files fs.FS, entry fs.DirEntry, name string) bool {
	if entry.Type()&fs.ModeSymlink == 0 {
		return entry.Type().IsRegular()
	}
	info, err := fs.Stat(files, name)
	return err != nil || info.Mode().IsRegular()
}

// IsThere reports whether there is what a name stands for, which a link may not have.
func IsThere(files fs.FS, name string) bool {
	_, err := fs.Stat(files, name)
	return err == nil
}

// IsLinkedFolder reports whether an entry of a folder is a link to another folder.
func IsLinkedFolder(files fs.FS, entry fs.DirEntry, name string) bool {
	if entry.Type()&fs.ModeSymlink == 0 {
		return false
	}
	info, err := fs.Stat(files, name)
	return err == nil && info.IsDir()
}

// IsFolder reports whether there is a folder of this name.
func IsFolder(name string) bool {
	info, err := os.Stat(name)
	return err == nil && info.IsDir()
}

// MadeFile names, one a line, what a build has made in the folder where it is.
const MadeFile = ".postview"

// Resolved is where a file or a folder is, without links on the way. The last part of
// the name need not be there.
func Resolved(name string) string {
	whole, err := filepath.Abs(name)
	if err != nil {
		return filepath.Clean(name)
	}
	if real, err := filepath.EvalSymlinks(whole); err == nil {
		return real
	}
	if dir, err := filepath.EvalSymlinks(filepath.Dir(whole)); err == nil {
		return filepath.Join(dir, filepath.Base(whole))
	}
	return whole
}

// IsWithin reports whether a file or a folder is in a folder, however deep. Both are
// as [Resolved] returns them.
func IsWithin(name, folder string) bool {
	return strings.HasPrefix(name, folder+string(filepath.Separator))
}
