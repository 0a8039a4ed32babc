package main

import (
	"archive/tar"
	"archive/zip"
	"compress/gzip"
	"io"
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestArchives(t *testing.T) {
	folder := t.TempDir()
	entries := []entry{{"postview-1/postview", []byte("program"), 0o755}, {"postview-1/README.md", []byte("text"), 0o644}}
	packed, err := writeArchive(filepath.Join(folder, "linux"), false, entries)
	require.NoError(t, err)
	assert.Equal(t, entries, readTar(t, packed))
	zipped, err := writeArchive(filepath.Join(folder, "windows"), true, entries)
	require.NoError(t, err)
	assert.Equal(t, entries, readZip(t, zipped))

	sums := filepath.Join(folder, "checksums.txt")
	require.NoError(t, writeChecksums(sums, []string{packed, zipped}))
	text, err := os.ReadFile(sums)
	require.NoError(t, err)
	assert.Regexp(t, `^[0-9a-f]{64}  linux\.tar\.gz\n[0-9a-f]{64}  windows\.zip\n$`, string(text))
}

func readTar(t *testing.T, name string) (entries []entry) {
	t.Helper()
	file, err := os.Open(name)
	require.NoError(t, err)
	defer file.Close()
	packed, err := gzip.NewReader(file)
	require.NoError(t, err)
	for archive := tar.NewReader(packed); ; {
		header, err := archive.Next()
		if err == io.EOF {
			return entries
		}
		require.NoError(t, err)
		data, err := io.ReadAll(archive)
		require.NoError(t, err)
		entries = append(entries, entry{header.Name, data, header.Mode})
	}
}

func readZip(t *testing.T, name string) (entries []entry) {
	t.Helper()
	archive, err := zip.OpenReader(name)
	require.NoError(t, err)
	defer archive.Close()
	for _, file := range archive.File {
		from, err := file.Open()
		require.NoError(t, err)
		data, err := io.ReadAll(from)
		require.NoError(t, err)
		entries = append(entries, entry{file.Name, data, int64(file.Mode().Perm())})
	}
	return entries
}
