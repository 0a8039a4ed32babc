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

// fence delimits the front matter for the library. No text that gets this far has a
// line like it.
const fence = "\x00"

// formats have the library find out the format, decode the front matter and return the
// body. It is not told the delimiters of the source, nor does it decode YAML:
//
//   - It ends the front matter at any line that looks like the closing delimiter, in a
//     value too, and wants JSON on lines of its own. It takes for body what is not
//     closed, and for front matter what stands between two rules. Where front matter
//     begins and ends is therefore found before, as Hugo does: see [split].
//   - Its YAML has maps that JSON can't hold, no for false, and no bound on aliases:
//     see [decodeYAML].
var formats = []*frontmatter.Format{
	frontmatter.NewFormat(fence+"yaml", fence, unmarshalYAML),
	frontmatter.NewFormat(fence+"toml", fence, toml.Unmarshal),
	frontmatter.NewFormat(fence+"json", fence, json.Unmarshal),
}

var errNotMap = errors.New("front matter is not a map of keys and values")

// decode returns the values of the front matter, and the body.
func (b block) decode() (_ map[string]any, body []byte, err *problem.Problem) {
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
	var tree map[string]any
	body, failure := frontmatter.MustParse(b.refenced(), &tree, formats...)
	if failure != nil {
		return nil, nil, b.sourceError(failure)
	}
	if _, failure = plain(tree, maxDepth); failure != nil {
		return nil, nil, b.sourceError(failure)
	}
	lowerKeys(tree)
	return tree, body, nil
}

// refenced returns the source with the delimiters that the library is told, and the
// front matter on the lines where the source has it, so that the parsers tell the
// right ones.
func (b block) refenced() io.Reader {
	end := "\n" + fence + "\n"
	if bytes.HasSuffix(b.text, []byte("\n")) {
		end = end[1:]
	}
	return io.MultiReader(strings.NewReader(fence+b.format+"\n"+strings.Repeat("\n", b.line-1)),
		bytes.NewReader(b.text), strings.NewReader(end), bytes.NewReader(b.body))
}

// sourceError makes an error of a parser short, and finds its line.
func (b block) sourceError(err error) *problem.Problem {
	var syntax *json.SyntaxError
	var inTOML toml.ParseError
	switch {
	case errors.As(err, &syntax):
		return b.problemAt(int(syntax.Offset)-b.line, 0, "json: "+syntax.Error()) // at the last byte that was read
	case errors.As(err, &inTOML):
		at := inTOML.Position
		return b.problemAt(at.Start-(b.line-1), at.Line, "toml: "+inTOML.Message)
	case strings.HasPrefix(err.Error(), "yaml: "):
		return b.yamlError(err)
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
