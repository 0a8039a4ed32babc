package serve

import (
	"encoding/json"
	"net/http"
	"slices"
	"strings"
	"sync"

	"postview/wasm/build"
	"postview/wasm/build/disk"
	"postview/wasm/build/inspect"
	"postview/wasm/build/plan"
	"postview/wasm/problem"
)

// findings is what is wrong with the site, for the pages that are open to tell it.
type findings struct {
	mu       sync.Mutex
	broken   []*problem.Problem // why the last build has made nothing, or has made it without the settings
	problems []*problem.Problem // of the last build that has made the site
	places   plan.Claims        // likewise
}

// learn takes over what a build has found, and reports whether that is another than
// before. A build that failed leaves the site of the one before.
func (f *findings) learn(made *build.Outcome, err error) (isNew bool) {
	f.mu.Lock()
	defer f.mu.Unlock()
	broken, problems := problem.All(err), f.problems
	if err == nil && made != nil {
		problems, f.places = made.Problems, made.Taken
		for _, p := range problems {
			if p.Kind == problem.Settings && p.Key == "" { // all of them
				broken = append(broken, p)
			}
		}
	}
	isSame := func(a, b *problem.Problem) bool { return problem.Compare(a, b) == 0 }
	isNew = !slices.EqualFunc(broken, f.broken, isSame) || !slices.EqualFunc(problems, f.problems, isSame)
	f.broken, f.problems = broken, problems
	return isNew
}

// told is what a page is told.
type told struct {
	IsBroken bool              `json:"isBroken"` // the site can't be built, or not as it should be, for these problems
	Problems []inspect.Finding `json:"problems"` // else those of what the page is made from
	Others   int               `json:"others"`   // how many there are elsewhere
}

// of returns what the page at an address is told. The list of all posts tells what is
// wrong with the settings, and with no file.
func (f *findings) of(at string) told {
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.broken != nil {
		return told{IsBroken: true, Problems: inspect.Findings(f.broken)}
	}
	who := f.places[disk.PageFile(at)]
	source := who.Owner
	if who.Kind != plan.OfPost {
		source = strings.TrimSuffix(who.Owner, "/")
		if source != "" {
			source += "/"
		}
		source += "_index.md"
	}
	var own []*problem.Problem
	others := 0
	for _, p := range f.problems {
		isOfAll := p.Kind == problem.Settings || p.File == ""
		switch {
		case p.Kind.IsNote():
		case p.File == source, isOfAll && who.Kind == plan.OfHomeList:
			own = append(own, p)
		default:
			others++
		}
	}
	return told{Problems: inspect.Findings(own), Others: others}
}

// ServeHTTP answers a page that asks what is wrong with it.
func (f *findings) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Content-Type", "application/json")
	w.Header().Set("Cache-Control", "no-cache")
	_ = json.NewEncoder(w).Encode(f.of(r.URL.Query().Get("page"))) // who has gone asks again
}
