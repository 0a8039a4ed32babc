package shortcode

import (
	"fmt"
	"sort"
)

// Error returns the line and the message.
func (p Problem) Error() string { return fmt.Sprintf("line %d: %s", p.Line, p.Message) }

// A trouble is a problem whose line is not counted yet.
type trouble struct {
	offset  int // in the body
	message string
	unknown string
}

// trouble notes what is wrong at an offset of the body.
func (e *expander) trouble(offset int, message string) {
	e.note(trouble{offset: offset, message: message})
}

func (e *expander) note(t trouble) {
	if e.parent != nil {
		t.offset = e.offset
		e.parent.note(t)
		return
	}
	if len(e.troubles) < MaxProblems {
		e.troubles = append(e.troubles, t)
	}
}

// told returns the problems with their lines, counted in one pass.
func (e *expander) told(body string) []Problem {
	sort.SliceStable(e.troubles, func(i, j int) bool { return e.troubles[i].offset < e.troubles[j].offset })
	var problems []Problem
	line, column, counted := 1, 1, 0
	for i, t := range e.troubles {
		if i > 0 && t == e.troubles[i-1] {
			continue // what a shortcode holds may be rendered twice
		}
		for _, r := range body[counted:t.offset] {
			if column++; r == '\n' {
				line, column = line+1, 1
			}
		}
		counted = t.offset
		problems = append(problems, Problem{line, column, t.message, t.unknown})
	}
	return problems
}
