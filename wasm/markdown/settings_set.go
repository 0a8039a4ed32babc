package markdown

import (
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"postview/wasm/highlight/option"
	"postview/wasm/problem"
)

// Set takes over what markup says: Hugo's [markup] section as decoded, with keys
// in lower case. It returns the dotted names that neither Hugo nor Postview
// knows, in order, and an error for values that can't be used; all others are
// set nevertheless.
func (c *Config) Set(markup map[string]any) (unknown []string, err error) {
	values := map[string]any{}
	flatten(values, "", markup)
	targets := c.targets()
	var errs []error
	for _, name := range sortedKeys(values) {
		value := values[name]
		switch target, known := targets[name]; {
		case known:
			if err := assign(target, value); err != nil {
				errs = append(errs, unusable(name, fmt.Errorf("markup.%s: %w", name, err)))
			}
		case strings.HasPrefix(name, "highlight."):
			err := c.Highlight.Set(strings.TrimPrefix(name, "highlight."), value)
			if errors.Is(err, option.ErrUnknown) {
				unknown = append(unknown, name)
			} else if err != nil {
				errs = append(errs, unusable(name, fmt.Errorf("markup.highlight: %w", err)))
			}
		case c.setShorthand(name, value):
		case !ignored(name):
			unknown = append(unknown, name)
		}
	}
	return unknown, errors.Join(errs...)
}

// unusable is what is wrong with the setting of markup that has a name.
func unusable(name string, err error) *problem.Problem {
	return &problem.Problem{Kind: problem.Settings, Key: "markup." + name, Err: err}
}

// targets maps the dotted names to the fields that they set.
func (c *Config) targets() map[string]any {
	p, e, r, h, t := &c.Parser, &c.Extensions, &c.Renderer, &c.RenderHooks, &c.TableOfContents
	return map[string]any{
		"goldmark.parser.autoheadingid":                      &p.AutoHeadingID,
		"goldmark.parser.autodefinitiontermid":               &p.AutoDefinitionTermID,
		"goldmark.parser.autoidtype":                         &p.AutoIDType,
		"goldmark.parser.autoheadingidtype":                  &p.AutoIDType,
		"goldmark.parser.attribute.title":                    &p.AttributeTitle,
		"goldmark.parser.attribute.block":                    &p.AttributeBlock,
		"goldmark.parser.wrapstandaloneimagewithinparagraph": &p.WrapStandAloneImageWithinParagraph,

		"goldmark.renderer.hardwraps": &r.HardWraps,
		"goldmark.renderer.xhtml":     &r.XHTML,
		"goldmark.renderer.unsafe":    &r.Unsafe,

		"goldmark.renderhooks.link.useembedded":    (*embedded)(&h.Link),
		"goldmark.renderhooks.link.enabledefault":  (*embedded)(&h.Link),
		"goldmark.renderhooks.image.useembedded":   (*embedded)(&h.Image),
		"goldmark.renderhooks.image.enabledefault": (*embedded)(&h.Image),

		"goldmark.extensions.table":           &e.Table,
		"goldmark.extensions.strikethrough":   &e.Strikethrough,
		"goldmark.extensions.linkify":         &e.Linkify,
		"goldmark.extensions.linkifyprotocol": &e.LinkifyProtocol,
		"goldmark.extensions.tasklist":        &e.TaskList,
		"goldmark.extensions.definitionlist":  &e.DefinitionList,

		"goldmark.extensions.footnote.enable":             &e.Footnote.Enable,
		"goldmark.extensions.footnote.enableautoidprefix": &e.Footnote.AutoIDPrefix,
		"goldmark.extensions.footnote.backlinkhtml":       &e.Footnote.BacklinkHTML,

		"goldmark.extensions.typographer.disable":          &e.Typographer.Disable,
		"goldmark.extensions.typographer.leftsinglequote":  &e.Typographer.LeftSingleQuote,
		"goldmark.extensions.typographer.rightsinglequote": &e.Typographer.RightSingleQuote,
		"goldmark.extensions.typographer.leftdoublequote":  &e.Typographer.LeftDoubleQuote,
		"goldmark.extensions.typographer.rightdoublequote": &e.Typographer.RightDoubleQuote,
		"goldmark.extensions.typographer.endash":           &e.Typographer.EnDash,
		"goldmark.extensions.typographer.emdash":           &e.Typographer.EmDash,
		"goldmark.extensions.typographer.ellipsis":         &e.Typographer.Ellipsis,
		"goldmark.extensions.typographer.leftanglequote":   &e.Typographer.LeftAngleQuote,
		"goldmark.extensions.typographer.rightanglequote":  &e.Typographer.RightAngleQuote,
		"goldmark.extensions.typographer.apostrophe":       &e.Typographer.Apostrophe,

		"goldmark.extensions.cjk.enable":                   &e.CJK.Enable,
		"goldmark.extensions.cjk.eastasianlinebreaks":      &e.CJK.EastAsianLineBreaks,
		"goldmark.extensions.cjk.eastasianlinebreaksstyle": &e.CJK.EastAsianLineBreaksStyle,
		"goldmark.extensions.cjk.escapedspace":             &e.CJK.EscapedSpace,

		"goldmark.extensions.extras.delete.enable":      &e.Extras.Delete,
		"goldmark.extensions.extras.insert.enable":      &e.Extras.Insert,
		"goldmark.extensions.extras.mark.enable":        &e.Extras.Mark,
		"goldmark.extensions.extras.subscript.enable":   &e.Extras.Subscript,
		"goldmark.extensions.extras.superscript.enable": &e.Extras.Superscript,

		"goldmark.extensions.passthrough.enable":            &e.Passthrough.Enable,
		"goldmark.extensions.passthrough.delimiters.inline": &e.Passthrough.Inline,
		"goldmark.extensions.passthrough.delimiters.block":  &e.Passthrough.Block,

		"tableofcontents.startlevel": &t.StartLevel,
		"tableofcontents.endlevel":   &t.EndLevel,
		"tableofcontents.ordered":    &t.Ordered,
	}
}

// SettingNames returns the names of the settings of markup, as [Config.Set] takes them.
func SettingNames() []string {
	names := sortedKeys(DefaultConfig().targets())
	for _, name := range option.Names() {
		names = append(names, "highlight."+name)
	}
	return names
}

// embedded is whether the templates of Hugo's own are used. For one that is a
// fallback they are, since there is no theme here.
type embedded bool

// setShorthand sets what older configurations write as a bare true or false, and
// reports whether name is one of these.
func (c *Config) setShorthand(name string, value any) bool {
	on, isBool := value.(bool)
	if !isBool {
		return false
	}
	switch name {
	case "goldmark.parser.attribute":
		c.Parser.AttributeTitle, c.Parser.AttributeBlock = on, false
	case "goldmark.extensions.typographer":
		c.Extensions.Typographer.Disable = !on
	case "goldmark.extensions.footnote":
		c.Extensions.Footnote.Enable = on
	default:
		return false
	}
	return true
}

// ignored reports whether Hugo knows the name and it changes nothing here: it is
// of another format than Markdown, or of where files go.
func ignored(name string) bool {
	return strings.HasPrefix(name, "asciidocext.") || strings.HasPrefix(name, "rst.") ||
		name == "defaultmarkdownhandler" || name == "goldmark.duplicateresourcefiles"
}

// flatten puts the leaves of the nested maps of m into values under their dotted
// names.
func flatten(values map[string]any, prefix string, m map[string]any) {
	for name, value := range m {
		switch v := value.(type) {
		case map[string]any:
			flatten(values, prefix+name+".", v)
		case map[any]any:
			inner := make(map[string]any, len(v))
			for k, value := range v {
				inner[fmt.Sprint(k)] = value
			}
			flatten(values, prefix+name+".", inner)
		default:
			values[prefix+name] = value
		}
	}
}

func sortedKeys(m map[string]any) []string {
	keys := make([]string, 0, len(m))
	for k := range m {
		keys = append(keys, k)
	}
	slices.Sort(keys)
	return keys
}

// assign converts value for the field that target points to, as far as it can be
// without a guess.
func assign(target, value any) error {
	switch t := target.(type) {
	case *bool:
		if b, err := strconv.ParseBool(fmt.Sprint(value)); err == nil {
			*t = b
			return nil
		}
		return fmt.Errorf("want true or false, not %v", value)
	case *int:
		if n, err := strconv.Atoi(fmt.Sprint(value)); err == nil {
			*t = n
			return nil
		}
		return fmt.Errorf("want a whole number, not %v", value)
	case *string:
		if s, ok := value.(string); ok {
			*t = s
			return nil
		}
		return fmt.Errorf("want text, not %v", value)
	case *embedded:
		switch value {
		case true, "always", "fallback":
			*t = true
		case false, "auto", "never":
			*t = false
		default:
			return fmt.Errorf("want always, auto, fallback or never, not %v", value)
		}
		return nil
	case *[][2]string:
		pairs, err := delimiters(value)
		if err == nil {
			*t = pairs
		}
		return err
	}
	return fmt.Errorf("a setting of type %T", target)
}

// delimiters reads a list of pairs of non-empty strings.
func delimiters(value any) ([][2]string, error) {
	wrong := fmt.Errorf("want a list of pairs such as [\"$$\", \"$$\"], not %v", value)
	list, ok := value.([]any)
	if !ok {
		return nil, wrong
	}
	pairs := make([][2]string, 0, len(list))
	for _, item := range list {
		pair, ok := item.([]any)
		if !ok || len(pair) != 2 {
			return nil, wrong
		}
		open, isText := pair[0].(string)
		end, isText2 := pair[1].(string)
		if !isText || !isText2 || open == "" || end == "" {
			return nil, wrong
		}
		pairs = append(pairs, [2]string{open, end})
	}
	return pairs, nil
}
