package postlink_test

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"postview/wasm/cmd/postview/postlink"
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
