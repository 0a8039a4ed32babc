//go:build !js

package program

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
)

// leanStandard are edits to Go's standard library: the program does the same
// without what is taken out, and weighs 23 KB less in brotli.
var leanStandard = []struct {
	file  string // below GOROOT
	edits [][2]string
	add   string
}{
	{
		// Of Unicode's classes the program's regular expressions name but two. One
		// that names another can't be compiled, and the program would not start.
		file: "src/regexp/syntax/parse.go",
		edits: [][2]string{
			{"unicode.CategoryAliases {", "aliases {"},
			{"unicode.Categories[", "categories["},
			{"unicode.Scripts[", "scripts["},
			{"unicode.FoldScript[", "scripts["},
			{"unicode.Cn, unicode.Cn,", "nil, nil,"},
		},
		add: `
var (
	categories = map[string]*unicode.RangeTable{"L": unicode.L, "N": unicode.N}
	scripts    map[string]*unicode.RangeTable
	aliases    map[string]string
)
`,
	},
	{
		// Its table of entities is made for a variable, and so always there. A function
		// that nobody calls is left out by the linker: the program reads entities by
		// golang.org/x/net/html.
		file: "src/html/entity.go",
		edits: [][2]string{
			{"import \"sync\"\n", ""},
			{"var entityMaps = sync.OnceValues(func() (", "func entityMaps() ("},
			{"\n})\n", "\n}\n"},
		},
	},
}

// leanStandardFiles returns the files so edited, by their paths. Those of another
// version of Go than was known here stay as they are.
func leanStandardFiles(goroot string) (map[string][]byte, error) {
	files := map[string][]byte{}
	for _, l := range leanStandard {
		name := filepath.Join(goroot, filepath.FromSlash(l.file))
		text, err := os.ReadFile(name)
		if err != nil {
			return nil, fmt.Errorf("find the source of Go: %w", err)
		}
		isKnown := true
		for _, edit := range l.edits {
			isKnown = isKnown && bytes.Contains(text, []byte(edit[0]))
			text = bytes.ReplaceAll(text, []byte(edit[0]), []byte(edit[1]))
		}
		if isKnown {
			files[name] = append(text, l.add...)
		}
	}
	return files, nil
}
