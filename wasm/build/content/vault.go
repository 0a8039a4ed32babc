package content

import (
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"postview/wasm/build/disk"
)

// vault is a folder of notes, as Obsidian, Logseq and Foam have them.
type vault struct {
	is      bool
	private []string // its folders that are not published, in lower case, relative to that of the posts
}

// vaultOf returns the vault that a folder of posts is, or that is around it.
func vaultOf(posts string) (v vault) {
	for _, folder := range []string{posts, filepath.Join(posts, "..")} {
		private, is := vaultAt(folder)
		if !is {
			continue
		}
		for _, name := range private {
			if at, err := filepath.Rel(disk.Resolved(posts), filepath.Join(disk.Resolved(folder), filepath.FromSlash(name))); err == nil && at != "." {
				v.private = append(v.private, strings.ToLower(filepath.ToSlash(at)))
			}
		}
		return vault{true, v.private}
	}
	return vault{}
}

// vaultAt reports whether a folder is one of notes, and which folders in it are for
// its program alone: templates above all, as far as it tells where they are.
func vaultAt(folder string) (private []string, is bool) {
	private = []string{"templates", "_templates"}
	in := func(name string) string { return filepath.Join(folder, filepath.FromSlash(name)) }
	setting := func(file, key string) {
		values := map[string]any{}
		text, _ := os.ReadFile(in(file))
		_ = json.Unmarshal(text, &values) // without it, as if it said nothing
		if name, isText := values[key].(string); isText && strings.Trim(name, "/") != "" {
			private = append(private, strings.Trim(name, "/"))
		}
	}
	if disk.IsFolder(in(".obsidian")) {
		is = true
		setting(".obsidian/templates.json", "folder")
		setting(".obsidian/plugins/templater-obsidian/data.json", "templates_folder")
	}
	if _, err := os.Stat(in("logseq/config.edn")); err == nil {
		is = true
		private = append(private, "logseq")
	}
	extensions, _ := os.ReadFile(in(".vscode/extensions.json"))
	settings, _ := os.ReadFile(in(".vscode/settings.json"))
	isFoam := disk.IsFolder(in(".foam")) || bytes.Contains(extensions, []byte("foam.foam-vscode")) || bytes.Contains(settings, []byte(`"foam.`))
	return private, is || isFoam
}

// leavesOut reports whether a folder is for the program of the notes alone.
func (v *vault) leavesOut(folder string) bool {
	return slices.Contains(v.private, strings.ToLower(folder))
}
