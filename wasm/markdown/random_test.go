package markdown_test

import (
	"flag"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
	"golang.org/x/tools/txtar"
)

var (
	random = flag.Int("random", 0, "how many bodies to make up and compare with what -hugo makes of them")
	seed   = flag.Uint64("seed", 1, "of the bodies of -random")
)

// TestRandomBodiesAreEqual makes bodies up from the pieces of the golden cases,
// damages them, and compares with Hugo, byte for byte, for the settings of each
// archive. It does nothing unless it is asked to:
//
//	go test ./wasm/markdown -run Random -random 100 -seed 7 -hugo PATH
func TestRandomBodiesAreEqual(t *testing.T) {
	archives, err := filepath.Glob("testdata/*.txtar")
	require.NoError(t, err)
	m := maker{rand.New(rand.NewPCG(*seed, 0)), nil}
	parsed := map[string]*txtar.Archive{}
	for _, file := range archives {
		parsed[file], err = txtar.ParseFile(file)
		require.NoError(t, err)
		for _, f := range parsed[file].Files {
			if strings.HasSuffix(f.Name, ".md") {
				m.pieces = append(m.pieces, strings.Split(string(f.Data), "\n\n")...)
			}
		}
	}
	for _, file := range archives {
		if *random == 0 {
			break
		}
		t.Run(strings.TrimSuffix(filepath.Base(file), ".txtar"), func(t *testing.T) {
			m.compare(t, readSite(t, parsed[file]))
		})
	}
}

// maker makes bodies up.
type maker struct {
	*rand.Rand
	pieces []string
}

func (m maker) compare(t *testing.T, s site) {
	files := map[string]string{"hugo.toml": s.files["hugo.toml"]}
	for i := range *random {
		files[fmt.Sprintf("p%d.md", i)] = m.body()
	}
	public := runHugo(t, files)
	for i := range *random {
		name := fmt.Sprintf("p%d", i)
		html, err := os.ReadFile(filepath.Join(public, name, "index.html"))
		require.NoError(t, err)
		values, err := os.ReadFile(filepath.Join(public, name, "index.json"))
		require.NoError(t, err)
		s.files[name+".md"] = files[name+".md"]
		s.files[name+".html"] = strings.TrimSuffix(string(html), endMark)
		s.files[name+".json"] = string(values)
		t.Run(name, func(t *testing.T) { s.check(t, name) })
	}
}

var marks = strings.Split("* ** _ __ ` `` [ ] ( ) ![ < > & ~ ~~ \" ' -- ... | \\ # + == ^ $ $$ : { } {.c} é 中 。 <b> </b> "+
	"<!-- --> [^1] [^1]: https://e.org/ www.e.org a@b.c &amp; <div> </div> ``` ~~~ --- === *** |-| |:-:| <p> <!--more-->", " ")

// body returns a few pieces one after the other, damaged.
func (m maker) body() string {
	var b strings.Builder
	b.WriteString("\n") // or a rule would be taken for front matter
	for range 1 + m.IntN(5) {
		b.WriteString(m.damaged(m.pieces[m.IntN(len(m.pieces))]) + "\n\n")
	}
	// Shortcodes are not what is tested, and Hugo gives up on attributes of a fence
	// that it can't parse.
	body := strings.NewReplacer("{{", "{ {", "\r", "").Replace(b.String())
	return fenceWithAttributes.ReplaceAllString(body, "$1")
}

var fenceWithAttributes = regexp.MustCompile("(?m)^(.*(?:```|~~~).*?)\\{.*$")

func (m maker) damaged(piece string) string {
	for range m.IntN(5) {
		i := m.IntN(len(piece) + 1)
		switch m.IntN(4) {
		case 0:
			piece = piece[:i] + piece[min(i+1+m.IntN(4), len(piece)):]
		case 1:
			piece = piece[:i] + []string{"\n", "\n\n", "    ", "\n> ", "\n- ", "\t", "  \n"}[m.IntN(7)] + piece[i:]
		default:
			piece = piece[:i] + marks[m.IntN(len(marks))] + piece[i:]
		}
	}
	return strings.ToValidUTF8(piece, "")
}
