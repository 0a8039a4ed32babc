//go:build lexerfiles

package main

import (
	"bytes"
	"fmt"
	"io/fs"
	"path"
	"syscall/js"
	"time"

	"github.com/alecthomas/chroma/v2/lexers"
)

func init() {
	useRules = func(fetch js.Value) {
		lexers.OpenRules = func(name string) (fs.File, error) {
			text, err := await(fetch.Invoke(path.Base(name)))
			if err != nil {
				failed = fmt.Errorf("fetch %s: %w", path.Base(name), err)
				return nil, failed
			}
			return file{bytes.NewReader(text)}, nil
		}
	}
}

// await waits for the bytes that a promise brings. It lets the worker's other
// events happen, so it must not be called within one.
func await(promise js.Value) ([]byte, error) {
	var text []byte
	var err error
	done := make(chan struct{})
	fulfilled := js.FuncOf(func(_ js.Value, args []js.Value) any {
		text = make([]byte, args[0].Length())
		js.CopyBytesToGo(text, args[0])
		close(done)
		return nil
	})
	rejected := js.FuncOf(func(_ js.Value, args []js.Value) any {
		err = js.Error{Value: args[0]}
		close(done)
		return nil
	})
	defer fulfilled.Release()
	defer rejected.Release()
	promise.Call("then", fulfilled, rejected)
	<-done
	return text, err
}

// file is rules that were fetched: chroma reads them, and asks no more.
type file struct{ *bytes.Reader }

func (file) Close() error                 { return nil }
func (f file) Stat() (fs.FileInfo, error) { return f, nil }

func (file) Name() string       { return "rules.xml" }
func (file) Mode() fs.FileMode  { return 0o444 }
func (file) ModTime() time.Time { return time.Time{} }
func (file) IsDir() bool        { return false }
func (file) Sys() any           { return nil }
