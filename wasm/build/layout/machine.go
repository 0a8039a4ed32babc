package layout

import (
	"bytes"
	"errors"
	"fmt"
	html "html/template"
	"io"
	"reflect"
	text "text/template"
	"time"

	"postview/wasm/shortcode"
)

// A machine runs templates, one post's at a time.
type machine struct {
	set   *Set
	ready map[*file]executor
	*run  // the current one
}

// A run is the first shortcode of several that are within each other, with these.
type run struct {
	post     *Post
	site     *siteObject
	page     *pageObject
	deadline time.Time
	calls    int // what was asked so far
	bytes    int // of what was made so far
	depth    int
	file     *file // that is running

	shortcode *shortcode.Call // the innermost one
}

// The limits of a run. That of time is for what is slow by itself.
const (
	mostCalls = 1_000_000
	mostMade  = 64 << 20
	mostTime  = 10 * time.Second
	mostDepth = 100
	mostItems = 1_000_000
)

// errEndless is that a template goes beyond a limit.
type errEndless struct{ limit string }

func (e errEndless) Error() string { return e.limit + ", and it is not run again" }

var (
	errCalls = errEndless{"it does not come to an end"}
	errMade  = errEndless{fmt.Sprintf("it makes more than %d MB", mostMade>>20)}
	errDepth = errEndless{"it includes itself, or others too deep"}
	errItems = errEndless{fmt.Sprintf("it goes through more than %d items", mostItems)}
)

// count counts what a template asks.
func (r *run) count() error {
	r.calls++
	if r.calls > mostCalls || r.calls%256 == 0 && time.Now().After(r.deadline) {
		return errCalls
	}
	return nil
}

// spend counts what is made for a template.
func (r *run) spend(bytes int) error {
	r.bytes += bytes
	if r.bytes > mostMade {
		return errMade
	}
	return nil
}

// An executor is a template that is ready to run.
type executor interface {
	Execute(w io.Writer, data any) error
}

// executor makes a template ready. Go's html/template changes the trees as it escapes,
// so that each machine has its own.
func (m *machine) executor(f *file) (executor, error) {
	if ready := m.ready[f]; ready != nil {
		return ready, nil
	}
	functions := map[string]any{"_call": m.call, "_get": m.get, "_tick": m.tick, "_range": m.ranged, "_true": truthful, "_out": m.out}
	if f.plain {
		t := text.New(f.name).Funcs(functions)
		for name, tree := range f.trees {
			if _, err := t.AddParseTree(nameOr(name, f.name), tree); err != nil {
				return nil, err
			}
		}
		m.ready[f] = t
		return t, nil
	}
	t := html.New(f.name).Funcs(functions)
	for name, tree := range f.trees {
		if _, err := t.AddParseTree(nameOr(name, f.name), tree.Copy()); err != nil {
			return nil, err
		}
	}
	m.ready[f] = t.Lookup(f.name)
	return m.ready[f], nil
}

func nameOr(name, otherwise string) string {
	if name == "" {
		return otherwise
	}
	return name
}

// A bounded buffer takes no more than the run may make.
type bounded struct {
	bytes.Buffer
	run *run
}

func (b *bounded) Write(p []byte) (int, error) {
	if err := b.run.spend(len(p)); err != nil {
		return 0, err
	}
	return b.Buffer.Write(p)
}

// execute runs a template within the current run.
func (m *machine) execute(f *file, data any) (out string, err error) {
	if f.wrong != nil {
		return "", &located{file: &file{name: f.wrong.File}, line: f.wrong.Line, err: f.wrong.Err}
	}
	if m.depth >= mostDepth {
		return "", m.at(0, errDepth)
	}
	defer func(before *file, depth int) {
		if r := recover(); r != nil {
			err = m.at(0, fmt.Errorf("it panics: %v", r))
		}
		m.file, m.depth = before, depth
	}(m.file, m.depth)
	m.file, m.depth = f, m.depth+1
	t, err := m.executor(f)
	if err != nil {
		return "", err
	}
	w := &bounded{run: m.run}
	if err = t.Execute(w, data); err != nil && !errors.As(err, new(*located)) && !errors.As(err, &errReturned{}) {
		failure := failureOf(f, err)
		err = &located{f, failure.Line, failure.Err}
		if endless := (errEndless{}); errors.As(failure.Err, &endless) || bytes.Contains([]byte(failure.Err.Error()), []byte(errMade.limit)) {
			err = &located{f, failure.Line, errMade}
		}
	}
	return w.String(), err
}

// at adds the place to an error that came up in the file that is running.
func (m *machine) at(line int, err error) error {
	if err == nil || errors.As(err, new(*located)) || errors.As(err, &errReturned{}) {
		return err
	}
	return &located{m.file, line, err}
}

// tick is at the beginning of all that is run more than once.
func (m *machine) tick() (bool, error) { return true, m.at(0, m.count()) }

// ranged returns what a template goes through, if that has an end in sight.
func (m *machine) ranged(v any) (any, error) {
	switch of := reflect.ValueOf(v); of.Kind() {
	case reflect.Int, reflect.Int8, reflect.Int16, reflect.Int32, reflect.Int64:
		if of.Int() > mostItems {
			return nil, m.at(0, errItems)
		}
	case reflect.Uint, reflect.Uint8, reflect.Uint16, reflect.Uint32, reflect.Uint64:
		if of.Uint() > mostItems {
			return nil, m.at(0, errItems)
		}
	case reflect.Float32, reflect.Float64: // as an int, as Hugo has it
		return nil, m.at(0, fmt.Errorf("range can’t iterate over %v", v))
	}
	return v, nil
}

// truthful returns a value that Go's templates take for true where Hugo's do.
func truthful(v any) any {
	if t, isTime := v.(time.Time); isTime && t.IsZero() {
		return nil
	}
	return v
}

// out returns what a template shows, if it can be shown in time.
func (m *machine) out(v any) (any, error) {
	if err := m.count(); err != nil {
		return nil, m.at(0, err)
	}
	switch v := v.(type) {
	case nil, string, html.HTML, int, bool:
		return v, nil
	}
	return v, m.at(0, m.weigh(v))
}

// weigh counts what printing a value goes through: one that holds itself twice, and so
// on, is small and prints endlessly.
func (m *machine) weigh(values ...any) error {
	budget := mostItems
	for _, v := range values {
		if !weigh(reflect.ValueOf(v), &budget, 0) {
			return errItems
		}
	}
	return nil
}

func weigh(v reflect.Value, budget *int, depth int) bool {
	*budget--
	if *budget < 0 || depth > 1000 {
		return false
	}
	switch v.Kind() {
	case reflect.Interface:
		return v.IsNil() || weigh(v.Elem(), budget, depth+1)
	case reflect.Slice, reflect.Array:
		if kind := v.Type().Elem().Kind(); kind != reflect.Interface && kind != reflect.Slice && kind != reflect.Map {
			*budget -= v.Len()
			return *budget >= 0
		}
		for i := range v.Len() {
			if !weigh(v.Index(i), budget, depth+1) {
				return false
			}
		}
	case reflect.Map:
		for _, key := range v.MapKeys() {
			if !weigh(v.MapIndex(key), budget, depth+1) {
				return false
			}
		}
	case reflect.String:
		*budget -= v.Len() / 64
	}
	return true
}
