package e2e

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"sync"
	"testing"

	"github.com/stretchr/testify/require"

	"postview/wasm/e2e/chromium"
)

// repository is the root of the project, seen from this package.
const repository = "../.."

var (
	scratch string          // a folder for what the tests make
	browser context.Context // Chromium, or nil where there is none
)

func TestMain(m *testing.M) {
	code, err := runTests(m)
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		code = 1
	}
	os.Exit(code)
}

func runTests(m *testing.M) (code int, err error) {
	if scratch, err = os.MkdirTemp("", "postview-e2e-"); err != nil {
		return 0, err
	}
	defer os.RemoveAll(scratch)
	if path := chromium.Path(); path != "" {
		ctx, stop, err := chromium.Start(path)
		if err != nil {
			return 0, err
		}
		defer stop()
		browser = ctx
	}
	return m.Run(), nil
}

// shared returns a path in the folder of real posts and of hostile ones, and
// leaves the test out where that folder is not there.
func shared(t *testing.T, path string) string {
	t.Helper()
	folder := os.Getenv("POSTVIEW_SHARED")
	if folder == "" {
		t.Skip("POSTVIEW_SHARED does not name the folder of real posts")
	}
	path = filepath.Join(folder, path)
	_, err := os.Stat(path)
	require.NoError(t, err)
	return path
}

// postview is the native program, compiled once.
var postview = sync.OnceValues(func() (string, error) {
	program := filepath.Join(scratch, "postview")
	command := exec.Command("go", "build", "-o", program, "./wasm/cmd/postview")
	command.Dir = repository
	said, err := command.CombinedOutput()
	if err != nil {
		return "", fmt.Errorf("compile postview: %w\n%s", err, said)
	}
	return program, nil
})

// build runs postview build and returns the folder it made.
func build(t *testing.T, arguments ...string) string {
	t.Helper()
	program, err := postview()
	require.NoError(t, err)
	out := filepath.Join(t.TempDir(), "dist")
	command := exec.Command(program, append([]string{"build", "--quick", "--out", out}, arguments...)...)
	command.Dir = repository
	said, err := command.CombinedOutput()
	require.NoError(t, err, "%s", said)
	return out
}

// builds keeps what buildOnce made.
var builds sync.Map

// buildOnce is build for a site that several tests only read.
func buildOnce(t *testing.T, name string, arguments ...string) string {
	t.Helper()
	once, _ := builds.LoadOrStore(name, sync.OnceValues(func() (string, error) {
		program, err := postview()
		if err != nil {
			return "", err
		}
		out := filepath.Join(scratch, name)
		command := exec.Command(program, append([]string{"build", "--quick", "--out", out}, arguments...)...)
		command.Dir = repository
		if said, err := command.CombinedOutput(); err != nil {
			return "", fmt.Errorf("build %s: %w\n%s", name, err, said)
		}
		return out, nil
	}))
	out, err := once.(func() (string, error))()
	require.NoError(t, err)
	return out
}

// blog is the project's own content, built.
func blog(t *testing.T) string { return buildOnce(t, "blog") }

// blogShell is the same without prerendered pages.
func blogShell(t *testing.T) string { return buildOnce(t, "blog-shell", "--prerender=false") }
