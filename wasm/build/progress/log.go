package progress

import (
	"fmt"
	"io"
	"os"
	"strings"
	"sync"
	"time"
)

// Log tells a person what goes on: a line for each step, which on a terminal
// grows a bar while it takes.
type Log struct {
	w        io.Writer
	terminal bool
	coloured bool
	mu       sync.Mutex
}

// NewLog returns one that writes to w, with bars where that is a terminal.
func NewLog(w io.Writer) *Log {
	f, isFile := w.(*os.File)
	if !isFile {
		return &Log{w: w}
	}
	info, err := f.Stat()
	terminal := err == nil && info.Mode()&os.ModeCharDevice != 0
	return &Log{w: w, terminal: terminal, coloured: terminal && os.Getenv("NO_COLOR") == "" && os.Getenv("TERM") != "dumb"}
}

// Warn writes a line that says what is wrong, which on a terminal begins in yellow,
// unless the person wants no colours: see https://no-color.org.
func (l *Log) Warn(format string, args ...any) {
	begin := "warning: "
	if l.coloured {
		begin = "\x1b[33m" + begin + "\x1b[0m"
	}
	l.Say("%s"+format, append([]any{begin}, args...)...)
}

// Say writes a line.
func (l *Log) Say(format string, args ...any) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.terminal {
		fmt.Fprint(l.w, "\r\x1b[K")
	}
	fmt.Fprintf(l.w, format+"\n", args...)
}

// Step shows what goes on until the next line is said; where there is no
// terminal it is a line of its own.
func (l *Log) Step(format string, args ...any) {
	if !l.terminal {
		l.Say(format, args...)
		return
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	fmt.Fprintf(l.w, "\r\x1b[K"+format, args...)
}

// Progress returns what is to be called after each of total pieces of work. It
// shows a bar, on a terminal, no oftener than ten times a second.
func (l *Log) Progress(what string, total int) (done func()) {
	const width = 30
	n, shown := 0, time.Time{}
	return func() {
		l.mu.Lock()
		defer l.mu.Unlock()
		n++
		if !l.terminal || time.Since(shown) < 100*time.Millisecond && n < total {
			return
		}
		shown = time.Now()
		filled := n * width / total
		fmt.Fprintf(l.w, "\r%s [%s%s] %d/%d", what, strings.Repeat("=", filled), strings.Repeat(" ", width-filled), n, total)
		if n == total {
			fmt.Fprint(l.w, "\r\x1b[K")
		}
	}
}
