// Command worker is the program that colours code in the browser. It runs in a
// Web Worker, apart from the program that shows posts, and is fetched only where
// a post has code that it may know.
//
// The builder compiles it with the tag lexerfiles and a copy of chroma that has
// no rules in it: those of a language are fetched when it is first used. Without
// the tag they are all in it.
package main

import (
	"fmt"
	"os"
	"syscall/js"

	"postview/wasm/highlight"
	"postview/wasm/highlight/option"
)

// main takes one argument, the name under which the worker's script put a
// function into globalThis. It is called once with
//
//	(code: string, language: string, options: string, done: (html: string | null, problem?: string) => void) => void
//
// and returns
//
//	(name: string) => Promise<Uint8Array>  // the rules in the file of this name
//
// The options are those of [option.Decode]. done gets what [highlight.Code]
// returns, and null where the language is not known or there is a problem.
func main() {
	answer := js.FuncOf(func(_ js.Value, args []js.Value) any {
		code, language, options, done := args[0].String(), args[1].String(), args[2].String(), args[3]
		go func() {
			fragment, ok, err := colour(code, language, options)
			switch {
			case err != nil:
				done.Invoke(nil, err.Error())
			case !ok:
				done.Invoke(nil)
			default:
				done.Invoke(fragment)
			}
		}()
		return nil
	})
	useRules(js.Global().Call(os.Args[1], answer))
	select {}
}

// useRules is given what fetches the rules, where the program has none.
var useRules = func(js.Value) {}

// failed is why rules could not be fetched: chroma then says of the language that
// it is not known, now and ever after.
var failed error

func colour(code, language, options string) (fragment string, ok bool, err error) {
	defer func() {
		if problem := recover(); problem != nil {
			err = fmt.Errorf("colour %s: %v", language, problem)
		}
	}()
	o, err := option.Decode(options)
	if err != nil {
		return "", false, err
	}
	fragment, ok = highlight.Code(code, language, o)
	return fragment, ok, failed
}
