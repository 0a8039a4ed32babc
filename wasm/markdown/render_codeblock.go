package markdown

import (
	"bytes"
	"html"
	"strconv"
	"strings"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/renderer"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"

	"postview/wasm/highlight/option"
)

// codeBlocks renders fenced code.
type codeBlocks struct{}

// RegisterFuncs is part of renderer.NodeRenderer.
func (c codeBlocks) RegisterFuncs(reg renderer.NodeRendererFuncRegisterer) {
	reg.Register(ast.KindFencedCodeBlock, c.render)
}

func (codeBlocks) render(w util.BufWriter, source []byte, node ast.Node, entering bool) (ast.WalkStatus, error) {
	if !entering {
		return ast.WalkContinue, nil
	}
	n, out := node.(*ast.FencedCodeBlock), w.(*output)
	language, _, _ := strings.Cut(string(n.Language(source)), "{")

	o := out.options.Config.Highlight
	attributes := readFence(&o, n, source)
	if o.AnchorPrefix == "" {
		o.AnchorPrefix = "hl-" + strconv.Itoa(out.fences)
	}
	out.fences++

	if draw := out.options.Goat; draw != nil && language == "goat" {
		values := map[string]string{}
		for _, a := range attributes {
			values[a.name] = a.value
		}
		out.WriteString(draw(code(n, source), values))
		return ast.WalkContinue, nil
	}
	out.writeCode(code(n, source), language, attributes, o)
	return ast.WalkContinue, nil
}

// code returns the text of a code block, ended by a single newline unless it is
// empty.
func code(n ast.Node, source []byte) string {
	text := strings.TrimRight(string(n.Lines().Value(source)), "\r\n")
	if text == "" {
		return ""
	}
	return text + "\n"
}

// attribute is one of the element around coloured code.
type attribute struct{ name, value string }

// readFence reads the attributes of a fence, and applies to o what of them are
// options. What can't be read is left out.
func readFence(o *option.Options, n *ast.FencedCodeBlock, source []byte) (attributes []attribute) {
	if n.Info == nil {
		return nil
	}
	for _, a := range fenceAttributes(n.Info.Segment.Value(source)) {
		name := strings.ToLower(string(a.Name))
		switch {
		case isHandler(a.Name):
		case option.InFence(name):
			_ = o.SetInFence(name, optionValue(a.Value)) // what it can't read fails Hugo's build
		default:
			attributes = append(attributes, attribute{name, attributeText(a.Value)})
		}
	}
	return attributes
}

// fenceAttributes parses the attributes in the info string of a fence: from its
// last opening brace before the first that closes one, and that one.
func fenceAttributes(info []byte) []ast.Attribute {
	open := bytes.IndexByte(info, '{')
	if open < 0 {
		return nil
	}
	length := bytes.IndexByte(info[open:], '}')
	if length < 0 {
		return nil
	}
	end := open + length
	start := bytes.LastIndexByte(info[:end], '{')
	if countBraces(info[start:end]) > maxBraces {
		return nil
	}
	parsed, ok := parser.ParseAttributes(text.NewReader(info[start : end+1]))
	if !ok {
		return nil
	}
	// A name that comes twice has its last value, at its first place.
	n := ast.NewTextBlock()
	for _, a := range parsed {
		n.SetAttribute(a.Name, a.Value)
	}
	return n.Attributes()
}

// optionValue turns the value of an attribute into one for an option: a list
// becomes ranges of lines counted from 0.
func optionValue(value any) any {
	list, ok := value.([]any)
	if !ok {
		if b, ok := value.([]byte); ok {
			return string(b)
		}
		return value
	}
	ranges := make([][2]int, 0, len(list))
	for _, item := range list {
		switch item := item.(type) {
		case float64:
			ranges = append(ranges, [2]int{int(item) - 1, int(item) - 1})
		case []byte:
			if first, last, ok := lineRange(string(item)); ok {
				ranges = append(ranges, [2]int{first - 1, last - 1})
			}
		}
	}
	return ranges
}

// lineRange reads "3" or "3-8".
func lineRange(s string) (first, last int, ok bool) {
	numbers := strings.Split(s, "-")
	first, err := strconv.Atoi(numbers[0])
	last = first
	if err == nil && len(numbers) > 1 {
		last, err = strconv.Atoi(numbers[1])
	}
	return first, last, err == nil
}

// writeCode writes code with its colours, or plainly where there is none for the
// language.
func (o *output) writeCode(code, language string, attributes []attribute, options option.Options) {
	o.options.needs.note(language)
	if o.options.Readers.Math && language == "math" {
		writeMath(o, "div", "math-display", code)
		return
	}
	fragment, ok := o.options.colour(code, language, options)
	switch {
	case options.Inline && ok:
		o.WriteString(fragment)
	case options.Inline:
		o.WriteString(plainInline(code, language, ""))
	case ok:
		writeWrapper(o, options.WrapperClass, attributes)
		o.WriteString(fragment)
		o.WriteString("</div>")
	default:
		o.WriteString(plainBlock(code, language, ""))
	}
}

// colour calls Highlight where it may know what to do. Without it, code that gets
// its colours later is marked.
func (o Options) colour(code, language string, options option.Options) (fragment string, ok bool) {
	switch {
	case language == "" && !options.GuessLanguage, language == "mermaid" && o.Readers.Diagrams:
		return "", false
	case o.Highlight != nil:
		return o.Highlight(code, language, options)
	case !o.Readers.ColourLater:
		return "", false
	}
	mark := ` data-postview-code="` + html.EscapeString(options.Encode()) + `"`
	if options.Inline {
		return plainInline(code, language, mark), true
	}
	return plainBlock(code, language, mark), true
}

func plainInline(code, language, mark string) string {
	return `<code class="code-inline language-` + html.EscapeString(language) + `"` + mark + ">" +
		html.EscapeString(code) + "</code>"
}

func plainBlock(code, language, mark string) string {
	if language != "" {
		language = html.EscapeString(language)
		language = ` class="language-` + language + `" data-lang="` + language + `"`
	}
	return `<pre tabindex="0"` + mark + "><code" + language + ">" + html.EscapeString(code) + "</code></pre>"
}

// writeWrapper opens the div around coloured code. Values are not escaped, as in
// Hugo: the sanitizer judges what comes of it.
func writeWrapper(w util.BufWriter, class string, attributes []attribute) {
	for _, a := range attributes {
		if a.name == "class" {
			class += " " + a.value
			break
		}
	}
	_, _ = w.WriteString(`<div class="` + class + `"`)
	for _, a := range attributes {
		if a.name != "class" {
			_, _ = w.WriteString(" " + a.name + `="` + a.value + `"`)
		}
	}
	_ = w.WriteByte('>')
}
