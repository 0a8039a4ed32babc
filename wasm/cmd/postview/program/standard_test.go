//go:build !js

package program

import (
	"os/exec"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestLeanStandardKnowsThisGo(t *testing.T) {
	root, err := exec.Command("go", "env", "GOROOT").Output()
	require.NoError(t, err)
	files, err := leanStandardFiles(strings.TrimSpace(string(root)))
	require.NoError(t, err)
	assert.Len(t, files, len(leanStandard), "what it edits is as it was")
}
