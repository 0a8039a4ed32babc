package browser

import (
	"context"
	"strings"
	"syscall/js"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

const (
	own   = "https://site.example/a.md"
	other = "https://other.example/a.md"
)

func TestFetch(t *testing.T) {
	for name, test := range map[string]struct {
		url, answer string
		body        string
		kind, says  string
	}{
		"a post":              {own, `() => new Response("# A")`, "# A", "", ""},
		"an empty post":       {own, `() => new Response("")`, "", "", ""},
		"no content":          {own, `() => new Response(null, {status: 204})`, "", "", ""},
		"missing":             {own, `() => new Response("", {status: 404})`, "", kindMissing, "status 404"},
		"gone":                {own, `() => new Response("", {status: 410})`, "", kindMissing, "status 410"},
		"forbidden":           {own, `() => new Response("", {status: 403})`, "", kindStatus, "status 403"},
		"a fault of the host": {own, `() => new Response("", {status: 500})`, "", kindStatus, "status 500"},
		"a page in its place": {own, `() => new Response("<p>", {headers: {"Content-Type": "text/html; charset=utf-8"}})`, "", kindMissing, "a web page in its place"},
		"said to be large":    {own, `() => new Response("", {headers: {"Content-Length": "20000000"}})`, "", kindSize, "larger than 16 MiB"},
		"large":               {own, `() => new Response(new Uint8Array(17 << 20))`, "", kindSize, "larger than 16 MiB"},
		"the line breaks": {own, `() => new Response(new ReadableStream({ pull(c) { c.error(new Error("cut off")) } }))`, "", kindNetwork,
			"the connection broke: cut off"},
		"no answer":           {own, `() => { throw new TypeError("refused") }`, "", kindNetwork, "no answer from the server (refused)"},
		"no answer elsewhere": {other, `() => { throw new TypeError("refused") }`, "", kindNetwork, "other.example is out of reach"},
		"may not be read": {other, `({mode}) => { if (mode !== "no-cors") throw new TypeError("blocked"); return new Response("") }`, "", kindCORS,
			"Access-Control-Allow-Origin: *"},
		"offline": {other, `() => { navigator.onLine = false; throw new TypeError("offline") }`, "", kindNetwork, "this device is offline"},
	} {
		t.Run(name, func(t *testing.T) {
			inBrowser(t, "https://site.example/")
			answer(test.url, test.answer)
			before := live
			body, err := fetch(t.Context(), request{url: test.url})
			if test.kind == "" {
				require.NoError(t, err)
				assert.Equal(t, test.body, string(body))
			} else {
				require.ErrorContains(t, err, "fetch "+test.url+": ")
				assert.ErrorContains(t, err, test.says)
				assert.Equal(t, test.kind, kindOf(err))
				assert.Equal(t, test.kind, jsError(err).Get("kind").String(), "as scripts see it")
			}
			assert.Equal(t, before, live, "callbacks left")
		})
	}
}

func TestFetchTellsHowFarItIs(t *testing.T) {
	for name, test := range map[string]struct {
		headers string
		total   int
	}{
		"of a known length":   {`{"Content-Length": "6"}`, 6},
		"of an unknown one":   {`{}`, 0},
		"of one before unzip": {`{"Content-Length": "3", "Content-Encoding": "gzip"}`, 0},
	} {
		t.Run(name, func(t *testing.T) {
			inBrowser(t, "https://site.example/")
			answer(own, `() => { let n = 0; return new Response(new ReadableStream({ pull(c) {
				if (n++ === 2) c.close(); else c.enqueue(new TextEncoder().encode("abc")) } }), {headers: `+test.headers+`}) }`)
			var told [][2]int
			body, err := fetch(t.Context(), request{url: own, progress: func(loaded, total int) { told = append(told, [2]int{loaded, total}) }})
			require.NoError(t, err)
			assert.Equal(t, "abcabc", string(body))
			assert.Equal(t, [][2]int{{3, test.total}, {6, test.total}}, told)
		})
	}
}

func TestFetchEndsWithItsContext(t *testing.T) {
	inBrowser(t, "https://site.example/")
	answer(own, `({signal}) => new Promise((_, reject) => signal.addEventListener("abort", () => reject(signal.reason)))`)
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	_, err := fetch(ctx, request{url: own})
	assert.ErrorIs(t, err, context.Canceled)
	assert.True(t, js.Global().Get("asked").Index(0).Get("signal").Get("aborted").Bool())
}

func TestFetchTakesWhatWasBegunBefore(t *testing.T) {
	inBrowser(t, "https://site.example/")
	begun := js.Global().Call("eval", `({abort: new AbortController(), answer: Promise.resolve(new Response("ahead"))})`)
	body, err := fetch(t.Context(), request{url: own, begun: begun})
	require.NoError(t, err)
	assert.Equal(t, "ahead", string(body))
	assert.Zero(t, js.Global().Get("asked").Length())
}

func TestFetchAsksAsItIsTold(t *testing.T) {
	inBrowser(t, "https://site.example/")
	answer(own, `() => new Response("")`)
	_, err := fetch(t.Context(), request{url: own, cache: "reload"})
	require.NoError(t, err)
	assert.Equal(t, "reload", js.Global().Get("asked").Index(0).Get("cache").String())
}

// A fault in Go is told to those who wait, and nothing else ends.
func TestAPanicRejectsThePromise(t *testing.T) {
	before := live
	_, err := await(promise(func() (any, error) { panic("a fault") }))
	require.Error(t, err)
	assert.True(t, strings.Contains(message(err), "the program failed: a fault"), message(err))
	assert.Equal(t, before, live)
}
