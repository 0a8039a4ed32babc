package postlink

import (
	"bytes"
	"encoding/binary"
	"testing"

	"github.com/stretchr/testify/assert"
)

func TestFindModule(t *testing.T) {
	moduledata := func(pclntab uint64) (data []byte, want []uint64) {
		for i := range uint64(moduleWords) {
			want = append(want, pclntab+i)
			data = binary.LittleEndian.AppendUint64(data, pclntab+i)
		}
		return data, want
	}
	before := segment{64, []byte("before")}
	for _, pclntab := range []uint64{0x4a908, 0x4a900, 0x50000} { // the last two have zeros as their lowest bytes
		data, want := moduledata(pclntab)
		alone := bytes.TrimLeft(data, "\x00")
		address := uint32(4096 + len(data) - len(alone))
		assert.Equal(t, want, findModule([]segment{before, {address, alone}}, pclntab, pclntab+1), "a segment of its own, %#x", pclntab)
		assert.Equal(t, want, findModule([]segment{before, {4000, append(make([]byte, 96), data...)}}, pclntab, pclntab+1), "with others, %#x", pclntab)
		assert.Nil(t, findModule([]segment{before, {address, alone[:len(alone)-1]}}, pclntab, pclntab+1), "cut off, %#x", pclntab)
	}
	assert.Nil(t, findModule([]segment{before}, 0x4a900, 0x4a948))
}
