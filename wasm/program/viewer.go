package program

import (
	"context"
	"embed"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"strings"

	"postview/wasm/program/compile"
)

// leanFiles take the place of files of modules, at the same paths.
//
//go:embed lean
var leanFiles embed.FS

// lean are the modules that the program for the browser is compiled from in part:
// it does the same, and weighs less.
var lean = []struct {
	module   string
	packages []string // that are compiled, by their folders
	leftOut  []string // files
	files    string   // the folder of leanFiles
}{
	{
		// It judges styles by regular expressions, which weigh 19 KB and take 20 to 60
		// ms of each boot. safehtml never asks it: it judges styles itself.
		module:   "github.com/microcosm-cc/bluemonday",
		packages: []string{".", "css"},
		files:    "lean/bluemonday",
	},
	{
		// It parses styles for that judgement, by regular expressions which weigh 4 KB.
		module:   "github.com/aymerick/douceur",
		packages: []string{"parser"},
		files:    "lean/douceur",
	},
	{
		// Its table of entities is one of two: golang.org/x/net/html has the same.
		module:   "github.com/yuin/goldmark",
		packages: []string{".", "ast", "extension", "extension/ast", "parser", "renderer", "renderer/html", "text", "util"},
		leftOut:  []string{"util/html5entities.gen.go"},
		files:    "lean/goldmark",
	},
}

// viewerParts returns what the program that shows posts is compiled from.
func viewerParts(ctx context.Context, compiler compile.Compiler) (compile.Program, error) {
	copies, err := leanCopies(ctx, compiler)
	return compile.Program{Package: "./wasm", Copies: copies}, err
}

// leanCopies returns the copies for lean.
func leanCopies(ctx context.Context, compiler compile.Compiler) ([]compile.Copy, error) {
	var copies []compile.Copy
	for _, l := range lean {
		source, err := compiler.Source(ctx, l.module)
		if err != nil {
			return nil, err
		}
		files, err := filesOf(l.module, os.DirFS(source), l.packages)
		if err != nil {
			return nil, fmt.Errorf("copy %s: %w", l.module, err)
		}
		for _, name := range l.leftOut {
			if _, there := files[name]; !there {
				return nil, fmt.Errorf("copy %s: it has no %s any more", l.module, name)
			}
			delete(files, name)
		}
		if err := replaceFiles(files, l.files); err != nil {
			return nil, fmt.Errorf("copy %s: %w", l.module, err)
		}
		copies = append(copies, compile.Copy{Module: l.module, Files: files})
	}
	return copies, nil
}

// replaceFiles puts the files of a folder of leanFiles into files.
func replaceFiles(files map[string][]byte, folder string) error {
	return fs.WalkDir(leanFiles, folder, func(name string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() || strings.HasSuffix(name, "_test.go") {
			return err
		}
		replaced := strings.TrimPrefix(name, folder+"/")
		if _, there := files[replaced]; !there {
			return fmt.Errorf("it has no %s any more", replaced)
		}
		files[replaced], err = leanFiles.ReadFile(name)
		return err
	})
}

// filesOf returns the files of the module of a name that its packages are compiled from.
func filesOf(name string, module fs.FS, packages []string) (map[string][]byte, error) {
	files := map[string][]byte{}
	add := func(name string) (err error) {
		files[name], err = fs.ReadFile(module, name)
		return err
	}
	if err := add("go.mod"); errors.Is(err, fs.ErrNotExist) { // it is of before there were modules
		files["go.mod"] = []byte("module " + name + "\n")
	} else if err != nil {
		return nil, err
	}
	for _, folder := range packages {
		names, err := fs.Glob(module, path.Join(folder, "*.go"))
		if err != nil {
			return nil, err
		}
		for _, name := range names {
			if strings.HasSuffix(name, "_test.go") {
				continue
			}
			if err := add(name); err != nil {
				return nil, err
			}
		}
	}
	return files, nil
}
