package post

import (
	"bytes"
	"errors"
	"fmt"
	"strings"
)

const (
	// maxDepth is how deep front matter may nest. People write four levels.
	maxDepth = 64
	// maxTree is how many bytes the values of YAML may have in all, each alias
	// counted as what it stands for: four times of what can be written out.
	maxTree = 4 * maxBlock
	// maxBrackets bounds the recursion of the parsers themselves, which comes
	// before anybody can know the depth: an estimate from above that is far from
	// what they can bear in a browser's stack of 1 MB (about 4,000).
	maxBrackets = 500
)

var (
	errTooDeep  = fmt.Errorf("front matter is nested more than %d levels deep", maxDepth)
	errTooLarge = errors.New("front matter grows too large through its aliases")
)

// checkNesting returns an error for text that could overflow the stack of a
// parser, which in a browser nothing recovers from.
func (b block) checkNesting() *Error {
	open := 0
	var columns []int // of the blocks that are open, as YAML nests them
	line := b.line
	for text := range bytes.Lines(b.text) {
		switch b.format {
		case "yaml":
			open += unclosed(text)
			columns = indents(columns, text)
		case "toml":
			open += unclosed(text)
			if dots(text) > maxDepth {
				return &Error{Line: line, Err: errTooDeep}
			}
		}
		if open > maxBrackets || len(columns) > maxDepth {
			return &Error{Line: line, Err: errTooDeep}
		}
		line++
	}
	if b.format == "json" {
		return b.checkJSON()
	}
	return nil
}

// unclosed returns how many brackets of a line may stay open after it. Only on
// a line without quotes, comments and tags is it sure what closes them.
func unclosed(line []byte) int {
	sure := !bytes.ContainsAny(line, "\"'#!")
	open := 0
	for _, c := range line {
		switch c {
		case '[', '{':
			open++
		case ']', '}':
			if sure && open > 0 {
				open--
			}
		}
	}
	return open
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

// dots returns how many levels the dotted keys of a line of TOML may add: of a
// table's name, or before an equals sign.
func dots(line []byte) int {
	end := bytes.LastIndexByte(line, '=')
	if bytes.HasPrefix(bytes.TrimLeft(line, " \t"), []byte("[")) {
		end = len(line)
	}
	return bytes.Count(line[:max(end, 0)], []byte("."))
}

// checkJSON returns an error for JSON that is nested too deep.
func (b block) checkJSON() *Error {
	depth, quoted := 0, false
	for i := 0; i < len(b.text); i++ {
		switch c := b.text[i]; {
		case c == '\\':
			i++
		case c == '"':
			quoted = !quoted
		case quoted:
		case c == '{', c == '[':
			if depth++; depth > maxDepth {
				return &Error{Line: b.lineAt(i), Err: errTooDeep}
			}
		case c == '}', c == ']':
			depth--
		}
	}
	return nil
}
