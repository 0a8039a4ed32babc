package browser

import (
	"fmt"
	"runtime"
	"syscall/js"
)

// Serve hands the program to JavaScript and never returns. The loader put a
// function into globalThis under the name hook; it is called once with
//
//	(method: string, request: object) => Promise<object>
//
// and returns {policy?: TrustedTypePolicy}. The methods are
//
//	render   {source: Source, target?: Element|ShadowRoot, …} → {html, post, toc}, see element_js.go
//	open     {main: Element, root: string, show: boolean}      → {}, see front_js.go
//	refresh  {main, root}                                      → {}, the view of open made anew
//	narrow   {href, replace}                                   → {}, see list_js.go
//	stats    {}                                                → {funcs, memory}
//
// A promise is rejected with an Error whose property kind is one of network, cors,
// missing, status, size, source and program.
func Serve(hook string) {
	methods := map[string]func(js.Value) (any, error){
		"render":  render,
		"open":    open,
		"refresh": refresh,
		"narrow":  narrow,
		"stats":   stats,
	}
	call := newFunc(func(_ js.Value, args []js.Value) any {
		name, request := args[0].String(), args[1]
		method, ok := methods[name]
		return promise(func() (any, error) {
			if !ok {
				return nil, fmt.Errorf("no method %q", name)
			}
			return method(request)
		})
	})
	policy = js.Global().Call(hook, call).Get("policy")
	select {}
}

// stats tells what could leak: the callbacks that live, and the bytes of heap in
// use after a collection.
func stats(js.Value) (any, error) {
	runtime.GC()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return map[string]any{"funcs": live, "heap": int(m.HeapAlloc), "memory": int(m.Sys)}, nil
}
