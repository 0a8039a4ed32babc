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

// changed returns the compiler with these functions in its library, and what it is to be
// told for it. What that takes is in folder. An error is for the person who builds.
func (c Compiler) changed(folder string, functions []Function) (_ Compiler, flags []string, err error) {
	if len(functions) == 0 {
		return c, nil, nil
	}
	if err := tested(c.Version); err != nil {
		return c, nil, err
	}
	// Where Go was fetched it is among the modules, in which it lets nothing be changed.
	root := filepath.Join(folder, "go")
	if os.Symlink(c.Root, root) != nil {
		root = c.Root
	}
	files := map[string]string{}
	for i, f := range functions {
		own := filepath.Join(root, "src", filepath.FromSlash(f.File))
		source, err := os.ReadFile(own)
		if err != nil {
			return c, nil, err
		}
		changed, err := f.in(source)
		if err != nil {
			return c, nil, fmt.Errorf("%s: %w", f.File, err)
		}
		files[own] = filepath.Join(folder, strconv.Itoa(i)+path.Base(f.File))
		if err := os.WriteFile(files[own], changed, 0o644); err != nil {
			return c, nil, err
		}
	}
	list, err := json.Marshal(map[string]any{"Replace": files})
	overlay := filepath.Join(folder, "overlay.json")
	if err := errors.Join(err, os.WriteFile(overlay, list, 0o644)); err != nil {
		return c, nil, err
	}
	c.path = filepath.Join(root, "bin", "go")
	c.environment = []string{"GOROOT=" + root, "GOTOOLCHAIN=local"}
	return c, []string{"-overlay=" + overlay}, nil
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
