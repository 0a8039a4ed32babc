// Command renderer gives a script the renderer of posts, compiled as it is for
// readers, to be measured.
package main

import (
	"syscall/js"

	"postview/wasm/markdown"
	"postview/wasm/post"
)

// main sets one function:
//
//	render(body: string, htmlOnly: boolean): string
func main() {
	js.Global().Set("render", js.FuncOf(func(_ js.Value, args []js.Value) any {
		p := &post.Post{Path: "posts/post.md", Body: args[0].String()}
		doc, err := markdown.Render(p, markdown.Options{Unsafe: true, HTMLOnly: args[1].Bool()})
		if err != nil {
			return err.Error()
		}
		return doc.HTML
	}))
	select {}
}
