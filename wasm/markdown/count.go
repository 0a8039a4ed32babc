package markdown

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"postview/wasm/plain"
)

// count derives the numbers from the HTML.
func (d *Document) count(cjk bool) {
	d.Plain = plain.Text(d.HTML)
	wordsPerMinute := 213
	if cjk {
		wordsPerMinute = 501
		d.WordCount = countCJKWords(d.Plain)
	} else {
		d.WordCount = countWords(d.Plain)
	}
	d.FuzzyWordCount = (d.WordCount + 100) / 100 * 100
	d.ReadingTime = (d.WordCount + wordsPerMinute - 1) / wordsPerMinute
}

func countWords(s string) int {
	n := 0
	inWord := false
	for i := 0; i < len(s); {
		if c := s[i]; c > ' ' && c < utf8.RuneSelf {
			if !inWord {
				n++
				inWord = true
			}
			i++
			continue
		}
		space, size := plain.SpaceAt(s, i)
		if !space && !inWord {
			n++
		}
		inWord = !space
		i += size
	}
	return n
}

// countCJKWords counts a word in ASCII as one, and of others each character.
func countCJKWords(s string) int {
	n := 0
	for word := range strings.FieldsSeq(s) {
		n += cjkLength(word)
	}
	return n
}

func cjkLength(word string) int {
	if runes := utf8.RuneCountInString(word); runes != len(word) {
		return runes
	}
	return 1
}

// hasCJK reports whether one of the texts has a character of Chinese, Japanese
// or Korean.
func hasCJK(texts ...string) bool {
	for _, s := range texts {
		for _, r := range s {
			if r >= 0x1100 && unicode.In(r, unicode.Han, unicode.Hangul, unicode.Hiragana, unicode.Katakana) {
				return true
			}
		}
	}
	return false
}
