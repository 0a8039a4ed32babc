//go:build !js

package e2e

import (
	"bufio"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

var address = regexp.MustCompile(`http://localhost:\d+/`)

// serveLive runs postview serve on a folder and returns where it serves.
func serveLive(t *testing.T, content string) string {
	t.Helper()
	program, err := postview()
	require.NoError(t, err)
	command := exec.Command(program, "serve", "--content", content, "--out", filepath.Join(t.TempDir(), "dist"))
	command.Dir = repository
	stdout, err := command.StdoutPipe()
	require.NoError(t, err)
	require.NoError(t, command.Start())
	t.Cleanup(func() { command.Process.Kill(); command.Wait() })
	found := make(chan string, 1)
	go func() {
		for lines := bufio.NewScanner(stdout); lines.Scan(); {
			if url := address.FindString(lines.Text()); url != "" {
				found <- url
			}
		}
		close(found)
	}()
	url := <-found
	require.NotEmpty(t, url, "the server ended")
	return url
}

func TestLiveReload(t *testing.T) {
	long := strings.Repeat("\n\nA paragraph.", 200)
	content := files(t, map[string]string{"a.md": "---\ntitle: First\n---\n" + long, "b.md": "B"})
	url := serveLive(t, content)
	b := newTab(t)
	b.load(url + "a/")
	b.wait(`performance.getEntriesByType("resource").some(e => e.name.includes("live"))`)
	b.do(`window.same = true; scrollTo(0, 1000)`)

	saved := time.Now()
	write(t, filepath.Join(content, "a.md"), "---\ntitle: Second\n---\n"+long)
	b.wait(`document.querySelector("h1").textContent === "Second"`)
	t.Logf("a change shows after %v, the program's boot included", time.Since(saved).Round(time.Millisecond))
	assert.True(t, b.sameDocument(), "the page was loaded anew")
	assert.Equal(t, 1000.0, eval[float64](b, "scrollY"), "the reader's place")

	saved = time.Now()
	write(t, filepath.Join(content, "a.md"), "---\ntitle: Third\n---\n"+long)
	b.wait(`document.querySelector("h1").textContent === "Third"`)
	took := time.Since(saved)
	t.Logf("the next one after %v", took.Round(time.Millisecond))
	assert.Less(t, took, time.Second)

	write(t, filepath.Join(content, "a.md"), "---\ntitle: \"Broken\n---\n")
	b.wait(`document.querySelector(".failure")`)
	assert.Contains(t, b.text(".reason"), "a.md:3:")
	write(t, filepath.Join(content, "a.md"), "---\ntitle: Mended\n---\n")
	b.wait(`document.querySelector("h1").textContent === "Mended"`)

	b.load(url)
	b.wait(`document.querySelectorAll(".card").length === 2`)
	write(t, filepath.Join(content, "new/c.md"), "# C")
	b.wait(`document.querySelectorAll(".card").length === 3`)
	b.quiet()
}

func TestTwoServersAtOnce(t *testing.T) {
	content := files(t, map[string]string{"a.md": "A"})
	first, second := serveLive(t, content), serveLive(t, content)
	assert.NotEqual(t, first, second)
}

func TestStrict(t *testing.T) {
	program, err := postview()
	require.NoError(t, err)
	content := files(t, map[string]string{"a.md": "---\ntitle: [\n---\n"})
	for flag, wanted := range map[string]bool{"--strict=false": true, "--strict": false} {
		command := exec.Command(program, "build", "--content", content, "--out", filepath.Join(t.TempDir(), "dist"), flag)
		command.Dir = repository
		said, err := command.CombinedOutput()
		assert.Equal(t, wanted, err == nil, "%s: %s", flag, said)
		assert.Contains(t, string(said), "warning: a.md:3:")
	}
}
