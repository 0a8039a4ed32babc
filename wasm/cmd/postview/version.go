package main

import (
	"context"
	"fmt"
	"io"
	"runtime"

	"postview/wasm/build/assets"
	"postview/wasm/markdown"
	"postview/web"
)

func runVersion(_ context.Context, _ []string, stdout, _ io.Writer) error {
	v, err := assets.Version(web.Files)
	if err == nil {
		_, err = fmt.Fprintf(stdout, "postview %s (%s %s/%s), renders as Hugo %s does\n", v, runtime.Version(), runtime.GOOS, runtime.GOARCH, markdown.HugoVersion)
	}
	return err
}
