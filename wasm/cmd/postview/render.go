//go:build !js

package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"

	"postview/wasm/page"
)

// runRender writes the HTML of the articles in the files given.
func runRender(ctx context.Context, args []string, stdout, stderr io.Writer) error {
	o := &options{}
	set := flag.NewFlagSet("render", flag.ContinueOnError)
	set.SetOutput(stderr)
	set.Func("policy", "what becomes of raw HTML: sanitize, omit or trust (default sanitize)", o.setPolicy)
	if err := set.Parse(args); err != nil {
		return err
	}
	if set.NArg() == 0 {
		return errors.New("render: name the files to render")
	}
	var failed []error
	for _, name := range set.Args() {
		failed = append(failed, ctx.Err(), renderFile(name, o, stdout))
	}
	return errors.Join(failed...)
}

func renderFile(name string, o *options, stdout io.Writer) error {
	source, err := os.ReadFile(name)
	if err != nil {
		return fmt.Errorf("render: %w", err)
	}
	article := page.Read(name, source, o.markdown())
	if article.Err != nil {
		return fmt.Errorf("render: %w", article.Err)
	}
	_, err = fmt.Fprintln(stdout, o.sanitizer()(article.Document.HTML))
	return err
}
