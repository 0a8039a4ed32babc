package post_test

import (
	"encoding/json"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"postview/wasm/post"
)

// derived is what Hugo makes of a front matter.
type derived struct {
	Title, LinkTitle, Description, Slug    string
	Date, Lastmod, PublishDate, ExpiryDate time.Time
	Draft                                  bool
	Weight                                 int
	Tags, Categories                       []string
}

// shared returns the folder of shared data, which is no part of the project, or
// leaves the test out.
func shared(t *testing.T) string {
	folder := os.Getenv("POSTVIEW_SHARED")
	if folder == "" {
		t.Skip("POSTVIEW_SHARED does not name the folder of shared data")
	}
	return folder
}

// TestCorpus compares every post of the corpus with what Hugo makes of it.
func TestCorpus(t *testing.T) {
	shared := shared(t)
	root := filepath.Join(shared, "corpus", "posts")
	count := 0
	err := filepath.WalkDir(root, func(path string, entry fs.DirEntry, err error) error {
		if err != nil || filepath.Ext(path) != ".md" {
			return err
		}
		name, err := filepath.Rel(root, path)
		require.NoError(t, err)
		count++
		t.Run(name, func(t *testing.T) {
			source, err := os.ReadFile(path)
			require.NoError(t, err)
			want, err := os.ReadFile(filepath.Join(shared, "corpus", "hugo", name+".json"))
			require.NoError(t, err)
			p, err := post.Parse(name, source)
			require.NoError(t, err)
			var hugo derived
			require.NoError(t, json.Unmarshal(want, &hugo))
			assert.Equal(t, hugo, derive(p))
			assert.True(t, strings.HasSuffix(string(source), p.Body))
		})
		return nil
	})
	require.NoError(t, err)
	assert.NotZero(t, count)
	t.Logf("%d posts", count)
}

func derive(p *post.Post) derived {
	d := derived{
		Title: p.Title, LinkTitle: p.LinkTitle, Description: p.Description, Slug: p.Slug,
		Date: p.Date.Time, Lastmod: p.Lastmod.Time, PublishDate: p.PublishDate.Time, ExpiryDate: p.ExpiryDate.Time,
		Draft: p.Draft, Weight: p.Weight, Tags: p.Tags, Categories: p.Categories,
	}
	if p.Untitled {
		d.Title, d.LinkTitle = "", ""
	}
	return d
}

func TestSeed(t *testing.T) {
	name := "kubecon-cloudnativecon-europe-2024-highlights.md"
	source, err := os.ReadFile(filepath.Join(shared(t), "seed", name))
	require.NoError(t, err)
	p, err := post.Parse(name, source)
	require.NoError(t, err)
	assert.Equal(t, "KubeCon / CloudNativeCon Europe 2024 Highlights", p.Title)
	assert.Equal(t, p.Title, p.LinkTitle)
	assert.Equal(t, "April 05, 2024", p.Lead())
	assert.Equal(t, "2024-04-05", p.Date.String())
	assert.Equal(t, []post.Author{{
		Name: "Rafael Franzke", Email: "rafael.franzke@sap.com",
		Avatar: "https://avatars.githubusercontent.com/u/19169361",
	}}, p.Authors)
	assert.Equal(t, []string{"/blog/2024/04/05/01"}, p.Aliases)
	assert.Empty(t, p.Params)
	assert.Equal(t, 12, p.BodyLine)
}
