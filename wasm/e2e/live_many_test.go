package e2e

import (
	"fmt"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"postview/wasm/e2e/bench/generate"
)

// One post of a thousand, edited, shows at once where it is open: within 300 ms on a
// machine that does nothing else, which ./build.sh bench measures.
func TestAnEditAmongAThousandPosts(t *testing.T) {
	content := t.TempDir()
	require.NoError(t, generate.Posts(content, 1000))
	url := serveLive(t, content)
	b := newTab(t)
	edited := generate.Path(500)
	b.load(url + strings.TrimSuffix(edited, ".md") + "/")
	b.listens(url)
	b.do(`await (await import("` + url + `postview.js")).boot()`) // which the page does by itself
	b.do(`window.same = true`)

	source := read(t, filepath.Join(content, edited))
	fastest := patience
	for i := range 5 {
		text := fmt.Sprintf("The edit of number %d.", i)
		saved := time.Now()
		write(t, filepath.Join(content, edited), source+"\n"+text+"\n")
		b.wait(`document.querySelector(".article").innerText.includes("` + text + `")`)
		fastest = min(fastest, time.Since(saved))
	}
	assert.True(t, b.sameDocument(), "the page was loaded anew")
	t.Logf("an edit shows after %v", fastest.Round(time.Millisecond))
	assert.Less(t, fastest, 3*time.Second)

	write(t, filepath.Join(content, edited), strings.Replace(source, `title: "`, `title: "A new name. `, 1))
	b.wait(`document.querySelector("h1").innerText.startsWith("A new name.")`)
	b.load(url + strings.TrimSuffix(generate.Path(499), ".md") + "/")
	b.wait(`document.querySelector(".neighbours .newer").innerText.includes("A new name.")`)
	b.quiet()
}
