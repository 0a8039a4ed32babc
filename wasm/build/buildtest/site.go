package buildtest

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
	"golang.org/x/tools/txtar"
)

// Site is a site in a file of testdata, with what another program makes of it.
type Site struct {
	Comment string
	Files   map[string]string // what it is made from
	Told    []string          // what the other program makes of it, in the order of the file

	path    string
	archive *txtar.Archive
}

// Sites runs a test for each of the files that a pattern names. The last parts of a file
// have these names and are what the other program makes of those before them.
func Sites(t *testing.T, pattern string, parts []string, each func(t *testing.T, s *Site)) {
	t.Helper()
	names, err := filepath.Glob(pattern)
	require.NoError(t, err)
	require.NotEmpty(t, names, pattern)
	for _, name := range names {
		t.Run(strings.TrimSuffix(filepath.Base(name), ".txtar"), func(t *testing.T) {
			archive, err := txtar.ParseFile(name)
			require.NoError(t, err)
			path, err := filepath.Abs(name) // the test may go elsewhere
			require.NoError(t, err)
			s := &Site{Comment: string(archive.Comment), Files: map[string]string{}, path: path, archive: archive}
			first := len(archive.Files) - len(parts)
			for i, f := range archive.Files {
				if i < first {
					s.Files[f.Name] = string(f.Data)
					continue
				}
				require.Equal(t, parts[i-first], f.Name)
				s.Told = append(s.Told, string(f.Data))
			}
			each(t, s)
		})
	}
}

// Learn takes over, with -update, what the other program makes now, and writes it to the
// file.
func (s *Site) Learn(t *testing.T, ask func() []string) {
	t.Helper()
	if !*Update {
		return
	}
	s.Told = ask()
	first := len(s.archive.Files) - len(s.Told)
	for i, told := range s.Told {
		s.archive.Files[first+i].Data = []byte(told)
	}
	require.NoError(t, os.WriteFile(s.path, txtar.Format(s.archive), 0o644))
}
