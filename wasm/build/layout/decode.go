package layout

import (
	"encoding/json"
	"errors"
	"path"
	"regexp"
	"strings"

	"github.com/BurntSushi/toml"
	"go.yaml.in/yaml/v3"
)

var errFormat = errors.New("the format is not known here")

// decodeNamed reads data in the format that the name of a file tells.
func decodeNamed(name string, text []byte) (any, error) {
	return decode(strings.ToLower(strings.TrimPrefix(path.Ext(name), ".")), text)
}

// decode reads data in a format. Keys stay as they are written.
func decode(format string, text []byte) (any, error) {
	switch format {
	case "json":
		var v any
		err := json.Unmarshal(text, &v)
		return v, err
	case "toml":
		var v map[string]any
		err := toml.Unmarshal(text, &v)
		return v, err
	case "yaml", "yml":
		var v any
		err := yaml.Unmarshal(text, &v)
		return texted(v), err
	}
	return nil, errFormat
}

// texted makes texts of the keys of maps.
func texted(v any) any {
	switch v := v.(type) {
	case map[string]any:
		for key, value := range v {
			v[key] = texted(value)
		}
	case map[any]any:
		out := map[string]any{}
		for key, value := range v {
			out[printed(key)] = texted(value)
		}
		return out
	case []any:
		for i, value := range v {
			v[i] = texted(value)
		}
	}
	return v
}

// tomlLine matches the first line of TOML.
var tomlLine = regexp.MustCompile(`\A(?:\s*#.*\n|\s*\n)*\s*(?:\[{1,2}[\w."-]+\]|[\w."-]+\s*=)`)

// unmarshal reads a text or a resource as data, in the format that it looks to have.
func unmarshal(args ...any) (any, error) {
	if len(args) != 1 {
		return nil, notHere{"the options of unmarshal"}
	}
	if r, is := args[0].(*resourceObject); is {
		text, err := r.text()
		if err != nil {
			return nil, err
		}
		return decodeNamed(r.file, []byte(text))
	}
	s, err := toText(args[0])
	switch trimmed := strings.TrimSpace(s); {
	case err != nil, trimmed == "":
		return nil, err
	case strings.HasPrefix(trimmed, "<"):
		return nil, notHere{"unmarshal of XML"}
	case json.Valid([]byte(trimmed)) && strings.ContainsAny(trimmed[:1], "{["):
		return decode("json", []byte(s))
	case tomlLine.MatchString(s):
		return decode("toml", []byte(s))
	}
	return decode("yaml", []byte(s))
}
