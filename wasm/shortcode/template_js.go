package shortcode

// Templates are none: a browser runs no templates.
type Templates struct{}

type templated struct{}

func (e *expander) byTemplate(*node, int) (string, bool) { return "", false }

func (*templated) hasFailed(*node) bool { return false }

func (*Env) isHolder(name string) bool { return isHolder(name) }

func (*Env) isLeaf(name string) bool { return isLeaf(name) }

func (*templated) begin(string) {}
