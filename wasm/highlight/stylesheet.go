package highlight

import (
	"fmt"
	"io"
	"maps"
	"math"
	"slices"
	"strings"

	"github.com/alecthomas/chroma/v2"
	"github.com/alecthomas/chroma/v2/styles"
)

// legible is the contrast that text needs with its ground: that of WCAG's level AA.
const legible = 4.5

// Theme is a style of chroma on the ground that the page has for code.
type Theme struct {
	Style  string // its name; one that chroma does not know is its fallback
	Ground string // the colour, as in #f3efe7
}

// StyleSheet writes the CSS for the classes of [Code]: the colours of light and
// dark, each where the page has that color-scheme. Colours that can't be read on
// the ground, and those of the ground itself, of numbers of lines and of white
// space, are left to the page. Bold and italic is what is so in both.
func StyleSheet(w io.Writer, light, dark Theme) error {
	selectors := map[string][]string{} // what is declared → for which classes
	for _, t := range slices.Sorted(maps.Keys(chroma.StandardTypes)) {
		if t <= chroma.Background || t == chroma.TextWhitespace {
			continue
		}
		declared := declarations(light.entry(t), dark.entry(t))
		if class := chroma.StandardTypes[t]; class != "" && declared != "" {
			selectors[declared] = append(selectors[declared], "."+class)
		}
	}
	for _, declared := range slices.Sorted(maps.Keys(selectors)) {
		_, err := fmt.Fprintf(w, ".chroma :is(%s) { %s }\n", strings.Join(selectors[declared], ", "), declared)
		if err != nil {
			return err
		}
	}
	return nil
}

// entry returns what the theme has for a type, without what is better left to
// the page.
func (t Theme) entry(kind chroma.TokenType) chroma.StyleEntry {
	style := styles.Get(t.Style)
	entry, plain := style.Get(kind), style.Get(chroma.Background)
	ground := entry.Background
	if ground == plain.Background {
		entry.Background, ground = 0, chroma.ParseColour(t.Ground)
	}
	if entry.Colour == plain.Colour || !entry.Colour.IsSet() || contrast(entry.Colour, ground) < legible {
		entry.Colour = 0
	}
	return entry
}

// declarations is what a class declares.
func declarations(light, dark chroma.StyleEntry) string {
	var d []string
	if light.Colour.IsSet() || dark.Colour.IsSet() {
		d = append(d, "color: "+either(light.Colour, dark.Colour, "var(--ink)"))
	}
	if light.Background.IsSet() || dark.Background.IsSet() {
		d = append(d, "background: "+either(light.Background, dark.Background, "transparent"))
	}
	if light.Bold == chroma.Yes && dark.Bold == chroma.Yes {
		d = append(d, "font-weight: bold")
	}
	if light.Italic == chroma.Yes && dark.Italic == chroma.Yes {
		d = append(d, "font-style: italic")
	}
	if light.Underline == chroma.Yes && dark.Underline == chroma.Yes {
		d = append(d, "text-decoration: underline")
	}
	return strings.Join(d, "; ")
}

func either(light, dark chroma.Colour, none string) string {
	name := func(c chroma.Colour) string {
		if c.IsSet() {
			return c.String()
		}
		return none
	}
	return "light-dark(" + name(light) + ", " + name(dark) + ")"
}

// contrast is that of WCAG: from 1, for the same colour, to 21.
func contrast(a, b chroma.Colour) float64 {
	high, low := luminance(a), luminance(b)
	if high < low {
		high, low = low, high
	}
	return (high + 0.05) / (low + 0.05)
}

func luminance(c chroma.Colour) float64 {
	linear := func(part uint8) float64 {
		v := float64(part) / 255
		if v <= 0.04045 {
			return v / 12.92
		}
		return math.Pow((v+0.055)/1.055, 2.4)
	}
	return 0.2126*linear(c.Red()) + 0.7152*linear(c.Green()) + 0.0722*linear(c.Blue())
}
