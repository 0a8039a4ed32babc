//go:build !js

package main

import (
	"errors"
	"flag"
	"fmt"
	"io"
	"io/fs"
	"net/url"
	"os"

	"postview/wasm/safehtml"
	"postview/web"
)

// options is what a reader of the command line may say of a build.
type options struct {
	content   string          // the folder of posts
	out       string          // the folder that is made
	config    string          // Hugo's configuration; "" looks for it
	base      *url.URL        // where the site will be; its path is that of 404.html's links
	port      int             // of serve
	prerender bool            // make a page of each post
	policy    safehtml.Policy // what becomes of the raw HTML of the site's own posts
	strict    bool            // a warning is an error
	drafts    bool
	future    bool
	expired   bool
	quick     bool   // compress in a hurry
	webFolder string // has what a browser is given, in place of what is in this program; "" is none

	named map[string]bool // the flags that the command line has

	live  bool // pages reload as files change; set by serve
	whole bool // keep the sources and the texts of the posts; set by check
}

// siteFlags returns the flags of build and serve, and the options that they set.
func siteFlags(name string, stderr io.Writer) (*flag.FlagSet, *options) {
	o := &options{base: &url.URL{Path: "/"}, policy: safehtml.Sanitize}
	set := flag.NewFlagSet(name, flag.ContinueOnError)
	set.SetOutput(stderr)
	set.StringVar(&o.content, "content", defaultContent, "the `folder` of posts")
	set.StringVar(&o.out, "out", "dist", "the `folder` to make")
	set.StringVar(&o.config, "config", "", "the site’s configuration, Hugo’s; by default hugo.toml, .yaml or .json, or config.…, in the folder of posts or the one above it")
	set.Func("base-url", "the `URL` at which the site will be, for what can't be relative (default \"/\")", o.setBase)
	set.IntVar(&o.port, "port", 8080, "the `port` to serve at; the next free one if it is taken")
	set.BoolVar(&o.prerender, "prerender", true, "make a page of each post; --prerender=false makes the shell alone")
	set.Func("policy", "what becomes of raw HTML: sanitize, omit or trust (default sanitize)", o.setPolicy)
	set.BoolVar(&o.strict, "strict", false, "end with an error when a post can't be read")
	set.BoolVar(&o.quick, "quick", false, "compress the programs in a hurry: for a first look, not for readers")
	set.StringVar(&o.webFolder, "web", "", "a `folder` with the pages, scripts and style sheets of Postview, in place of its own: for who changes them")
	set.BoolVar(&o.drafts, "drafts", false, "show drafts")
	set.BoolVar(&o.future, "future", false, "show posts with a date in the future")
	set.BoolVar(&o.expired, "expired", false, "show posts that have expired")
	return set, o
}

// parse reads the arguments of build and serve.
func parse(name string, args []string, stderr io.Writer) (*options, error) {
	set, o := siteFlags(name, stderr)
	if err := set.Parse(args); err != nil {
		return nil, err
	}
	if set.NArg() > 0 {
		return nil, fmt.Errorf("%s: what is %q? Options begin with --; the folder of posts is --content DIR", name, set.Arg(0))
	}
	o.named = named(set)
	if o.content == "" || o.out == "" {
		return nil, fmt.Errorf("%s: --content and --out name no folder when they are empty", name)
	}
	return o, nil
}

func (o *options) setBase(value string) error {
	base, err := url.Parse(value)
	if err != nil {
		return err
	}
	isWhole := (base.Scheme == "https" || base.Scheme == "http") && base.Host != ""
	isPath := base.Scheme == "" && base.Host == "" && (value == "" || value[0] == '/')
	if !isWhole && !isPath {
		return errors.New("it must be a whole URL, such as https://you.example/blog/, or a path, such as /blog/")
	}
	if base.Path == "" || base.Path[len(base.Path)-1] != '/' {
		base.Path += "/"
	}
	o.base = base
	return nil
}

func (o *options) setPolicy(value string) (err error) {
	o.policy, err = safehtml.ParsePolicy(value)
	return err
}

// web is what a browser is given as it is.
func (o *options) web() fs.FS {
	if o.webFolder == "" {
		return web.Files
	}
	return os.DirFS(o.webFolder)
}

// shows reports whether a post is on the site that is hidden for this reason.
func (o *options) shows(hidden string) bool {
	switch hidden {
	case "draft":
		return o.drafts
	case "future":
		return o.future
	case "expired":
		return o.expired
	default:
		return false
	}
}
