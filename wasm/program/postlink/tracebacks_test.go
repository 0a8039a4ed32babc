package postlink_test

import (
	"bytes"
	"encoding/binary"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"postview/wasm/program/postlink"
)

// TestDropTracebacksOfGo builds a program which does all that needs what stays,
// and wants it to do the same before and after.
func TestDropTracebacksOfGo(t *testing.T) {
	for _, test := range []struct{ name, flags string }{
		{"as it comes", "-gcflags="},
		{"without inlining", "-gcflags=all=-l"},
	} {
		t.Run(test.name, func(t *testing.T) {
			folder := t.TempDir()
			before, after := filepath.Join(folder, "before.wasm"), filepath.Join(folder, "after.wasm")
			env := append(os.Environ(), "GOOS=js", "GOARCH=wasm")
			output(t, env, "go", "build", "-ldflags=-s -w", test.flags, "-o", before, "testdata/live.go")

			wasm, err := os.ReadFile(before)
			require.NoError(t, err)
			merged, err := postlink.MergeDataSegments(wasm, 64)
			require.NoError(t, err)
			dropped, err := postlink.DropTracebacks(merged)
			require.NoError(t, err)
			require.NoError(t, os.WriteFile(after, dropped, 0o644))
			assert.Less(t, len(dropped), len(merged))
			for _, name := range []string{"main.nested", "runtime.gopanic", "live.go"} {
				assert.Contains(t, string(merged), name+"\x00")
				assert.NotContains(t, string(dropped), name+"\x00")
			}

			want, _, code := node(t, before)
			require.Zero(t, code)
			got, said, code := node(t, after)
			assert.Zero(t, code, said)
			assert.Equal(t, want, got)

			_, said, code = node(t, after, "panic")
			assert.Equal(t, 2, code)
			assert.Contains(t, said, "panic: not recovered")
			assert.Contains(t, said, "?.(*?).?()\n\t?:0")
			_, said, code = node(t, after, "deadlock")
			assert.Equal(t, 2, code)
			assert.Contains(t, said, "all goroutines are asleep")
		})
	}
}

// node runs a program and returns its output, its errors and its exit code.
func node(t *testing.T, program string, args ...string) (stdout, stderr string, code int) {
	t.Helper()
	root := strings.TrimSpace(output(t, os.Environ(), "go", "env", "GOROOT"))
	args = append([]string{filepath.Join(root, "lib/wasm/wasm_exec_node.js"), program}, args...)
	command := exec.CommandContext(t.Context(), "node", args...)
	command.Env = []string{"PATH=" + os.Getenv("PATH")}
	var out, said bytes.Buffer
	command.Stdout, command.Stderr = &out, &said
	err := command.Run()
	if failed := new(exec.ExitError); !errors.As(err, &failed) {
		require.NoError(t, err)
	}
	return out.String(), said.String(), command.ProcessState.ExitCode()
}

// The program of the table tests is at this address, and its parts at these
// offsets from it.
const (
	base         = 1024
	namesAt      = 72
	unitsAt      = 168
	filesAt      = 172
	tablesAt     = 180
	funcsAt      = 216
	recordsAt    = funcsAt + 40
	recordSize   = 44 + 2*4 + 6*4
	findfunctab  = recordsAt + 4*recordSize
	moduledataAt = findfunctab + 3*320 + 24
)

var functions = [4]string{"main.(*T).String", "main.main", "reflect.makeFuncStub", "runtime.goexit"}

// image returns the data of a program of four functions.
func image() []byte {
	data := make([]byte, moduledataAt+23*8)
	put := binary.LittleEndian.PutUint32
	words := func(at int, values ...uint64) {
		for i, value := range values {
			binary.LittleEndian.PutUint64(data[at+8*i:], value)
		}
	}
	words(0, 0x08010000fffffff1, 4, 1, 0, namesAt, unitsAt, filesAt, tablesAt, funcsAt)
	copy(data[filesAt:], "main.go")
	copy(data[tablesAt:], "\x00"+
		"\x02\x01\x00"+ // 1: how large a frame is
		"\x02\x05\x02\x05\x00"+ // 4: lines
		"\x00\x01\x02\x02\x00"+ // 9: stack maps, the first growth 0
		"\x04\x01\x00"+ // 14: another size
		"\x02\x07\x00") // 17: unsafe points
	name := 1
	for i, function := range functions {
		entry, record := uint32(4096+i), recordsAt+recordSize*i
		put(data[funcsAt+8*i:], entry)
		put(data[funcsAt+8*i+4:], uint32(record-funcsAt))
		for field, value := range []uint32{entry, uint32(name), 16, 0, 14, 4, 4, 2, 7, 30, 0, 17, 9, 1, 2, 3, 4, 5, 6} {
			put(data[record+4*field:], value)
		}
		data[record+43] = 6
		name += copy(data[namesAt+name:], function) + 1
		for bucket := range 16 {
			if at := findfunctab + 320*i + 20*bucket; i < 3 || bucket == 0 {
				put(data[at:], uint32(i))
			}
		}
	}
	put(data[recordsAt+16:], 1)
	put(data[funcsAt+32:], 4100)
	slice := func(at, n int) []uint64 { return []uint64{uint64(base + at), uint64(n), uint64(n)} }
	words(moduledataAt, slices.Concat([]uint64{base},
		slice(namesAt, unitsAt-namesAt), slice(unitsAt, 1), slice(filesAt, 8), slice(tablesAt, 21),
		slice(funcsAt, findfunctab-funcsAt), slice(funcsAt, 5),
		[]uint64{base + findfunctab, 4096 << 16, 4100 << 16, 0})...)
	return data
}

// program returns a module with one segment of data, at base.
func program(data []byte) []byte {
	segment := append([]byte("\x01\x00\x41\x80\x08\x0b"), binary.AppendUvarint(nil, uint64(len(data)))...)
	segment = append(segment, data...)
	content := append(binary.AppendUvarint(nil, uint64(len(segment))), segment...)
	return append([]byte(header+memory+dataCount(1)+code+"\x0b"), content...)
}

// load returns the memory that a module starts with, from base.
func load(t *testing.T, module []byte, size int) []byte {
	merged, err := postlink.MergeDataSegments(module, size)
	require.NoError(t, err)
	return merged[len(merged)-size:]
}

func TestDropTracebacks(t *testing.T) {
	before := image()
	want := bytes.Clone(before)
	clear(want[namesAt:funcsAt])
	copy(want[namesAt:], "\x00?.(*?).?\x00reflect.makeFuncStub\x00runtime.(*?).?\x00")
	copy(want[tablesAt:], "\x00\x02\x01\x00\x00\x01\x02\x02\x00\x04\x01\x00")
	for i, name := range []uint32{1, 1, 10, 31} {
		frame := uint32(9)
		if i == 0 {
			frame = 1
		}
		record := want[recordsAt+recordSize*i:]
		for field, value := range []uint32{uint32(4096 + i), name, 16, 0, frame, 0, 0, 2, 0, 0} {
			binary.LittleEndian.PutUint32(record[4*field:], value)
		}
		binary.LittleEndian.PutUint32(record[44:], 0)
		binary.LittleEndian.PutUint32(record[48:], 4)
		binary.LittleEndian.PutUint32(record[52+5*4:], 1<<32-1)
	}
	clear(want[findfunctab : findfunctab+3*320+4])

	in := program(before)
	got, err := postlink.DropTracebacks(in)
	require.NoError(t, err)
	assert.Equal(t, program(before), in, "the input has changed")
	assert.Equal(t, want, load(t, got, len(want)))
	assert.Contains(t, string(got), memory+dataCount(3)+code+"\x0b")

	_, err = postlink.DropTracebacks(got)
	require.EqualError(t, err, "pclntab in more than one data segment: merge them first")
}

func TestDropTracebacksErrors(t *testing.T) {
	const second = recordsAt + recordSize
	tests := []struct {
		name   string
		at     int // where the program is doctored
		with   string
		errors string
	}{
		{"no pclntab", 0, "\x00\x00", "no pclntab"},
		{"not a pclntab", 5, "\x01", "no pclntab"},
		{"pointers of 4 bytes", 7, "\x04", "no pclntab"},
		{"version of Go 1.18", 0, "\xf0", "pclntab of an unknown version: magic 0xfffffff0"},
		{"version to come", 0, "\xe0", "pclntab of an unknown version: magic 0xffffffe0"},
		{"other number of functions", 8, "\x05", "functab is not where the moduledata says"},
		{"no functions", 8, "\x00", "functab is not where the moduledata says"},
		{"moduledata of another", moduledataAt, "\x08", "pclntab without a moduledata"},
		{"names elsewhere", 32, "\x50", "pclntab without a moduledata"},
		{"files elsewhere", 48, "\xad", "part 2 of the pclntab is not where the moduledata says"},
		{"names that overlap", moduledataAt + 16, "\xff\x00\x00\x00\x00\x00\x00\x00\xff", "part 1 of the pclntab is not where the moduledata says"},
		{"room for more tables", moduledataAt + 96, "\x20", "part 3 of the pclntab is not where the moduledata says"},
		{"names past the end", moduledataAt + 16, "\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff", "pclntab in more than one data segment: merge them first"},
		{"functab elsewhere", moduledataAt + 128, "\x00", "functab is not where the moduledata says"},
		{"findfunctab elsewhere", moduledataAt + 152, "\x00\x04", "findfunctab is not behind the pclntab"},
		{"unsorted functab", funcsAt + 8, "\x00\x0f", "function 1 is out of order"},
		{"record in the functab", funcsAt + 4, "\x10\x00", "function 0 is out of order"},
		{"record within another", funcsAt + 12, "\x30\x00", "function 1 is out of order"},
		{"record past the end", funcsAt + 28, "\xff\xff\xff\xff", "function 3 is out of order"},
		{"record cut off", recordsAt + 3*recordSize + 43, "\xff", "record of function 3 cut off"},
		{"too much pcdata", second + 28, "\xff\xff\xff\xff", "record of function 1 cut off"},
		{"record of another function", second, "\x07", "record of function 1 is of another"},
		{"name past the end", second + 4, "\xff\xff", "record of function 1 is of another"},
		{"table past the end", second + 16, "\xff\xff", "read a table of function 1: table at 65535 of 21"},
		{"table without an end", tablesAt + 14, "\x04\x01\x01\x01\x01\x01\x01", "read a table of function 1: unexpected EOF"},
		{"table with a large number", tablesAt + 9, "\xff\xff\xff\xff\x7f", "read a table of function 0: number does not fit 32 bits"},
		{"tables that overlap", tablesAt + 1, "\x02\x01\x02\x01\x02\x01\x02\x01\x02\x01\x02\x01\x02\x01\x02\x01\x00", "no room for the names and tables of function 0"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			data := image()
			copy(data[test.at:], test.with)
			got, err := postlink.DropTracebacks(program(data))
			require.EqualError(t, err, test.errors)
			assert.Nil(t, got)
		})
	}
}

func TestDropTracebacksOfOtherModules(t *testing.T) {
	const foreign = "data segments are not such as Go's linker writes"
	whole := string(program(image()))
	tests := []struct{ name, in, want string }{
		{"empty", "", "read sections: not a WebAssembly module of version 1"},
		{"no data", header + memory, "no pclntab"},
		{"no segment", header + memory + data(), "no pclntab"},
		{"other data", header + memory + data(at(8, "one")), "no pclntab"},
		{"magic at the end", header + memory + data(at(8, "\xf1\xff\xff\xff\x00\x00\x01\x08")), "pclntab in more than one data segment: merge them first"},
		{"magic at the start, cut off", header + memory + data(at(8, "\xff\xff\xff\x00\x00\x01\x08")), "no pclntab"},
		{"magic at an odd address", header + memory + data(at(9, "\xf1\xff\xff\xff\x00\x00\x01\x08")), "no pclntab"},
		{"data cut off", header + memory + "\x0b\x06\x01\x00\x41\x08\x0b\x01", "read data segments: unexpected EOF"},
		{"passive", header + memory + dataCount(1) + data(passive), foreign},
		{"overlapping", header + memory + data(at(8, "one"), at(10, "two")), foreign},
		{"imported memory", strings.Replace(whole, memory, imported, 1), foreign},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			got, err := postlink.DropTracebacks([]byte(test.in))
			require.EqualError(t, err, test.want)
			assert.Nil(t, got)
		})
	}
	for n := range len(whole) {
		_, err := postlink.DropTracebacks([]byte(whole[:n]))
		require.Error(t, err, "the first %d bytes", n)
	}
}
