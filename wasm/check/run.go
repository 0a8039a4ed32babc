package check

import (
	"context"
	"encoding/json"
	"flag"
	"fmt"
	"io"
	"net/url"

	"postview/wasm/build"
	"postview/wasm/build/content"
	"postview/wasm/build/progress"
	"postview/wasm/safehtml"
)

// Run writes what is wrong with the posts, and fails if anything is. Other
// sites are not asked whether links to them still lead somewhere.
func Run(ctx context.Context, args []string, stdout, stderr io.Writer) error {
	o := &content.Options{Out: "dist", Base: &url.URL{Path: "/"}, Prerender: true, Policy: safehtml.Sanitize, Whole: true}
	set := flag.NewFlagSet("check", flag.ContinueOnError)
	set.SetOutput(stderr)
	set.StringVar(&o.Content, "content", build.DefaultContent, "the `folder` of posts")
	set.StringVar(&o.Config, "config", "", "the site’s configuration, Hugo’s")
	set.BoolVar(&o.Drafts, "drafts", false, "check drafts, too")
	set.BoolVar(&o.Future, "future", false, "check posts with a date in the future, too")
	set.BoolVar(&o.Expired, "expired", false, "check posts that have expired, too")
	asJSON := set.Bool("json", false, "write an array of {file, line, kind, message}")
	if err := set.Parse(args); err != nil {
		return err
	}
	if set.NArg() > 0 {
		return fmt.Errorf("check: what is %q? The folder of posts is --content DIR", set.Arg(0))
	}
	if err := build.FindContent("check", build.Named(set)); err != nil {
		return err
	}
	c, err := content.Read(ctx, o, nil, progress.NewLog(stderr))
	if err != nil {
		return fmt.Errorf("check: %w", err)
	}
	findings := newChecker(c, o).check()
	if err := writeFindings(stdout, findings, len(c.Articles), *asJSON); err != nil {
		return fmt.Errorf("check: %w", err)
	}
	if len(findings) > 0 {
		return fmt.Errorf("check: %s in %s", progress.Number(len(findings), "problem"), progress.Number(len(c.Articles), "post"))
	}
	return nil
}

func writeFindings(w io.Writer, findings []Finding, posts int, asJSON bool) error {
	if asJSON {
		encoder := json.NewEncoder(w)
		encoder.SetEscapeHTML(false)
		encoder.SetIndent("", "  ")
		return encoder.Encode(findings)
	}
	for _, f := range findings {
		if _, err := fmt.Fprintln(w, f); err != nil {
			return err
		}
	}
	if len(findings) > 0 {
		return nil // the error of the command sums up
	}
	_, err := fmt.Fprintf(w, "%s: nothing is wrong\n", progress.Number(posts, "post"))
	return err
}
