package start

import (
	"bytes"
	"context"
	"io"
	"io/fs"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"postview/wasm/build/buildtest"
	"postview/wasm/config"
	"postview/wasm/post"
)

func TestNewPost(t *testing.T) {
	tests := map[string]struct{ title, section, want string }{
		"words":           {"A walk round the lake", "posts", "posts/a-walk-round-the-lake.md"},
		"signs":           {`"What?" she said: no!`, "posts", "posts/what-she-said-no.md"},
		"accents":         {"Über Äpfel", "posts", "posts/uber-apfel.md"},
		"slashes":         {`a/b\c`, "posts", "posts/a-b-c.md"},
		"dots":            {"../.. Hidden", "posts", "posts/hidden.md"},
		"a number":        {"Version 2.0", "posts", "posts/version-2.0.md"},
		"another section": {"X", "news/2026", "news/2026/x.md"},
		"no section":      {"X", "", "x.md"},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			dir, stdout := t.TempDir(), new(bytes.Buffer)
			args := []string{test.title, "--content", dir, "--section", test.section}
			require.NoError(t, Run(context.Background(), args, stdout, io.Discard))
			assert.Contains(t, stdout.String(), filepath.Join(dir, filepath.FromSlash(test.want))+"\n")
			assert.Contains(t, stdout.String(), "--drafts")

			p, err := post.Parse(test.want, []byte(buildtest.Read(t, dir, test.want)))
			require.NoError(t, err)
			assert.Equal(t, test.title, p.Title)
			assert.True(t, p.Draft)
			assert.WithinDuration(t, time.Now(), p.Date.Time, time.Minute)
			assert.Empty(t, strings.TrimSpace(p.Body))
			address, err := config.Settings{}.Permalink(p)
			require.NoError(t, err)
			assert.Equal(t, test.want[:len(test.want)-len(".md")]+"/", address)

			err = Run(context.Background(), args, io.Discard, io.Discard)
			assert.ErrorIs(t, err, fs.ErrExist, "it would be written over")
			assert.ErrorContains(t, err, filepath.Join(dir, filepath.FromSlash(test.want))+": file already exists, and is left as it is")
		})
	}
}

func TestNewPostByItsFile(t *testing.T) {
	dir := t.TempDir()
	for given, want := range map[string][2]string{
		"posts/a-walk.md":                       {"posts/a-walk.md", "A walk"},
		"news/Über uns.md":                      {"news/Über uns.md", "Über uns"},
		"posts/a-trip/index.md":                 {"posts/a-trip/index.md", "A trip"},
		filepath.Join(dir, "posts", "whole.md"): {"posts/whole.md", "Whole"},
	} {
		args := []string{given, "--content", dir}
		require.NoError(t, Run(context.Background(), args, io.Discard, io.Discard))
		p, err := post.Parse(want[0], []byte(buildtest.Read(t, dir, want[0])))
		require.NoError(t, err)
		assert.Equal(t, want[1], p.Title)
		assert.ErrorIs(t, Run(context.Background(), args, io.Discard, io.Discard), fs.ErrExist)
	}
}

func TestNewPostIsRefused(t *testing.T) {
	dir := buildtest.Folder(t, map[string]string{"posts/a/index.md": "A"})
	tests := map[string]struct {
		args []string
		want string
	}{
		"without a title":   {nil, "name the post"},
		"with two":          {[]string{"a", "b"}, "name the post"},
		"without letters":   {[]string{"…"}, "nothing that a file can be named after"},
		"about its folder":  {[]string{"Index"}, "about its whole folder"},
		"beside a bundle":   {[]string{"A"}, "posts/a/index.md"},
		"out of the folder": {[]string{"--section", "../x", "B"}, "escapes"},
		"a file out of it":  {[]string{"../b.md"}, "escapes"},
		"a file of no name": {[]string{"posts/.md"}, "begins with a dot"},
		"an unknown option": {[]string{"--sction", "x", "B"}, "-sction; postview new --help lists the options"},
		"without a folder":  {[]string{"--content", filepath.Join(dir, "nowhere"), "B"}, "nowhere"},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			err := Run(context.Background(), append([]string{"--content", dir}, test.args...), io.Discard, io.Discard)
			assert.ErrorContains(t, err, test.want)
		})
	}
}
