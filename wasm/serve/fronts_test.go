package serve

import (
	"bytes"
	"encoding/json"
	"html"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"postview/wasm/build/buildtest"
	"postview/wasm/build/inspect"
	"postview/wasm/build/progress"
	"postview/wasm/check"
)

// everywhere returns what each of those who tell of a site tells: check in lines and as
// JSON, the build in its log, and what serve tells its pages.
func everywhere(t *testing.T, dir string) (lines []string, asJSON []inspect.Finding, log string, wrong *findings, out string) {
	t.Helper()
	var stdout bytes.Buffer
	assert.Error(t, check.Run(t.Context(), []string{"--content", dir}, &stdout, io.Discard))
	lines = strings.Split(strings.TrimSpace(stdout.String()), "\n")
	stdout.Reset()
	assert.Error(t, check.Run(t.Context(), []string{"--content", dir, "--json"}, &stdout, io.Discard))
	require.NoError(t, json.Unmarshal(stdout.Bytes(), &asJSON))

	var said bytes.Buffer
	out = filepath.Join(t.TempDir(), "dist")
	b := buildtest.LiveBuilder(t, dir, out)
	b.Log = progress.NewLog(&said)
	err := b.Build(t.Context())
	wrong = new(findings)
	wrong.learn(b.Last, err)
	return lines, asJSON, said.String(), wrong, out
}

func TestAllTellTheSame(t *testing.T) {
	dir := buildtest.Folder(t, map[string]string{
		"hugo.toml":  "enableGitInfo = true\ntitle = 1\n[permalinks.page]\nnotes = '/:sluh/'\n",
		"a.md":       "---\ntitle: A\naliases: [/b/]\n---\n\n{{< teapot >}}\n\n[x](nowhere.md) [b](b.md#none) ![](none.png)\n",
		"b.md":       "---\ntitle: B\nurl: /b/\n---\n{{< details >}}\n",
		"c: d.md":    "---\ntitle: C\nurl: /../x\n---\n",
		"e.md":       "+++\ntitle = \n+++\n",
		"notes/f.md": "",
	})
	lines, asJSON, log, wrong, out := everywhere(t, dir)
	settings := filepath.ToSlash(dir) + "/hugo.toml"
	begins := []string{
		settings + ":1: enableGitInfo", settings + ":2: title can’t be 1", settings + ":4: permalinks.page.notes: there is no :sluh",
		"a.md:3: ", "a.md:6:1: shortcode teapot", "a.md:8:5: no such post", "a.md:8:21: no such anchor", "a.md:8:36: no such file",
		"b.md:5: shortcode details is not closed", `c: d.md:3: url "/../x"`, "e.md:2:9: toml: ",
	}
	require.Len(t, lines, len(begins), "%q", lines)
	for i, begin := range begins {
		assert.True(t, strings.HasPrefix(lines[i], begin), "%s: %s", begin, lines[i])
	}
	assert.Equal(t, lines, texts(asJSON), "check --json")
	assert.Equal(t, asJSON, inspect.Findings(wrong.problems), "the build")

	told := map[string]bool{} // on pages
	for at, of := range map[string]string{"": settings, "a/": "a.md", "b/": "b.md", "c-d/": "c: d.md", "e/": "e.md"} {
		for _, line := range texts(wrong.of(at).Problems) {
			assert.True(t, strings.HasPrefix(line, of+":"), "%s tells %s", at, line)
			told[line] = true
		}
	}
	for _, p := range asJSON {
		if !p.Kind.IsNote() {
			assert.True(t, told[texts([]inspect.Finding{p})[0]], "no page tells %v", p)
		}
	}
	for _, line := range inspect.Summary(wrong.problems) {
		assert.Contains(t, log, "warning: "+line+"\n")
	}
	assert.Contains(t, log, "2 shortcodes are unknown or malformed; postview check lists them: a.md:6:1: shortcode teapot")
	page := html.UnescapeString(buildtest.Read(t, out, "e/index.html"))
	assert.Contains(t, page, lines[len(lines)-1], "what readers see in place of the post")
}

func TestAllTellOfSettingsThatCantBeRead(t *testing.T) {
	dir := buildtest.Folder(t, map[string]string{"hugo.toml": "title = \n", "a.md": "A"})
	lines, asJSON, _, wrong, _ := everywhere(t, dir)
	require.Len(t, lines, 1)
	assert.True(t, strings.HasPrefix(lines[0], filepath.ToSlash(dir)+"/hugo.toml:1:9: toml: "), lines[0])
	assert.Equal(t, lines, texts(asJSON))
	told := wrong.of("a/")
	assert.True(t, told.IsBroken)
	assert.Equal(t, lines, texts(told.Problems))

	require.NoError(t, os.Remove(filepath.Join(dir, "hugo.toml")))
	b := buildtest.LiveBuilder(t, dir, filepath.Join(t.TempDir(), "dist"))
	require.NoError(t, b.Build(t.Context()))
	assert.True(t, wrong.learn(b.Last, nil), "which is news")
	assert.Empty(t, wrong.of("a/").Problems)
	assert.False(t, wrong.learn(b.Last, nil))
}

// texts returns findings as lines.
func texts(findings []inspect.Finding) (lines []string) {
	for _, f := range findings {
		lines = append(lines, f.Problem().Error())
	}
	return lines
}
