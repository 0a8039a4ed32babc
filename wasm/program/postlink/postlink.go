// Package postlink rewrites what Go's linker wrote, so that less has to travel.
//
// A WebAssembly module goes into [MergeDataSegments], one that behaves the same
// comes out; [DropTracebacks] then takes away what a Go program can do without.
// The package knows the binary format and nothing of Postview;
// compile calls it between go build and the compression.
package postlink

import (
	"cmp"
	"fmt"
	"slices"
)

// The sections that matter here, by their number in the binary format.
const (
	memorySection    = 5
	dataSection      = 11
	dataCountSection = 12
)

// MergeDataSegments returns the module with its active data segments in the
// order of their addresses, and those less than gap bytes apart made one, with
// zeros in between.
//
// Go's linker begins a segment after every eight zeros or so, up to a hundred
// thousand of them. Their headers hide the repetition in the data: without
// them the module is larger, and a tenth smaller once compressed with brotli.
//
// The module itself comes back, without an error, where merging could change
// what it does or would change nothing: where it has no data or imports its
// memory, where a segment is passive, is for another memory or has an offset
// that is not constant, or where segments overlap. A module that cannot be
// read to its end is an error.
func MergeDataSegments(wasm []byte, gap int) ([]byte, error) {
	sections, err := readSections(wasm)
	if err != nil {
		return nil, fmt.Errorf("read sections: %w", err)
	}
	data := find(sections, dataSection)
	if data == nil {
		return wasm, nil
	}
	segments, plain, err := readSegments(data.content)
	if err != nil {
		return nil, fmt.Errorf("read data segments: %w", err)
	}
	// A memory of its own starts as zeros; an imported one may hold anything.
	ownMemory := find(sections, memorySection) != nil
	if !plain || !ownMemory || !sortApart(segments) {
		return wasm, nil
	}
	merged := merge(segments, gap)
	if len(merged) == len(segments) {
		return wasm, nil
	}
	data.content = appendSegments(nil, merged)
	if count := find(sections, dataCountSection); count != nil {
		count.content = appendUint32(nil, uint32(len(merged)))
	}
	return appendSections(nil, sections), nil
}

// find returns the first section with the id, and nil if there is none.
func find(sections []section, id byte) *section {
	i := slices.IndexFunc(sections, func(s section) bool { return s.id == id })
	if i < 0 {
		return nil
	}
	return &sections[i]
}

// sortApart puts the segments in the order of their addresses and reports
// whether no two of them overlap. Only then does their order not matter, and
// only then is what lies between two neighbours free to be filled.
//
// Go's linker writes the moduledata before the pclntab, which has the lower
// address: without sorting, one pair of neighbours would run backward.
func sortApart(segments []segment) bool {
	slices.SortStableFunc(segments, func(a, b segment) int { return cmp.Compare(a.offset, b.offset) })
	for i := 1; i < len(segments); i++ {
		if uint64(segments[i].offset) < segments[i-1].end() {
			return false
		}
	}
	return true
}

// merge joins sorted segments that are less than gap bytes apart. The segments
// that it is given stay as they are.
func merge(segments []segment, gap int) []segment {
	var merged []segment
	for _, s := range segments {
		if len(merged) > 0 {
			last := &merged[len(merged)-1]
			between := uint64(s.offset) - last.end()
			if gap > 0 && between < uint64(gap) {
				last.data = append(last.data, make([]byte, between)...)
				last.data = append(last.data, s.data...)
				continue
			}
		}
		// Clipped, so that what is appended does not overwrite the input.
		merged = append(merged, segment{s.offset, slices.Clip(s.data)})
	}
	return merged
}
