package serve

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"os"
	"path/filepath"

	"postview/wasm/build"
	"postview/wasm/build/content"
	"postview/wasm/build/progress"
)

// Run builds the site and serves it on this machine; when a file changes it
// builds it again and tells the pages that are open.
func Run(ctx context.Context, args []string, stdout, stderr io.Writer) error {
	o, err := build.Parse("serve", args, stderr)
	if err != nil {
		return err
	}
	o.Live = true
	o.Base.Path = "/" // the site is at the root of this server, wherever it will be
	log := progress.NewLog(stdout)
	remove, err := standHere(o, log)
	if err != nil {
		return err
	}
	defer remove()
	s := &server{out: o.Out, web: o.Web(), log: log}
	s.pages.tell(changedPage) // to those that were open when another server ended here
	b := &build.Builder{Options: o, Log: log, Swap: s.swap, Rendered: new(content.Rendered), Shown: func() {}}
	s.search = liveSearch{search: &b.Search, pages: o.Out}
	defer s.search.end()
	changes, err := watch(ctx, newSources(o)) // before the build, during which something may change
	if err != nil {
		return fmt.Errorf("serve: %w", err)
	}
	if err := b.Build(ctx); err != nil {
		return err
	}
	s.wrong.learn(b.Last, nil)
	listener, err := listenFrom(o.Port)
	if err != nil {
		return fmt.Errorf("serve: %w", err)
	}
	go s.rebuild(ctx, b, changes)
	log.Say("http://localhost:%d/  (Ctrl+C ends it)", listener.Addr().(*net.TCPAddr).Port)
	return s.serve(ctx, listener)
}

// rebuild builds the site whenever something has changed.
func (s *server) rebuild(ctx context.Context, b *build.Builder, changes <-chan change) {
	told := true // of the change before
	for c := range changes {
		if c == changedPage {
			b.Last = nil
		}
		if !told {
			c = changedPage // whatever that was
		}
		told = false
		b.Shown = func() { told = true; s.pages.tell(c) }
		err := b.Build(ctx)
		if err != nil {
			s.log.Warn("not built: %v", err)
		}
		if s.wrong.learn(b.Last, err) {
			s.pages.tell(changedProblems)
		}
	}
}

// standHere has serve take the folder that it stands in, where that has posts and no
// folder is named. What is made of it goes into a folder that remove removes: nobody
// asked for one among their files.
func standHere(o *content.Options, log *progress.Log) (remove func(), err error) {
	err, none := build.FindContent("serve", o, o.Named), new(build.NoContent)
	if !errors.As(err, &none) || none.Posts == 0 {
		return func() {}, err
	}
	log.Say("There is no folder %q here: this folder is served, which has %s. --content DIR names another.", build.DefaultContent, progress.Number(none.Posts, "Markdown file"))
	o.Content = "."
	if o.Named["out"] {
		return func() {}, nil
	}
	made, err := os.MkdirTemp("", "postview-")
	if err != nil {
		return func() {}, fmt.Errorf("serve: %w", err)
	}
	o.Out = filepath.Join(made, "dist")
	return func() { os.RemoveAll(made) }, nil
}
