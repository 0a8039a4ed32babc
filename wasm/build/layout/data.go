package layout

import (
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"strings"
)

// stamp notes the files of a folder, so that a later set can be told from this one.
func (s *Set) stamp(folder string) {
	_ = filepath.WalkDir(folder, func(name string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return nil
		}
		if info, err := entry.Info(); err == nil {
			s.stamps[name] = fmt.Sprint(info.Size(), info.ModTime().UnixNano())
		}
		return nil
	})
}

// mostData is how large the data of a site may be, all together.
const mostData = 32 << 20

// readData reads the files of data: each is a map, below those of its folders.
func (s *Set) readData(folders []string) (params, error) {
	all := params{}
	left := int64(mostData)
	for i := len(folders) - 1; i >= 0; i-- { // the first counts most
		if err := readDataIn(folders[i], all, &left); err != nil {
			return nil, err
		}
	}
	return all, nil
}

func readDataIn(folder string, all params, left *int64) error {
	root, err := os.OpenRoot(folder)
	if err != nil {
		return nil
	}
	defer root.Close()
	return fs.WalkDir(root.FS(), ".", func(name string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() || strings.HasPrefix(entry.Name(), ".") {
			return nil
		}
		switch path.Ext(name) {
		case ".json", ".toml", ".yaml", ".yml":
		default:
			return nil
		}
		at := filepath.ToSlash(filepath.Join(folder, name))
		info, err := fs.Stat(root.FS(), name)
		if err != nil || !info.Mode().IsRegular() {
			return nil
		}
		if *left -= info.Size(); *left < 0 {
			return fmt.Errorf("the data of the site is larger than %d MB", mostData>>20)
		}
		text, err := root.ReadFile(name)
		if err != nil {
			return err
		}
		value, err := decodeNamed(name, text)
		if err != nil {
			return fmt.Errorf("read %s: %w", at, err)
		}
		put(all, strings.Split(strings.TrimSuffix(name, path.Ext(name)), "/"), value)
		return nil
	})
}

// put puts a value into a map of maps.
func put(into map[string]any, keys []string, value any) {
	for _, key := range keys[:len(keys)-1] {
		inner, is := into[key].(map[string]any)
		if !is {
			inner = map[string]any{}
			into[key] = inner
		}
		into = inner
	}
	last := keys[len(keys)-1]
	inner, isMap := value.(map[string]any)
	if before, wasMap := into[last].(map[string]any); isMap && wasMap {
		value = merged(before, inner)
	}
	into[last] = value
}
