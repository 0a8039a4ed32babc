package serve

import (
	"fmt"
	"io"
	"io/fs"
	"net/http"
	"os"
	"path"
	"strings"
)

// found is what a host sends for a path: a file that is open, or where to ask. The zero
// value is nothing.
type found struct {
	file      http.File
	info      fs.FileInfo
	isMissing bool   // it is the page of what is not there
	moved     string // where the page is, as seen from the path
}

func (f found) isNothing() bool { return f.file == nil && f.moved == "" }

// rooted is a folder whose files can be replaced while they are read: on Windows they
// could not be with those of [http.Dir].
type rooted struct{ *os.Root }

// Open is [http.FileSystem]'s.
func (r rooted) Open(name string) (http.File, error) { return r.Root.Open(path.Join(".", name)) }

// find opens what is sent for a path: a file, or the page of a folder.
func find(files http.FileSystem, name string) found {
	const page = "index.html"
	has := func(name string) bool {
		f := openFile(files, name)
		return f.file != nil && f.file.Close() == nil
	}
	switch {
	case strings.HasSuffix(name, "/"):
		return openFile(files, name+page)
	case has(name + "/" + page):
		return found{moved: path.Base(name) + "/"}
	case path.Base(name) == page && has(name):
		return found{moved: "./"}
	}
	return openFile(files, name)
}

// openFile opens a file, and no folder.
func openFile(files http.FileSystem, name string) found {
	file, err := files.Open(name)
	if err != nil {
		return found{}
	}
	info, err := file.Stat()
	if err != nil || info.IsDir() {
		file.Close()
		return found{}
	}
	return found{file: file, info: info}
}

// send sends the file, and closes it.
func (f found) send(w http.ResponseWriter, r *http.Request) {
	defer f.file.Close()
	if f.isMissing {
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		w.WriteHeader(http.StatusNotFound)
		io.Copy(w, f.file)
		return
	}
	if !f.info.ModTime().IsZero() { // as it is of what is within this program
		w.Header().Set("ETag", fmt.Sprintf(`"%x-%x"`, f.info.ModTime().UnixNano(), f.info.Size()))
	}
	http.ServeContent(w, r, f.info.Name(), f.info.ModTime(), f.file)
}
