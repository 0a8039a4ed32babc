// Package browser is the browser's side of Postview: it fetches sources, puts
// views into the document, follows the reader's clicks and history, and renders
// for <post-view>. [Serve] hands all of that to JavaScript as one function.
//
// It is the top rung of the ladder. It and the browser program's main are all
// that imports syscall/js.
package browser

import (
	"errors"
	"fmt"
	"syscall/js"
)

var live int // callbacks that were made and not released

// newFunc returns f as a JavaScript function. A panic in f ends f alone: it is
// written to the console, and the caller gets undefined. The function must be
// released, for it keeps all that f captures.
func newFunc(f func(this js.Value, args []js.Value) any) js.Func {
	live++
	return js.FuncOf(func(this js.Value, args []js.Value) (result any) {
		defer func() {
			if problem := recover(); problem != nil {
				js.Global().Get("console").Call("error", fmt.Sprint("postview: ", problem))
				result = js.Undefined()
			}
		}()
		return f(this, args)
	})
}

func release(functions ...js.Func) {
	for _, f := range functions {
		f.Release()
		live--
	}
}

// await waits for a promise. It must not be called within a callback, which
// would block the event loop that settles the promise. A rejection is returned
// as a [js.Error].
func await(promise js.Value) (js.Value, error) {
	type outcome struct {
		value js.Value
		err   error
	}
	done := make(chan outcome, 1)
	fulfilled := newFunc(func(_ js.Value, args []js.Value) any {
		done <- outcome{value: first(args)}
		return nil
	})
	rejected := newFunc(func(_ js.Value, args []js.Value) any {
		done <- outcome{err: js.Error{Value: first(args)}}
		return nil
	})
	defer release(fulfilled, rejected)
	promise.Call("then", fulfilled, rejected)
	o := <-done
	return o.value, o.err
}

// promise returns a JavaScript promise of what f returns. f runs in a goroutine
// of its own; a panic in it rejects the promise.
func promise(f func() (any, error)) js.Value {
	executor := newFunc(func(_ js.Value, args []js.Value) any {
		resolve, reject := args[0], args[1]
		go func() {
			result, err := recovered(f)
			if err != nil {
				reject.Invoke(jsError(err))
				return
			}
			resolve.Invoke(result)
		}()
		return nil
	})
	defer release(executor)
	return js.Global().Get("Promise").New(executor)
}

// recovered calls f and returns a panic in it as an error.
func recovered[T any](f func() (T, error)) (result T, err error) {
	defer func() {
		if problem := recover(); problem != nil {
			err = fmt.Errorf("the program failed: %v", problem)
		}
	}()
	return f()
}

// jsError returns err as a JavaScript Error with the property kind.
func jsError(err error) js.Value {
	var thrown js.Error
	if errors.As(err, &thrown) {
		return thrown.Value
	}
	e := js.Global().Get("Error").New(err.Error())
	e.Set("kind", kindOf(err))
	return e
}

func first(args []js.Value) js.Value {
	if len(args) == 0 {
		return js.Undefined()
	}
	return args[0]
}
