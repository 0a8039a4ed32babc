package util_test

import (
	"testing"

	"github.com/stretchr/testify/assert"
	goldmark "github.com/yuin/goldmark/util"

	lean "postview/wasm/program/lean/goldmark/util"
)

func TestLookUpIsGoldmarks(t *testing.T) {
	for _, name := range []string{
		"amp", "AMP", "lt", "gt", "quot", "apos", "semi", "nbsp", "copy", "COPY", "not", "notit", "notin", "notin1", "no", "n", "",
		"Auml", "auml", "AUML", "hellip", "mdash", "shy", "zwj", "Tab", "NewLine", "frac12", "there4", "sup2", "b1", "ampamp",
		"ngE", "fjlig", "NotEqualTilde", "ThickSpace", "CounterClockwiseContourIntegral", "Afr", "zscr", "nosuch", "é", "lt1", "ltx", "amplt",
	} {
		want, known := goldmark.LookUpHTML5EntityByName(name)
		got, ok := lean.LookUpHTML5EntityByName(name)
		if assert.Equal(t, known, ok, name) && known {
			assert.Equal(t, string(want.Characters), string(got.Characters), name)
		}
	}
}
