//go:build !js

package wasm_test

import (
	"bytes"
	"encoding/json"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// ladder lists the packages from the lowest rung up, and for each the packages
// of Postview that it may import.
var ladder = map[string][]string{
	"problem":          {},
	"scalar":           {},
	"post":             {"problem", "scalar"},
	"words":            {},
	"plain":            {},
	"shortcode":        {"plain", "post", "scalar"},
	"highlight/option": {"scalar"},
	"markdown":         {"plain", "post", "problem", "scalar", "shortcode", "highlight/option"},
	"safehtml":         {},
	"address":          {"post", "problem"},
	"config":           {"address", "markdown", "problem", "scalar", "shortcode"},
	"site":             {"config", "address", "markdown", "post", "problem", "scalar"},
	"page":             {"site", "config", "address", "markdown", "post", "safehtml", "words", "problem"},
	"browser":          {"page", "site", "config", "address", "markdown", "safehtml", "words"},
	"highlight":        {"highlight/option"},
	"":                 {"browser"},
	"cache":            {},
	"twins":            {"cache"},
	"npm":              {"cache"},

	"program/postlink": {},
	"program/compile":  {"program/postlink", "cache"},
	"program":          {"", "program/compile", "cache", "twins"},

	"build/disk":     {"address"},
	"build/progress": {},
	"build/nodes":    {},
	"build/policy":   {"safehtml"},
	"build/out":      {"build/disk", "cache", "twins"},
	"build/project":  {"problem", "build/disk", "config", "post"},
	"build/cascade":  {"address", "post", "problem", "scalar"},
	"build/jekyll":   {"problem", "build/disk", "markdown", "plain", "post", "scalar"},
	"build/resource": {"post", "problem", "scalar"},
	"build/layout":   {"problem", "build/resource", "config", "address", "markdown", "shortcode", "plain", "post"},
	"build/content":  {"build/resource", "build/cascade", "scalar", "problem", "build/project", "build/jekyll", "build/layout", "build/disk", "build/progress", "page", "site", "config", "address", "markdown", "highlight", "post", "safehtml", "words"},
	"build/plan":     {"build/resource", "post", "problem", "build/content", "build/disk", "build/progress", "page", "site", "config", "address", "words"},
	"build/assets":   {"build/content", "build/plan", "build/out", "build/disk", "build/progress", "program", "npm", "cache", "twins", "highlight", "markdown", "config", "site", "words"},
	"build/machines": {"build/content", "build/plan", "build/out", "build/disk", "build/nodes", "build/policy", "build/progress", "page", "site", "config", "address", "post", "safehtml"},
	"build/pages":    {"build/machines", "build/assets", "build/content", "build/plan", "build/out", "build/disk", "build/nodes", "build/policy", "build/progress", "page", "site", "address", "safehtml", "words"},
	"build/inspect":  {"problem", "build/pages", "build/content", "build/plan", "site", "config", "address", "post"},
	"build":          {"problem", "build/project", "build/jekyll", "build/inspect", "build/pages", "build/machines", "build/assets", "build/content", "build/plan", "build/out", "build/disk", "build/progress", "program", "twins", "config", "address", "safehtml"},

	"check":  {"problem", "build", "build/inspect", "build/assets", "build/plan", "build/content", "build/progress", "page", "site", "config", "address", "post", "safehtml"},
	"serve":  {"problem", "build/project", "build", "build/inspect", "build/plan", "build/assets", "build/content", "build/out", "build/disk", "build/progress", "twins"},
	"render": {"problem", "build/content", "build/layout", "build/out", "build/progress", "twins", "page", "site", "address", "markdown", "highlight", "shortcode", "post", "safehtml"},
	"start":  {"build", "config", "address", "post"},

	"cmd/postview": {"build", "build/assets", "check", "serve", "render", "start", "markdown"},
}

// tooHeavy is what the browser program must not contain, with what it would add
// to the brotli of the program, in KB.
var tooHeavy = map[string]string{
	"net/http":                           "1260",
	"html/template":                      "420",
	"text/template":                      "300",
	"github.com/alecthomas/chroma/v2":    "330 to 850",
	"golang.org/x/text/collate":          "a table of all scripts",
	"github.com/stretchr/testify/assert": "tests alone",
}

type goPackage struct {
	ImportPath string
	Imports    []string
	GoFiles    []string
}

const module = "postview/wasm"

// rung is a package's place on the ladder, or false when it is not of Postview.
func rung(importPath string) (string, bool) {
	rest, ok := strings.CutPrefix(importPath, module)
	return strings.TrimPrefix(rest, "/"), ok
}

// list returns what go list says of the packages, for a browser or for this
// machine.
func list(t *testing.T, browser bool, arguments ...string) []goPackage {
	t.Helper()
	command := exec.Command("go", append([]string{"list", "-json=ImportPath,Imports,GoFiles"}, arguments...)...)
	if browser {
		command.Env = append(os.Environ(), "GOOS=js", "GOARCH=wasm")
	}
	command.Stderr = os.Stderr
	out, err := command.Output()
	require.NoError(t, err)
	var packages []goPackage
	for decoder := json.NewDecoder(bytes.NewReader(out)); decoder.More(); {
		var p goPackage
		require.NoError(t, decoder.Decode(&p))
		packages = append(packages, p)
	}
	return packages
}

func TestNothingImportsUpward(t *testing.T) {
	found := append(list(t, false, "-deps", "./cmd/postview"), list(t, true, "-deps", ".")...)
	for _, p := range found {
		from, ours := rung(p.ImportPath)
		if !ours {
			continue
		}
		allowed, known := ladder[from]
		assert.True(t, known, "%s has no place on the ladder", p.ImportPath)
		for _, imported := range p.Imports {
			if to, ours := rung(imported); ours {
				assert.Contains(t, allowed, to, "%s imports %s", p.ImportPath, imported)
			}
		}
	}
}

// Beside the packages for the browser, the program that is measured is reached by
// a script.
func TestTheBrowserIsReachedFromFewPlaces(t *testing.T) {
	var importers []string
	for _, p := range list(t, true, "-e", "./...") { // packages that import what no browser has are listed all the same
		if slices.Contains(p.Imports, "syscall/js") {
			importers = append(importers, p.ImportPath)
		}
	}
	assert.Equal(t, []string{module + "/browser", module + "/e2e/bench/renderer", module + "/highlight/worker"}, importers)
}

func TestTheBrowserProgramIsLight(t *testing.T) {
	for _, p := range list(t, true, "-deps", ".") {
		assert.NotContains(t, tooHeavy, p.ImportPath, "the program would weigh %s KB more", tooHeavy[p.ImportPath])
	}
}

func TestTheBrowserProgramCannotTrust(t *testing.T) {
	for _, p := range list(t, true, "./safehtml") {
		assert.NotContains(t, p.GoFiles, "trusted.go")
		assert.Contains(t, p.GoFiles, "policy.go")
	}
}

// mostLines is how long a file may be, so that it can be read in one go.
const mostLines = 400

func TestNoFileIsLong(t *testing.T) {
	for _, root := range []string{".", "../web"} {
		require.NoError(t, filepath.WalkDir(root, func(name string, entry fs.DirEntry, err error) error {
			switch {
			case err != nil:
				return err
			case entry.IsDir() && (entry.Name() == "node_modules" || entry.Name() == "testdata"):
				return fs.SkipDir
			case !slices.Contains([]string{".go", ".js", ".css"}, filepath.Ext(name)), strings.HasSuffix(name, "_test.go"):
				return nil
			}
			text, err := os.ReadFile(name)
			assert.LessOrEqual(t, bytes.Count(text, []byte("\n")), mostLines, "lines of %s", name)
			return err
		}))
	}
}

// The native program knows its commands, and does nothing itself.
func TestTheCommandOnlyWires(t *testing.T) {
	lines := 0
	for _, p := range list(t, false, "./cmd/postview") {
		for _, name := range p.GoFiles {
			text, err := os.ReadFile(filepath.Join("cmd/postview", name))
			require.NoError(t, err)
			lines += bytes.Count(text, []byte("\n"))
		}
	}
	assert.Less(t, lines, 120)
}
