//go:build !js

package main

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"io/fs"
	"runtime"

	"postview/wasm/markdown"
	"postview/web"
)

// version is that of Postview, as its package for npm has it.
func version(files fs.FS) (string, error) {
	source, err := fs.ReadFile(files, "embed/package/package.json")
	if err != nil {
		return "", err
	}
	var manifest struct{ Version string }
	err = json.Unmarshal(source, &manifest)
	return manifest.Version, err
}

func runVersion(_ context.Context, _ []string, stdout, _ io.Writer) error {
	v, err := version(web.Files)
	if err == nil {
		_, err = fmt.Fprintf(stdout, "postview %s (%s %s/%s), renders as Hugo %s does\n", v, runtime.Version(), runtime.GOOS, runtime.GOARCH, markdown.HugoVersion)
	}
	return err
}
