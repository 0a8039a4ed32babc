package compile

import (
	"bytes"
	"cmp"
	"context"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
)

// A Target is what packages are compiled for.
type Target struct{ OS, Arch string }

// Browsers is the target of programs for the browser.
var Browsers = Target{"js", "wasm"}

// licenseFile is the name of a file in which a module says what may be done with it.
var licenseFile = regexp.MustCompile(`(?i)^(licen[cs]e|copying|notice|patents)`)

// A Notice is what Go or a module says of its licence, in a file of this name.
type Notice struct {
	Of, File, Text string
}

// Notices are those of what programs are compiled from.
type Notices []Notice

// Notices returns those of Go and of all modules from which packages are compiled. It
// is an error that one has none.
func (c Compiler) Notices(ctx context.Context, t Target, packages ...string) (Notices, error) {
	modules, err := c.modules(ctx, t, packages)
	if err != nil {
		return nil, err
	}
	all, err := noticesIn(c.Root, "Go "+c.Version)
	if err != nil {
		return nil, err
	}
	for _, m := range modules {
		notices, err := noticesIn(m.Dir, m.Path+" "+m.Version)
		if err != nil {
			return nil, err
		}
		all = append(all, notices...)
	}
	return all.With(nil), nil
}

// With returns these and others, sorted, each once.
func (n Notices) With(others Notices) Notices {
	all := slices.Concat(n, others)
	slices.SortFunc(all, func(a, b Notice) int { return cmp.Or(cmp.Compare(a.Of, b.Of), cmp.Compare(a.File, b.File)) })
	return slices.Compact(all)
}

// Bytes returns them as one text.
func (n Notices) Bytes() []byte {
	var all bytes.Buffer
	all.WriteString("Postview is compiled from these, each under its own licence.\n")
	for _, notice := range n {
		fmt.Fprintf(&all, "\n---- %s, %s ----\n\n%s\n", notice.Of, notice.File, notice.Text)
	}
	return all.Bytes()
}

// goModule is a module as go list tells of it.
type goModule struct {
	Path, Version, Dir string
	Main               bool
}

// modules returns the modules that packages are compiled from, by their paths.
func (c Compiler) modules(ctx context.Context, t Target, packages []string) (map[string]goModule, error) {
	command := c.command(ctx, []string{"GOOS=" + t.OS, "GOARCH=" + t.Arch},
		append([]string{"list", "-mod=readonly", "-deps", "-json=Module"}, packages...)...)
	var said bytes.Buffer
	command.Stderr = &said
	out, err := command.Output()
	if err != nil {
		return nil, fmt.Errorf("find the modules of %v: %w\n%s", packages, err, said.Bytes())
	}
	modules := map[string]goModule{}
	for decoder := json.NewDecoder(bytes.NewReader(out)); decoder.More(); {
		var p struct{ Module *goModule }
		if err := decoder.Decode(&p); err != nil {
			return nil, fmt.Errorf("find the modules of %v: %w", packages, err)
		}
		if p.Module != nil && !p.Module.Main {
			modules[p.Module.Path] = *p.Module
		}
	}
	return modules, nil
}

// noticesIn returns the notices that a folder has.
func noticesIn(folder, of string) (notices Notices, err error) {
	entries, err := os.ReadDir(folder)
	if err != nil {
		return nil, fmt.Errorf("read the licence of %s: %w", of, err)
	}
	for _, entry := range entries {
		if entry.IsDir() || !licenseFile.MatchString(entry.Name()) {
			continue
		}
		text, err := os.ReadFile(filepath.Join(folder, entry.Name()))
		if err != nil {
			return nil, fmt.Errorf("read the licence of %s: %w", of, err)
		}
		notices = append(notices, Notice{of, entry.Name(), string(bytes.TrimSpace(text))})
	}
	if len(notices) == 0 {
		return nil, fmt.Errorf("%s has no file with its licence", of)
	}
	return notices, nil
}
