//go:build !js

package main

import (
	"fmt"
	"io"
	"os"
	"strings"
	"sync"
	"time"
)

// log tells a person what goes on: a line for each step, which on a terminal
// grows a bar while it takes.
type log struct {
	w        io.Writer
	terminal bool
	mu       sync.Mutex
}

func newLog(w io.Writer) *log {
	f, isFile := w.(*os.File)
	if !isFile {
		return &log{w: w}
	}
	info, err := f.Stat()
	return &log{w: w, terminal: err == nil && info.Mode()&os.ModeCharDevice != 0}
}

// say writes a line.
func (l *log) say(format string, args ...any) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.terminal {
		fmt.Fprint(l.w, "\r\x1b[K")
	}
	fmt.Fprintf(l.w, format+"\n", args...)
}

// step shows what goes on until the next line is said; where there is no
// terminal it is a line of its own.
func (l *log) step(format string, args ...any) {
	if !l.terminal {
		l.say(format, args...)
		return
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	fmt.Fprintf(l.w, "\r\x1b[K"+format, args...)
}

// progress returns what is to be called after each of total pieces of work. It
// shows a bar, on a terminal, no oftener than ten times a second.
func (l *log) progress(what string, total int) (done func()) {
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
