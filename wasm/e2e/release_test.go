package e2e

import (
	"crypto/sha256"
	"fmt"
	"os/exec"
	"path/filepath"
	"runtime"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// Who unpacks a release needs neither Go nor a checkout.
func TestRelease(t *testing.T) {
	out := t.TempDir()
	command := exec.Command("go", "run", "./wasm/cmd/release", "--quick", "--out", out, runtime.GOOS+"/"+runtime.GOARCH)
	command.Dir = repository
	said, err := command.CombinedOutput()
	require.NoError(t, err, "%s", said)
	archives, err := filepath.Glob(filepath.Join(out, "postview-*"))
	require.NoError(t, err)
	require.Len(t, archives, 1)
	sum := sha256.Sum256([]byte(read(t, archives[0])))
	assert.Equal(t, fmt.Sprintf("%x  %s\n", sum, filepath.Base(archives[0])), read(t, filepath.Join(out, "checksums.txt")))

	folder := t.TempDir()
	said, err = exec.Command("tar", "-xf", archives[0], "-C", folder, "--strip-components=1").CombinedOutput()
	require.NoError(t, err, "%s", said)
	for _, part := range []string{"Go go1.", "github.com/yuin/goldmark v", "github.com/evanw/esbuild v", "github.com/microcosm-cc/bluemonday v"} {
		assert.Contains(t, read(t, filepath.Join(folder, "NOTICES.txt")), "---- "+part)
	}
	content, err := filepath.Abs(filepath.Join(repository, "content"))
	require.NoError(t, err)
	run := func(arguments ...string) string {
		t.Helper()
		command := exec.Command(filepath.Join(folder, "postview"), arguments...)
		command.Dir = folder
		command.Env = []string{"PATH=" + t.TempDir(), "POSTVIEW_CACHE=" + t.TempDir()}
		said, err := command.CombinedOutput()
		require.NoError(t, err, "%s", said)
		return string(said)
	}
	assert.Regexp(t, `^postview \d+\.\d+\.\d+ \(go1\.\S+ \S+\), renders as Hugo 0\.\d+\.\d+ does\n$`, run("version"))
	run("check", "--content", content)
	run("build", "--quick", "--content", content, "--out", "dist")

	h := serve(t, filepath.Join(folder, "dist"))
	b := newTab(t)
	b.load(h.at("posts/start-here/?renderer=wasm"))
	b.shown("post")
	assert.NotEmpty(t, b.text("article h2"))
	b.quiet()
}
