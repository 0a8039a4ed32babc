package start

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"path/filepath"
	"time"

	"postview/wasm/build"
)

// Run starts a post, as a draft.
func Run(_ context.Context, args []string, stdout, stderr io.Writer) error {
	set := flag.NewFlagSet("new", flag.ContinueOnError)
	set.SetOutput(stderr)
	content := set.String("content", build.DefaultContent, "the `folder` of posts")
	section := set.String("section", "posts", "the `folder` within it")
	titles, err := parseMixed(set, args)
	if err != nil {
		return err
	}
	if len(titles) != 1 {
		return errors.New(`new: name the post, in quotes: new "Title", or by its file: new posts/title.md`)
	}
	if !build.Named(set)["content"] {
		if *content, err = build.StartContent(); err != nil {
			return fmt.Errorf("new: %w", err)
		}
	}
	name, err := startPost(*content, *section, titles[0], time.Now())
	if err != nil {
		return fmt.Errorf("new: %w", err)
	}
	fmt.Fprintf(stdout, "%s\nIt is a draft: write it, see it with serve --drafts, and take draft: true out when readers may have it.\n",
		filepath.Join(*content, filepath.FromSlash(name)))
	return nil
}
