// Command say prints what lives in the parts of a program's data that merging
// touches: strings, initialized and zero variables, maps, type names, the
// names of functions in a stack, and what a collected heap kept.
package main

import (
	"fmt"
	"runtime"
	"strings"
	"unicode"
)

type speaker struct{ name string }

func (s speaker) Say() string { return s.name + " says " + words[2] }

var (
	words  = [...]string{"", "", "hello", 100: "the last word"}
	counts = map[string]int{"one": 1, "two": 2}
	zeros  [1 << 12]int64
	few    = [1 << 12]int64{7: 7, 4000: 4000}
)

func main() {
	var sum int64
	for i := range zeros {
		sum += zeros[i]*1000 + few[i]
	}
	runtime.GC()
	fmt.Printf("%T %v %v %d\n", speaker{}, speaker{"go"}.Say(), counts, sum)
	fmt.Println(words[100], strings.ToUpper("größe"), unicode.IsLetter('ж'))

	defer func() {
		pc, _, _, _ := runtime.Caller(0)
		fmt.Println(recover(), runtime.FuncForPC(pc).Name())
	}()
	var nothing *speaker
	fmt.Println(nothing.Say())
}
