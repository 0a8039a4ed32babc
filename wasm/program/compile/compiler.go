package compile

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"slices"
	"strings"
)

// A Compiler is the Go of this machine, or the one that it fetches for the module.
type Compiler struct {
	Version string // such as go1.26.8
	Root    string // its folder, GOROOT
	ID      string // tells it and its settings from others
	folder  string // of the module that it compiles
}

// NewCompiler finds the Go that compiles the module in a folder.
func NewCompiler(ctx context.Context, folder string) (Compiler, error) {
	c := Compiler{folder: folder}
	if _, err := exec.LookPath("go"); err != nil {
		return c, errors.New("the programs for the browser are compiled with Go 1.26 or later, which is not here: " +
			"install it from https://go.dev/dl/, or take a release of Postview, which has them in it")
	}
	settings, err := c.run(ctx, "env", "GOVERSION", "GOROOT", "GOFLAGS", "GOEXPERIMENT", "GOWASM")
	if err != nil {
		return c, fmt.Errorf("find Go: %w", err)
	}
	c.ID = string(settings)
	lines := strings.Split(c.ID, "\n")
	c.Version, c.Root = lines[0], lines[1]
	return c, nil
}

// Source returns the folder where Go has the source of a module, and has it fetched
// where it is not there.
func (c Compiler) Source(ctx context.Context, module string) (string, error) {
	said, err := c.run(ctx, "mod", "download", "-json", module)
	if err != nil {
		return "", fmt.Errorf("find %s: %w", module, err)
	}
	var found struct{ Dir string }
	if err := json.Unmarshal(said, &found); err != nil {
		return "", fmt.Errorf("find %s: %w", module, err)
	}
	return found.Dir, nil
}

// knows reports whether this version of Go has the experiment.
func (c Compiler) knows(ctx context.Context, experiment string) bool {
	return c.command(ctx, []string{"GOEXPERIMENT=" + experiment}, "version").Run() == nil
}

// run runs a command of Go, and returns what it writes.
func (c Compiler) run(ctx context.Context, arguments ...string) ([]byte, error) {
	command := c.command(ctx, nil, arguments...)
	var said bytes.Buffer
	command.Stderr = &said
	out, err := command.Output()
	if err != nil {
		return nil, fmt.Errorf("go %s: %w\n%s", arguments[0], err, said.Bytes())
	}
	return out, nil
}

// command is a command of Go in the folder of the module. What its user has set for
// modules of their own, such as a workspace, has no say here.
func (c Compiler) command(ctx context.Context, environment []string, arguments ...string) *exec.Cmd {
	command := exec.CommandContext(ctx, "go", arguments...)
	command.Dir = c.folder
	command.Env = slices.Concat(os.Environ(), []string{"GO111MODULE=on", "GOWORK=off"}, environment)
	return command
}
