package serve

import (
	"fmt"
	"net"
	"net/http"
	"net/netip"
	"os"
	"strings"
	"time"
)

// guarded lets through what a page of this machine may ask.
func guarded(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.ContentLength != 0 { // nobody reads what is sent along
			w.Header().Set("Connection", "close")
			_ = http.NewResponseController(w).SetReadDeadline(time.Now().Add(time.Second))
		}
		here := r.Context().Value(http.LocalAddrContextKey).(*net.TCPAddr).AddrPort()
		switch {
		case !isOwn(r.Host, here.Addr()):
			http.Error(w, fmt.Sprintf("This server shows its pages on this machine alone: open http://localhost:%d/", here.Port()), http.StatusMisdirectedRequest)
		case r.Method != http.MethodGet && r.Method != http.MethodHead:
			w.Header().Set("Allow", "GET, HEAD")
			http.Error(w, "This server only shows pages: ask for them by GET.", http.StatusMethodNotAllowed)
		default:
			next.ServeHTTP(w, r)
		}
	})
}

// isOwn reports whether a request for a host means this machine, which it reached at
// an address. Another name may be that of a stranger's page, which leads it here to
// read what is not published yet: DNS rebinding.
func isOwn(host string, reached netip.Addr) bool {
	if name, _, err := net.SplitHostPort(host); err == nil {
		host = name
	}
	host = strings.TrimSuffix(strings.TrimPrefix(host, "["), "]")
	if address, err := netip.ParseAddr(host); err == nil {
		address = address.Unmap()
		return address.IsLoopback() || address == reached.Unmap()
	}
	host = strings.ToLower(strings.TrimSuffix(host, "."))
	machine, err := os.Hostname()
	return host == "localhost" || strings.HasSuffix(host, ".localhost") ||
		err == nil && host != "" && host == strings.ToLower(machine)
}

// patience is how long a client may take to say what it asks, and to take each piece
// of what it is sent. All of a large file may take longer.
const patience = 30 * time.Second

// patientListener accepts connections to clients that may be slow, but must not stop.
type patientListener struct {
	net.Listener
	limit time.Duration
}

// Accept is [net.Listener]'s.
func (l patientListener) Accept() (net.Conn, error) {
	conn, err := l.Listener.Accept()
	if err != nil {
		return nil, err
	}
	return patientConn{conn, l.limit}, nil
}

// patientConn has no ReadFrom, by which a whole file would be one piece.
type patientConn struct {
	net.Conn
	limit time.Duration
}

// Write is [net.Conn]'s.
func (c patientConn) Write(piece []byte) (int, error) {
	if err := c.SetWriteDeadline(time.Now().Add(c.limit)); err != nil {
		return 0, err
	}
	return c.Conn.Write(piece)
}

// CloseWrite is [net.TCPConn]'s, by which a client reads an answer to its end before
// the connection ends.
func (c patientConn) CloseWrite() error {
	if tcp, is := c.Conn.(*net.TCPConn); is {
		return tcp.CloseWrite()
	}
	return nil
}
