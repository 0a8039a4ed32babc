package browser

import (
	"syscall/js"

	"postview/wasm/safehtml"
)

// replace makes content all that target, an element or a shadow root, holds. It
// is the only write of markup to the document, and the type says that it is safe.
func replace(target js.Value, content safehtml.HTML) {
	target.Set("innerHTML", trusted(content))
}

// trusted returns the markup as the document accepts it: as TrustedHTML of the
// policy named postview where the browser has trusted types.
func trusted(content safehtml.HTML) js.Value {
	markup := js.ValueOf(content.String())
	if !policy.Truthy() {
		return markup
	}
	return policy.Call("createHTML", markup)
}

// policy is the loader's Trusted Types policy: the loader outlives a program that
// died, and a policy's name can be taken only once a page.
var policy = js.Undefined()

// listen adds a listener and returns what removes it.
func listen(target js.Value, event string, handle func(event js.Value)) (remove func()) {
	f := newFunc(func(_ js.Value, args []js.Value) any {
		handle(first(args))
		return nil
	})
	target.Call("addEventListener", event, f)
	return func() {
		target.Call("removeEventListener", event, f)
		release(f)
	}
}

// parse returns the JavaScript value of a JSON text.
func parse(json []byte) js.Value { return js.Global().Get("JSON").Call("parse", string(json)) }

// text returns a string property of v, or "" where it has none.
func text(v js.Value, name string) string {
	if p := v.Get(name); p.Type() == js.TypeString {
		return p.String()
	}
	return ""
}

func document() js.Value { return js.Global().Get("document") }
func location() js.Value { return js.Global().Get("location") }
func history() js.Value  { return js.Global().Get("history") }
