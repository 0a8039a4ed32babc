package e2e

import (
	"bytes"
	"os/exec"
	"path/filepath"
	"testing"

	"github.com/andybalholm/brotli"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// What readers fetch may weigh so much in brotli -q 11, in KiB. Every page that embeds
// a post fetches postview.js, whether the post is ever seen or not.
var budgets = map[string]float64{
	"assets/viewer.*.wasm":      1177,
	"assets/highlighter.*.wasm": 1020,
	"postview.js":               6,
}

func TestWhatReadersFetchIsWithinItsBudget(t *testing.T) {
	program, err := postview()
	require.NoError(t, err)
	out := filepath.Join(t.TempDir(), "dist")
	command := exec.Command(program, "build", "--content", files(t, map[string]string{"a.md": "# A"}), "--out", out)
	said, err := command.CombinedOutput()
	require.NoError(t, err, "%s", said)
	for pattern, budget := range budgets {
		names, err := filepath.Glob(filepath.Join(out, pattern))
		require.NoError(t, err)
		require.Len(t, names, 1, pattern)
		var packed bytes.Buffer
		if pattern == "postview.js" {
			w := brotli.NewWriterLevel(&packed, brotli.BestCompression)
			_, err = w.Write([]byte(read(t, names[0])))
			require.NoError(t, err)
			require.NoError(t, w.Close())
		} else {
			packed.WriteString(read(t, names[0]+".br"))
		}
		weight := float64(packed.Len()) / 1024
		t.Logf("%s: %.1f KiB", pattern, weight)
		assert.LessOrEqual(t, weight, budget, "%s in KiB", pattern)
	}
}
