//go:build !js

package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"postview/wasm/site"
)

// settingsNames are the names that Hugo's configuration may have, in the order in
// which Hugo looks for them.
var settingsNames = []string{
	"hugo.toml", "hugo.yaml", "hugo.yml", "hugo.json",
	"config.toml", "config.yaml", "config.yml", "config.json",
}

// readSettings reads the site's configuration: the file that o names, or the
// first there is in the content folder or the one above it. Values that can't be
// used are noted; a file that can't be read is an error.
func readSettings(o *options, note func(error)) (site.Settings, error) {
	name := o.config
	if name == "" {
		name = findSettings(o.content)
	}
	if name == "" {
		return site.Settings{}, nil
	}
	text, err := os.ReadFile(name)
	if err != nil {
		return site.Settings{}, fmt.Errorf("read the configuration: %w", err)
	}
	settings, err := site.ParseSettings(name, text)
	note(err)
	return settings, nil
}

func findSettings(content string) string {
	for _, dir := range []string{content, filepath.Join(content, "..")} {
		for _, name := range settingsNames {
			name = filepath.Join(dir, name)
			if _, err := os.Stat(name); !errors.Is(err, fs.ErrNotExist) {
				return name
			}
		}
	}
	return ""
}
