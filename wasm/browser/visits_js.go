package browser

import "syscall/js"

// visits keeps the reader's place in each entry of the history, since the
// browser can't restore the scroll position of a view that is not there yet.
type visits struct {
	current int // the number of the entry shown
	last    int // the highest number given
	places  map[int]float64
}

// begin takes the scroll position over from the browser.
func (v *visits) begin() {
	v.places = map[int]float64{}
	if state := history().Get("state"); state.Type() == js.TypeObject && state.Get("visit").Type() == js.TypeNumber {
		v.current = state.Get("visit").Int()
		v.places[v.current] = state.Get("place").Float()
	}
	v.last = v.current
	history().Set("scrollRestoration", "manual")
	v.note()
}

// note writes the number and the place of the present view into its entry.
func (v *visits) note() {
	history().Call("replaceState", map[string]any{"visit": v.current, "place": v.places[v.current]}, "")
}

// push leaves the present view for a new one.
func (v *visits) push(href string) {
	v.places[v.current] = place()
	v.note()
	v.last++
	v.current = v.last
	history().Call("pushState", map[string]any{"visit": v.current, "place": 0}, "", href)
}

// arrive notes that the history has moved to another entry.
func (v *visits) arrive() {
	v.places[v.current] = place()
	state := history().Get("state")
	if state.Type() == js.TypeObject && state.Get("visit").Type() == js.TypeNumber {
		v.current = state.Get("visit").Int()
		return
	}
	v.last++
	v.current = v.last
	v.note()
}

// restore scrolls to the place where the present view was left.
func (v *visits) restore() {
	if y, known := v.places[v.current]; known && y > 0 {
		js.Global().Call("scrollTo", 0, y)
		return
	}
	if target := document().Call("getElementById", fragment(location().Get("href").String())); target.Truthy() {
		target.Call("scrollIntoView")
		return
	}
	js.Global().Call("scrollTo", 0, 0)
}

// leave notes the place when the page goes: the browser may bring it back, or
// load it anew.
func (v *visits) leave() {
	v.places[v.current] = place()
	v.note()
}

func place() float64 { return js.Global().Get("scrollY").Float() }
