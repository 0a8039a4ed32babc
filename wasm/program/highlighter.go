package program

import (
	"bytes"
	"context"
	"fmt"
	"io/fs"
	"os"
	"path"
	"regexp"
	"strings"

	"postview/wasm/program/compile"
)

const (
	chromaModule = "github.com/alecthomas/chroma/v2"
	chromaRules  = "lexers/embedded" // the folder of chroma that has them, a file for a language
)

// highlighterParts returns what the program that colours code is compiled from, and
// the rules of the languages beside it, by the names of their files: a reader fetches
// those of the languages that a post has. With all of them in it the program would
// weigh a quarter more.
//
// Chroma has the rules embedded, so the program is compiled with a copy of chroma
// that has none: the copy's lexers open the rules by a function, which the
// program sets.
func highlighterParts(ctx context.Context, compiler compile.Compiler) (p compile.Program, rules map[string][]byte, err error) {
	source, err := compiler.Source(ctx, chromaModule)
	if err != nil {
		return p, nil, err
	}
	files, rules, err := partsOfChroma(os.DirFS(source))
	if err != nil {
		return p, nil, fmt.Errorf("copy chroma: %w", err)
	}
	return compile.Program{
		Package: "./wasm/highlight/worker",
		Flags:   []string{"-tags=lexerfiles"},
		Copies:  []compile.Copy{{Module: chromaModule, Files: files}},
	}, rules, nil
}

// partsOfChroma returns the files that the program is compiled from, by their
// paths, and apart from them the rules.
func partsOfChroma(from fs.FS) (files, rules map[string][]byte, err error) {
	files, rules = map[string][]byte{}, map[string][]byte{}
	err = fs.WalkDir(from, ".", func(name string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() || !isPartOfChroma(name) {
			return err
		}
		text, err := fs.ReadFile(from, name)
		if err != nil {
			return err
		}
		switch {
		case path.Dir(name) == chromaRules:
			rules[path.Base(name)] = squeeze(text)
			files[name], err = withoutRules(name, text)
		case name == "lexers/lexers.go":
			files[name], err = openByFunction(name, text)
		default:
			files[name] = text
		}
		return err
	})
	return files, rules, err
}

// isPartOfChroma reports whether the program is compiled from the file.
func isPartOfChroma(name string) bool {
	switch path.Dir(name) {
	case ".", "lexers", "formatters/html":
		return path.Ext(name) == ".go" && !strings.HasSuffix(name, "_test.go") || name == "go.mod"
	case chromaRules:
		return path.Ext(name) == ".xml"
	case "styles":
		return path.Ext(name) == ".xml" || name == "styles/api.go" || name == "styles/compat.go"
	}
	return false
}

var (
	configOfRules  = regexp.MustCompile(`(?s)<config>.*</config>`)
	betweenMarkup  = regexp.MustCompile(`>\s+<`)
	embeddedRules  = []byte("\nvar embedded embed.FS\n")
	functionOfCopy = []byte(`
var configs embed.FS

// OpenRules opens the file of rules at a path. Before it is set, the files have
// no more in them than the names of a language.
var OpenRules func(path string) (fs.File, error)

var embedded rulesFS

type rulesFS struct{}

func (rulesFS) Open(path string) (fs.File, error) {
	if OpenRules == nil {
		return configs.Open(path)
	}
	return OpenRules(path)
}
`)
)

// withoutRules leaves of the rules of a language what tells its names.
func withoutRules(name string, text []byte) ([]byte, error) {
	config := configOfRules.Find(text)
	if config == nil {
		return nil, fmt.Errorf("%s has no config", name)
	}
	return fmt.Appendf(nil, "<lexer>%s</lexer>", squeeze(config)), nil
}

// squeeze takes the white space out of XML that has no text beside elements.
func squeeze(text []byte) []byte { return betweenMarkup.ReplaceAll(text, []byte("><")) }

func openByFunction(name string, text []byte) ([]byte, error) {
	if bytes.Count(text, embeddedRules) != 1 {
		return nil, fmt.Errorf("%s does not embed the rules as it used to", name)
	}
	return bytes.Replace(text, embeddedRules, functionOfCopy, 1), nil
}
