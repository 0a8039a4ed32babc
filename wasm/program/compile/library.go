package compile

import (
	"encoding/json"
	"errors"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"path"
	"path/filepath"
	"strconv"
	"strings"
)

// A Function is what a program is compiled with in place of one of Go's own library,
// where the browser needs less.
type Function struct {
	File string // in the folder src of Go
	Name string
	Text string // all of it; it begins as Go's own does
}

// overlay writes into folder the files of Go's library with these functions in them, and
// returns what has Go compile them. An error is for the person who builds.
func (c Compiler) overlay(folder string, functions []Function) (flags []string, err error) {
	if len(functions) == 0 {
		return nil, nil
	}
	defer func() {
		if err != nil {
			flags, err = nil, fmt.Errorf("the library of Go could not be shortened: %w", err)
		}
	}()
	if err := known(c.Version); err != nil {
		return nil, err
	}
	files := map[string]string{}
	for i, f := range functions {
		own := filepath.Join(c.Root, "src", filepath.FromSlash(f.File))
		source, err := os.ReadFile(own)
		if err != nil {
			return nil, err
		}
		changed, err := f.in(source)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", f.File, err)
		}
		files[own] = filepath.Join(folder, strconv.Itoa(i)+path.Base(f.File))
		if err := os.WriteFile(files[own], changed, 0o644); err != nil {
			return nil, err
		}
	}
	list, err := json.Marshal(map[string]any{"Replace": files})
	name := filepath.Join(folder, "overlay.json")
	return []string{"-overlay=" + name}, errors.Join(err, os.WriteFile(name, list, 0o644))
}

// in returns a file with the function in place of the one that it has.
func (f Function) in(source []byte) ([]byte, error) {
	file, err := parser.ParseFile(token.NewFileSet(), "", source, parser.SkipObjectResolution)
	if err != nil {
		return nil, err
	}
	for _, d := range file.Decls {
		own, isFunction := d.(*ast.FuncDecl)
		if !isFunction || own.Name.Name != f.Name || own.Recv != nil || own.Body == nil {
			continue
		}
		start, body, end := own.Pos()-file.FileStart, own.Body.Pos()-file.FileStart, own.End()-file.FileStart
		if !strings.HasPrefix(f.Text, string(source[start:body+1])) {
			return nil, fmt.Errorf("%s does not begin as it used to", f.Name)
		}
		return fmt.Appendf(nil, "%s%s%s", source[:start], f.Text, source[end:]), nil
	}
	return nil, fmt.Errorf("it has no %s any more", f.Name)
}
