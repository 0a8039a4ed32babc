//go:build !js

package wasm_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"go/types"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// boundary is what scripts and the program know of each other, as tsc checks it in
// the scripts: the names of each interface.
func boundary(t *testing.T) map[string][]string {
	declared := map[string][]string{}
	source := read(t, "../web/embed/boundary.d.ts", "../web/embed/package/postview.d.ts")
	for _, match := range regexp.MustCompile(`(?ms)^export interface (\w+)[^{]* \{$(.*?)^\}`).FindAllStringSubmatch(source, -1) {
		name := match[1]
		for _, member := range regexp.MustCompile(`(?m)^  (\w+)[?:(]`).FindAllStringSubmatch(match[2], -1) {
			declared[name] = append(declared[name], member[1])
		}
		slices.Sort(declared[name])
	}
	return declared
}

// program is the functions of the package that scripts call.
type program map[string]*ast.FuncDecl

func readProgram(t *testing.T) program {
	files, err := filepath.Glob("browser/*_js.go")
	require.NoError(t, err)
	p := program{}
	for _, name := range files {
		file, err := parser.ParseFile(token.NewFileSet(), name, nil, parser.SkipObjectResolution)
		require.NoError(t, err)
		for _, d := range file.Decls {
			if f, is := d.(*ast.FuncDecl); is && f.Recv == nil {
				p[f.Name.Name] = f
			}
		}
	}
	return p
}

// calls calls visit for each call in a function.
func (p program) calls(name string, visit func(call *ast.CallExpr, function string)) {
	ast.Inspect(p[name].Body, func(n ast.Node) bool {
		if call, is := n.(*ast.CallExpr); is {
			visit(call, types.ExprString(call.Fun))
		}
		return true
	})
}

// asks adds the properties that a function asks a JavaScript value for, itself or
// by functions of the package that it hands the value on to.
func (p program) asks(name, value string, found map[string]bool) {
	p.calls(name, func(call *ast.CallExpr, function string) {
		for i, argument := range call.Args {
			if types.ExprString(argument) != value {
				continue
			}
			switch callee := p[function]; {
			case function == "text" || function == "number":
				found[literal(call.Args[1])] = true
			case callee != nil:
				p.asks(function, callee.Type.Params.List[i].Names[0].Name, found)
			}
		}
		if function == value+".Get" {
			found[literal(call.Args[0])] = true
		}
	})
}

// answers returns the properties of the objects that functions make.
func (p program) answers(names ...string) []string {
	found := map[string]bool{}
	for _, name := range names {
		ast.Inspect(p[name].Body, func(n ast.Node) bool {
			switch n := n.(type) {
			case *ast.KeyValueExpr:
				found[literal(n.Key)] = true
			case *ast.AssignStmt:
				if at, is := n.Lhs[0].(*ast.IndexExpr); is {
					found[literal(at.Index)] = true
				}
			}
			return true
		})
	}
	delete(found, "")
	return slices.Sorted(maps.Keys(found))
}

func literal(e ast.Expr) string {
	text, err := strconv.Unquote(types.ExprString(e))
	if err != nil {
		return ""
	}
	return text
}

// web/embed/boundary.d.ts is whole and true: the methods and what they are asked, what
// they answer, and what the program reads and writes of the page's own words.
func TestBoundary(t *testing.T) {
	declared, p := boundary(t), readProgram(t)

	methods := p.answers("Serve")
	assert.Equal(t, declared["Methods"], methods)

	requests := map[string][]string{"stats": nil}
	for method, request := range map[string]string{"render": "RenderRequest", "open": "OpenRequest", "refresh": "OpenRequest", "narrow": "NarrowRequest"} {
		requests[method] = declared[request]
	}
	for _, method := range methods {
		found := map[string]bool{}
		if parameters := p[method].Type.Params.List[0].Names; parameters != nil {
			p.asks(method, parameters[0].Name, found)
		}
		assert.Equal(t, requests[method], slices.Sorted(maps.Keys(found)), "what %s is asked", method)
	}

	assert.Equal(t, sorted(declared["Rendered"], declared["RenderAnswer"]), p.answers("render", "rendered"))
	assert.Equal(t, declared["StatsAnswer"], p.answers("stats"))

	found := map[string]bool{}
	p.asks("fetch", "r.begun", found)
	assert.Equal(t, declared["Begun"], slices.Sorted(maps.Keys(found)))

	files, err := filepath.Glob("browser/*_js.go")
	require.NoError(t, err)
	source := read(t, files...)
	assert.Equal(t, sorted(declared["PageData"], declared["MainData"]), dataNames(source))
	visits := read(t, "browser/visits_js.go")
	assert.Equal(t, declared["HistoryState"], namesIn(visits, `state\.Get\("(\w+)"\)`))
	assert.Equal(t, declared["HistoryState"], namesIn(visits, `"(\w+)": `))
	assert.Equal(t, declared["Handed"], namesIn(source, `Call\(hook, call\)\.Get\("(\w+)"\)`))
	assert.Equal(t, []string{"createHTML"}, namesIn(source, `policy\.Call\("(\w+)"`))
	assert.Equal(t, []string{"postview-show"}, namesIn(source, `Get\("Event"\)\.New\("([\w-]+)"`))
}

// The program that colours code takes what its type says, in this order.
func TestBoundaryOfTheHighlighter(t *testing.T) {
	declared := regexp.MustCompile(`(?m)^export type ColourAnswer = (.*);$`).FindStringSubmatch(read(t, "../web/embed/boundary.d.ts"))
	require.NotNil(t, declared)
	source := read(t, "highlight/worker/main_js.go")
	assert.Contains(t, source, "\t"+declared[1]+"\n", "the comment of main")

	taken := regexp.MustCompile(`(?m)^\s*(\w+(?:, \w+)*) := args\[0\]`).FindStringSubmatch(source)
	require.NotNil(t, taken)
	arguments := strings.SplitN(declared[1], "done: ", 2)[0] + "done:"
	assert.Equal(t, strings.Split(taken[1], ", "), names(arguments, `(\w+):`))
	assert.Equal(t, []string{"done.Invoke(fragment)", "done.Invoke(nil)", "done.Invoke(nil, err.Error())"}, sorted(regexp.MustCompile(`done\.Invoke\(.*\)`).FindAllString(source, -1)))
}

// dataNames are the attributes data-… that the program reads and writes.
func dataNames(source string) []string {
	values := strings.Join(append(namesIn(source, `(\w+) := .*\.Get\("dataset"\)\n`), `Get\("dataset"\)`), "|")
	return namesIn(source, `(?:text\((?:`+values+`), |(?:`+values+`)\.(?:Get|Set|Delete)\()"(\w+)"`)
}

func read(t *testing.T, names ...string) string {
	var all strings.Builder
	for _, name := range names {
		text, err := os.ReadFile(name)
		require.NoError(t, err)
		all.Write(text)
	}
	return all.String()
}

func sorted(lists ...[]string) []string { return slices.Sorted(slices.Values(slices.Concat(lists...))) }

// names are in the order of the source.
func names(source, pattern string) []string {
	var all []string
	for _, match := range regexp.MustCompile(pattern).FindAllStringSubmatch(source, -1) {
		all = append(all, match[1])
	}
	return all
}

func namesIn(source, pattern string) []string {
	found := map[string]bool{}
	for _, match := range regexp.MustCompile(pattern).FindAllStringSubmatch(source, -1) {
		found[match[1]] = true
	}
	return slices.Sorted(maps.Keys(found))
}
