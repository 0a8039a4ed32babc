// Command release makes the archives of the native program, for each system: with the
// programs for the browser inside, so that neither Go nor a checkout is needed. It is
// run at the root of the repository.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"os"
	"os/signal"
	"path/filepath"
	"strings"
	"syscall"
)

// systems are those that archives are made for, where none are named.
var systems = []string{"linux/amd64", "linux/arm64", "darwin/amd64", "darwin/arm64", "windows/amd64", "windows/arm64"}

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	if err := run(ctx, os.Args[1:]); err != nil && !errors.Is(err, flag.ErrHelp) {
		fmt.Fprintln(os.Stderr, "release:", err)
		os.Exit(1)
	}
}

func run(ctx context.Context, args []string) error {
	set := flag.NewFlagSet("release", flag.ContinueOnError)
	out := set.String("out", "release", "the `folder` to make")
	quick := set.Bool("quick", false, "compress the programs in a hurry: for a trial, not for people")
	set.Usage = func() {
		fmt.Fprintf(set.Output(), "Usage: release [OPTION…] [SYSTEM/PROCESSOR…]\n\nWithout any named: %s\n\n", strings.Join(systems, " "))
		set.PrintDefaults()
	}
	if err := set.Parse(args); err != nil {
		return err
	}
	wanted := set.Args()
	if len(wanted) == 0 {
		wanted = systems
	}
	if err := os.MkdirAll(*out, 0o755); err != nil {
		return err
	}
	r, err := newRelease(ctx, *quick)
	if err != nil {
		return err
	}
	defer r.end()
	var archives []string
	for _, system := range wanted {
		archive, err := r.archive(ctx, *out, system)
		if err != nil {
			return fmt.Errorf("%s: %w", system, err)
		}
		fmt.Println(archive)
		archives = append(archives, archive)
	}
	return writeChecksums(filepath.Join(*out, "checksums.txt"), archives)
}
