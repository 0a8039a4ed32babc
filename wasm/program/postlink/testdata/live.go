// Command live does what needs the pclntab: it panics and recovers, grows
// stacks and collects garbage under live pointers, calls through reflection and
// JavaScript, and looks at its own frames. It prints no name, file or line.
//
// With the argument panic or deadlock it ends so.
package main

import (
	"errors"
	"fmt"
	"iter"
	"log"
	"maps"
	"os"
	"reflect"
	"runtime"
	"slices"
	"strings"
	"sync"
	"syscall/js"
	"time"
)

func main() {
	switch {
	case slices.Contains(os.Args, "panic"):
		defer fmt.Println("deferred")
		inGoroutine(func() { panic(fmt.Errorf("not %s", "recovered")) })
	case slices.Contains(os.Args, "deadlock"):
		<-make(chan int)
	}
	fmt.Println("panics:", nested(6), loops(5), exits(), rethrown())
	fmt.Println("runtime errors:", runtimeErrors())
	fmt.Println("nil receivers:", nilReceivers())
	fmt.Println("stacks:", deep(3000, new(int)), inGoroutines(20))
	fmt.Println("reflection:", reflected())
	fmt.Println("frames:", frames(4))
	fmt.Println("goroutines:", runtime.NumGoroutine())
	fmt.Println("JavaScript:", callbacks())
	fmt.Println("coroutines:", coroutines(), "cleanups:", cleanups())
	logs()
}

func inGoroutine(f func()) {
	var group sync.WaitGroup
	group.Go(f)
	group.Wait()
}

// nested panics at the bottom and in each of the deferred functions.
func nested(depth int) (message string) {
	defer func() { message += fmt.Sprint("<", recover()) }()
	defer func() {
		if depth%2 == 0 {
			panic(fmt.Sprint("deferred ", depth, " after ", recover()))
		}
	}()
	if depth == 0 {
		panic(errors.New("bottom"))
	}
	runtime.GC()
	panic(nested(depth - 1))
}

// loops has defers in a loop, which are not open-coded.
func loops(n int) (order string) {
	defer func() { _ = recover() }()
	for i := range n {
		defer func() { order += fmt.Sprint(i, recover() != nil, " ") }()
	}
	panic(n)
}

func exits() (said string) {
	inGoroutine(func() {
		defer func() { said += fmt.Sprint("exit", recover()) }()
		func() {
			defer func() { said += "inner " }()
			runtime.Goexit()
		}()
	})
	return said
}

func rethrown() any {
	defer func() { _ = recover() }()
	err := func() (err error) {
		defer func() { err = errors.Join(recover().(error), errors.New("second")) }()
		func() {
			defer func() { panic(recover()) }()
			panic(errors.New("first"))
		}()
		return nil
	}()
	return strings.ReplaceAll(err.Error(), "\n", "+")
}

func runtimeErrors() (all []string) {
	var (
		none  *[4]int
		table map[string]int
		value any = "text"
		list      = []int{1, 2, 3}
		index     = len(all) + 5
	)
	for _, f := range []func(){
		func() { none[index-4]++ },
		func() { table["a"] = 1 },
		func() { _ = value.(fmt.Stringer) },
		func() { list[index] = 1 },
		func() { _ = list[index:] },
		func() { list[0] /= index - 5 },
		func() { _ = [4]int(list) },
		func() { reflect.ValueOf(list).Index(index) },
	} {
		func() {
			defer func() { all = append(all, fmt.Sprint(recover())) }()
			f()
		}()
	}
	return all
}

type point struct{ x, y int }

func (p point) String() string { return fmt.Sprint(p.x, "/", p.y) }
func (p point) Add(q *point, n int) *point {
	grow(n)
	runtime.GC()
	return &point{p.x + q.x, p.y + q.y}
}

// nilReceivers calls methods of values through nil pointers, as fmt does.
func nilReceivers() (said string) {
	defer func() {
		err := recover().(error)
		said += fmt.Sprint(strings.Contains(err.Error(), "called using nil *"), errors.As(err, new(runtime.Error)))
	}()
	var p *point
	said = fmt.Sprintf("%v %s %s ", p, []fmt.Stringer{p, time.Second}, struct{ *point }{})
	return text(p)
}

//go:noinline
func text(s fmt.Stringer) string { return s.String() }

// deep keeps a pointer in every frame of a stack that grows and is scanned.
func deep(depth int, above *int) int {
	own, numbers := new(int), []int{depth, *above}
	*own = depth
	if depth%500 == 0 {
		runtime.GC()
	}
	if depth == 0 {
		return *above
	}
	below := deep(depth-1, own)
	if *own != depth || numbers[0] != depth || numbers[1] != *above {
		panic("a live pointer was lost")
	}
	return below + *own%7
}

// grow makes a stack move and its memory be used again.
func grow(n int) (sum int) {
	var frame [64]int
	for i := range frame {
		frame[i] = n
	}
	if n > 0 {
		sum = grow(n - 1)
	}
	return sum + frame[n%64]
}

func inGoroutines(n int) (sum int) {
	results := make(chan int)
	for i := range n {
		go func() { results <- deep(100*i, &i) }()
	}
	for range n {
		runtime.Gosched()
		sum += <-results
	}
	return sum
}

// reflected calls functions whose arguments the collector finds by reflect's
// own maps, and has them moved and scanned while they run.
func reflected() string {
	add := func(arguments []reflect.Value) []reflect.Value {
		garbage := grow(2000)
		runtime.GC()
		for range 1000 {
			garbage += len(make([]*point, 64))
		}
		p, q := arguments[0].Interface().(*point), arguments[1].Interface().(*point)
		return []reflect.Value{reflect.ValueOf(&point{p.x + q.x, p.y + q.y + garbage - garbage})}
	}
	var made func(p, q *point) *point
	reflect.ValueOf(&made).Elem().Set(reflect.MakeFunc(reflect.TypeOf(made), add))
	method := reflect.ValueOf(point{1, 2}).MethodByName("Add")
	bound := method.Interface().(func(*point, int) *point)

	var said []string
	inGoroutine(func() {
		for i := range 5 {
			sum := made(&point{i, 1}, &point{2, i})
			called := method.Call([]reflect.Value{reflect.ValueOf(sum), reflect.ValueOf(500)})
			said = append(said, fmt.Sprint(sum, called[0], bound(&point{i, i}, 900*i)))
		}
	})
	return strings.Join(said, ", ")
}

// frames counts those that the runtime tells of.
func frames(depth int) (counts [2]int) {
	if depth > 0 {
		return frames(depth - 1)
	}
	pcs, count, known := make([]uintptr, 32), 0, 0
	walk := runtime.CallersFrames(pcs[:runtime.Callers(0, pcs)])
	for more := true; more; count++ {
		var frame runtime.Frame
		frame, more = walk.Next()
		runtime.FuncForPC(frame.PC).FileLine(frame.PC)
		if frame.Func != nil && frame.Entry != 0 {
			known++
		}
	}
	for skip := range 40 {
		if _, _, _, ok := runtime.Caller(skip); ok {
			known++
		}
	}
	runtime.Stack(make([]byte, 1<<12), true)
	return [2]int{count, known}
}

func callbacks() (said string) {
	list := js.Global().Get("Array").New(3, 1, 2)
	closure := js.FuncOf(func(_ js.Value, arguments []js.Value) any {
		defer func() { said += fmt.Sprint(recover(), " ") }()
		if n := arguments[0].Int(); n != 2 {
			panic(deep(100*n, &n))
		}
		arguments[0].Call("nothing")
		return nil
	})
	defer closure.Release()
	list.Call("forEach", closure)

	done := make(chan string)
	later := js.FuncOf(func(js.Value, []js.Value) any {
		go func() { done <- nested(2) }()
		return nil
	})
	defer later.Release()
	js.Global().Call("setTimeout", later, 1)
	return said + <-done
}

func coroutines() (sum int) {
	next, stop := iter.Pull(func(yield func(int) bool) {
		defer runtime.GC()
		for i := 0; yield(deep(50*i, &i)); i++ {
		}
	})
	defer stop()
	for range 5 {
		n, _ := next()
		sum += n
	}
	counts := map[string]*int{}
	for i := range 1000 {
		counts[fmt.Sprint(i%100)] = &i
		if i%300 == 0 {
			runtime.GC()
		}
	}
	for _, key := range slices.Sorted(maps.Keys(counts)) {
		sum += *counts[key]
	}
	return sum
}

func cleanups() string {
	done := make(chan string, 1)
	func() { runtime.AddCleanup(&point{1, 1}, func(s string) { done <- s }, "done") }()
	for {
		runtime.GC()
		select {
		case said := <-done:
			return said
		case <-time.After(time.Millisecond):
		}
	}
}

// logs writes where it is, which must do no harm.
func logs() {
	var text strings.Builder
	log.New(&text, "", log.Lshortfile|log.Llongfile).Print("hello")
	fmt.Println("log:", strings.HasSuffix(text.String(), ": hello\n"))
}
