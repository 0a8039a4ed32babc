package render

import (
	"context"
	"errors"
	"flag"
	"io"

	"postview/wasm/build/content"
	"postview/wasm/build/progress"
	"postview/wasm/safehtml"
)

// Run writes the HTML of the articles in the files given, or of a whole
// folder: what Hugo calls .Content. Nothing of it is resolved or improved.
func Run(ctx context.Context, args []string, stdout, stderr io.Writer) error {
	o := &content.Options{Policy: safehtml.Sanitize}
	set := flag.NewFlagSet("render", flag.ContinueOnError)
	set.SetOutput(stderr)
	set.StringVar(&o.Content, "content", "", "render all posts of this `folder`")
	set.StringVar(&o.Out, "out", "", "the `folder` to write to: for each a/b.md, a/b.md.html and a/b.md.json, the derived values")
	set.StringVar(&o.Config, "config", "", "the site’s configuration, Hugo’s")
	set.Func("policy", "what becomes of raw HTML: sanitize, omit or trust (default sanitize)", o.SetPolicy)
	custom := set.Bool("custom-shortcodes", true, "render shortcodes that Hugo itself does not have; =false writes nothing for them, for comparing with Hugo")
	if err := set.Parse(args); err != nil {
		return err
	}
	tree := o.Content != "" || o.Out != ""
	switch {
	case tree && (o.Content == "" || o.Out == "" || set.NArg() > 0):
		return errors.New("render: a folder takes --content DIR and --out DIR, and no files")
	case !tree && set.NArg() == 0:
		return errors.New("render: name the files to render")
	}
	r := &renderer{Options: o, log: progress.NewLog(stderr)}
	if err := r.configure(*custom); err != nil {
		return err
	}
	if tree {
		return r.folder(ctx)
	}
	return r.files(ctx, set.Args(), stdout)
}
