//go:build !js

package wasm_test

import (
	"bufio"
	"encoding/json"
	"go/ast"
	"go/importer"
	"go/parser"
	"go/token"
	"go/types"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// mostFiles is how many files of the builder somebody reads at most who follows a post
// from its file to its page.
const mostFiles = 15

// The way of a post begins where the builder reads its file, and ends where its page is
// written. What is done for all posts together, however many there are, is not on it:
// finding the files, who has which place, lists, feeds, assets.
var wayOfAPost = []string{
	"(*" + module + "/build/content.Content).renderPost",
	module + "/build/pages.writePost",
}

// A function of the builder is on the way if both are true of it:
//
//   - one that is on the way names it, beginning with those two. So it is seen through
//     functions that are handed on, and not through interfaces, of which the builder
//     has none of its own;
//   - some of it runs more often for a site of two plain posts than for a site of one,
//     as a profile of coverage counts it. So what is there for other posts, other
//     settings or under serve does not count.
//
// A file is on the way if a function in it is. One direction means that no two files
// name functions of each other, be it by way of others.
func TestTheWayOfAPostIsShort(t *testing.T) {
	ran := ranMoreOften(t, countsOf(t, 1), countsOf(t, 2))
	functions := functionsOf(t, "./build/...")
	arrows := map[string]map[string]bool{} // from file to file
	seen := map[string]bool{}
	var enter func(name string)
	enter = func(name string) {
		seen[name] = true
		f := functions[name]
		if arrows[f.file] == nil {
			arrows[f.file] = map[string]bool{}
		}
		for _, to := range f.names {
			other, isOfTheBuilder := functions[to]
			if !isOfTheBuilder || !ran(other) {
				continue
			}
			if other.file != f.file {
				arrows[f.file][other.file] = true
			}
			if !seen[to] {
				enter(to)
			}
		}
	}
	for _, begin := range wayOfAPost {
		require.Contains(t, functions, begin)
		require.True(t, ran(functions[begin]), "%s has not run for a plain post", begin)
		enter(begin)
	}
	assert.LessOrEqual(t, len(arrows), mostFiles)
	for file, to := range arrows {
		t.Logf("%s → %v", file, keysOf(to))
	}
	assert.Empty(t, circle(arrows), "files that lead to each other")
}

func keysOf(set map[string]bool) (keys []string) {
	for key := range set {
		keys = append(keys, key)
	}
	slices.Sort(keys)
	return keys
}

// circle returns files each of which leads to the next, and the last to the first; nil
// where there are none.
func circle(arrows map[string]map[string]bool) []string {
	done := map[string]bool{}
	var path []string
	var follow func(file string) []string
	follow = func(file string) []string {
		if at := slices.Index(path, file); at >= 0 {
			return path[at:]
		}
		if done[file] {
			return nil
		}
		path = append(path, file)
		for _, next := range keysOf(arrows[file]) {
			if found := follow(next); found != nil {
				return found
			}
		}
		path, done[file] = path[:len(path)-1], true
		return nil
	}
	for file := range arrows {
		if found := follow(file); found != nil {
			return found
		}
	}
	return nil
}

// block is a piece of a file that runs as a whole.
type block struct {
	file        string
	first, last int // lines
}

// countsOf builds a site of so many plain posts, and returns how often each block of the
// builder has run.
func countsOf(t *testing.T, posts int) map[block]int {
	t.Helper()
	profile := filepath.Join(t.TempDir(), "profile")
	command := exec.Command("go", "test", "./build", "-run", "^TestPlainPosts$", "-count=1",
		"-covermode=atomic", "-coverpkg=./build/...", "-coverprofile="+profile)
	command.Env = append(os.Environ(), "POSTVIEW_PLAIN_POSTS="+strconv.Itoa(posts))
	said, err := command.CombinedOutput()
	require.NoError(t, err, "%s", said)
	file, err := os.Open(profile)
	require.NoError(t, err)
	defer file.Close()
	counts := map[block]int{}
	lines := bufio.NewScanner(file)
	lines.Scan()       // the mode
	for lines.Scan() { // file:line.column,line.column statements count
		name, rest, _ := strings.Cut(lines.Text(), ":")
		fields := strings.FieldsFunc(rest, func(r rune) bool { return strings.ContainsRune("., ", r) })
		require.Len(t, fields, 6)
		var numbers [6]int
		for i, field := range fields {
			numbers[i], err = strconv.Atoi(field)
			require.NoError(t, err)
		}
		counts[block{strings.TrimPrefix(name, module+"/"), numbers[0], numbers[2]}] += numbers[5]
	}
	return counts
}

// ranMoreOften returns what reports whether some of a function ran more often.
func ranMoreOften(t *testing.T, before, after map[block]int) func(f function) bool {
	t.Helper()
	more := map[string][]block{}
	for b, count := range after {
		if count > before[b] {
			more[b.file] = append(more[b.file], b)
		}
	}
	require.NotEmpty(t, more)
	return func(f function) bool {
		return slices.ContainsFunc(more[f.file], func(b block) bool { return f.first <= b.first && b.last <= f.last })
	}
}

// function is one of the builder, or a method.
type function struct {
	block
	names []string // the functions that it names
}

// functionsOf returns the functions of packages by their full names.
func functionsOf(t *testing.T, packages string) map[string]function {
	t.Helper()
	list := exec.Command("go", "list", "-deps", "-export", "-json=ImportPath,Dir,GoFiles,Export", packages)
	list.Stderr = os.Stderr
	out, err := list.Output()
	require.NoError(t, err)
	type listed struct {
		ImportPath, Dir, Export string
		GoFiles                 []string
	}
	exports := map[string]string{}
	var ours []listed
	for decoder := json.NewDecoder(strings.NewReader(string(out))); decoder.More(); {
		var p listed
		require.NoError(t, decoder.Decode(&p))
		exports[p.ImportPath] = p.Export
		if strings.HasPrefix(p.ImportPath, module+"/build") {
			ours = append(ours, p)
		}
	}
	files := token.NewFileSet()
	imports := importer.ForCompiler(files, "gc", func(path string) (io.ReadCloser, error) { return os.Open(exports[path]) })
	all := map[string]function{}
	for _, p := range ours {
		var sources []*ast.File
		for _, name := range p.GoFiles {
			source, err := parser.ParseFile(files, filepath.Join(p.Dir, name), nil, parser.SkipObjectResolution)
			require.NoError(t, err)
			sources = append(sources, source)
		}
		info := &types.Info{Defs: map[*ast.Ident]types.Object{}, Uses: map[*ast.Ident]types.Object{}}
		_, err := (&types.Config{Importer: imports}).Check(p.ImportPath, files, sources, info)
		require.NoError(t, err)
		for _, source := range sources {
			for _, declared := range source.Decls {
				if f, is := declared.(*ast.FuncDecl); is {
					place := strings.TrimPrefix(p.ImportPath, module+"/") + "/" + filepath.Base(files.Position(f.Pos()).Filename)
					all[info.Defs[f.Name].(*types.Func).FullName()] = function{
						block{place, files.Position(f.Pos()).Line, files.Position(f.End()).Line}, namedIn(f, info),
					}
				}
			}
		}
	}
	return all
}

// namedIn returns the functions that one names.
func namedIn(f *ast.FuncDecl, info *types.Info) (names []string) {
	ast.Inspect(f, func(n ast.Node) bool {
		if name, is := n.(*ast.Ident); is {
			if used, is := info.Uses[name].(*types.Func); is {
				names = append(names, used.Origin().FullName())
			}
		}
		return true
	})
	return names
}
