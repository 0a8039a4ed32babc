package progress

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
)

func TestWarn(t *testing.T) {
	for _, coloured := range []bool{false, true} {
		var said strings.Builder
		l := &Log{w: &said, coloured: coloured}
		l.Warn("%d%%", 3)
		assert.Equal(t, map[bool]string{false: "warning: 3%\n", true: "\x1b[33mwarning: \x1b[0m3%\n"}[coloured], said.String())
	}
}

func TestColoursAreForTerminals(t *testing.T) {
	assert.False(t, NewLog(new(strings.Builder)).coloured)
	assert.True(t, wantsColours(func(string) string { return "" }))
	assert.False(t, wantsColours(func(name string) string { return map[string]string{"NO_COLOR": "1"}[name] }))
	assert.False(t, wantsColours(func(name string) string { return map[string]string{"TERM": "dumb"}[name] }))
}
