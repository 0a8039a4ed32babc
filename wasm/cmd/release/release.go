package main

import (
	"context"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"

	"postview/wasm/program"
	"postview/wasm/program/compile"
	"postview/wasm/twins"
)

const (
	native = "./wasm/cmd/postview"
	// packedPrograms is where the native program embeds those for the browser.
	packedPrograms = "wasm/program/packed.gob.gz"
)

// release is what all archives have in common.
type release struct {
	version  string
	compiler compile.Compiler
	folder   string          // for what is made on the way
	overlay  string          // puts the packed programs where they are embedded
	notices  compile.Notices // of the programs for the browser
}

// newRelease makes the programs for the browser.
func newRelease(ctx context.Context, quick bool) (_ *release, err error) {
	r := new(release)
	if r.version, err = versionOf("web/embed/package/package.json"); err != nil {
		return nil, err
	}
	if r.compiler, err = compile.NewCompiler(ctx, "."); err != nil {
		return nil, err
	}
	compressor, err := twins.NewCompressor(quick)
	if err != nil {
		return nil, err
	}
	say := func(format string, args ...any) { fmt.Printf(format+"\n", args...) }
	programs, err := program.Get(ctx, compressor, say, say)
	if err != nil {
		return nil, err
	}
	r.notices = programs.Notices
	if r.folder, err = os.MkdirTemp("", "postview-release-"); err != nil {
		return nil, err
	}
	if err := r.pack(programs); err != nil {
		r.end()
		return nil, err
	}
	return r, nil
}

// end removes what was made on the way.
func (r *release) end() { os.RemoveAll(r.folder) }

// versionOf returns the version in a package.json.
func versionOf(name string) (string, error) {
	source, err := os.ReadFile(name)
	if err != nil {
		return "", err
	}
	var manifest struct{ Version string }
	err = json.Unmarshal(source, &manifest)
	return manifest.Version, err
}

// pack writes the programs, and what has Go embed them.
func (r *release) pack(programs *program.Set) error {
	packed := filepath.Join(r.folder, "packed")
	file, err := os.Create(packed)
	if err != nil {
		return err
	}
	defer file.Close()
	if err := programs.Pack(file); err != nil {
		return err
	}
	replaced, err := filepath.Abs(packedPrograms)
	if err != nil {
		return err
	}
	list, err := json.Marshal(map[string]any{"Replace": map[string]string{replaced: packed}})
	if err != nil {
		return err
	}
	r.overlay = filepath.Join(r.folder, "overlay.json")
	return os.WriteFile(r.overlay, list, 0o644)
}

// archive makes the archive for a system, such as linux/amd64, and returns its name.
func (r *release) archive(ctx context.Context, out, system string) (string, error) {
	t, err := targetOf(system)
	if err != nil {
		return "", err
	}
	name := fmt.Sprintf("postview-%s-%s-%s", r.version, t.OS, t.Arch)
	program, err := r.compile(ctx, t)
	if err != nil {
		return "", err
	}
	readme, err := os.ReadFile("README.md")
	if err != nil {
		return "", err
	}
	notices, err := r.compiler.Notices(ctx, t, native)
	if err != nil {
		return "", err
	}
	executable := "postview"
	if t.OS == "windows" {
		executable += ".exe"
	}
	return writeArchive(filepath.Join(out, name), t.OS == "windows", []entry{
		{name + "/" + executable, program, 0o755},
		{name + "/README.md", readme, 0o644},
		{name + "/NOTICES.txt", notices.With(r.notices).Bytes(), 0o644},
	})
}

func targetOf(system string) (t compile.Target, err error) {
	var ok bool
	if t.OS, t.Arch, ok = strings.Cut(system, "/"); !ok {
		return t, fmt.Errorf("name the system and the processor, such as %s", systems[0])
	}
	return t, nil
}

// compile returns the native program for a system.
func (r *release) compile(ctx context.Context, t compile.Target) ([]byte, error) {
	out := filepath.Join(r.folder, "postview-"+t.OS+"-"+t.Arch)
	command := exec.CommandContext(ctx, "go", "build", "-trimpath", "-buildvcs=false", "-tags=release", "-overlay="+r.overlay, "-ldflags=-s -w", "-o", out, native)
	command.Env = append(os.Environ(), "CGO_ENABLED=0", "GOOS="+t.OS, "GOARCH="+t.Arch)
	if said, err := command.CombinedOutput(); err != nil {
		return nil, fmt.Errorf("compile postview: %w\n%s", err, said)
	}
	return os.ReadFile(out)
}
