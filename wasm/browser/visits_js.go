package browser

import "syscall/js"

// visits keeps the reader's place in each entry of the history, since the
// browser can't restore the scroll position of a view that is not there yet.
type visits struct {
	current  int // the number of the entry shown
	last     int // the highest number given
	scrolled map[int]float64
}

// begin takes the scroll position over from the browser.
func (v *visits) begin() {
	v.scrolled = map[int]float64{}
	if n, y, ok := numbered(); ok {
		v.current = n
		v.scrolled[n] = y
	}
	v.last = v.current
	v.note()
	v.take()
}

// take has the browser leave the scroll position to the program.
func (v *visits) take() { history().Set("scrollRestoration", "manual") }

// numbered returns the number and the place of the present entry, or false when
// it is not one of ours.
func numbered() (n int, y float64, ok bool) {
	state := history().Get("state")
	if state.Type() != js.TypeObject || state.Get("visit").Type() != js.TypeNumber {
		return 0, 0, false
	}
	return state.Get("visit").Int(), state.Get("place").Float(), true
}

// note writes the number and the place of the present view into its entry.
func (v *visits) note() { v.write("replaceState", location().Get("href").String()) }

// write has the history push or replace its entry.
func (v *visits) write(change, href string) {
	history().Call(change, map[string]any{"visit": v.current, "place": v.scrolled[v.current]}, "", href)
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
		v.last++
		v.current = v.last
	}
	v.write(change, href)
}

// arrive notes that the history has moved to another entry, and reports whether
// that one was there before. A new one is of a fragment that the browser has
// scrolled to.
func (v *visits) arrive() (again bool) {
	n, y, ok := numbered()
	if !ok {
		v.last++
		v.current = v.last
		v.leave()
		return false
	}
	v.scrolled[v.current] = scrolled()
	v.current = n
	if _, known := v.scrolled[n]; !known {
		v.scrolled[n] = y
		v.last = max(v.last, n)
	}
	return true
}

// restore scrolls to the place where the present view was left.
func (v *visits) restore() {
	if y, known := v.scrolled[v.current]; known && y > 0 {
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
	v.scrolled[v.current] = scrolled()
	v.note()
}

// hide leaves the page itself and gives the scroll position back to the browser,
// which may bring the page back without the program. At pagehide Chromium no
// longer takes it.
func (v *visits) hide() {
	v.leave()
	history().Set("scrollRestoration", "auto")
}

func scrolled() float64 { return js.Global().Get("scrollY").Float() }
