package browser

import "syscall/js"

// visits keeps the reader's place in each entry of the history, since the browser
// can't restore the scroll position of a view that is not there yet. An entry has
// its place in its own state, {visit: number, place}, where page.js notes it too,
// whenever scrolling rests: it is there for a page that is loaded without the
// program.
type visits struct {
	current int             // the number of the entry shown
	last    int             // the highest number given
	left    map[int]float64 // places of entries that the history has left, whose states are out of reach
	ahead   bool            // the history has moved on, and the view is still that of before
}

// begin takes the scroll position over from the browser.
func (v *visits) begin() {
	v.left = map[int]float64{}
	n, y, _ := entry()
	if n == 0 {
		n = v.number()
	}
	v.current, v.last = n, max(v.last, n)
	v.note(y)
	v.take()
}

// number returns a new number, which no entry has that another document has made.
func (v *visits) number() int {
	v.last = max(v.last+1, js.Global().Get("Date").Call("now").Int())
	return v.last
}

// take has the browser leave the scroll position to the program.
func (v *visits) take() { history().Set("scrollRestoration", "manual") }

// entry returns the number and the place of the present entry: 0 where the program
// has not seen it, and false where nobody has been there for long.
func entry() (n int, y float64, had bool) {
	state := history().Get("state")
	if state.Type() != js.TypeObject {
		return 0, 0, false
	}
	if visit := state.Get("visit"); visit.Type() == js.TypeNumber {
		n = visit.Int()
	}
	if place := state.Get("place"); place.Type() == js.TypeNumber {
		return n, place.Float(), true
	}
	return n, 0, false
}

// note writes the number of the present entry into it, and a place if there is one.
func (v *visits) note(place any) { v.write("replaceState", location().Get("href").String(), place) }

// write has the history push or replace its entry.
func (v *visits) write(change, href string, place any) {
	history().Call(change, map[string]any{"visit": v.current, "place": place}, "", href)
}

// push leaves the present view for a new one, in a new entry or, to replace it,
// in the present one. The address that is shown already gets no second entry, as
// with the browser.
func (v *visits) push(href string, replace bool) {
	v.leave()
	if href == location().Get("href").String() {
		return
	}
	change := "replaceState"
	if !replace {
		change = "pushState"
		v.current = v.number()
	}
	v.write(change, href, 0)
	v.take()
}

// arrive notes that the history has moved to another entry, of another view if it
// is elsewhere, and reports whether that one was there before. A new one is of a
// fragment that the browser scrolls to, now or in a moment.
func (v *visits) arrive(elsewhere bool) (again bool) {
	v.take()
	n, y, had := entry()
	if n == 0 && !had && !elsewhere {
		v.current = v.number()
		v.note(js.Undefined())
		return false
	}
	if n == 0 {
		n = v.number()
	} else if !v.ahead {
		v.left[v.current] = scrolled()
	}
	if left, known := v.left[n]; known {
		y = left
		delete(v.left, n)
	}
	v.current, v.last = n, max(v.last, n)
	v.ahead = v.ahead || elsewhere
	v.note(y)
	return true
}

// restore scrolls to the place where the present view was left.
func (v *visits) restore() {
	if _, y, _ := entry(); y > 0 {
		js.Global().Call("scrollTo", 0, y)
		return
	}
	scrollTo(location().Get("href").String())
}

// scrollTo scrolls to the element that the fragment of a URL names, or else to the
// top.
func scrollTo(href string) {
	if id := fragment(href); id != "" {
		if target := document().Call("getElementById", id); target.Truthy() {
			target.Call("scrollIntoView")
			return
		}
	}
	js.Global().Call("scrollTo", 0, 0)
}

// leave notes the place where the reader leaves the present view.
func (v *visits) leave() {
	if !v.ahead {
		v.note(scrolled())
	}
}

// hide leaves the page itself and gives the scroll position back to the browser,
// which may bring the page back without the program. At pagehide Chromium no
// longer takes it. A view that is not that of its entry has nothing to give back.
func (v *visits) hide() {
	if v.ahead {
		return
	}
	v.leave()
	history().Set("scrollRestoration", "auto")
}

func scrolled() float64 { return js.Global().Get("scrollY").Float() }
