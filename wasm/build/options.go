package build

import (
	"errors"
	"flag"
	"fmt"
	"io"
	"net/url"

	"postview/wasm/build/content"
	"postview/wasm/build/jekyll"
	"postview/wasm/safehtml"
)

// SiteFlags returns the flags of build and serve, and the options that they set.
func SiteFlags(name string, stderr io.Writer) (*flag.FlagSet, *content.Options) {
	o := &content.Options{Base: &url.URL{Path: "/"}, Policy: safehtml.Sanitize}
	set := flag.NewFlagSet(name, flag.ContinueOnError)
	set.SetOutput(stderr)
	set.StringVar(&o.Content, "content", DefaultContent, "the `folder` of posts")
	set.StringVar(&o.Out, "out", "dist", "the `folder` to make")
	set.StringVar(&o.Config, "config", "", "the site’s configuration, Hugo’s; by default hugo.toml, .yaml or .json, or config.…, in the folder of posts or one above it")
	set.Func("base-url", "the `URL` at which the site will be, for what can't be relative (default \"/\")", o.SetBase)
	set.IntVar(&o.Port, "port", 8080, "the `port` to serve at; the next free one if it is taken")
	set.BoolVar(&o.Prerender, "prerender", true, "make a page of each post; --prerender=false makes the shell alone")
	set.Func("policy", "what becomes of raw HTML: sanitize, omit or trust (default sanitize)", o.SetPolicy)
	set.BoolVar(&o.Strict, "strict", false, "end with an error when a post can't be read")
	set.BoolVar(&o.Quick, "quick", false, "compress the programs in a hurry: for a first look, not for readers")
	set.StringVar(&o.WebFolder, "web", "", "a `folder` with the pages, scripts and style sheets of Postview, in place of its own: for who changes them")
	set.BoolVar(&o.Drafts, "drafts", false, "show drafts")
	set.BoolVar(&o.Future, "future", false, "show posts with a date in the future")
	set.BoolVar(&o.Expired, "expired", false, "show posts that have expired")
	return set, o
}

// ParseFlags reads the flags of a command. What is wrong with them is said once, and
// their list is for who asks for it.
func ParseFlags(set *flag.FlagSet, args []string) error {
	w := set.Output()
	set.SetOutput(io.Discard)
	err := set.Parse(args)
	set.SetOutput(w)
	switch {
	case errors.Is(err, flag.ErrHelp):
		set.Usage()
	case err != nil:
		return fmt.Errorf("%s: %w; postview %[1]s --help lists the options", set.Name(), err)
	}
	return err
}

// Parse reads the arguments of build and serve.
func Parse(name string, args []string, stderr io.Writer) (*content.Options, error) {
	set, o := SiteFlags(name, stderr)
	if err := ParseFlags(set, args); err != nil {
		return nil, err
	}
	if set.NArg() > 0 {
		return nil, fmt.Errorf("%s: what is %q? Options begin with --; the folder of posts is --content DIR", name, set.Arg(0))
	}
	o.Named = Named(set)
	if o.Content == "" || o.Out == "" {
		return nil, fmt.Errorf("%s: --content and --out name no folder when they are empty", name)
	}
	o.Content = jekyll.Root(o.Content)
	return o, nil
}
