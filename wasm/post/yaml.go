package post

import (
	"bytes"
	"errors"
	"math"
	"strconv"
	"strings"
	"unicode/utf8"

	"gopkg.in/yaml.v2"

	"postview/wasm/problem"
)

// yamlNode is a part of a YAML document that is decoded when it is asked for.
// So the decoding is a recursion of ours, which can count how deep it is and
// how much it has made: an alias is followed as often as it is written.
type yamlNode struct {
	unmarshal func(any) error // nil for null
	text      *string         // of a quoted "null" or "~", which has no unmarshal
}

// UnmarshalYAML keeps the node for later.
func (n *yamlNode) UnmarshalYAML(unmarshal func(any) error) error {
	n.unmarshal = unmarshal
	return nil
}

// UnmarshalText is called for a quoted "null" or "~" alone: yaml.v2 takes them
// for null before it looks at the quotes, and then finds that they are text.
func (n *yamlNode) UnmarshalText(text []byte) error {
	s := string(text)
	n.text = &s
	return nil
}

// unmarshalYAML is [decodeYAML] into a map.
func unmarshalYAML(text []byte, v any) error {
	m, err := decodeYAML(text)
	*v.(*map[string]any) = m
	return err
}

// decodeYAML returns the map in a document. Its scalars are those of YAML 1.2,
// as Hugo reads them: no and on are strings.
func decodeYAML(text []byte) (map[string]any, error) {
	// Strict, because Hugo takes a key that is set twice for an error. But
	// strict takes a merge for setting keys, too.
	unmarshal := yaml.UnmarshalStrict
	if bytes.Contains(text, []byte("<<")) {
		unmarshal = yaml.Unmarshal
	}
	var root yamlNode
	if err := unmarshal(bytes.Map(printable, text), &root); err != nil {
		return nil, err
	}
	d := yamlDecoder{budget: maxTree}
	v, err := d.value(root, maxDepth)
	if err != nil {
		return nil, err
	}
	switch v := v.(type) {
	case nil:
		return map[string]any{}, nil
	case map[string]any:
		return v, nil
	}
	return nil, errNotMap
}

// printable replaces what yaml.v2 fails on and Hugo's parser lets through:
// control characters, and bytes that are not UTF-8.
func printable(r rune) rune {
	switch {
	case r == '\t', r == '\n', r == '\r', r == 0x85, r >= ' ' && r < 0x7f, r >= 0xa0 && r != 0xfffe && r != 0xffff:
		return r
	}
	return utf8.RuneError
}

type yamlDecoder struct {
	budget int // how many bytes may still be made
}

// spend takes the cost of a value of n bytes from the budget. Every value costs
// something, so that many empty ones are too dear as well.
func (d *yamlDecoder) spend(n int) error {
	if d.budget -= n + 4; d.budget < 0 {
		return errTooLarge
	}
	return nil
}

func (d *yamlDecoder) value(n yamlNode, depth int) (any, error) {
	if depth < 0 {
		return nil, errTooDeep
	}
	if n.unmarshal == nil {
		if n.text != nil {
			return *n.text, d.spend(len(*n.text))
		}
		return nil, d.spend(0)
	}
	// Asked for the wrong kind, yaml.v2 leaves the target alone.
	var text string
	if n.unmarshal(&text) == nil {
		return d.scalar(n, text)
	}
	var m map[string]yamlNode
	if err := n.unmarshal(&m); err != nil && m != nil {
		return nil, err
	}
	if m != nil {
		return d.mapping(m, depth)
	}
	var list []yamlNode
	if err := n.unmarshal(&list); err != nil {
		return nil, err
	}
	return d.sequence(list, depth)
}

func (d *yamlDecoder) mapping(m map[string]yamlNode, depth int) (any, error) {
	values := make(map[string]any, len(m))
	for key, node := range m {
		if err := d.spend(len(key)); err != nil {
			return nil, err
		}
		v, err := d.value(node, depth-1)
		if err != nil {
			return nil, err
		}
		values[key] = v
	}
	return values, nil
}

func (d *yamlDecoder) sequence(list []yamlNode, depth int) (any, error) {
	values := make([]any, len(list))
	for i, node := range list {
		v, err := d.value(node, depth-1)
		if err != nil {
			return nil, err
		}
		values[i] = v
	}
	return values, nil
}

// scalar returns the value of a scalar that is written as text. yaml.v2 finds
// booleans and numbers where Hugo's parser finds strings.
func (d *yamlDecoder) scalar(n yamlNode, text string) (any, error) {
	var v any
	if err := n.unmarshal(&v); err != nil {
		return nil, err
	}
	if err := d.spend(len(text)); err != nil {
		return nil, err
	}
	switch v := v.(type) {
	case bool:
		if !strings.EqualFold(text, strconv.FormatBool(v)) {
			return text, nil // yes, no, on, off, y, n
		}
	case float64:
		if math.IsNaN(v) || math.IsInf(v, 0) || strings.Count(text, ".") != 1 {
			return text, nil // 09, 1e3
		}
	case int, int64, uint64:
		if strings.ContainsAny(text, "XOB") {
			return text, nil // 0X1F
		}
	}
	return v, nil
}

// yamlError makes an error of yaml.v2 one for authors, and finds its line.
func (b block) yamlError(err error) *problem.Problem {
	message := strings.TrimPrefix(err.Error(), "yaml: ")
	var mismatch *yaml.TypeError
	if errors.As(err, &mismatch) {
		message = mismatch.Errors[0]
	}
	line := 0
	if rest, ok := strings.CutPrefix(message, "line "); ok {
		number, rest, _ := strings.Cut(rest, ": ")
		if n, err := strconv.Atoi(number); err == nil {
			line, message = n, rest
		}
	}
	if lateByOne(message) {
		line++
	}
	message, line = b.inWords(message, line)
	return &problem.Problem{Line: line, Err: errors.New(message)}
}

// lateByOne reports whether a message is of yaml.v2's parser: that counts lines
// from 0, its scanner from 1.
func lateByOne(message string) bool {
	for _, problem := range []string{
		"did not find expected <", "did not find expected node content",
		"did not find expected '-'", "did not find expected key", "did not find expected ','",
		"found undefined tag handle", "found duplicate %", "found incompatible",
	} {
		if strings.HasPrefix(message, problem) {
			return true
		}
	}
	return false
}
