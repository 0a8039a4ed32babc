//go:build !js

package wasm_test

import (
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func readFile(t *testing.T, name string) string {
	t.Helper()
	text, err := os.ReadFile(filepath.FromSlash(name))
	require.NoError(t, err)
	return string(text)
}

// found returns what the group of a pattern matches in a text, sorted, each once.
func found(pattern, text string) (all []string) {
	for _, match := range regexp.MustCompile(pattern).FindAllStringSubmatch(text, -1) {
		all = append(all, match[1])
	}
	slices.Sort(all)
	return slices.Compact(all)
}

// options returns the options that a command of the program says it has.
func options(t *testing.T, command string) []string {
	t.Helper()
	said, _ := exec.Command("go", "run", "./cmd/postview", command, "--help").CombinedOutput() // fails, as who asks for help wants nothing done
	all := found(`(?m)^  -([\w-]+)`, string(said))
	require.NotEmpty(t, all, "%s", said)
	return all
}

func TestThePostOnCommandsNamesEveryOption(t *testing.T) {
	sections := map[string]string{}
	for _, section := range strings.Split(readFile(t, "../content/posts/commands.md"), "\n## ")[1:] {
		title, text, _ := strings.Cut(section, "\n")
		sections[title] = text
	}
	for title, command := range map[string]string{"Build and serve": "serve", "Check": "check", "New": "new", "Render": "render"} {
		assert.Equal(t, options(t, command), found("`--([\\w-]+)", sections[title]), title)
	}
}

func TestTheReadmeIsTrue(t *testing.T) {
	readme := readFile(t, "../README.md")
	for _, link := range found(`\]\(([^)#]+)`, readme) {
		if !strings.Contains(link, "://") {
			assert.FileExists(t, filepath.Join("..", filepath.FromSlash(link)))
		}
	}
	known := append(options(t, "build"), options(t, "check")...)
	for _, option := range found(`--([\w-]+)`, regexp.MustCompile("(?m)^[|: -]+$").ReplaceAllString(readme, "")) {
		assert.Contains(t, known, option)
	}
	usage, err := exec.Command("go", "run", "./cmd/postview", "help").Output()
	require.NoError(t, err)
	for _, command := range found(`(?m)^    postview (\w+)`, readme) {
		assert.Contains(t, string(usage), "\n  "+command+" ")
	}
	script := readFile(t, "../build.sh")
	for _, command := range found(`\./build\.sh (\w+)`, readme) {
		assert.Contains(t, script, "./build.sh "+command)
	}
}
