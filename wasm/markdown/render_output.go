package markdown

import (
	"bytes"
	"slices"
	"sync"

	"github.com/yuin/goldmark/util"
)

// output is where one body is rendered to. The renderers of the nodes are shared
// by all posts; what belongs to a single rendering they find here.
type output struct {
	bytes.Buffer
	options Options
	fences  int // fenced code blocks so far
}

// outputs keeps those that have been rendered to, for their space.
var outputs = sync.Pool{New: func() any { return &output{} }}

// begin empties o for a body that is rendered with options.
func (o *output) begin(options Options) {
	o.Reset()
	o.options, o.fences = options, 0
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
