package inspect

import (
	"fmt"

	"postview/wasm/problem"
)

// kinds are those of problems in the order in which they are told, with what is said of
// several.
var kinds = []struct {
	kind    problem.Kind
	several string
}{
	{problem.Settings, "%d settings can't be used"},
	{problem.FrontMatter, "%d problems in front matter"},
	{problem.Address, "%d addresses are wanted twice"},
	{problem.File, "%d files are not there, or can't be read"},
	{problem.Link, "%d links lead nowhere"},
	{problem.Anchor, "%d links lead to a place that their page does not have"},
	{problem.Text, "%d texts are not as they should be"},
	{problem.Shortcode, "%d shortcodes are unknown or malformed"},
	{problem.Formula, "%d formulas can't be typeset"},
	{problem.Policy, "%d elements, attributes and styles are taken by the policy"},
	{problem.NotFollowed, "%d settings and keys are not followed"},
}

// Summary tells of problems in a line for each of their kinds: how many there are, and
// the first. What is alone of its kind is told as it is.
func Summary(problems []*problem.Problem) (lines []string) {
	of := map[problem.Kind][]*problem.Problem{}
	for _, p := range problems {
		of[p.Kind] = append(of[p.Kind], p)
	}
	tell := func(several string, all []*problem.Problem) {
		switch len(all) {
		case 0:
		case 1:
			lines = append(lines, all[0].Error())
		default:
			lines = append(lines, fmt.Sprintf(several+"; postview check lists them: %v", len(all), all[0]))
		}
	}
	for _, k := range kinds {
		tell(k.several, of[k.kind])
		delete(of, k.kind)
	}
	for _, all := range of { // of a kind that has no words
		tell("%d problems", all)
	}
	return lines
}
