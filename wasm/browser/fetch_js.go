package browser

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"syscall/js"
	"time"
)

// maxSource bounds what is fetched, in bytes: a source is text that somebody
// wrote, and the memory of a wasm program never shrinks.
const maxSource = 16 << 20

// patience is how long a host may send nothing.
const patience = 30 * time.Second

// The kinds of a [fetchError].
const (
	kindNetwork = "network" // no answer: offline, refused, or the connection broke
	kindCORS    = "cors"    // the host is there, and does not let this page read
	kindMissing = "missing" // 404, 410, or a page in place of the source
	kindStatus  = "status"  // another status than 2xx
	kindSize    = "size"    // larger than maxSource
	kindSource  = "source"  // fetched, but it can't be rendered
	kindProgram = "program" // a fault of Postview itself
)

// fetchError is a source that could not be had.
type fetchError struct {
	url, kind, reason string
}

func (e *fetchError) Error() string { return fmt.Sprintf("fetch %s: %s", e.url, e.reason) }

func kindOf(err error) string {
	var failed *fetchError
	if errors.As(err, &failed) {
		return failed.kind
	}
	return kindProgram
}

// request is how something is fetched.
type request struct {
	url      string
	cache    string                  // the cache mode of fetch; "" is the browser's default
	progress func(loaded, total int) // bytes; total is 0 when the server does not tell; may be nil
	begun    js.Value                // {abort: AbortController, answer: Promise<Response>} where it was begun before
}

// fetch returns the body of a URL. When ctx ends, so does the transfer, and the
// error is that of ctx.
func fetch(ctx context.Context, r request) ([]byte, error) {
	abort, answer := js.Global().Get("AbortController").New(), js.Undefined()
	if r.begun.Truthy() {
		abort, answer = r.begun.Get("abort"), r.begun.Get("answer")
	}
	stop := context.AfterFunc(ctx, func() { abort.Call("abort") })
	defer stop()
	stalled := time.AfterFunc(patience, func() {
		abort.Call("abort", js.Global().Get("Error").New(fmt.Sprint("nothing came for ", patience)))
	})
	defer stalled.Stop()
	progress := r.progress
	r.progress = func(loaded, total int) {
		stalled.Reset(patience)
		if progress != nil {
			progress(loaded, total)
		}
	}

	init := map[string]any{"signal": abort.Get("signal")}
	if r.cache != "" {
		init["cache"] = r.cache
	}
	if answer.IsUndefined() {
		answer = js.Global().Call("fetch", r.url, init)
	}
	response, err := await(answer)
	if err == nil {
		err = checkStatus(r.url, response)
	} else if ctx.Err() == nil {
		err = unanswered(r.url, init, err)
	}
	var body []byte
	if err == nil {
		body, err = readBody(r, response)
	}
	if err != nil {
		abort.Call("abort")
	}
	if ctx.Err() != nil {
		return nil, ctx.Err()
	}
	return body, err
}

func checkStatus(url string, response js.Value) error {
	status := response.Get("status").Int()
	switch {
	case status == 404 || status == 410:
		return &fetchError{url, kindMissing, fmt.Sprintf("status %d", status)}
	case !response.Get("ok").Bool():
		return &fetchError{url, kindStatus, fmt.Sprintf("status %d", status)}
	case isPage(response):
		return &fetchError{url, kindMissing, "the server answers with a web page in its place"}
	}
	return nil
}

// isPage reports whether the answer is HTML: hosts that answer every unknown
// address with their front page do so with status 200.
func isPage(response js.Value) bool {
	kind := response.Get("headers").Call("get", "content-type")
	return kind.Type() == js.TypeString && strings.HasPrefix(kind.String(), "text/html")
}

// unanswered is the error of a fetch without an answer that the page may read.
// The browser does not tell a page why. But a request whose answer nobody asks to
// read fails only where the host is out of reach, or where the page's own policy
// forbids to ask it.
func unanswered(url string, init map[string]any, err error) error {
	page := location()
	target := js.Global().Get("URL").New(url, page.Get("href"))
	host := text(target, "host")
	switch {
	case js.Global().Get("navigator").Get("onLine").Equal(js.ValueOf(false)):
		return &fetchError{url, kindNetwork, "this device is offline"}
	case target.Get("origin").Equal(page.Get("origin")):
		return &fetchError{url, kindNetwork, "no answer from the server (" + message(err) + ")"}
	}
	init["mode"], init["method"] = "no-cors", "HEAD"
	if _, err := await(js.Global().Call("fetch", url, init)); err != nil {
		return &fetchError{url, kindNetwork, host + " is out of reach, or is not in connect-src of this page’s Content-Security-Policy"}
	}
	return &fetchError{url, kindCORS, host + " answers, but lets no other site read this file: it must send the header " +
		"Access-Control-Allow-Origin: * with it (or there is no such file, and the answer that says so lacks the header)"}
}

func message(err error) string {
	var thrown js.Error
	if errors.As(err, &thrown) && thrown.Value.Type() == js.TypeObject {
		return thrown.Value.Get("message").String()
	}
	return err.Error()
}

func readBody(r request, response js.Value) ([]byte, error) {
	total := contentLength(response)
	if total > maxSource {
		return nil, tooLarge(r.url)
	}
	stream := response.Get("body")
	if stream.IsNull() { // as that of an answer with status 204 is
		return nil, nil
	}
	var body []byte
	for reader := stream.Call("getReader"); ; {
		chunk, err := await(reader.Call("read"))
		if err != nil {
			return nil, &fetchError{r.url, kindNetwork, "the connection broke: " + message(err)}
		}
		if chunk.Get("done").Bool() {
			return body, nil
		}
		value := chunk.Get("value")
		start, size := len(body), value.Get("length").Int()
		if start+size > maxSource {
			return nil, tooLarge(r.url)
		}
		body = append(body, make([]byte, size)...)
		js.CopyBytesToGo(body[start:], value)
		r.progress(len(body), total)
	}
}

// contentLength is the length of the body in bytes, or 0 where it is not known:
// the header counts the bytes of a compressed body before it is unpacked.
func contentLength(response js.Value) int {
	headers := response.Get("headers")
	if headers.Call("has", "content-encoding").Bool() || !headers.Call("has", "content-length").Bool() {
		return 0
	}
	return js.Global().Call("Number", headers.Call("get", "content-length")).Int()
}

func tooLarge(url string) error {
	return &fetchError{url, kindSize, fmt.Sprintf("larger than %d MiB", maxSource>>20)}
}
