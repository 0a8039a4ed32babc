package layout

import (
	"slices"
	"text/template/parse"
)

// asksForInner says whether a template asks for inner content, as far as Hugo sees it:
// in any word of a command, but not in what is given to another template.
func asksForInner(n parse.Node) bool {
	switch n := n.(type) {
	case *parse.ListNode:
		return n != nil && slices.ContainsFunc(n.Nodes, asksForInner)
	case *parse.ActionNode:
		return asksForInner(n.Pipe)
	case *parse.IfNode:
		return inBranch(&n.BranchNode)
	case *parse.WithNode:
		return inBranch(&n.BranchNode)
	case *parse.RangeNode:
		return inBranch(&n.BranchNode)
	case *parse.PipeNode:
		return slices.ContainsFunc(n.Cmds, func(c *parse.CommandNode) bool { return slices.ContainsFunc(c.Args, asksForInner) })
	case *parse.FieldNode:
		return slices.ContainsFunc(n.Ident, isInner)
	case *parse.VariableNode:
		return slices.ContainsFunc(n.Ident, isInner)
	}
	return false
}

func inBranch(b *parse.BranchNode) bool {
	return asksForInner(b.Pipe) || asksForInner(b.List) || asksForInner(b.ElseList)
}

func isInner(name string) bool { return name == "Inner" || name == "InnerDeindent" }
