package browser

import (
	"fmt"
	"runtime"
	"syscall/js"
)

// Serve hands the program to JavaScript and never returns. The loader put a
// function into globalThis under the name hook; it is called once with what answers
// from then on:
//
//	(method: string, request: object) => Promise<object>
//
// web/embed/boundary.d.ts tells of each method what it is asked and what it answers,
// and all else that JavaScript and the program know of each other; a test compares it
// with this package.
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
