package serve

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/netip"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"postview/wasm/build/buildtest"
	"postview/wasm/build/progress"
)

// tooLarge is more than what a system keeps of what is sent until it is read.
const tooLarge = 64 << 20

// sparse makes a file of that size, which takes no place.
func sparse(t *testing.T, name string) {
	t.Helper()
	buildtest.Write(t, name, "")
	require.NoError(t, os.Truncate(name, tooLarge))
}

// slowly asks for a path, and reads no more than the first line of the answer.
func slowly(t *testing.T, url, path string) (rest *bufio.Reader) {
	t.Helper()
	conn := connected(t, url)
	fmt.Fprintf(conn, "GET %s HTTP/1.1\r\nHost: localhost\r\n\r\n", path)
	rest = bufio.NewReader(conn)
	line, err := rest.ReadString('\n')
	require.NoError(t, err)
	require.Equal(t, "HTTP/1.1 200 OK\r\n", line)
	return rest
}

// connected returns a connection to a server, which a test does not wait on for ever.
func connected(t *testing.T, url string) net.Conn {
	t.Helper()
	conn, err := net.Dial("tcp", strings.TrimPrefix(url, "http://"))
	require.NoError(t, err)
	t.Cleanup(func() { conn.Close() })
	require.NoError(t, conn.SetDeadline(time.Now().Add(time.Minute)))
	return conn
}

// atOnce asks for a path, and takes no for an answer when it takes longer than anybody
// waits.
func atOnce(t *testing.T, url string) (status int, text string) {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), 10*time.Second)
	defer cancel()
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, url, nil)
	require.NoError(t, err)
	response, err := http.DefaultClient.Do(request)
	require.NoError(t, err)
	defer response.Body.Close()
	body, err := io.ReadAll(response.Body)
	require.NoError(t, err)
	return response.StatusCode, string(body)
}

// A site is built as serve does it, and its settings are saved while somebody reads a
// large file slowly, and somebody else has stopped reading one.
func TestASlowReaderHoldsUpNobody(t *testing.T) {
	content := buildtest.Folder(t, map[string]string{"a.md": "A", "hugo.toml": "title = 'Before'"})
	sparse(t, filepath.Join(content, "film.mp4"))
	b := buildtest.LiveBuilder(t, content, filepath.Join(t.TempDir(), "dist"))
	url, s := serving(t, b.Out)
	b.Swap = s.swap
	changes := watching(t, b.Options)
	require.NoError(t, b.Build(t.Context()))
	go s.rebuild(t.Context(), b, changes)

	slow := slowly(t, url, "/film.mp4")
	slowly(t, url, "/film.mp4")
	heard := listening(t, url+"/postview-live")
	for _, title := range []string{"After", "And again"} {
		saved := filepath.Join(t.TempDir(), "hugo.toml")
		buildtest.Write(t, saved, "title = '"+title+"'")
		require.NoError(t, os.Rename(saved, filepath.Join(content, "hugo.toml"))) // one change
		told := make(chan string, 1)
		go func() { told <- nextChange(t, heard) }()
		select {
		case what := <-told:
			assert.EqualValues(t, changedPage, what)
		case <-time.After(20 * time.Second):
			require.FailNow(t, "the site was not built")
		}
		_, home := atOnce(t, url+"/")
		assert.Contains(t, home, title)
		status, _ := atOnce(t, url+"/nowhere")
		assert.Equal(t, http.StatusNotFound, status)
	}

	answer := readHead(t, slow)
	require.EqualValues(t, tooLarge, answer.ContentLength)
	sent, err := io.Copy(io.Discard, answer.Body)
	assert.NoError(t, err, "what was open is sent to its end")
	assert.EqualValues(t, tooLarge, sent)
	require.Eventually(t, func() bool {
		entries, err := os.ReadDir(filepath.Dir(b.Out))
		return err == nil && len(entries) == 1
	}, 20*time.Second, time.Millisecond, "the sites before are removed")
}

// readHead reads on after the first line of an answer.
func readHead(t *testing.T, rest *bufio.Reader) *http.Response {
	t.Helper()
	answer, err := http.ReadResponse(bufio.NewReader(io.MultiReader(strings.NewReader("HTTP/1.1 200 OK\r\n"), rest)), nil)
	require.NoError(t, err)
	return answer
}

func TestASlowReaderOfTheIndexHoldsUpNobody(t *testing.T) {
	url, s := serving(t, buildtest.Folder(t, map[string]string{"index.html": "home"}))
	s.search.folder = buildtest.Folder(t, map[string]string{"assets/pagefind.0/a.js": "a"})
	sparse(t, filepath.Join(s.search.folder, "assets/pagefind.0/large.js"))
	slowly(t, url, "/assets/pagefind.0/large.js")
	_, script := atOnce(t, url+"/assets/pagefind.0/a.js")
	assert.Equal(t, "a", script)
}

// While the index is made the site may be built, and is shown.
func TestNobodyWaitsForTheIndex(t *testing.T) {
	parent := t.TempDir()
	out := filepath.Join(parent, "dist")
	buildtest.Write(t, filepath.Join(out, "index.html"), "old")
	url, s := serving(t, out)
	s.search.search, s.search.pages = fakeSearch(t), out
	t.Cleanup(s.search.end)
	const waits = "for try in 1 2; do [ -e $try.begun ] || break; done; touch $try.begun; until [ -e $try.end ]; do sleep 0.01; done; [ $try = 2 ] || exit 1\n"
	program := "#!/bin/sh\ncd " + parent + "\n" + waits + pagefind
	require.NoError(t, os.WriteFile(s.search.search.Program, []byte(program), 0o755))
	begun := func(try string) {
		require.Eventually(t, func() bool {
			_, err := os.Stat(filepath.Join(parent, try+".begun"))
			return err == nil
		}, 20*time.Second, time.Millisecond)
	}

	index := make(chan string, 1)
	go func() {
		_, text := atOnce(t, url+"/assets/pagefind.0/pagefind-entry.json")
		index <- text
	}()
	begun("1")
	made := filepath.Join(parent, "made")
	buildtest.Write(t, filepath.Join(made, "index.html"), "new")
	buildtest.Write(t, filepath.Join(made, "more.html"), "")
	require.NoError(t, s.swap(made, out))
	s.pages.tell(changedPage)
	_, home := atOnce(t, url+"/")
	assert.Equal(t, "new", home)

	// It fails, as if it had read a page that is gone, and is made of the new ones.
	buildtest.Write(t, filepath.Join(parent, "1.end"), "")
	begun("2")
	buildtest.Write(t, filepath.Join(parent, "2.end"), "")
	assert.Equal(t, "index.html\nmore.html\n", <-index)
}

func TestAClientThatStopsIsLeft(t *testing.T) {
	out := t.TempDir()
	sparse(t, filepath.Join(out, "film.mp4"))
	s := &server{out: out, log: progress.NewLog(io.Discard), patience: 50 * time.Millisecond}
	url := s.serving(t)
	open := func() (count int) {
		s.sending.Range(func(_, _ any) bool { count++; return true })
		return count
	}
	stopped := slowly(t, url, "/film.mp4")
	require.Eventually(t, func() bool { return open() == 0 }, 30*time.Second, time.Millisecond, "the file is still open")
	_, err := io.Copy(io.Discard, readHead(t, stopped).Body)
	assert.Error(t, err, "it ended before all was sent")

	begun := connected(t, url)
	fmt.Fprint(begun, "GET / HT")
	_, err = io.Copy(io.Discard, begun)
	assert.NoError(t, err, "the server leaves who does not say what they want")

	body := connected(t, url)
	fmt.Fprint(body, "POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 9\r\n\r\n")
	answer, err := io.ReadAll(body)
	assert.NoError(t, err)
	assert.Contains(t, string(answer), "405 Method Not Allowed")
}

// A large file may take longer in all than a piece of it.
func TestASlowClientIsNotLeft(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		here, there := net.Pipe()
		sent := make(chan error)
		go func() {
			_, err := io.CopyN(patientConn{here, patience}, zeros{}, tooLarge)
			sent <- err
		}()
		piece := make([]byte, 1<<20)
		for range tooLarge / len(piece) / 2 {
			time.Sleep(patience / 40) // 32 reads a piece: 0.8 of the patience
			_, err := io.ReadFull(there, piece)
			require.NoError(t, err)
		}
		start := time.Now()
		assert.ErrorIs(t, <-sent, os.ErrDeadlineExceeded, "when it stops")
		assert.LessOrEqual(t, time.Since(start), patience)
	})
}

type zeros struct{}

func (zeros) Read(p []byte) (int, error) { return len(p), nil }

func TestTheServerEndsWithWhatItSends(t *testing.T) {
	out := t.TempDir()
	buildtest.Write(t, filepath.Join(out, "song.mp3"), strings.Repeat("la ", 3<<20))
	listener, err := listenFrom(0)
	require.NoError(t, err)
	url := "http://" + listener.Addr().String()
	ctx, cancel := context.WithCancel(t.Context())
	ended := make(chan error)
	go func() { ended <- (&server{out: out}).serve(ctx, listener) }()
	listening(t, url+"/postview-live")
	slow := slowly(t, url, "/song.mp3")
	slowly(t, url, "/song.mp3")
	cancel()
	sent, err := io.Copy(io.Discard, readHead(t, slow).Body)
	assert.NoError(t, err)
	assert.EqualValues(t, 9<<20, sent)
	assert.NoError(t, <-ended, "it waits neither for pages that listen nor for who has stopped")
}

func TestAFolderIsLetGo(t *testing.T) {
	out := buildtest.Folder(t, map[string]string{"index.html": "home"})
	sparse(t, filepath.Join(out, "film.mp4"))
	url, s := serving(t, out)
	slow := slowly(t, url, "/film.mp4")
	s.interrupt()
	_, err := io.Copy(io.Discard, readHead(t, slow).Body)
	assert.ErrorIs(t, err, io.ErrUnexpectedEOF)
	_, home := atOnce(t, url+"/")
	assert.Equal(t, "home", home)
}

func TestPagesAreOnlyShown(t *testing.T) {
	url, _ := serving(t, buildtest.Folder(t, map[string]string{"index.html": "home", "404.html": "missing"}))
	for _, method := range []string{http.MethodPost, http.MethodPut, http.MethodPatch, http.MethodDelete, http.MethodOptions, http.MethodTrace, "PROPFIND"} {
		for _, path := range []string{"/", "/nowhere", "/postview-live", "/assets/pagefind.0/pagefind-entry.json"} {
			request, err := http.NewRequest(method, url+path, strings.NewReader("x"))
			require.NoError(t, err)
			response, err := http.DefaultClient.Do(request)
			require.NoError(t, err)
			body, err := io.ReadAll(response.Body)
			response.Body.Close()
			require.NoError(t, err)
			assert.Equal(t, http.StatusMethodNotAllowed, response.StatusCode, "%s %s", method, path)
			assert.Equal(t, "GET, HEAD", response.Header.Get("Allow"))
			assert.NotContains(t, string(body), "home")
		}
	}
	for path, want := range map[string]int64{"/": 4, "/nowhere": 7, "/postview-live": -1} {
		response, err := http.Head(url + path)
		require.NoError(t, err)
		body, err := io.ReadAll(response.Body)
		response.Body.Close()
		require.NoError(t, err)
		assert.Empty(t, body)
		assert.Equal(t, want, response.ContentLength, path)
	}
}

func TestHosts(t *testing.T) {
	machine, err := os.Hostname()
	require.NoError(t, err)
	url, _ := serving(t, buildtest.Folder(t, map[string]string{"index.html": "home", "404.html": "missing"}))
	port := url[strings.LastIndex(url, ":"):]
	tests := map[string]bool{
		"localhost": true, "LocalHost": true, "localhost.": true, "blog.localhost": true, "127.0.0.1": true, "127.8.9.1": true, "[::1]": true,
		"[::ffff:127.0.0.1]": true, machine: true, strings.ToUpper(machine): true,
		"evil.example": false, "localhost.evil.example": false, "evillocalhost": false, "127.0.0.1.evil.example": false, "192.0.2.1": false,
		"[2001:db8::1]": false, "0.0.0.0": false, machine + ".evil.example": false, ".": false,
	}
	for host, isOwn := range tests {
		for _, host := range []string{host, host + port, host + ":80"} {
			for _, path := range []string{"/", "/nowhere", "/postview-live"} {
				request, err := http.NewRequest(http.MethodHead, url+path, nil)
				require.NoError(t, err)
				request.Host = host
				response, err := http.DefaultClient.Do(request)
				require.NoError(t, err, host)
				response.Body.Close()
				assert.Equal(t, !isOwn, response.StatusCode == http.StatusMisdirectedRequest, "%s%s", host, path)
			}
		}
	}
	request, err := http.NewRequest(http.MethodGet, url, nil)
	require.NoError(t, err)
	request.Host = "evil.example"
	response, err := http.DefaultClient.Do(request)
	require.NoError(t, err)
	defer response.Body.Close()
	said, err := io.ReadAll(response.Body)
	require.NoError(t, err)
	assert.Equal(t, "This server shows its pages on this machine alone: open http://localhost"+port+"/\n", string(said))
}

func TestTheAddressThatWasReached(t *testing.T) {
	reached := netip.MustParseAddr("192.0.2.7")
	assert.True(t, isOwn("192.0.2.7:8080", reached))
	assert.True(t, isOwn("[::ffff:192.0.2.7]", reached))
	assert.False(t, isOwn("192.0.2.8:8080", reached))
	assert.False(t, isOwn("", reached))
}
