package layout

import (
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"text/template/parse"
)

// Go's templates can't be interrupted, and know neither the functions of Hugo nor that
// keys of parameters may be written in any case. So each template is rewritten before
// it runs: all that it asks of anybody goes through a handful of functions of a
// [machine], which know what there is, count what is done, and end it beyond a limit.
//
//	strings.ToUpper .Name       _call "strings.ToUpper" 1 (_get . 1 "Name")
//	{{ .Get 0 }}                {{ _get . 1 "Get" 0 | _out }}
//	{{ range .Params }}…        {{ range _get . 1 "Params" | _range }}{{ $tick := _tick }}…
//	{{ if .Date }}…             {{ if _get . 1 "Date" | _true }}…
//	{{ return 1 }}              {{ $tick := _call "return" 1 1 }}
//
// The number is that of the line, for messages. What assigns a variable shows nothing,
// so html/template leaves it alone in every context.
type rewriter struct {
	tree   *parse.Tree
	source string
}

// parse makes the trees of a template.
func (f *file) parse(text string) error {
	f.trees = map[string]*parse.Tree{}
	trees := map[string]*parse.Tree{}
	t := parse.New(f.name)
	t.Mode = parse.SkipFuncCheck
	if _, err := t.Parse(text, "", "", trees); err != nil {
		return err
	}
	f.markup = oldStyle.MatchString(text)
	for name, tree := range trees {
		w := &rewriter{tree: tree, source: text}
		f.holds = asksForInner(tree.Root) || f.holds
		w.list(tree.Root)
		w.begin(tree.Root)
		if name == f.name {
			name = ""
		}
		f.trees[name] = tree
	}
	if f.trees[""] == nil { // it is empty
		f.trees[""] = &parse.Tree{Name: f.name, Root: &parse.ListNode{NodeType: parse.NodeList}}
	}
	return nil
}

// oldStyle matches what asks for inner content that is rendered.
var oldStyle = regexp.MustCompile("\\$_hugo_config\\s*:=\\s*[`\"]\\s*{\\s*\\\\?\"version\\\\?\"\\s*:\\s*1\\b")

func (w *rewriter) line(n parse.Node) int {
	return 1 + strings.Count(w.source[:min(int(n.Position()), len(w.source))], "\n")
}

func (w *rewriter) list(l *parse.ListNode) {
	if l == nil {
		return
	}
	for _, n := range l.Nodes {
		switch n := n.(type) {
		case *parse.ActionNode:
			w.action(n)
		case *parse.IfNode:
			w.branch(&n.BranchNode)
			n.Pipe.Cmds = append(n.Pipe.Cmds, w.function(n, "_true"))
		case *parse.WithNode:
			w.branch(&n.BranchNode)
			n.Pipe.Cmds = append(n.Pipe.Cmds, w.function(n, "_true"))
		case *parse.RangeNode:
			w.branch(&n.BranchNode)
			n.Pipe.Cmds = append(n.Pipe.Cmds, w.function(n, "_range"))
			w.begin(n.List)
		case *parse.TemplateNode:
			if n.Pipe != nil {
				w.pipe(n.Pipe)
			}
		}
	}
}

func (w *rewriter) branch(b *parse.BranchNode) {
	w.pipe(b.Pipe)
	w.list(b.List)
	w.list(b.ElseList)
}

func (w *rewriter) action(a *parse.ActionNode) {
	isReturn := isIdentifier(a.Pipe.Cmds[0].Args[0], "return")
	w.pipe(a.Pipe)
	switch {
	case isReturn:
		a.Pipe.Decl = w.nothing(a)
	case len(a.Pipe.Decl) == 0:
		a.Pipe.Cmds = append(a.Pipe.Cmds, w.function(a, "_out"))
	}
}

// begin counts each time that a list is run.
func (w *rewriter) begin(l *parse.ListNode) {
	if l == nil {
		return
	}
	pipe := w.piped(l, w.function(l, "_tick"))
	pipe.Decl = w.nothing(l)
	l.Nodes = slices.Insert(l.Nodes, 0, parse.Node(&parse.ActionNode{NodeType: parse.NodeAction, Pos: l.Pos, Pipe: pipe}))
}

// nothing declares a variable that no template can name.
func (w *rewriter) nothing(at parse.Node) []*parse.VariableNode {
	return []*parse.VariableNode{{NodeType: parse.NodeVariable, Pos: at.Position(), Ident: []string{"$ tick"}}}
}

func (w *rewriter) pipe(p *parse.PipeNode) {
	for _, c := range p.Cmds {
		c.Args = w.asked(c.Args)
	}
}

// asked returns the words of a command with what it asks for.
func (w *rewriter) asked(args []parse.Node) []parse.Node {
	first, rest := args[0], make([]parse.Node, 0, len(args)+3)
	for _, arg := range args[1:] {
		rest = append(rest, w.operand(arg))
	}
	switch n := first.(type) {
	case *parse.IdentifierNode:
		if n.Ident == "and" || n.Ident == "or" { // which leave out what does not matter
			for i, arg := range rest {
				rest[i] = w.piped(arg, w.command(arg, w.identifier(arg, "_true"), arg))
			}
			return append([]parse.Node{n}, rest...)
		}
		return w.call(n, n.Ident, rest)
	case *parse.FieldNode:
		return w.fields(n, &parse.DotNode{NodeType: parse.NodeDot, Pos: n.Pos}, n.Ident, rest)
	case *parse.VariableNode:
		if len(n.Ident) > 1 {
			return w.fields(n, w.variable(n), n.Ident[1:], rest)
		}
	case *parse.ChainNode:
		if of, is := n.Node.(*parse.IdentifierNode); is && namespaces[of.Ident] {
			name := of.Ident + "." + n.Field[0]
			if len(n.Field) == 1 {
				return w.call(n, name, rest)
			}
			return w.fields(n, w.piped(n, w.command(n, w.call(n, name, nil)...)), n.Field[1:], rest)
		}
		return w.fields(n, w.operand(n.Node), n.Field, rest)
	case *parse.PipeNode:
		w.pipe(n)
	}
	return append([]parse.Node{first}, rest...)
}

// operand returns a word that is no command by itself.
func (w *rewriter) operand(n parse.Node) parse.Node {
	switch n := n.(type) {
	case *parse.IdentifierNode, *parse.FieldNode, *parse.ChainNode:
	case *parse.VariableNode:
		if len(n.Ident) == 1 {
			return n
		}
	case *parse.PipeNode:
		w.pipe(n)
		return n
	default:
		return n
	}
	return w.piped(n, w.command(n, w.asked([]parse.Node{n})...))
}

func (w *rewriter) variable(n *parse.VariableNode) parse.Node {
	return &parse.VariableNode{NodeType: parse.NodeVariable, Pos: n.Pos, Ident: n.Ident[:1]}
}

func (w *rewriter) call(at parse.Node, name string, args []parse.Node) []parse.Node {
	return append([]parse.Node{w.identifier(at, "_call"), w.text(at, name), w.number(at)}, args...)
}

// fields returns the words of a command that asks a value for a field of a field.
func (w *rewriter) fields(at, of parse.Node, names []string, args []parse.Node) []parse.Node {
	for i, name := range names {
		words := []parse.Node{w.identifier(at, "_get"), of, w.number(at), w.text(at, name)}
		if i == len(names)-1 {
			return append(words, args...)
		}
		of = w.piped(at, w.command(at, words...))
	}
	return nil
}

func (w *rewriter) identifier(at parse.Node, name string) parse.Node {
	return parse.NewIdentifier(name).SetPos(at.Position()).SetTree(w.tree)
}

func (w *rewriter) text(at parse.Node, s string) parse.Node {
	return &parse.StringNode{NodeType: parse.NodeString, Pos: at.Position(), Quoted: strconv.Quote(s), Text: s}
}

func (w *rewriter) number(at parse.Node) parse.Node {
	line := w.line(at)
	return &parse.NumberNode{NodeType: parse.NodeNumber, Pos: at.Position(), IsInt: true, Int64: int64(line), Text: fmt.Sprint(line)}
}

func (w *rewriter) command(at parse.Node, words ...parse.Node) *parse.CommandNode {
	return &parse.CommandNode{NodeType: parse.NodeCommand, Pos: at.Position(), Args: words}
}

// function makes a command of the name of a function.
func (w *rewriter) function(at parse.Node, name string) *parse.CommandNode {
	return w.command(at, w.identifier(at, name))
}

func (w *rewriter) piped(at parse.Node, c *parse.CommandNode) *parse.PipeNode {
	return &parse.PipeNode{NodeType: parse.NodePipe, Pos: at.Position(), Line: w.line(at), Cmds: []*parse.CommandNode{c}}
}

func isIdentifier(n parse.Node, name string) bool {
	i, is := n.(*parse.IdentifierNode)
	return is && i.Ident == name
}
