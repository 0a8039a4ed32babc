package main

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"time"

	"postview/wasm/e2e/bench/generate"
)

const (
	// editedAmong is how many posts there are where one is edited.
	editedAmong = 1000
	// longestEdit is how long an edit may take until it is painted, in milliseconds.
	longestEdit = 300
)

// edit measures how long it takes until a post that is open shows what its author has
// saved, under serve, and prints it. tooSlow tells when that is too long.
func (b *bench) edit(ctx context.Context) (tooSlow, err error) {
	folder, err := os.MkdirTemp("", "postview-edit-")
	if err != nil {
		return nil, err
	}
	defer os.RemoveAll(folder)
	content := filepath.Join(folder, "content")
	if err := generate.Posts(content, editedAmong); err != nil {
		return nil, err
	}
	url, stop, err := serveLive(ctx, folder, content)
	if err != nil {
		return nil, err
	}
	defer stop()
	milliseconds, err := b.edits(url, content)
	if err != nil {
		return nil, err
	}
	took := median(milliseconds)
	b.say("\nOne post of %d is saved under serve, where it is open: the edit is painted after %.0f ms, the median of %d", editedAmong, took, len(milliseconds))
	if took > longestEdit {
		tooSlow = fmt.Errorf("an edit among %d posts shows after %.0f ms, more than %d", editedAmong, took, longestEdit)
	}
	return tooSlow, nil
}

// edits saves a post again and again.
func (b *bench) edits(url, content string) (milliseconds []float64, err error) {
	t, err := b.newTab()
	if err != nil {
		return nil, err
	}
	defer t.close()
	post := generate.Path(editedAmong / 2)
	if err := t.loadUntil("load", url+strings.TrimSuffix(post, ".md")+"/"); err != nil {
		return nil, err
	}
	source := generate.Post(editedAmong/2, editedAmong)
	for i := range b.runs + 1 {
		text := fmt.Sprintf("The edit of number %d.", i)
		saved := time.Now()
		if err := os.WriteFile(filepath.Join(content, filepath.FromSlash(post)), []byte(source+"\n"+text+"\n"), 0o644); err != nil {
			return nil, err
		}
		if err := t.settled(fmt.Sprintf("document.querySelector(\".article\").innerText.includes(%q)", text)); err != nil {
			return nil, err
		}
		if i > 0 { // the first compiles the program
			milliseconds = append(milliseconds, float64(time.Since(saved).Microseconds())/1000)
		}
	}
	return milliseconds, nil
}

// serveLive runs postview serve on a folder of posts until stop is called.
func serveLive(ctx context.Context, folder, content string) (url string, stop func(), err error) {
	program, err := compilePostview(ctx, folder)
	if err != nil {
		return "", nil, err
	}
	command := exec.CommandContext(ctx, program, "serve", "--content", content, "--out", filepath.Join(folder, "dist"))
	out, err := command.StdoutPipe()
	if err == nil {
		err = command.Start()
	}
	if err != nil {
		return "", nil, fmt.Errorf("serve: %w", err)
	}
	stop = func() { command.Process.Kill(); command.Wait() }
	address := regexp.MustCompile(`http://localhost:\d+/`)
	for lines := bufio.NewScanner(out); lines.Scan(); {
		if url = address.FindString(lines.Text()); url != "" {
			go io.Copy(io.Discard, out)
			return url, stop, nil
		}
	}
	stop()
	return "", nil, errors.New("serve: it ended before it told its address")
}
