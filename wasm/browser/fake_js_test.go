package browser

import (
	"syscall/js"
	"testing"
)

// inBrowser gives a test what a browser has and Node has not: a page at an address,
// with a history, and a network that answers what [answer] says. The document has one
// id, "part", at 400 px.
func inBrowser(t *testing.T, href string) {
	t.Helper()
	names := []string{"location", "history", "document", "navigator", "scrollY", "scrollTo", "fetch", "asked", "answers"}
	before := map[string]js.Value{}
	object := js.Global().Get("Object")
	for _, name := range names {
		before[name] = object.Call("getOwnPropertyDescriptor", js.Global(), name)
	}
	t.Cleanup(func() {
		for _, name := range names {
			js.Global().Get("Reflect").Call("deleteProperty", js.Global(), name)
			if before[name].Truthy() {
				object.Call("defineProperty", js.Global(), name, before[name])
			}
		}
	})
	js.Global().Call("eval", fake).Invoke(href)
}

const fake = `(href) => {
  const entries = [{ state: null, href }];
  let at = 0;
  const entry = (state, to) => ({ state: structuredClone(state), href: new URL(to, entries[at].href).href });
  const all = {
    location: {
      get href() { return entries[at].href; },
      get origin() { return new URL(entries[at].href).origin; },
    },
    history: {
      scrollRestoration: "auto",
      get state() { return entries[at].state; },
      get length() { return entries.length; },
      pushState(state, _, to) { entries.splice(at + 1, Infinity, entry(state, to)); at++; },
      replaceState(state, _, to) { entries[at] = entry(state, to); },
      go(steps) { at += steps; },
      follow(to) { entries.splice(at + 1, Infinity, entry(null, to)); at++; },
    },
    document: { getElementById: (id) => id === "part" ? { scrollIntoView: () => (globalThis.scrollY = 400) } : null },
    navigator: { onLine: true },
    scrollY: 0,
    scrollTo: (x, y) => (globalThis.scrollY = y),
    asked: [],
    answers: {},
    async fetch(url, init) {
      asked.push({ url, ...init });
      const answer = answers[url];
      if (!answer) throw new TypeError("no network");
      return answer(init);
    },
  };
  for (const [name, value] of Object.entries(all)) Object.defineProperty(globalThis, name, { value, writable: true, configurable: true });
}`

// answer has the fake fetch answer for a URL by what a function of JavaScript returns.
func answer(url, function string) {
	js.Global().Get("answers").Set(url, js.Global().Call("eval", function))
}

func scroll(y float64) { js.Global().Set("scrollY", y) }
