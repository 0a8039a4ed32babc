package layout

import (
	"errors"
	"maps"
	"slices"
)

// A store is what a page or a shortcode keeps for templates.
type store struct {
	values map[string]any
	own    map[string]bool // the values that are maps which nobody else has
}

func newStore() *store { return &store{map[string]any{}, map[string]bool{}} }

func (s *store) Set(key string, value any) string {
	s.values[key] = value
	delete(s.own, key)
	return ""
}

func (s *store) Get(key string) any { return s.values[key] }

func (s *store) Delete(key string) string {
	delete(s.values, key)
	return ""
}

func (s *store) Values() map[string]any { return s.values }

// Add adds to a number or a text, and appends to a list.
func (s *store) Add(m *machine, key string, value any) (string, error) {
	before, has := s.values[key]
	if !has {
		s.values[key] = value
		return "", nil
	}
	sum, err := added(before, value)
	if err != nil {
		return "", err
	}
	s.values[key] = sum
	return "", m.spend(sizeOf(sum))
}

func added(a, b any) (any, error) {
	if isList(a) {
		return appended(a, b)
	}
	return sum(a, b)
}

func (s *store) SetInMap(key, inner string, value any) (string, error) {
	in, is := s.mapOf(key)
	if !is {
		return "", errNoMap
	}
	in[inner] = value
	return "", nil
}

// mapOf returns a value that is a map, for the store alone: what was set may be the
// site's.
func (s *store) mapOf(key string) (in map[string]any, is bool) {
	if s.values[key] == nil {
		s.values[key] = map[string]any{}
	}
	if in, is = s.values[key].(map[string]any); is && !s.own[key] {
		in = maps.Clone(in)
		s.values[key], s.own[key] = in, true
	}
	return in, is
}

var errNoMap = errors.New("the value is not a map")

func (s *store) DeleteInMap(key, inner string) string {
	if in, is := s.mapOf(key); is {
		delete(in, inner)
	}
	return ""
}

// GetSortedMapValues returns the values of a map in the order of its keys.
func (s *store) GetSortedMapValues(key string) any {
	in, is := s.values[key].(map[string]any)
	if !is {
		return nil
	}
	all := []any{}
	for _, key := range slices.Sorted(maps.Keys(in)) {
		all = append(all, in[key])
	}
	return all
}
