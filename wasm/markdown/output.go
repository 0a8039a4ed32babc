package markdown

import (
	"bytes"
	"slices"

	"github.com/yuin/goldmark/util"
)

// output is where one body is rendered to. The renderers of the nodes are shared
// by all posts; what belongs to a single rendering they find here.
type output struct {
	bytes.Buffer
	options Options
	fences  int // fenced code blocks so far
}

var _ util.BufWriter = (*output)(nil)

// Available is part of util.BufWriter, which keeps goldmark from buffering again.
func (o *output) Available() int { return o.Buffer.Available() }

// Buffered is part of util.BufWriter.
func (o *output) Buffered() int { return o.Len() }

// Flush is part of util.BufWriter.
func (o *output) Flush() error { return nil }

// note remembers that there is code in language.
func (n *Needs) note(language string) {
	switch {
	case language == "":
		return
	case language == "math":
		n.Math = true
	}
	if !slices.Contains(n.Languages, language) {
		n.Languages = append(n.Languages, language)
	}
}
