package postlink

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"math"
)

// header begins every module: the magic bytes and version 1.
var header = []byte("\x00asm\x01\x00\x00\x00")

// The opcodes of a constant offset.
const (
	opI32Const = 0x41
	opEnd      = 0x0b
)

var errNumber = errors.New("number does not fit 32 bits")

// A section is one part of a module.
type section struct {
	id      byte
	content []byte
}

// A segment is data that is written at an offset of memory 0 when the module
// is instantiated.
type segment struct {
	offset uint32
	data   []byte
}

// end returns the address after the last byte, which may lie past 4 GiB.
func (s segment) end() uint64 { return uint64(s.offset) + uint64(len(s.data)) }

func readSections(wasm []byte) ([]section, error) {
	rest, ok := bytes.CutPrefix(wasm, header)
	if !ok {
		return nil, errors.New("not a WebAssembly module of version 1")
	}
	var sections []section
	r := reader{rest: rest}
	for len(r.rest) > 0 && r.err == nil {
		id := r.byte()
		sections = append(sections, section{id, r.bytes(r.uint32())})
	}
	return sections, r.err
}

// readSegments reads a data section. It is not plain, and the segments are nil,
// as soon as one of them is not simply data at a constant offset of memory 0.
func readSegments(content []byte) (segments []segment, plain bool, err error) {
	r := reader{rest: content}
	for n := r.uint32(); n > 0 && r.err == nil; n-- {
		kind := r.byte()
		if r.err == nil && kind != 0 {
			return nil, false, nil
		}
		op := r.byte()
		if r.err == nil && op != opI32Const {
			return nil, false, nil
		}
		offset := r.int32()
		// An extended constant expression goes on: i32.const 8, i32.const 4, i32.add.
		end := r.byte()
		if r.err == nil && end != opEnd {
			return nil, false, nil
		}
		segments = append(segments, segment{uint32(offset), r.bytes(r.uint32())})
	}
	if r.err == nil && len(r.rest) > 0 {
		r.err = fmt.Errorf("%d bytes after the last", len(r.rest))
	}
	return segments, true, r.err
}

// A reader takes values off the front of rest. After a failure err stays set
// and every value is zero.
type reader struct {
	rest []byte
	err  error
}

func (r *reader) bytes(n uint32) []byte {
	if r.err == nil && uint64(n) > uint64(len(r.rest)) {
		r.err = io.ErrUnexpectedEOF
	}
	if r.err != nil {
		return nil
	}
	taken := r.rest[:n]
	r.rest = r.rest[n:]
	return taken
}

func (r *reader) byte() byte {
	if b := r.bytes(1); b != nil {
		return b[0]
	}
	return 0
}

// uint32 reads an unsigned LEB128 number, which encoding/binary calls a uvarint.
func (r *reader) uint32() uint32 {
	if r.err != nil {
		return 0
	}
	value, n := binary.Uvarint(r.rest)
	switch {
	case n == 0:
		r.err = io.ErrUnexpectedEOF
	case n < 0 || value > math.MaxUint32:
		r.err = errNumber
	default:
		r.rest = r.rest[n:]
		return uint32(value)
	}
	return 0
}

// int32 reads a signed LEB128 number, for which encoding/binary has nothing:
// its varint is another encoding.
func (r *reader) int32() int32 {
	var value int64
	for shift := 0; shift < 35; shift += 7 {
		b := r.byte()
		value |= int64(b&0x7f) << shift
		if b&0x80 != 0 {
			continue
		}
		if b&0x40 != 0 {
			value |= -1 << (shift + 7)
		}
		if r.err == nil && int64(int32(value)) != value {
			r.err = errNumber
		}
		return int32(value)
	}
	if r.err == nil {
		r.err = errNumber
	}
	return 0
}

func appendSections(wasm []byte, sections []section) []byte {
	wasm = append(wasm, header...)
	for _, s := range sections {
		wasm = append(wasm, s.id)
		wasm = appendUint32(wasm, uint32(len(s.content)))
		wasm = append(wasm, s.content...)
	}
	return wasm
}

func appendSegments(content []byte, segments []segment) []byte {
	content = appendUint32(content, uint32(len(segments)))
	for _, s := range segments {
		content = append(content, 0, opI32Const)
		content = appendInt32(content, int32(s.offset))
		content = append(content, opEnd)
		content = appendUint32(content, uint32(len(s.data)))
		content = append(content, s.data...)
	}
	return content
}

func appendUint32(b []byte, value uint32) []byte {
	return binary.AppendUvarint(b, uint64(value))
}

func appendInt32(b []byte, value int32) []byte {
	for {
		low := byte(value & 0x7f)
		value >>= 7
		if (value == 0 && low&0x40 == 0) || (value == -1 && low&0x40 != 0) {
			return append(b, low)
		}
		b = append(b, low|0x80)
	}
}
