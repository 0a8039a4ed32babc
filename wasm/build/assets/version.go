package assets

import (
	"encoding/json"
	"io/fs"
)

// Version is that of Postview, as its package for npm has it.
func Version(files fs.FS) (string, error) {
	source, err := fs.ReadFile(files, "embed/package/package.json")
	if err != nil {
		return "", err
	}
	var manifest struct{ Version string }
	err = json.Unmarshal(source, &manifest)
	return manifest.Version, err
}
