package main

import (
	"bytes"
	"context"
	"embed"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"reflect"
	"strings"
	"text/tabwriter"
	"time"

	"postview/wasm/e2e/bench/generate"
)

const (
	// mostOfHugo is how many times Hugo's time and memory a build may take.
	mostOfHugo = 1.5
	// hugoModule is Hugo as it is measured.
	hugoModule = "github.com/gohugoio/hugo@v0.165.0"
	// fewPosts is up to how many posts a build is measured scaleRuns times, and once above.
	fewPosts  = 1000
	scaleRuns = 3
)

var scales = []int{100, 1_000, 10_000}

// theme is a site of Hugo's with the pages that Postview makes: its settings, which
// Postview reads as well, and its templates.
//
//go:embed all:theme
var theme embed.FS

// scale measures how a site grows: how long Postview takes to build it and with how
// much memory, beside Hugo, and what a reader fetches of it.
func (b *bench) scale(ctx context.Context) (tooSlow, err error) {
	folder, err := os.MkdirTemp("", "postview-scale-")
	if err != nil {
		return nil, err
	}
	defer os.RemoveAll(folder)
	builders, err := b.builders(ctx, folder)
	if err != nil {
		return nil, err
	}
	b.say("\nA site of generated posts of 600 to 900 words, built by Postview and, with a theme of equal pages, by Hugo, in turns")
	b.say("medians of %d up to %d posts; Postview’s programs are kept from a build before, and it makes no search; memory is the most that a process of the build has", scaleRuns, fewPosts)
	table := tabwriter.NewWriter(b.out, 10, 0, 2, ' ', 0)
	fmt.Fprintln(table, "posts\tbuilder\tseconds\tof the processors\t× Hugo\tMB\t× Hugo")
	var broken []error
	for _, posts := range scales {
		blog, err := newBlog(folder, posts)
		if err != nil {
			return nil, err
		}
		runs := scaleRuns
		if posts > fewPosts {
			runs = 1
		}
		for range runs {
			for _, builder := range builders {
				if err := builder.build(ctx, blog); err != nil {
					return nil, err
				}
			}
		}
		broken = append(broken, printBuilds(table, posts, builders)...)
		if err := table.Flush(); err != nil { // the next takes minutes
			return nil, err
		}
	}
	return errors.Join(broken...), b.visitScales(ctx, builders[0], folder)
}

// newBlog writes a blog with its theme into a folder of its own.
func newBlog(folder string, posts int) (string, error) {
	folder = blogFolder(folder, posts)
	files, err := fs.Sub(theme, "theme")
	if err != nil {
		return "", err
	}
	return folder, errors.Join(os.CopyFS(folder, files), generate.Posts(filepath.Join(folder, "content"), posts))
}

func blogFolder(folder string, posts int) string { return filepath.Join(folder, fmt.Sprint(posts)) }

// siteBuilder is a program that builds a site, and what its builds took.
type siteBuilder struct {
	name    string
	command func(ctx context.Context, blog, out string) *exec.Cmd

	made string // where the last build is, as dist

	seconds, processor, megabytes []float64
}

// builders returns Postview, whose programs are kept once it is, and Hugo.
func (b *bench) builders(ctx context.Context, folder string) ([]*siteBuilder, error) {
	postview, err := compilePostview(ctx, folder)
	if err != nil {
		return nil, err
	}
	hugo, err := haveHugo(ctx)
	if err != nil {
		return nil, err
	}
	builders := []*siteBuilder{
		{name: "Postview", command: func(ctx context.Context, blog, out string) *exec.Cmd {
			return exec.CommandContext(ctx, postview, "build", "--content", filepath.Join(blog, "content"), "--out", out)
		}},
		{name: "Hugo", command: func(ctx context.Context, blog, out string) *exec.Cmd {
			return exec.CommandContext(ctx, hugo, "--source", blog, "--destination", out, "--noBuildLock")
		}},
	}
	warm, err := newBlog(filepath.Join(folder, "warm"), 1)
	if err != nil {
		return nil, err
	}
	err = builders[0].build(ctx, warm)
	builders[0].forget()
	return builders, err
}

// compilePostview compiles the native program into a folder, and returns its path.
func compilePostview(ctx context.Context, folder string) (string, error) {
	program := filepath.Join(folder, "postview")
	said, err := exec.CommandContext(ctx, "go", "build", "-o", program, "./wasm/cmd/postview").CombinedOutput()
	if err != nil {
		return "", fmt.Errorf("compile postview: %w\n%s", err, said)
	}
	return program, nil
}

// haveHugo returns the program that the variable HUGO names, or else one that is
// installed, once, among what Postview keeps.
func haveHugo(ctx context.Context) (string, error) {
	if program := os.Getenv("HUGO"); program != "" {
		return program, nil
	}
	cache, err := os.UserCacheDir()
	if err != nil {
		return "", err
	}
	folder := filepath.Join(cache, "postview", "hugo")
	install := exec.CommandContext(ctx, "go", "install", hugoModule)
	install.Env = append(os.Environ(), "GOBIN="+folder)
	if said, err := install.CombinedOutput(); err != nil {
		return "", fmt.Errorf("install %s, or name a program in the variable HUGO: %w\n%s", hugoModule, err, said)
	}
	return filepath.Join(folder, "hugo"), nil
}

// build builds the site, and notes what that took. Each build has a folder of its own:
// in one whose files have just been removed, ext4 is slow to make new ones.
func (s *siteBuilder) build(ctx context.Context, blog string) (err error) {
	if s.made, err = os.MkdirTemp(blog, s.name); err != nil {
		return err
	}
	out := filepath.Join(s.made, "dist")
	command := s.command(ctx, blog, out)
	start := time.Now()
	if said, err := command.CombinedOutput(); err != nil {
		return fmt.Errorf("%s: %w\n%s", s.name, err, said)
	}
	s.seconds = append(s.seconds, time.Since(start).Seconds())
	state := command.ProcessState
	s.processor = append(s.processor, (state.UserTime() + state.SystemTime()).Seconds())
	s.megabytes = append(s.megabytes, mostMemory(state)/1024)
	return nil
}

// mostMemory is the most memory, in KiB, that a process or one that it started had:
// 0 on Windows, which does not tell.
func mostMemory(state *os.ProcessState) float64 {
	most := reflect.Indirect(reflect.ValueOf(state.SysUsage())).FieldByName("Maxrss")
	if !most.IsValid() {
		return 0
	}
	return float64(most.Int())
}

func (s *siteBuilder) forget() { s.seconds, s.processor, s.megabytes = nil, nil, nil }

// printBuilds prints what the builds of a blog took, forgets it, and returns what is
// more than it may be.
func printBuilds(table *tabwriter.Writer, posts int, builders []*siteBuilder) (broken []error) {
	hugo := builders[len(builders)-1]
	seconds, megabytes := median(hugo.seconds), median(hugo.megabytes)
	for _, s := range builders {
		slower, larger := median(s.seconds)/seconds, median(s.megabytes)/megabytes
		fmt.Fprintf(table, "%d\t%s\t%.2f\t%.2f\t%.2f\t%.0f\t%.2f\n", posts, s.name, median(s.seconds), median(s.processor), slower, median(s.megabytes), larger)
		if slower > mostOfHugo || larger > mostOfHugo {
			broken = append(broken, fmt.Errorf("%s builds %d posts in %.2f times Hugo’s time and %.2f times its memory, more than %.1f", s.name, posts, slower, larger, mostOfHugo))
		}
	}
	for _, s := range builders {
		s.forget()
	}
	return broken
}

// visitScales prints what a first visit fetches of the sites that Postview builds,
// now with their search.
func (b *bench) visitScales(ctx context.Context, postview *siteBuilder, folder string) error {
	b.say("\nWhat the first visit of a page fetches, KB in brotli and requests; a search begins at home")
	table := tabwriter.NewWriter(b.out, 0, 0, 2, ' ', 0)
	fmt.Fprintln(table, "posts\thome\tthe last page of the list\ta post\ta search for a word of one post\tfor one of all")
	for _, posts := range scales {
		blog := blogFolder(folder, posts)
		settings := filepath.Join(blog, "hugo.toml")
		if err := withSearch(settings); err != nil {
			return err
		}
		if err := postview.build(ctx, blog); err != nil {
			return err
		}
		fmt.Fprintf(table, "%d", posts)
		if err := b.visitScale(table, filepath.Join(postview.made, "dist"), posts); err != nil {
			return err
		}
		fmt.Fprintln(table)
	}
	return table.Flush()
}

// withSearch takes what leaves out the search from a site's settings.
func withSearch(settings string) error {
	text, err := os.ReadFile(settings)
	if err != nil {
		return err
	}
	return os.WriteFile(settings, bytes.ReplaceAll(text, []byte("search = false\n"), nil), 0o644)
}

func (b *bench) visitScale(table io.Writer, dist string, posts int) error {
	post := generate.Path(posts / 2)
	for _, visit := range []struct{ address, shows string }{
		{"", ".card"},
		{fmt.Sprintf("page/%d/", (posts+19)/20), ".card"},
		{strings.TrimSuffix(post, ".md") + "/", ".article"},
		{"?search=" + generate.OwnName(posts/2), ".results li"},
		{"?search=" + generate.Everywhere, ".results li"},
	} {
		kilobytes, requests, err := b.fetched(dist, visit.address, visit.shows)
		if err != nil {
			return err
		}
		fmt.Fprintf(table, "\t%.1f in %d", kilobytes, requests)
	}
	return nil
}

// fetched is what a first visit fetches until the page has what it shows, by the host's
// count: a search fetches in a worker, of which the page does not know.
func (b *bench) fetched(dist, address, shows string) (kilobytes float64, requests int64, err error) {
	h, err := serve(dist)
	if err != nil {
		return 0, 0, err
	}
	defer h.close()
	t, err := b.newTab()
	if err != nil {
		return 0, 0, err
	}
	defer t.close()
	err = errors.Join(t.load(h.url+address), t.settled(fmt.Sprintf("document.querySelector(%q)", shows)))
	return float64(h.bytes.Load()) / 1000, h.requests.Load(), err
}
