package post

import (
	"bytes"
	"errors"
	"fmt"
	"strings"

	"postview/wasm/problem"
)

const (
	// maxDepth is how deep front matter may nest. People write four levels.
	maxDepth = 32
	// maxTree is how many bytes the values of YAML may have in all, each alias
	// counted as what it stands for: four times of what can be written out.
	maxTree = 4 * maxBlock
	// maxBrackets bounds the recursion of the YAML parser, which comes before
	// anybody can know the depth. It is for an estimate from above; the parser
	// bears 4,000 levels in a stack of 700 KB, and a browser's has 1 MB.
	maxBrackets = 500
)

var (
	errTooDeep  = fmt.Errorf("front matter is nested more than %d levels deep", maxDepth)
	errTooLarge = errors.New("front matter grows too large through its aliases")
)

// checkNesting returns an error for text that could overflow the stack of a
// parser: in a browser nothing recovers from that.
func (b block) checkNesting() *problem.Problem {
	if b.format == "yaml" {
		return b.checkLines()
	}
	return b.checkLevels()
}

// checkLines checks YAML, in which only its parser can tell what a bracket or a
// quote is. So it takes the worst for granted.
func (b block) checkLines() *problem.Problem {
	open, line := 0, b.line
	var columns []int
	for text := range bytes.Lines(b.text) {
		most, left := brackets(text)
		columns = indents(columns, text)
		if open+most > maxBrackets || len(columns) > maxDepth {
			return &problem.Problem{Line: line, Err: errTooDeep}
		}
		open += left
		line++
	}
	return nil
}

// brackets returns how many brackets of a line may be open at once, and how
// many may stay open after it. Only on a line without quotes, comments and tags
// is it sure what closes them.
func brackets(line []byte) (most, left int) {
	sure := !bytes.ContainsAny(line, "\"'#!")
	for _, c := range line {
		switch c {
		case '[', '{':
			left++
			most = max(most, left)
		case ']', '}':
			if sure && left > 0 {
				left--
			}
		}
	}
	return most, left
}

// indents returns the columns of the blocks that are open at the first word of
// a line, those of its "- ", "? " and ": " included. A sequence may stand at
// the column of the key that it belongs to, so there are at most twice as many
// levels as columns.
func indents(columns []int, line []byte) []int {
	for i := 0; i < len(line); i++ {
		c := line[i]
		if c == ' ' || c == '\t' {
			continue
		}
		if c == '\n' || c == '\r' {
			break
		}
		for len(columns) > 0 && columns[len(columns)-1] >= i {
			columns = columns[:len(columns)-1]
		}
		columns = append(columns, i)
		indicator := strings.IndexByte("-?:", c) >= 0
		if !indicator || i+1 >= len(line) || strings.IndexByte(" \t", line[i+1]) < 0 {
			break
		}
	}
	return columns
}

// checkLevels checks TOML and JSON, whose brackets are known by their strings
// and comments. The dots of a key of TOML are levels too, and the parser's
// memory grows with the square of all of them.
func (b block) checkLevels() *problem.Problem {
	var dots []int // of the open keys around a bracket, one a bracket
	level, own := 0, 0
	for i := 0; i < len(b.text); i++ {
		switch c := b.text[i]; c {
		case '"', '\'':
			i = stringEnd(b.text, i)
		case '#':
			i += max(bytes.IndexByte(b.text[i:], '\n')-1, 0)
		case '.':
			own++
			level++
		case ',':
			level, own = level-own, 0
		case '\n':
			if len(dots) == 0 {
				level, own = 0, 0
			}
		case '[', '{':
			dots = append(dots, own)
			level, own = level+1, 0
		case ']', '}':
			if last := len(dots) - 1; last >= 0 {
				level, own = level-own-1, dots[last]
				dots = dots[:last]
			}
		}
		if level > maxDepth {
			return &problem.Problem{Line: b.lineAt(i), Err: errTooDeep}
		}
	}
	return nil
}

// stringEnd returns where the string that a quote opens has its last quote, or
// the last byte when it does not end: no parser gets beyond that.
func stringEnd(text []byte, i int) int {
	quote := text[i : i+1]
	if triple := bytes.Repeat(quote, 3); bytes.HasPrefix(text[i:], triple) {
		quote = triple
	}
	for j := i + len(quote); j < len(text); j++ {
		if text[j] == '\\' && quote[0] == '"' {
			j++
		} else if bytes.HasPrefix(text[j:], quote) {
			return j + len(quote) - 1
		}
	}
	return len(text) - 1
}
