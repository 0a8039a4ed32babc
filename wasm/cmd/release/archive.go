package main

import (
	"archive/tar"
	"archive/zip"
	"bytes"
	"compress/gzip"
	"crypto/sha256"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"time"
)

// entry is a file of an archive.
type entry struct {
	name string
	data []byte
	mode int64
}

// made is when all files of an archive were, so that the same files make the same archive.
var made = time.Date(2000, time.January, 1, 0, 0, 0, 0, time.UTC)

// writeArchive writes files into an archive, a zip or a tar.gz, and returns its name.
func writeArchive(name string, isZip bool, entries []entry) (string, error) {
	write, ending := writeTar, ".tar.gz"
	if isZip {
		write, ending = writeZip, ".zip"
	}
	var all bytes.Buffer
	if err := write(&all, entries); err != nil {
		return "", err
	}
	return name + ending, os.WriteFile(name+ending, all.Bytes(), 0o644)
}

func writeTar(all *bytes.Buffer, entries []entry) error {
	packed, err := gzip.NewWriterLevel(all, gzip.BestCompression)
	if err != nil {
		return err
	}
	archive := tar.NewWriter(packed)
	for _, e := range entries {
		header := &tar.Header{Name: e.name, Mode: e.mode, Size: int64(len(e.data)), ModTime: made, Format: tar.FormatUSTAR}
		if err := archive.WriteHeader(header); err != nil {
			return err
		}
		if _, err := archive.Write(e.data); err != nil {
			return err
		}
	}
	return errors.Join(archive.Close(), packed.Close())
}

func writeZip(all *bytes.Buffer, entries []entry) error {
	archive := zip.NewWriter(all)
	for _, e := range entries {
		header := &zip.FileHeader{Name: e.name, Method: zip.Deflate, Modified: made}
		header.SetMode(fs.FileMode(e.mode))
		file, err := archive.CreateHeader(header)
		if err != nil {
			return err
		}
		if _, err := file.Write(e.data); err != nil {
			return err
		}
	}
	return archive.Close()
}

// writeChecksums writes the SHA-256 of each file, as sha256sum reads them.
func writeChecksums(name string, files []string) error {
	var all bytes.Buffer
	for _, file := range files {
		data, err := os.ReadFile(file)
		if err != nil {
			return err
		}
		fmt.Fprintf(&all, "%x  %s\n", sha256.Sum256(data), filepath.Base(file))
	}
	return os.WriteFile(name, all.Bytes(), 0o644)
}
