// Package option tells how a block of code is to be coloured: [Options], with
// the names and the rules of Hugo's [markup.highlight], of the attributes of a
// fence, and of the highlight shortcode.
//
// It is apart from highlight so that whoever asks for colours need not contain
// the lexers. It imports scalar alone.
package option

import (
	"errors"
	"fmt"
	"maps"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"postview/wasm/scalar"
)

// Options says how a block of code becomes HTML. Its zero value is of no use:
// begin with [Default].
type Options struct {
	CodeFences    bool   // colour fenced blocks; else they are plain
	WrapperClass  string // of the div around a coloured block
	Style         string // one of chroma's
	NoClasses     bool   // inline styles instead of classes
	LineNumbers   bool
	InTable       bool   // line numbers in a column of their own, where there are any
	AnchorLines   bool   // line numbers are links
	AnchorPrefix  string // of the ids of the lines, without its hyphen
	FirstLine     int    // the number of the first line
	Inline        bool   // a code element alone, for a place inside a text
	TabWidth      int
	GuessLanguage bool // where it is not given or not known

	lines     string   // to be highlighted, as in "3-8 10", counted from 1
	ranges    [][2]int // the same from an array of a fence, counted from 0; wins
	firstLine int      // that ranges are relative to: FirstLine as far as a fence set it
}

// Default returns Hugo's default settings.
func Default() Options {
	return Options{
		CodeFences:   true,
		WrapperClass: "highlight",
		Style:        "monokai",
		NoClasses:    true,
		InTable:      true,
		FirstLine:    1,
		TabWidth:     4,
		firstLine:    1,
	}
}

// ErrUnknown is the error for a name that is not that of an option.
var ErrUnknown = errors.New("not known")

// fenceNames are the attributes of a fence that are options. The others are
// attributes of the element around the code.
var fenceNames = map[string]bool{
	"anchorlinenos": true, "guesssyntax": true, "hl_inline": true, "hl_lines": true,
	"lineanchors": true, "linenos": true, "linenostart": true, "linenumbersintable": true,
	"noclasses": true, "style": true, "tabwidth": true,
}

// Names returns the names of the options that a site may set.
func Names() []string {
	return append(slices.Sorted(maps.Keys(fenceNames)), "codefences", "wrapperclass")
}

// InFence reports whether the attribute name, in lower case, of a fence is an
// option.
func InFence(name string) bool { return fenceNames[name] }

// Set sets the option name, in any case, to value: a string, bool, int,
// int64 or float64 that is converted as far as it can be, or, for hl_lines, ranges of
// lines counted from 0. The error tells a name or a value that is not known;
// the options then are what they were.
func (o *Options) Set(name string, value any) error {
	switch strings.ToLower(name) {
	case "codefences":
		return setBool(&o.CodeFences, name, value)
	case "wrapperclass":
		return setString(&o.WrapperClass, name, value)
	case "style":
		return setString(&o.Style, name, value)
	case "noclasses":
		return setBool(&o.NoClasses, name, value)
	case "linenos":
		return o.setLineNumbers(name, value)
	case "linenumbersintable":
		return setBool(&o.InTable, name, value)
	case "anchorlinenos":
		return setBool(&o.AnchorLines, name, value)
	case "lineanchors":
		return setString(&o.AnchorPrefix, name, value)
	case "linenostart":
		return setInt(&o.FirstLine, name, value)
	case "hl_lines":
		return o.setLines(name, value)
	case "hl_inline":
		return setBool(&o.Inline, name, value)
	case "tabwidth":
		return setInt(&o.TabWidth, name, value)
	case "guesssyntax":
		return setBool(&o.GuessLanguage, name, value)
	}
	return fmt.Errorf("option %s: %w", name, ErrUnknown)
}

// SetInFence is [Options.Set] for a fence or a shortcode: ranges of lines to
// highlight count from its own linenostart, not from that of the site.
func (o *Options) SetInFence(name string, value any) error {
	err := o.Set(name, value)
	if err == nil && strings.EqualFold(name, "linenostart") {
		o.firstLine = o.FirstLine
	}
	return err
}

// Parse sets options from the text of a highlight shortcode, such as
// "linenos=table,hl_lines=3-8 10". The first error is returned after all
// options that can be set are.
func (o *Options) Parse(text string) error {
	text = strings.Trim(text, " ")
	if text == "" {
		return nil
	}
	var first error
	for pair := range strings.SplitSeq(text, ",") {
		name, value, found := strings.Cut(pair, "=")
		name = strings.Trim(name, " ")
		err := fmt.Errorf("option %s: want %s=value", name, name)
		if found && !strings.Contains(value, "=") {
			err = o.SetInFence(name, value)
		}
		if first == nil {
			first = err
		}
	}
	return first
}

// Encode returns what changes the colours of a block as the query of a URL, as
// short as can be: what is not in it is Hugo's default, but for classes instead
// of inline styles. [Decode] reads it.
func (o *Options) Encode() string {
	query := url.Values{}
	add := func(differs bool, name string, value any) {
		if differs {
			query.Set(name, fmt.Sprint(value))
		}
	}
	add(o.NoClasses, "noclasses", true)
	add(o.NoClasses, "style", o.Style)
	add(o.NoClasses, "tabwidth", o.TabWidth)
	add(o.LineNumbers, "linenos", true)
	add(o.LineNumbers && !o.InTable, "linenumbersintable", false)
	add(o.LineNumbers && o.AnchorLines, "anchorlinenos", true)
	add(o.LineNumbers && o.AnchorLines, "lineanchors", o.AnchorPrefix)
	add(o.LineNumbers && o.FirstLine != 1, "linenostart", o.FirstLine)
	add(o.Inline, "hl_inline", true)
	add(o.GuessLanguage, "guesssyntax", true)
	if lines := o.encodeLines(); lines != "" {
		query.Set("hl_lines", lines)
	}
	return query.Encode()
}

// encodeLines returns the lines to highlight as they are counted from 1, whatever
// their numbers are.
func (o *Options) encodeLines() string {
	var ranges []string
	for _, r := range o.Lines() {
		first, last := max(r[0]-o.FirstLine+1, 1), r[1]-o.FirstLine+1
		if first <= last {
			ranges = append(ranges, fmt.Sprintf("%d-%d", first, last))
		}
	}
	return strings.Join(ranges, " ")
}

// Decode returns the options that [Options.Encode] wrote. The error tells what
// can't be read.
func Decode(query string) (Options, error) {
	o := Default()
	o.NoClasses = false
	values, err := url.ParseQuery(query)
	for name := range values {
		err = errors.Join(err, o.Set(name, values.Get(name)))
	}
	return o, err
}

// Lines returns the ranges of lines to highlight, first and last, numbered as
// the lines are; nil when there are none or they can't be read.
func (o *Options) Lines() [][2]int {
	if o.ranges != nil {
		lines := make([][2]int, len(o.ranges))
		for i, r := range o.ranges {
			lines[i] = [2]int{r[0] + o.firstLine, r[1] + o.firstLine}
		}
		return lines
	}
	var lines [][2]int
	for field := range strings.FieldsSeq(o.lines) {
		numbers := strings.Split(field, "-")
		first, err := strconv.Atoi(numbers[0])
		last := first
		if err == nil && len(numbers) > 1 {
			last, err = strconv.Atoi(numbers[1])
		}
		if err != nil {
			return nil
		}
		lines = append(lines, [2]int{first + o.FirstLine - 1, last + o.FirstLine - 1})
	}
	return lines
}

func (o *Options) setLineNumbers(name string, value any) error {
	s, ok := value.(string)
	if !ok {
		return setBool(&o.LineNumbers, name, value)
	}
	if s == "table" || s == "inline" {
		o.InTable = s == "table"
	}
	o.LineNumbers = s != "false"
	return nil
}

func (o *Options) setLines(name string, value any) error {
	if ranges, ok := value.([][2]int); ok {
		o.ranges = ranges
		return nil
	}
	return setString(&o.lines, name, value)
}

// setBool sets a truth, and setInt a number: an empty text is false, and 0.
func setBool(p *bool, name string, value any) error {
	b, ok := scalar.Bool(value)
	if !ok && value != "" {
		return fmt.Errorf("option %s: want true or false, not %v", name, value)
	}
	*p = b
	return nil
}

func setInt(p *int, name string, value any) error {
	n, ok := scalar.Int(value)
	if !ok && value != "" {
		return fmt.Errorf("option %s: want a number, not %v", name, value)
	}
	*p = n
	return nil
}

func setString(p *string, name string, value any) error {
	if b, isBool := value.(bool); isBool {
		value, _ = scalar.Int(b)
	}
	text, ok := scalar.Text(value)
	if !ok {
		return fmt.Errorf("option %s: want text, not %v", name, value)
	}
	*p = text
	return nil
}
