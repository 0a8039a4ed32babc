package postlink_test

import (
	"encoding/binary"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"postview/wasm/program/postlink"
)

const (
	header     = "\x00asm\x01\x00\x00\x00"
	memory     = "\x05\x03\x01\x00\x01"                   // one memory of one page
	imported   = "\x02\x0a\x01\x03env\x01m\x02\x00\x01"   // the same, imported
	code       = "\x0a\x01\x00"                           // no functions
	custom     = "\x00\x05\x04name"                       // a section to be kept as it is
	global     = "\x06\x06\x01\x7f\x00\x41\x08\x0b"       // an i32 of 8
	passive    = "\x01\x02hi"                             // no offset
	atGlobal   = "\x00\x23\x00\x0b\x02hi"                 // global.get 0
	computed   = "\x00\x41\x08\x41\x04\x6a\x0b\x02hi"     // i32.const 8, i32.const 4, i32.add
	elsewhere  = "\x02\x01\x41\x08\x0b\x02hi"             // memory 1
	onMemory64 = "\x00\x42\x08\x0b\x02hi"                 // i64.const 8
	top        = "\x00\x41\x80\x80\x80\x80\x78\x0b\x02hi" // at 2 GiB
	nearTop    = "\x00\x41\xf8\xff\xff\xff\x07\x0b\x02hi" // 8 bytes before that
	overlong   = "\x00\x41\x88\x80\x00\x0b\x82\x80\x00hi" // at 8, in numbers of three bytes
	nextLong   = "\x00\x41\x0c\x0b\x02ho"                 // at 12
	joinedTop  = "\x00\x41\xf8\xff\xff\xff\x07\x0b\x0ahi\x00\x00\x00\x00\x00\x00hi"
	joinedLong = "\x00\x41\x08\x0b\x06hi\x00\x00ho"
)

// at returns an active segment with text at an address under 64.
func at(address byte, text string) string {
	return "\x00\x41" + string(address) + "\x0b" + string(byte(len(text))) + text
}

// data returns a data section.
func data(segments ...string) string {
	content := string(byte(len(segments))) + strings.Join(segments, "")
	return "\x0b" + string(binary.AppendUvarint(nil, uint64(len(content)))) + content
}

// dataCount returns a data count section.
func dataCount(n byte) string { return "\x0c\x01" + string(n) }

func TestMergeDataSegments(t *testing.T) {
	tests := []struct {
		name     string
		in, want string // without the header; want is empty where the module stays as it is
		gap      int
	}{
		{"no section", "", "", 4},
		{"no data", memory + code, "", 4},
		{"no segment", memory + data(), "", 4},
		{"one segment", memory + data(at(8, "one")), "", 4},
		{"near", memory + data(at(8, "one"), at(14, "two")), memory + data(at(8, "one\x00\x00\x00two")), 4},
		{"a gap apart", memory + data(at(8, "one"), at(15, "two")), "", 4},
		{"no gap asked for", memory + data(at(8, "one"), at(11, "two")), "", 0},
		{"negative gap asked for", memory + data(at(8, "one"), at(11, "two")), "", -1},
		{"touching", memory + data(at(8, "one"), at(11, "two")), memory + data(at(8, "onetwo")), 1},
		{
			"three, the last far",
			memory + data(at(8, "one"), at(12, "two"), at(40, "far")),
			memory + data(at(8, "one\x00two"), at(40, "far")), 4,
		},
		{
			"backward",
			memory + data(at(40, "far"), at(8, "one"), at(12, "two")),
			memory + data(at(8, "one\x00two"), at(40, "far")), 4,
		},
		{
			"the gap belongs to an earlier segment",
			memory + data(at(11, "mid"), at(8, "one"), at(14, "two")),
			memory + data(at(8, "onemidtwo")), 4,
		},
		{"empty segment", memory + data(at(8, ""), at(9, "two")), memory + data(at(8, "\x00two")), 4},
		{"overlapping", memory + data(at(8, "one"), at(10, "two")), "", 4},
		{"one within another", memory + data(at(8, "outside"), at(10, "in"), at(17, "x")), "", 4},
		{
			"other sections stay, the count follows",
			custom + memory + dataCount(2) + code + data(at(8, "one"), at(12, "two")) + custom,
			custom + memory + dataCount(1) + code + data(at(8, "one\x00two")) + custom, 4,
		},
		{"passive", memory + dataCount(3) + data(at(8, "one"), at(12, "two"), passive), "", 4},
		{"offset in a global", memory + global + data(at(8, "one"), at(12, "two"), atGlobal), "", 4},
		{"computed offset", memory + data(at(8, "one"), computed, at(20, "two")), "", 4},
		{"another memory", memory + data(at(8, "one"), at(12, "two"), elsewhere), "", 4},
		{"64-bit memory", memory + data(onMemory64, onMemory64), "", 4},
		{"imported memory", imported + data(at(8, "one"), at(12, "two")), "", 4},
		{"across 2 GiB", memory + data(nearTop, top), memory + data(joinedTop), 64},
		{"numbers longer than needed", memory + data(overlong, nextLong), memory + data(joinedLong), 64},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			if test.want == "" {
				test.want = test.in
			}
			in := []byte(header + test.in)
			got, err := postlink.MergeDataSegments(in, test.gap)
			require.NoError(t, err)
			assert.Equal(t, []byte(header+test.want), got)
			assert.Equal(t, header+test.in, string(in), "the input has changed")
		})
	}
}

func TestMergeDataSegmentsErrors(t *testing.T) {
	tests := []struct{ name, in, want string }{
		{"empty", "", "read sections: not a WebAssembly module of version 1"},
		{"another format", "\x7fELF\x02\x01\x01\x00", "read sections: not a WebAssembly module of version 1"},
		{"another version", "\x00asm\x02\x00\x00\x00", "read sections: not a WebAssembly module of version 1"},
		{"section without a size", header + "\x05", "read sections: unexpected EOF"},
		{"size cut off", header + "\x05\x80", "read sections: unexpected EOF"},
		{"size too long", header + "\x05\x80\x80\x80\x80\x80\x01", "read sections: number does not fit 32 bits"},
		{"size too large", header + "\x05\xff\xff\xff\xff\x7f", "read sections: number does not fit 32 bits"},
		{"section cut off", header + "\x05\x03\x01\x00", "read sections: unexpected EOF"},
		{"no number of segments", header + "\x0b\x00", "read data segments: unexpected EOF"},
		{"fewer segments", header + "\x0b\x09\x02" + at(8, "one"), "read data segments: unexpected EOF"},
		{"more segments", header + "\x0b\x09\x00" + at(8, "one"), "read data segments: 8 bytes after the last"},
		{"segment cut off", header + "\x0b\x06\x01\x00\x41\x08\x0b\x01", "read data segments: unexpected EOF"},
		{"offset cut off", header + "\x0b\x04\x01\x00\x41\x88", "read data segments: unexpected EOF"},
		{"offset too large", header + "\x0b\x08\x01\x00\x41\xff\xff\xff\xff\x3f", "read data segments: number does not fit 32 bits"},
		{"offset too long", header + "\x0b\x09\x01\x00\x41\x80\x80\x80\x80\x80\x00", "read data segments: number does not fit 32 bits"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			got, err := postlink.MergeDataSegments([]byte(test.in), 64)
			require.EqualError(t, err, test.want)
			assert.Nil(t, got)
		})
	}
}

// TestMergeDataSegmentsOfGo builds a program, and wants it to say the same
// before and after.
func TestMergeDataSegmentsOfGo(t *testing.T) {
	folder := t.TempDir()
	before, after := filepath.Join(folder, "before.wasm"), filepath.Join(folder, "after.wasm")
	env := append(os.Environ(), "GOOS=js", "GOARCH=wasm")
	output(t, env, "go", "build", "-o", before, "testdata/say.go")

	wasm, err := os.ReadFile(before)
	require.NoError(t, err)
	merged, err := postlink.MergeDataSegments(wasm, 64)
	require.NoError(t, err)
	require.NotEqual(t, len(wasm), len(merged), "nothing was merged")
	require.NoError(t, os.WriteFile(after, merged, 0o644))

	again, err := postlink.MergeDataSegments(merged, 64)
	require.NoError(t, err)
	assert.Equal(t, len(merged), len(again), "merging again changes something")

	runner := filepath.Join(strings.TrimSpace(output(t, env, "go", "env", "GOROOT")), "lib/wasm/wasm_exec_node.js")
	// Node's runner fails with a large environment.
	small := []string{"PATH=" + os.Getenv("PATH")}
	want := output(t, small, "node", runner, before)
	assert.Contains(t, want, "main.speaker")
	assert.Equal(t, want, output(t, small, "node", runner, after))
}

// output runs a command that must succeed and returns what it prints.
func output(t *testing.T, env []string, name string, args ...string) string {
	t.Helper()
	command := exec.CommandContext(t.Context(), name, args...)
	command.Env = env
	out, err := command.Output()
	if failed := new(exec.ExitError); errors.As(err, &failed) {
		t.Log(string(failed.Stderr))
	}
	require.NoError(t, err, "%s %v", name, args)
	return string(out)
}
