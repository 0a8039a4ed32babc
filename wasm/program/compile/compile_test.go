package compile

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// A memory, and two segments of data that are near to one another.
const (
	module = "\x00asm\x01\x00\x00\x00" + "\x05\x03\x01\x00\x01" + "\x0b\x0f\x02\x00\x41\x08\x0b\x02hi\x00\x41\x0c\x0b\x02ho"
	merged = "\x00asm\x01\x00\x00\x00" + "\x05\x03\x01\x00\x01" + "\x0b\x0c\x01\x00\x41\x08\x0b\x06hi\x00\x00ho"
)

// Whatever Go's linker has written, there is a program.
func TestShortened(t *testing.T) {
	tests := []struct{ name, wasm, version, want, long string }{
		{"tables that are not known", module, "go1.26.0", merged, "no pclntab"},
		{"a later Go", module, "go1.28.1", merged, "go1.28.1 is newer than go1.27"},
		{"a Go in the making", module, "devel go1.29-0123456789", merged, "is newer than"},
		{"a file that can't be read", module[:len(module)-1], "go1.26.0", module[:len(module)-1], "section"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			got, long := shortened([]byte(test.wasm), test.version)
			require.ErrorContains(t, long, test.long)
			assert.Equal(t, test.want, string(got))
		})
	}
}
