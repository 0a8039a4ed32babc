package words_test

import (
	"os"
	"path/filepath"
	"reflect"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"golang.org/x/net/html"

	"postview/wasm/words"
)

func TestIn(t *testing.T) {
	tests := map[string]string{
		"de": "Inhalt", "de-AT": "Inhalt", "DE": "Inhalt", "de_CH": "Inhalt",
		"en": "Contents", "en-GB": "Contents", "": "Contents", "tlh": "Contents", "deu": "Contents", "x-de": "Contents",
	}
	for tag, contents := range tests {
		assert.Equal(t, contents, words.In(tag).Contents, tag)
	}
}

func TestNumbers(t *testing.T) {
	tests := map[string]struct {
		n              int
		posts, minutes string
	}{
		"none":           {0, "0 posts", "0 min read"},
		"one":            {1, "1 post", "1 min read"},
		"many":           {21, "21 posts", "21 min read"},
		"none in German": {0, "0 Beiträge", "0 Minuten Lesezeit"},
		"one in German":  {1, "1 Beitrag", "1 Minute Lesezeit"},
		"many in German": {21, "21 Beiträge", "21 Minuten Lesezeit"},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			say := words.In("en")
			if strings.HasSuffix(name, "German") {
				say = words.In("de")
			}
			assert.Equal(t, test.posts, say.Posts(test.n))
			assert.Equal(t, test.minutes, say.Minutes(test.n))
		})
	}
}

func TestDay(t *testing.T) {
	for _, month := range []time.Month{time.January, time.March, time.December} {
		day := time.Date(2026, month, 7, 0, 0, 0, 0, time.UTC)
		assert.Equal(t, day.Format("2 January 2006"), words.In("en").Day(day))
	}
	assert.Equal(t, "7. März 2026", words.In("de").Day(time.Date(2026, 3, 7, 0, 0, 0, 0, time.UTC)))
}

func TestNoWordIsMissing(t *testing.T) {
	for _, tag := range append(words.WebLanguages, "en") {
		said := reflect.ValueOf(words.In(tag)).Elem()
		for i := range said.NumField() {
			name, field := said.Type().Field(i).Name, said.Field(i)
			assert.Falsef(t, field.IsZero(), "%s has no %s", tag, name)
			for j := 0; field.Kind() == reflect.Array && j < field.Len(); j++ {
				assert.Falsef(t, field.Index(j).IsZero(), "%s has no %s[%d]", tag, name, j)
			}
		}
	}
}

const web = "../../web/"

// What web/ says is there in every language, and nothing else is.
func TestWeb(t *testing.T) {
	said := map[string]bool{}
	for _, page := range []string{"site/index.html", "open/view.html", "frame/embed.html", "offline/offline.html"} {
		saidByPage(t, page, said)
	}
	scripts, err := filepath.Glob(web + "*/*.js")
	require.NoError(t, err)
	call := regexp.MustCompile(`\bword\("([^"]*)"`)
	for _, name := range scripts {
		source, err := os.ReadFile(name)
		require.NoError(t, err)
		for _, match := range call.FindAllSubmatch(source, -1) {
			said[string(match[1])] = true
		}
	}
	for _, tag := range words.WebLanguages {
		for english := range said {
			assert.NotEmptyf(t, words.Web(tag)[english], "%s has no word for %q", tag, english)
		}
		for english := range words.Web(tag) {
			assert.Truef(t, said[english], "%s has a word for %q, which nothing says", tag, english)
		}
	}
	assert.Nil(t, words.Web("en"))
}

// saidByPage adds what a page says: text outside of scripts and of what the build
// fills in, and names that only some readers hear.
func saidByPage(t *testing.T, page string, said map[string]bool) {
	source, err := os.Open(web + page)
	require.NoError(t, err)
	defer source.Close()
	doc, err := html.ParseWithOptions(source, html.ParseOptionEnableScripting(false)) // which looks into noscript
	require.NoError(t, err)
	for n := range doc.Descendants() {
		text := strings.TrimSpace(n.Data)
		if n.Type == html.TextNode && text != "" && text != "Postview" {
			said[text] = true
		}
		for _, a := range n.Attr {
			if a.Key == "aria-label" {
				said[a.Val] = true
			}
		}
	}
}
