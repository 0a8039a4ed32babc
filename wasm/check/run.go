package check

import (
	"context"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"io"
	"net/url"

	"postview/wasm/build"
	"postview/wasm/build/content"
	"postview/wasm/build/inspect"
	"postview/wasm/build/progress"
	"postview/wasm/problem"
	"postview/wasm/safehtml"
)

// Run writes what is wrong with the posts, and fails if anything is. Other
// sites are not asked whether links to them still lead somewhere.
func Run(ctx context.Context, args []string, stdout, stderr io.Writer) error {
	o := &content.Options{Out: "dist", Base: &url.URL{Path: "/"}, Prerender: true, Policy: safehtml.Sanitize}
	set := flag.NewFlagSet("check", flag.ContinueOnError)
	set.SetOutput(stderr)
	set.StringVar(&o.Content, "content", build.DefaultContent, "the `folder` of posts")
	set.StringVar(&o.Config, "config", "", "the site’s configuration, Hugo’s")
	set.BoolVar(&o.Drafts, "drafts", false, "check drafts, too")
	set.BoolVar(&o.Future, "future", false, "check posts with a date in the future, too")
	set.BoolVar(&o.Expired, "expired", false, "check posts that have expired, too")
	asJSON := set.Bool("json", false, "write an array of {file, line, column, kind, message}")
	if err := build.ParseFlags(set, args); err != nil {
		return err
	}
	if set.NArg() > 0 {
		return fmt.Errorf("check: what is %q? The folder of posts is --content DIR", set.Arg(0))
	}
	if err := build.FindContent("check", o, build.Named(set)); err != nil {
		return err
	}
	log := progress.NewLog(stderr)
	c, err := content.Read(ctx, o, nil, log)
	if p := new(problem.Problem); errors.As(err, &p) {
		if err := writeProblems(stdout, []*problem.Problem{p}, 0, *asJSON); err != nil {
			return fmt.Errorf("check: %w", err)
		}
		return errors.New("check: no post was looked at: mend this first")
	}
	if err != nil {
		return fmt.Errorf("check: %w", err)
	}
	problems := c.Sources.Shown(found(ctx, c, o, log))
	if err := writeProblems(stdout, problems, len(c.Articles), *asJSON); err != nil {
		return fmt.Errorf("check: %w", err)
	}
	if n := toMend(problems); n > 0 {
		notes := ""
		if more := len(problems) - n; more > 0 {
			notes = fmt.Sprintf("; %s, with nothing to mend", progress.Number(more, "note"))
		}
		return fmt.Errorf("check: %s in %s%s", progress.Number(n, "problem"), progress.Number(len(c.Articles), "post"), notes)
	}
	return nil
}

// toMend is how many of the problems there is something to do about.
func toMend(problems []*problem.Problem) (n int) {
	for _, p := range problems {
		if !p.Kind.IsNote() {
			n++
		}
	}
	return n
}

func writeProblems(w io.Writer, problems []*problem.Problem, posts int, asJSON bool) error {
	if asJSON {
		encoder := json.NewEncoder(w)
		encoder.SetEscapeHTML(false)
		encoder.SetIndent("", "  ")
		return encoder.Encode(inspect.Findings(problems))
	}
	for _, p := range problems {
		if _, err := fmt.Fprintln(w, p); err != nil {
			return err
		}
	}
	end := "nothing is wrong"
	switch {
	case toMend(problems) > 0:
		return nil // the error of the command sums up
	case len(problems) > 0:
		end = "nothing is to be mended"
	}
	_, err := fmt.Fprintf(w, "%s: %s\n", progress.Number(posts, "post"), end)
	return err
}
