package postlink

import (
	"bytes"
	"errors"
	"fmt"
	"slices"
	"strings"
)

// DropTracebacks returns a Go program without what only tracebacks read of its
// pclntab, which makes it an eighth smaller once compressed. The pclntab has to
// lie in one data segment, as [MergeDataSegments] leaves it with a gap of 64.
//
// What is lost: names, files and lines of functions. runtime.Callers finds the
// frames that it found, but of each the file is "?", the line 0 and the name a
// stand-in; in a panic's traceback, with log.Lshortfile, and in messages of
// package reflect that name its method. A method of a value, called through a
// nil pointer, panics as ever, with the message "value method ?.?.? called
// using nil *? pointer".
//
// What stays is what the program runs by: how large a frame is from where to
// where, without which no stack could be unwound, grown or scanned; the maps of
// live pointers; what defer and recover need; inlined calls; and as much of the
// names as the runtime decides by (see standIn).
//
// The findfunctab becomes coarser: the runtime finds a function from its
// address in up to 15 steps more, as it unwinds a stack.
//
// A program without a pclntab, or with one of another layout than Go 1.26's, is
// an error. The tests run with the Go that compiles the programs, and guard
// against a later one that reads more than this knows of.
func DropTracebacks(wasm []byte) ([]byte, error) {
	// What follows edits the data in place, in the copy.
	sections, err := readSections(bytes.Clone(wasm))
	if err != nil {
		return nil, fmt.Errorf("read sections: %w", err)
	}
	data := find(sections, dataSection)
	if data == nil {
		return nil, errNoPclntab
	}
	segments, plain, err := readSegments(data.content)
	if err != nil {
		return nil, fmt.Errorf("read data segments: %w", err)
	}
	// What is cut out becomes zeros, as in memory that starts as such.
	ownMemory := find(sections, memorySection) != nil
	if !plain || !ownMemory || !sortApart(segments) {
		return nil, errors.New("data segments are not such as Go's linker writes")
	}
	table, i, err := findPclntab(segments)
	if err != nil {
		return nil, err
	}
	if err := table.pack(); err != nil {
		return nil, err
	}
	table.thin(segments)
	segments = slices.Replace(segments, i, i+1, table.cut(segments[i])...)
	data.content = appendSegments(nil, segments)
	if count := find(sections, dataCountSection); count != nil {
		count.content = appendUint32(nil, uint32(len(segments)))
	}
	return appendSections(nil, sections), nil
}

// pack moves the names and tables that stay to the front of their windows,
// which then end behind them. A 0 stands for none of either.
func (t *pclntab) pack() error {
	names, tables := []byte{0}, []byte{0}
	nameAt, tableAt := map[string]uint32{}, map[uint32]uint32{0: 0}
	for i, r := range t.records {
		name := standIn(t.name(r))
		if nameAt[name] == 0 {
			nameAt[name] = uint32(len(names))
			names = append(append(names, name...), 0)
		}
		r.forget()
		r.setUint32(nameField, nameAt[name])

		for _, field := range r.tableFields() {
			old := r.uint32(field)
			if _, moved := tableAt[old]; !moved {
				table, err := t.table(old)
				if err != nil {
					return fmt.Errorf("read a table of function %d: %w", i, err)
				}
				tableAt[old] = uint32(len(tables))
				tables = append(tables, table...)
			}
			r.setUint32(field, tableAt[old])
		}
		if len(names) > len(t.names.data) || len(tables) > len(t.tables.data) {
			return fmt.Errorf("no room for the names and tables of function %d", i)
		}
	}
	t.names.data = t.names.data[:copy(t.names.data, names)]
	t.tables.data = t.tables.data[:copy(t.tables.data, tables)]
	return nil
}

// standIn returns what is left of a function's name. The runtime decides by
// names three times, and they have to pass for what they are:
//   - by these two in stkframe.go, where the collector looks for the arguments
//     of a function made with reflect;
//   - by the prefix in isSystemGoroutine, of which the check for deadlocks and
//     runtime.NumGoroutine leave such goroutines out;
//   - by ".(*" and ")." in panicwrap, which ends the program if it misses them:
//     fmt calls a String method and counts on the panic.
func standIn(name string) string {
	switch {
	case name == "reflect.makeFuncStub", name == "reflect.methodValueCall":
		return name
	case strings.HasPrefix(name, "runtime."):
		return "runtime.(*?).?"
	}
	return "?.(*?).?"
}

// forget sets what only tracebacks read to what stands for none, and likewise
// at which instructions a signal may not interrupt: there are none in wasm.
func (r record) forget() {
	r.setUint32(fileField, 0)
	r.setUint32(lineField, 0)
	r.setUint32(unitField, 0)
	r.setUint32(startLineField, 0)
	if field, ok := r.pcdata(unsafePoints); ok {
		r.setUint32(field, 0)
	}
	if field, ok := r.funcdata(argInfo); ok {
		r.setUint32(field, 1<<32-1)
	}
}

// tableFields returns the fields that hold the offset of a table, but for those
// that forget sets to 0.
func (r record) tableFields() []int {
	fields := []int{spField}
	for i := 0; ; i++ {
		field, ok := r.pcdata(i)
		if !ok {
			return fields
		}
		fields = append(fields, field)
	}
}

// cut returns the parts of the segment that stay.
func (t *pclntab) cut(s segment) []segment {
	part := func(from, to int) segment { return segment{s.offset + uint32(from), s.data[from:to]} }
	return []segment{
		part(0, t.names.after()),
		part(t.tables.from, t.tables.after()),
		part(t.funcs.from, len(s.data)),
	}
}

const (
	// bucketSize is that of a findfuncbucket, for 4,096 addresses of code.
	bucketSize = 4 + 16
	// rowSize is that of the buckets of a function, which in wasm has 65,536
	// addresses of its own. The runtime reads the index at the start of the
	// first of them, and nothing else.
	rowSize = 1 << 16 / 4096 * bucketSize
	// coarse is how many functions get the same index.
	coarse = 16
)

// thin makes the findfunctab coarser, where addresses are as in Go 1.26. The
// runtime takes an index from there and goes on upward in the functab.
func (t *pclntab) thin(segments []segment) {
	first, last := t.records[0].uint32(entryField), t.records[len(t.records)-1].uint32(entryField)
	if t.lookup.text != 0 || t.lookup.minPC != uint64(first)<<16 {
		return
	}
	const indexSize = 4
	end := t.lookup.address + rowSize*uint64(last-first) + indexSize
	for _, s := range segments {
		from := max(t.lookup.address, uint64(s.offset))
		for address := from; address < min(end, s.end()); address++ {
			at := &s.data[address-uint64(s.offset)]
			switch column := (address - t.lookup.address) % rowSize; {
			case column == 0:
				*at &^= coarse - 1
			case column >= indexSize:
				*at = 0
			}
		}
	}
}
