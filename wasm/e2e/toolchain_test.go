package e2e

import (
	"bytes"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// toolchains names the versions of Go with which all is made and tested anew, such as
// "go1.26.0 go1.27": without a third number it is the newest of these. Each is tried
// as a toolchain that Go has fetched, among the modules, and as the Go of a machine;
// "fetched:go1.27" is one of both alone.
const toolchains = "POSTVIEW_TOOLCHAINS"

func TestToolchains(t *testing.T) {
	wanted := strings.Fields(os.Getenv(toolchains))
	if len(wanted) == 0 {
		t.Skip(toolchains + " names no version of Go; ./build.sh toolchains does")
	}
	for _, name := range wanted {
		way, version, isOne := strings.Cut(name, ":")
		if !isOne {
			version = name
		}
		root, err := fetchGo(newest(t, version))
		if err != nil {
			t.Run(name, func(t *testing.T) { t.Skipf("%s can't be had, and was not tried: %v", version, err) })
			continue
		}
		if !isOne || way == "fetched" {
			t.Run("fetched:"+version, func(t *testing.T) { tryGo(t, root) })
		}
		if !isOne || way == "local" {
			t.Run("local:"+version, func(t *testing.T) {
				local := filepath.Join(t.TempDir(), "go")
				require.NoError(t, os.CopyFS(local, os.DirFS(root)))
				tryGo(t, local)
			})
		}
	}
}

// newest returns the newest version of Go that begins like this one, or this one.
func newest(t *testing.T, version string) string {
	t.Helper()
	if strings.Count(version, ".") > 1 {
		return version
	}
	versions, err := exec.Command("go", "list", "-m", "-versions", "golang.org/toolchain").Output()
	if err != nil {
		t.Logf("which versions of Go there are can't be asked: %v", err)
	}
	found, ending := version, "."+runtime.GOOS+"-"+runtime.GOARCH
	for _, v := range strings.Fields(string(versions)) { // sorted, the newest last
		v, isOurs := strings.CutSuffix(strings.TrimPrefix(v, "v0.0.1-"), ending)
		if isOurs && strings.HasPrefix(v, version+".") {
			found = v
		}
	}
	return found
}

// fetchGo has Go fetch another version, and returns its folder.
func fetchGo(version string) (root string, err error) {
	command := exec.Command("go", "env", "GOROOT")
	command.Env = append(os.Environ(), "GOTOOLCHAIN="+version)
	var said bytes.Buffer
	command.Stderr = &said
	out, err := command.Output()
	if err != nil {
		return "", fmt.Errorf("%w: %s", err, said.Bytes())
	}
	return strings.TrimSpace(string(out)), nil
}

// tryGo makes a site with the Go in a folder, and nothing that was made before, reads
// a post of it, and runs the native tests.
func tryGo(t *testing.T, root string) {
	environment := append(os.Environ(),
		"PATH="+filepath.Join(root, "bin")+string(os.PathListSeparator)+os.Getenv("PATH"),
		"GOROOT=", "GOTOOLCHAIN=local",
		"GOCACHE="+t.TempDir(), "POSTVIEW_CACHE="+t.TempDir(), "POSTVIEW_TOOLCHAINS=")
	run := func(folder, name string, arguments ...string) string {
		t.Helper()
		command := exec.Command(name, arguments...)
		command.Dir, command.Env = folder, environment
		said, err := command.CombinedOutput()
		require.NoError(t, err, "%s %v: %s", name, arguments, said)
		return string(said)
	}
	goCommand := filepath.Join(root, "bin", "go")
	t.Log(run(repository, goCommand, "version"))

	folder := t.TempDir()
	program, out := filepath.Join(folder, "postview"), filepath.Join(folder, "dist")
	run(repository, goCommand, "build", "-o", program, "./wasm/cmd/postview")
	content := files(t, map[string]string{"post.md": "---\ntitle: Read me\n---\n\n*Words*\n\n```go\nfunc main() {}\n```\n"})
	said := run(folder, program, "build", "--quick", "--content", content, "--out", out)
	t.Log(said)
	assert.NotContains(t, said, "larger than it could be")

	b := newTab(t)
	b.load(serve(t, out).at("post/?renderer=wasm"))
	b.shown("post")
	assert.Equal(t, "Words", b.text("article em"))
	b.wait(`document.querySelector("article .chroma .kd")`)
	b.quiet()

	packages := strings.Fields(run(repository, goCommand, "list", "./..."))
	var native []string
	for _, name := range packages {
		if !strings.Contains(name, "/e2e") {
			native = append(native, name)
		}
	}
	run(repository, goCommand, append([]string{"test"}, native...)...)
}
