//go:build !js

package wasm_test

import (
	"flag"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

var update = flag.Bool("update", false, "write into doc.go where the names of its tour are now")

// A declaration in a script: a function, a class or a constant at the left margin, or
// a method in a class.
var (
	scriptDeclaration = regexp.MustCompile(`(?m)^(?:export )?(?:async )?(?:function|class|const) (\w+)`)
	scriptMethod      = regexp.MustCompile(`(?m)^  (?:static )?(?:async )?(#?\w+)(?:\(.*\) \{$| = \()`)
)

// declared returns what each file of the repository declares, by its path: F, T, and
// T.M for a method.
func declared(t *testing.T) map[string][]string {
	t.Helper()
	all := map[string][]string{}
	repository := os.DirFS("..")
	for _, folder := range []string{"wasm", "web"} {
		err := fs.WalkDir(repository, folder, func(name string, entry fs.DirEntry, err error) error {
			switch {
			case err != nil:
				return err
			case entry.IsDir() && (entry.Name() == "node_modules" || entry.Name() == "testdata"):
				return fs.SkipDir
			case path.Ext(name) == ".go" && !strings.HasSuffix(name, "_test.go"):
				all[name] = declaredInGo(t, name)
			case path.Ext(name) == ".js":
				all[name] = declaredInScript(readFile(t, "../"+name))
			}
			return nil
		})
		require.NoError(t, err)
	}
	return all
}

func declaredInGo(t *testing.T, name string) (names []string) {
	t.Helper()
	file, err := parser.ParseFile(token.NewFileSet(), filepath.Join("..", filepath.FromSlash(name)), nil, parser.SkipObjectResolution)
	require.NoError(t, err)
	for _, declaration := range file.Decls {
		switch d := declaration.(type) {
		case *ast.FuncDecl:
			names = append(names, receiver(d)+d.Name.Name)
		case *ast.GenDecl:
			for _, spec := range d.Specs {
				if spec, isType := spec.(*ast.TypeSpec); isType {
					names = append(names, spec.Name.Name)
				}
			}
		}
	}
	return names
}

// receiver returns "T." for a method of T, and "" for a function.
func receiver(f *ast.FuncDecl) string {
	if f.Recv == nil {
		return ""
	}
	of := f.Recv.List[0].Type
	if pointer, is := of.(*ast.StarExpr); is {
		of = pointer.X
	}
	if generic, is := of.(*ast.IndexExpr); is {
		of = generic.X
	}
	return fmt.Sprint(of, ".")
}

func declaredInScript(text string) (names []string) {
	starts := scriptDeclaration.FindAllStringSubmatchIndex(text, -1)
	for i, at := range starts {
		name, end := text[at[2]:at[3]], len(text)
		if i+1 < len(starts) {
			end = starts[i+1][0]
		}
		names = append(names, name)
		if strings.Contains(text[at[0]:at[2]], "class ") {
			for _, method := range scriptMethod.FindAllStringSubmatch(text[at[0]:end], -1) {
				names = append(names, name+"."+method[1])
			}
		}
	}
	return names
}

// stop is a place of the tour: a name, and the file that declares it.
var stop = regexp.MustCompile(`([\w.#]+) in ((?:wasm|web)/[\w/.-]+\.(?:go|js))`)

// With -update the test corrects the files of names that have moved.
func TestTheTourIsTrue(t *testing.T) {
	text := readFile(t, "doc.go")
	files := declared(t)
	stops := stop.FindAllStringSubmatch(text, -1)
	require.NotEmpty(t, stops)
	corrected := text
	for _, s := range stops {
		name, file := s[1], s[2]
		if slices.Contains(files[file], name) {
			continue
		}
		now := whereIs(files, name)
		if *update && len(now) == 1 {
			corrected = strings.ReplaceAll(corrected, s[0], name+" in "+now[0])
			continue
		}
		t.Errorf("doc.go: there is no %s in %s; now it is in %q", name, file, now)
	}
	if corrected != text {
		require.NoError(t, os.WriteFile("doc.go", []byte(corrected), 0o644))
	}
}

func whereIs(files map[string][]string, name string) (all []string) {
	for file, names := range files {
		if slices.Contains(names, name) {
			all = append(all, file)
		}
	}
	slices.Sort(all)
	return all
}

func TestTheTourLinksToWhatThereIs(t *testing.T) {
	text, files := readFile(t, "doc.go"), declared(t)
	links := found(`\[postview/([\w/.]+)\]`, text)
	require.NotEmpty(t, links)
	for _, link := range links {
		folder, name, isName := strings.Cut(link, ".")
		var names []string
		for file, declared := range files {
			if path.Dir(file) == folder && path.Ext(file) == ".go" {
				names = append(names, declared...)
			}
		}
		assert.NotEmpty(t, names, "doc.go: there is no package %s", folder)
		if isName {
			assert.Contains(t, names, name, "doc.go: %s", link)
		}
	}
}

// Nobody looks for a room that the map leaves out.
func TestTheTourNamesEveryRung(t *testing.T) {
	text := readFile(t, "doc.go")
	for name := range ladder {
		if name != "" && !strings.Contains(name, "/") {
			assert.Contains(t, text, "["+module+"/"+name+"]")
		}
	}
}
