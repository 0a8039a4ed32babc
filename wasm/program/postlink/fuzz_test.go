package postlink_test

import (
	"bytes"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"postview/wasm/program/postlink"
)

// FuzzMergeDataSegments wants no panic for any input, and of what can be
// merged that it can be read again and is merged already.
func FuzzMergeDataSegments(f *testing.F) {
	for _, sections := range []string{
		"",
		custom + memory + dataCount(3) + code + data(at(8, "one"), at(12, "two"), at(40, "far")),
		memory + data(at(40, "far"), at(8, "one")),
		memory + data(nearTop, top),
		memory + data(overlong, nextLong),
		memory + global + data(at(8, "one"), passive, atGlobal, computed, elsewhere),
		imported + data(at(8, "one"), at(12, "two")),
	} {
		f.Add([]byte(header + sections))
	}
	f.Fuzz(func(t *testing.T, wasm []byte) {
		merged, err := postlink.MergeDataSegments(wasm, 64)
		if err != nil {
			return
		}
		again, err := postlink.MergeDataSegments(merged, 64)
		require.NoError(t, err)
		assert.Equal(t, merged, again)
	})
}

// FuzzDropTracebacks wants no panic for any input, the input left as it is, and
// a module that can be read again.
func FuzzDropTracebacks(f *testing.F) {
	f.Add(program(image()))
	f.Fuzz(func(t *testing.T, wasm []byte) {
		in := bytes.Clone(wasm)
		dropped, err := postlink.DropTracebacks(wasm)
		assert.Equal(t, in, wasm)
		if err != nil {
			return
		}
		_, err = postlink.MergeDataSegments(dropped, 64)
		require.NoError(t, err)
	})
}

// FuzzDropTracebacksOfData does the same with the data of a module alone, so
// that more of the inputs have a pclntab.
func FuzzDropTracebacksOfData(f *testing.F) {
	f.Add(image())
	f.Fuzz(func(t *testing.T, data []byte) {
		dropped, err := postlink.DropTracebacks(program(data))
		if err != nil {
			return
		}
		_, err = postlink.MergeDataSegments(dropped, 64)
		require.NoError(t, err)
	})
}
