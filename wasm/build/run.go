package build

import (
	"context"
	"io"

	"postview/wasm/build/out"
	"postview/wasm/build/progress"
)

// Run is the command build: it makes the site that the arguments ask for.
func Run(ctx context.Context, args []string, stdout, stderr io.Writer) error {
	o, err := Parse("build", args, stderr)
	if err != nil {
		return err
	}
	if err := FindContent("build", o, o.Named); err != nil {
		return err
	}
	b := &Builder{Options: o, Log: progress.NewLog(stdout), Swap: out.Swap}
	return b.Build(ctx)
}
