package program

import (
	"flag"
	"os"
	"os/exec"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

const repository = "../.."

var update = flag.Bool("update", false, "write the copies of go.mod and go.sum anew")

func TestTheModulesFilesAreThoseAtTheRoot(t *testing.T) {
	for _, name := range []string{"go.mod", "go.sum"} {
		want, err := os.ReadFile(filepath.Join(repository, name))
		require.NoError(t, err)
		if *update {
			require.NoError(t, os.WriteFile(name+".txt", want, 0o644))
		}
		got, err := os.ReadFile(name + ".txt")
		require.NoError(t, err)
		assert.Equal(t, string(want), string(got), "go test ./wasm/program -update writes the copy anew")
	}
}

func TestTheModuleIsTidy(t *testing.T) {
	command := exec.CommandContext(t.Context(), "go", "mod", "tidy", "-diff")
	command.Dir = repository
	diff, err := command.Output()
	if failed := new(exec.ExitError); err != nil && len(diff) == 0 && assert.ErrorAs(t, err, &failed) {
		t.Skipf("the modules can't be had: %s", failed.Stderr)
	}
	assert.Empty(t, string(diff), "go mod tidy mends it")
}
