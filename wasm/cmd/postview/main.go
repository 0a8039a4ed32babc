// Command postview builds a folder of Markdown posts into a site for any static
// host, and serves it while you write.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"os/signal"
	"syscall"

	"postview/wasm/build"
	"postview/wasm/check"
	"postview/wasm/render"
	"postview/wasm/serve"
	"postview/wasm/start"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	if err := run(ctx, os.Args[1:], os.Stdout, os.Stderr); err != nil && !errors.Is(err, flag.ErrHelp) {
		fmt.Fprintln(os.Stderr, "postview:", err)
		os.Exit(1)
	}
}

// command is one of the things that the program does.
type command struct {
	name, summary string
	run           func(ctx context.Context, args []string, stdout, stderr io.Writer) error
}

func commands() []command {
	return []command{
		{"build", "make the site: content/ → dist/", build.Run},
		{"serve", "the same, served on this machine and made anew as files change", serve.Run},
		{"check", "what is wrong with the posts: links, files, front matter, shortcodes", check.Run},
		{"new", "start a post: new \"Title\"", start.Run},
		{"render", "the HTML of the articles in the files given", render.Run},
		{"version", "which Postview this is, and which Hugo it equals", runVersion},
		{"help", "this text", runHelp},
	}
}

// run does what the arguments say; without any it builds.
func run(ctx context.Context, args []string, stdout, stderr io.Writer) error {
	name := "build"
	if len(args) > 0 && args[0] != "" && args[0][0] != '-' {
		name, args = args[0], args[1:]
	}
	for _, c := range commands() {
		if c.name == name {
			return c.run(ctx, args, stdout, stderr)
		}
	}
	return fmt.Errorf("there is no command %q; postview help lists what there is", name)
}

func runHelp(_ context.Context, _ []string, stdout, _ io.Writer) error {
	fmt.Fprint(stdout, "Postview shows Markdown posts, written for Hugo, in the browser.\n\nUsage: postview COMMAND [OPTION…]\n\n")
	for _, c := range commands() {
		fmt.Fprintf(stdout, "  %-8s %s\n", c.name, c.summary)
	}
	fmt.Fprint(stdout, "\nOptions of build and serve:\n")
	set, _ := build.SiteFlags("build", stdout)
	set.PrintDefaults()
	fmt.Fprint(stdout, "\nThe others tell their own: postview check --help\n")
	return nil
}
