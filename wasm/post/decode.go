package post

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"math"
	"strconv"
	"strings"
	"time"

	"github.com/BurntSushi/toml"
	"github.com/adrg/frontmatter"

	"postview/wasm/problem"
)

// fence delimits the front matter that is handed to the library. The library
// ends it at any line that looks like the closing delimiter, inside a value
// too; no text that gets this far can have a line like this one.
const fence = "\x00"

var errNotMap = errors.New("front matter is not a map of keys and values")

// decode returns the values of the front matter, and the body.
func (b block) decode() (values map[string]any, body []byte, err *problem.Problem) {
	if b.format == "" {
		return map[string]any{}, b.body, nil
	}
	defer func() {
		// The parsers are others' code, and a panic of theirs must not take
		// down a page that shows other posts.
		if r := recover(); r != nil {
			err = &problem.Problem{Line: b.line, Err: fmt.Errorf("%s front matter: %v", b.format, r)}
		}
	}()
	if err := b.checkNesting(); err != nil {
		return nil, nil, err
	}
	format := frontmatter.NewFormat(fence, fence, func(text []byte, v any) error {
		m, err := b.unmarshal(text)
		*v.(*map[string]any) = m
		return err
	})
	body, failure := frontmatter.MustParse(b.refenced(), &values, format)
	if failure != nil {
		return nil, nil, b.sourceError(failure)
	}
	lowerKeys(values)
	return values, body, nil
}

// refenced returns the source with the delimiters that the library is told.
func (b block) refenced() io.Reader {
	end := "\n" + fence + "\n"
	if bytes.HasSuffix(b.text, []byte("\n")) {
		end = end[1:]
	}
	return io.MultiReader(strings.NewReader(fence+"\n"), bytes.NewReader(b.text),
		strings.NewReader(end), bytes.NewReader(b.body))
}

func (b block) unmarshal(text []byte) (map[string]any, error) {
	var tree map[string]any
	switch b.format {
	case "yaml":
		return decodeYAML(b.padded(text))
	case "toml":
		if err := toml.Unmarshal(b.padded(text), &tree); err != nil {
			return nil, err
		}
	case "json":
		if err := json.Unmarshal(text, &tree); err != nil {
			return nil, err
		}
	}
	v, err := plain(tree, maxDepth)
	if err != nil {
		return nil, err
	}
	return v.(map[string]any), nil
}

// padded puts the text on the lines where the source has it, so that the
// parsers tell the right ones.
func (b block) padded(text []byte) []byte {
	return append(bytes.Repeat([]byte("\n"), b.line-1), text...)
}

// sourceError makes an error of a parser short, and finds its line.
func (b block) sourceError(err error) *problem.Problem {
	var syntax *json.SyntaxError
	var inTOML toml.ParseError
	switch {
	case errors.As(err, &syntax):
		return &problem.Problem{Line: b.lineAt(min(int(syntax.Offset), len(b.text))), Err: fmt.Errorf("json: %s", syntax.Error())}
	case errors.As(err, &inTOML):
		return &problem.Problem{Line: inTOML.Position.Line, Err: fmt.Errorf("toml: %s", inTOML.Message)}
	case strings.HasPrefix(err.Error(), "yaml: "):
		return yamlError(err)
	}
	return &problem.Problem{Line: b.line, Err: err}
}

// plain returns the tree of a parser with nothing in it but maps, lists,
// strings, numbers that JSON can hold, booleans, [Date] and nil.
func plain(v any, depth int) (any, error) {
	if depth < 0 {
		return nil, errTooDeep
	}
	switch v := v.(type) {
	case map[string]any:
		for key, value := range v {
			value, err := plain(value, depth-1)
			if err != nil {
				return nil, err
			}
			v[key] = value
		}
	case []map[string]any:
		list := make([]any, len(v))
		for i := range v {
			list[i] = v[i]
		}
		return plain(list, depth)
	case []any:
		for i := range v {
			value, err := plain(v[i], depth-1)
			if err != nil {
				return nil, err
			}
			v[i] = value
		}
	case time.Time:
		return tomlDate(v), nil
	case float64:
		if math.IsNaN(v) || math.IsInf(v, 0) {
			return strconv.FormatFloat(v, 'f', -1, 64), nil
		}
	}
	return v, nil
}

// lowerKeys makes the keys of m and of the maps in it lower-case, but as Hugo
// does not those of maps in lists. Of keys that become equal the one written
// in lower case wins.
func lowerKeys(m map[string]any) {
	for key, value := range m {
		if inner, ok := value.(map[string]any); ok {
			lowerKeys(inner)
		}
		lower := strings.ToLower(key)
		if lower == key {
			continue
		}
		delete(m, key)
		if _, taken := m[lower]; !taken {
			m[lower] = value
		}
	}
}

// Decode returns the values of a text in one of the formats of front matter,
// yaml, toml or json, as [Post.Params] holds them: keys in lower case. The error
// is a [*problem.Problem] of the configuration at path.
func Decode(path, format string, text []byte) (map[string]any, error) {
	values, _, err := block{format: format, text: text, line: 1, bodyLine: 1}.decode()
	if err != nil {
		err.File, err.Kind = path, problem.Settings
		return nil, err
	}
	return values, nil
}
