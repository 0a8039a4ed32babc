package render

import (
	"context"
	"encoding/json"
	"io"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"postview/wasm/build/buildtest"
)

func TestRenderKnowsWhatAPostInherits(t *testing.T) {
	out := t.TempDir()
	require.NoError(t, Run(context.Background(), []string{"--out", out, "--content", buildtest.Folder(t, map[string]string{
		"hugo.toml":       hooks + "[[cascade]]\nweight = 3\nmood = 'calm'\n",
		"posts/_index.md": "---\ncascade:\n- title: Of all\n- target: {path: /posts/a}\n  slug: moved\n---\n",
		"posts/a.md":      "---\nweight: 1\n---\n{{< param mood >}} [](/posts/a)\n",
		"posts/b.md":      "---\ntitle: Own\ncascade: {mood: wild}\n---\nIt is {{< param mood >}}.\n",
	})}, io.Discard, io.Discard))
	for name, want := range map[string]struct {
		title, html string
		weight      int
	}{
		"posts/a.md": {"Of all", "<p>calm <a href=\"/blog/posts/moved/\"></a></p>\n", 1},
		"posts/b.md": {"Own", "<p>It is wild.</p>\n", 3},
	} {
		assert.Equal(t, want.html, buildtest.Read(t, out, name+".html"))
		var v derived
		require.NoError(t, json.Unmarshal([]byte(buildtest.Read(t, out, name+".json")), &v))
		assert.Equal(t, want.title, v.Title)
		assert.Equal(t, want.weight, v.Weight)
	}
}
