package serve

import (
	"cmp"
	"fmt"
	"net/http"
	"strconv"
	"sync"
	"time"
)

// audience is the pages that are open and listen for changes, over server-sent
// events. Each says which build it is of, so that it hears at once of what
// changed while it was being loaded or the server was away.
type audience struct {
	mu        sync.Mutex
	build     int64 // when the last one ended, in nanoseconds; 0 before the first
	listeners map[chan change]bool
}

// current names the build that a page of now is of.
func (a *audience) current() string {
	a.mu.Lock()
	defer a.mu.Unlock()
	return a.name()
}

func (a *audience) name() string { return strconv.FormatInt(a.build, 36) }

// tell tells all of a new build, and what has changed in it: what is wrong alone is of
// the build before.
func (a *audience) tell(what change) {
	a.mu.Lock()
	defer a.mu.Unlock()
	if what != changedProblems {
		a.build = time.Now().UnixNano()
	}
	for listener := range a.listeners {
		told := what
		select {
		case before := <-listener: // which it has not sent yet
			if before == changedPage || what == changedProblems {
				told = before // which tells of problems as well
			}
		default:
		}
		listener <- told
	}
}

// join adds a page of a build; "" is the last one.
func (a *audience) join(build string) (listener chan change, leave func()) {
	listener = make(chan change, 1)
	a.mu.Lock()
	defer a.mu.Unlock()
	if build != "" && build != a.name() {
		listener <- changedPage
	}
	if a.listeners == nil {
		a.listeners = map[chan change]bool{}
	}
	a.listeners[listener] = true
	return listener, func() {
		a.mu.Lock()
		defer a.mu.Unlock()
		delete(a.listeners, listener)
	}
}

// ServeHTTP tells a page of changes for as long as it is open.
func (a *audience) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	listener, leave := a.join(cmp.Or(r.Header.Get("Last-Event-ID"), r.URL.Query().Get("build")))
	defer leave()
	out := http.NewResponseController(w)
	w.Header().Set("Content-Type", "text/event-stream")
	w.Header().Set("Cache-Control", "no-cache")
	if r.Method == http.MethodHead {
		return
	}
	fmt.Fprint(w, "retry: 500\n\n")
	alive := time.NewTicker(15 * time.Second)
	defer alive.Stop()
	for out.Flush() == nil {
		select {
		case what := <-listener:
			fmt.Fprintf(w, "id: %s\nevent: change\ndata: %s\n\n", a.current(), what)
		case <-alive.C:
			fmt.Fprint(w, ":\n\n")
		case <-r.Context().Done():
			return
		}
	}
}
