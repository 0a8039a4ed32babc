package shortcode

import (
	"bytes"
	"strconv"
	"strings"
)

// Hugo's placeholders have the same shape, which no Markdown changes.
const (
	placeholderStart = "HAHAHUGOSHORTCODE"
	placeholderEnd   = "HBHB"
)

// spare is how many bytes placeholders that occur more than once may add: a
// link reference can repeat one thousands of times.
const spare = 16 << 20

// A store keeps outputs apart while their placeholders are rendered.
type store struct {
	prefix  string // of its placeholders; it occurs nowhere in the body
	outputs []kept
	spare   int
}

// kept is an output, and what stands for it where there can't be markup.
type kept struct {
	html    string
	words   string // within code, or in an attribute that is read
	address string // where an address begins
}

func newStore(body string) *store {
	id := 1
	for rest := body; ; {
		_, after, found := strings.Cut(rest, placeholderStart)
		if !found {
			break
		}
		if n, err := strconv.Atoi(leadingDigits(after)); err == nil && id <= n && n < 1<<30 {
			id = n + 1
		}
		rest = after
	}
	return &store{prefix: placeholderStart + strconv.Itoa(id) + "s", spare: spare}
}

func leadingDigits(s string) string {
	return s[:len(s)-len(strings.TrimLeft(s, "0123456789"))]
}

// hold keeps an output of Hugo's, which is the same wherever it stands, and returns its
// placeholder.
func (s *store) hold(html string) string {
	html = s.restore(html)
	return s.keep(kept{html, html, html})
}

// keep is hold for any output.
func (s *store) keep(k kept) string {
	k.html = s.restore(k.html)
	s.outputs = append(s.outputs, k)
	return s.prefix + strconv.Itoa(len(s.outputs)-1) + placeholderEnd
}

// restore swaps the outputs in. A paragraph that holds nothing but a
// placeholder goes, as with Hugo, even if an empty output was before it.
func (s *store) restore(html string) string {
	if !strings.Contains(html, s.prefix) {
		return html
	}
	var out []byte
	seen := make([]bool, len(s.outputs))
	at := place{html: html}
	for {
		before, after, found := strings.Cut(html, s.prefix)
		if !found {
			break
		}
		number, rest, ok := s.number(after)
		at.pass(len(at.html) - len(after) - len(s.prefix))
		if !ok {
			out = append(append(out, before...), s.prefix...)
			html = after
			continue
		}
		out = append(out, before...)
		if bytes.HasSuffix(out, []byte("<p>")) && strings.HasPrefix(rest, "</p>") {
			out, rest = bytes.TrimSuffix(out, []byte("<p>")), strings.TrimPrefix(rest, "</p>")
		}
		if output := at.of(s.outputs[number]); !seen[number] || len(output) <= s.spare {
			if seen[number] {
				s.spare -= len(output)
			}
			seen[number] = true
			out = append(out, output...)
		}
		html = rest
	}
	return string(append(out, html...))
}

// number reads the rest of a placeholder.
func (s *store) number(after string) (number int, rest string, ok bool) {
	digits := leadingDigits(after)
	number, err := strconv.Atoi(digits)
	rest, ends := strings.CutPrefix(after[len(digits):], placeholderEnd)
	return number, rest, err == nil && ends && number < len(s.outputs)
}
