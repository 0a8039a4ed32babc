package postlink

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"slices"
)

// A pclntab tells the runtime what it has to know of the program's functions.
// Its parts are windows on a segment's data. The runtime describes them in
// symtab.go and runtime2.go, as pcHeader, moduledata, functab and _func.
type pclntab struct {
	names   window // funcnametab: of functions, each ended by a zero
	units   window // cutab: which files a package has
	files   window // filetab: their paths, each ended by a zero
	tables  window // pctab: what holds from where to where in a function's code
	funcs   window // pclntable: the functab, then the records
	records []record
	lookup  lookup
}

// A window is a part of a segment's data, and the index at which it begins.
type window struct {
	from int
	data []byte
}

// after returns the index after the window.
func (w window) after() int { return w.from + len(w.data) }

// A lookup is the findfunctab, which leads from an address in the code to the
// functab. It may begin in a gap between segments.
type lookup struct {
	address uint64
	minPC   uint64 // of the first function
	text    uint64
}

// A record is what there is of one function: a _func and the offsets of its
// pcdata and funcdata.
type record []byte

// The fields of a record that matter here, by their offsets.
const (
	entryField     = 0
	nameField      = 4
	spField        = 16
	fileField      = 20
	lineField      = 24
	pcdataCount    = 28
	unitField      = 32
	startLineField = 36
	funcdataCount  = 43 // one byte; all others are uint32
	recordSize     = 44 // without the offsets
)

// The numbers of a pcdata and a funcdata, as in internal/abi.
const (
	unsafePoints = 0
	argInfo      = 5
)

const (
	// pclntabMagic is that of Go 1.20 and later.
	pclntabMagic = 0xfffffff1
	headerSize   = 8 + 8*8
	// moduleWords are those of the moduledata up to text.
	moduleWords = 23
)

// likePclntab is what the pclntab of every version begins with, but for the
// lowest byte of its magic: two zeros, then the sizes of the shortest
// instruction and of a pointer.
var likePclntab = []byte("\xff\xff\xff\x00\x00\x01\x08")

var (
	errNoPclntab = errors.New("no pclntab")
	errScattered = errors.New("pclntab in more than one data segment: merge them first")
)

// findPclntab returns the program's pclntab and the index of its segment. It
// takes only one which the program's moduledata describes to the byte, and in
// which every offset leads somewhere: data that looks like one is left alone.
func findPclntab(segments []segment) (*pclntab, int, error) {
	err := errNoPclntab
	for i, s := range segments {
		for from := headerFrom(s, 0); from >= 0; from = headerFrom(s, from+1) {
			var table *pclntab
			if table, err = readPclntab(segments, s, from); err == nil {
				return table, i, nil
			}
		}
	}
	return nil, 0, err
}

// headerFrom returns the index, not before from, of what looks like the header
// of a pclntab, and -1 if there is none.
func headerFrom(s segment, from int) int {
	for at := from + 1; at < len(s.data); at++ { // behind the lowest byte of the magic
		next := bytes.Index(s.data[at:], likePclntab)
		if next < 0 {
			return -1
		}
		at += next
		if header := at - 1; (uint64(s.offset)+uint64(header))%8 == 0 {
			return header
		}
	}
	return -1
}

func readPclntab(segments []segment, s segment, from int) (*pclntab, error) {
	data := s.data[from:]
	if len(data) < headerSize {
		return nil, errScattered
	}
	if magic := binary.LittleEndian.Uint32(data); magic != pclntabMagic {
		return nil, fmt.Errorf("pclntab of an unknown version: magic %#x", magic)
	}
	header := words(data[8:headerSize])
	count, offsets := header[0], header[3:]
	address := uint64(s.offset) + uint64(from)
	module := findModule(segments, address, address+offsets[0])
	if module == nil {
		return nil, errors.New("pclntab without a moduledata")
	}

	t := &pclntab{lookup: lookup{address: module[19], minPC: module[20], text: module[22]}}
	end := uint64(headerSize)
	for i, part := range []*window{&t.names, &t.units, &t.files, &t.tables, &t.funcs} {
		offset, slice := offsets[i], module[1+3*i:]
		size := slice[1]
		if part == &t.units {
			size *= 4 // the only slice of something else than bytes
		}
		if slice[0] != address+offset || slice[1] != slice[2] || offset < end {
			return nil, fmt.Errorf("part %d of the pclntab is not where the moduledata says", i)
		}
		if room := uint64(len(data)); offset > room || size > room-offset {
			return nil, errScattered
		}
		end = offset + size
		*part = window{from + int(offset), data[offset:end]}
	}
	if ftab := module[16:]; ftab[0] != address+offsets[4] || ftab[1] != count+1 || ftab[2] != count+1 {
		return nil, errors.New("functab is not where the moduledata says")
	}
	if t.lookup.address < address+end {
		return nil, errors.New("findfunctab is not behind the pclntab")
	}
	return t, t.readRecords(count)
}

// findModule returns the words of the moduledata, which begins with two
// addresses: those of the pclntab and of its first part. It is nil if there is none.
//
// A segment begins with what is not zero. One that begins with the moduledata lacks the
// zeros in front, if the lowest bytes of the first address are such.
func findModule(segments []segment, pclntab, names uint64) []uint64 {
	start := binary.LittleEndian.AppendUint64(nil, pclntab)
	start = binary.LittleEndian.AppendUint64(start, names)
	lacking := bytes.TrimLeft(start, "\x00")
	for _, s := range segments {
		data := s.data
		if bytes.HasPrefix(data, lacking) {
			data = slices.Concat(start, data[len(lacking):])
		}
		at := bytes.Index(data, start)
		if at >= 0 && len(data)-at >= 8*moduleWords {
			return words(data[at : at+8*moduleWords])
		}
	}
	return nil
}

func words(data []byte) []uint64 {
	values := make([]uint64, len(data)/8)
	for i := range values {
		values[i] = binary.LittleEndian.Uint64(data[8*i:])
	}
	return values
}

// readRecords follows the functab, which has for each function, in the order
// of their code, where its code begins and where its record does.
func (t *pclntab) readRecords(count uint64) error {
	funcs := t.funcs.data
	if count == 0 || count > uint64(len(funcs))/8 {
		return fmt.Errorf("pclntab of %d functions", count)
	}
	var entry uint32
	end := 8*count + 4
	for i := range count {
		row := record(funcs[8*i:])
		offset := uint64(row.uint32(4))
		if row.uint32(0) < entry || offset < end || offset+recordSize > uint64(len(funcs)) {
			return fmt.Errorf("function %d is out of order", i)
		}
		entry = row.uint32(0)
		r := record(funcs[offset:])
		fields := uint64(r.uint32(pcdataCount)) + uint64(r[funcdataCount])
		end = offset + recordSize + 4*fields
		if end > uint64(len(funcs)) {
			return fmt.Errorf("record of function %d cut off", i)
		}
		r = r[:end-offset]
		if r.uint32(entryField) != entry || uint64(r.uint32(nameField)) >= uint64(len(t.names.data)) {
			return fmt.Errorf("record of function %d is of another", i)
		}
		t.records = append(t.records, r)
	}
	return nil
}

func (r record) uint32(field int) uint32       { return binary.LittleEndian.Uint32(r[field:]) }
func (r record) setUint32(field int, v uint32) { binary.LittleEndian.PutUint32(r[field:], v) }

// pcdata returns the field of a pcdata, by its number, if the record has it.
func (r record) pcdata(i int) (field int, ok bool) {
	return recordSize + 4*i, uint32(i) < r.uint32(pcdataCount)
}

// funcdata returns the field of a funcdata, by its number, if the record has it.
func (r record) funcdata(i int) (field int, ok bool) {
	return recordSize + 4*(int(r.uint32(pcdataCount))+i), i < int(r[funcdataCount])
}

// name returns the function's name.
func (t *pclntab) name(r record) string {
	name, _, _ := bytes.Cut(t.names.data[r.uint32(nameField):], []byte{0})
	return string(name)
}

// table returns the table at an offset in tables. It is pairs of varints, how
// much the value and the address grow, up to a value that does not; the first
// may be such a one.
func (t *pclntab) table(offset uint32) ([]byte, error) {
	if uint64(offset) > uint64(len(t.tables.data)) {
		return nil, fmt.Errorf("table at %d of %d", offset, len(t.tables.data))
	}
	data := t.tables.data[offset:]
	r := reader{rest: data}
	for first := true; ; first = false {
		if growth := r.uint32(); growth == 0 && !first {
			break
		}
		r.uint32()
	}
	return data[:len(data)-len(r.rest)], r.err
}
