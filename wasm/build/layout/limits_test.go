package layout

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"postview/wasm/config"
	"postview/wasm/post"
	"postview/wasm/problem"
	"postview/wasm/shortcode"
)

// expanded returns what templates make of a body, and what is told of them.
func expanded(t *testing.T, templates map[string]string, body string) (string, []*problem.Problem) {
	t.Helper()
	project := t.TempDir()
	for name, text := range templates {
		name = filepath.Join(project, "layouts", filepath.FromSlash(name))
		require.NoError(t, os.MkdirAll(filepath.Dir(name), 0o755))
		require.NoError(t, os.WriteFile(name, []byte(text), 0o644))
	}
	set := Read(foldersOf(project), []string{"en"})
	p, err := post.Parse("posts/a.md", []byte("---\ntitle: A\n---\n"+body))
	require.NoError(t, err)
	bound := set.For(&Env{
		Source: p.Path, Base: "/", Settings: &config.Settings{}, Zone: time.UTC,
		Files: os.DirFS(project), Anchor: strings.ToLower,
	})
	result, _ := shortcode.Expand(p.Body, shortcode.Env{Templates: bound, Post: p, Block: func(markdown string) string { return markdown }})
	problems := Told(bound.Failures)
	for _, p := range problems {
		p.File = strings.TrimPrefix(p.File, filepath.ToSlash(project)+"/layouts/")
	}
	return result.Restore(result.Markdown), problems
}

func TestWhatATemplateDoesIsBounded(t *testing.T) {
	many := strings.Repeat("x", 1000)
	for name, test := range map[string]struct {
		template string
		others   map[string]string
		told     string
	}{
		"a range without an end":            {"{{ range 10000000000 }}{{ end }}", nil, "more than 1000000 items"},
		"ranges within ranges":              {"{{ range seq 1000000 }}{{ range seq 1000000 }}{{ end }}{{ end }}", nil, "does not come to an end"},
		"ranges that show nothing":          {"{{ range 1000000 }}{{ range 1000000 }}\n{{ end }}{{ end }}", nil, "does not come to an end|makes more than"},
		"endless output":                    {"{{ range seq 1000000 }}" + many + "{{ end }}", nil, "makes more than 64 MB"},
		"a template that includes itself":   {`{{ define "a" }}{{ template "a" . }}{{ end }}{{ template "a" . }}`, nil, "exceeded maximum template depth|does not come to an end"},
		"one that doubles itself":           {`{{ define "a" }}{{ template "a" . }}{{ template "a" . }}{{ end }}{{ template "a" . }}`, nil, "exceeded maximum template depth|does not come to an end"},
		"a partial that includes itself":    {`{{ partial "p" . }}`, map[string]string{"_partials/p.html": `{{ partial "p" . }}`}, "includes itself"},
		"partials that include one another": {`{{ partial "p" . }}`, map[string]string{"_partials/p.html": `{{ partial "q" . }}{{ partial "q" . }}`, "_partials/q.html": `{{ partial "p" . }}`}, "includes itself"},
		"one that renders itself":           {`{{ markdownify "{{< own >}}" }}`, nil, "includes itself"},
		"a text that doubles":               {`{{ $s := "xxxxxxxx" }}{{ range seq 100 }}{{ $s = print $s $s }}{{ end }}`, nil, "makes more than 64 MB"},
		"a text that is repeated":           {`{{ strings.Repeat 1000000000 "abc" }}`, nil, "makes more than 64 MB"},
		"a list that doubles":               {`{{ $s := slice 1 2 }}{{ range seq 100 }}{{ $s = $s | append $s }}{{ end }}`, nil, "more than"},
		"a list that holds itself twice":    {`{{ $s := slice 1 2 }}{{ range seq 100 }}{{ $s = slice $s $s }}{{ end }}{{ $s }}`, nil, "more than 1000000 items"},
		"the same as JSON":                  {`{{ $s := slice 1 2 }}{{ range seq 100 }}{{ $s = slice $s $s }}{{ end }}{{ jsonify $s }}`, nil, "more than 1000000 items"},
		"the same printed":                  {`{{ $s := slice 1 2 }}{{ range seq 100 }}{{ $s = slice $s $s }}{{ end }}{{ printf "%v" $s }}`, nil, "more than 1000000 items"},
		"the same compared":                 {`{{ $s := slice 1 2 }}{{ $t := slice 1 2 }}{{ range seq 60 }}{{ $s = slice $s $s }}{{ $t = slice $t $t }}{{ end }}{{ eq $s $t }}`, nil, ""},
		"the same in a message":             {`{{ $s := slice 1 2 }}{{ range seq 100 }}{{ $s = slice $s $s }}{{ end }}{{ upper $s }}`, nil, "can’t be"},
		"the same in a script":              {`<script>{{ $s := slice 1 2 }}{{ range seq 100 }}{{ $s = slice $s $s }}{{ end }}{{ $s }}</script>`, nil, "more than 1000000 items"},
		"the same without copies":           {`{{ $s := slice 1 2 }}{{ range seq 100 }}{{ $s = slice $s $s }}{{ end }}{{ uniq (slice $s $s) }}`, nil, "more than 1000000 items"},
		"a map that holds itself":           {`{{ $s := newScratch }}{{ $s.Set "a" $s.Values }}{{ $s.Values }}`, nil, "more than 1000000 items"},
		"a store that grows":                {`{{ $s := newScratch }}{{ range seq 1000000 }}{{ $s.Add "a" (slice 1) }}{{ end }}`, nil, "more than"},
		"a long sequence":                   {`{{ len (seq 1 100000000000) }}`, nil, "too long"},
		"a width":                           {`{{ printf "%100000000d" 1 }}`, nil, ""},
		"many widths":                       {`{{ range seq 1000 }}{{ $x := printf "%1000000d" 1 }}{{ end }}`, nil, "makes more than 64 MB"},
		"a pattern":                         {`{{ replaceRE "((a*)*)*" "$1$1$1$1" (strings.Repeat 100000 "a") }}`, nil, ""},
		"a division by 0":                   {`{{ div 1 0 }}`, nil, "divided by 0"},
		"brackets":                          {strings.Repeat("{{ if 1 }}", 10000) + strings.Repeat("{{ end }}", 10000), nil, ""},
		"parentheses":                       {"{{ " + strings.Repeat("(", 50000) + "1" + strings.Repeat(")", 50000) + " }}", nil, "|"},
		"a large file":                      {strings.Repeat(many, 300), nil, "larger than 256 KB"},
		"a broken one":                      {"a\n{{ if }}", nil, "missing value for if"},
		"what is not here":                  {"\n{{ resources.Get \"x\" }}", nil, "it asks for resources.Get, which is not here"},
		"a method that is not here":         {"{{ .Page.Pages }}", nil, "it asks for .Page.Pages, which is not here"},
		"a function of nobody":              {"{{ nosuch 1 }}", nil, "it asks for nosuch, which is not here"},
		"what is not here, in a branch":     {`{{ if .Get 5 }}{{ resources.Get "x" }}{{ end }}`, nil, ""},
		"the environment":                   {`{{ getenv "HOME" }}{{ os.Getenv "HOME" }}`, nil, "it asks for getenv, which is not here"},
		"nothing to ask":                    {`{{ .Page.Params.a.b }}`, nil, "there is no value to ask for .b"},
		"a type":                            {`{{ range true }}{{ end }}`, nil, "range can't iterate over true"},
		"contexts that differ":              {`<a href="{{ if 1 }}">{{ end }}`, nil, "different contexts"},
		"methods of Go":                     {`{{ .Page.Date.UnmarshalJSON "x" }}`, nil, "which is not here"},
	} {
		t.Run(name, func(t *testing.T) {
			templates := map[string]string{"_shortcodes/own.html": test.template}
			for name, text := range test.others {
				templates[name] = text
			}
			start := time.Now()
			out, problems := expanded(t, templates, "before\n\n{{< own >}} {{< own >}}\n\nafter\n")
			assert.Less(t, time.Since(start), 20*time.Second)
			assert.True(t, strings.HasPrefix(out, "before\n") && strings.HasSuffix(out, "after\n"), "%.300s", out)
			if test.told == "" {
				assert.Empty(t, problems)
				return
			}
			if test.told == "|" {
				return
			}
			require.NotEmpty(t, problems)
			assert.Regexp(t, test.told, problems[0].Error())
			assert.Regexp(t, `^_(shortcodes/own|partials/[pq])\.html: |^_(shortcodes/own|partials/[pq])\.html:\d`, problems[0].Error())
			assert.Contains(t, problems[0].Error(), "posts/a.md:6")
			assert.Contains(t, out, `data-shortcode="own"`)
		})
	}
}

// Each thing that a template can't do is told once, with how often it came up.
func TestFailuresAreToldOnce(t *testing.T) {
	templates := map[string]string{
		"_shortcodes/x.html": "a\n{{ if eq (.Get 0) 1 }}{{ resources.Get 1 }}{{ else }}\n{{ images.Config 2 }}{{ end }}",
		"_shortcodes/y.html": `{{ warnf "mind %d" 1 }}y{{ errorf "worse" }}`,
	}
	out, problems := expanded(t, templates, "{{< x 1 >}}\n{{< x 2 >}}\n{{< x 1 >}}\n{{< y >}} {{< y >}}")
	var told []string
	for _, p := range problems {
		told = append(told, p.Error())
	}
	assert.Equal(t, []string{
		"_shortcodes/x.html:2: shortcode x is shown without its template 2 times, first in posts/a.md:4: it asks for resources.Get, which is not here",
		"_shortcodes/x.html:3: shortcode x is shown without its template in posts/a.md:5: it asks for images.Config, which is not here",
		"_shortcodes/y.html:1: shortcode y says 2 times, first in posts/a.md:7: mind 1",
		"_shortcodes/y.html:1: shortcode y says 2 times, first in posts/a.md:7: worse",
	}, told)
	assert.Contains(t, out, "y y")
}

// One that fails is rendered once, however deep it is.
func TestFailuresWithinOneAnotherTakeNoLonger(t *testing.T) {
	depth := shortcode.MaxDepth - 1
	body := strings.Repeat("{{< x >}}", depth) + strings.Repeat("{{< /x >}}", depth)
	_, problems := expanded(t, map[string]string{"_shortcodes/x.html": "{{ .Inner }}{{ nosuch }}"}, body)
	require.Len(t, problems, 1)
	assert.Contains(t, problems[0].Error(), "63 times")
}

// foldersOf are those of a project by their usual names.
func foldersOf(project string) Folders {
	in := func(name string) []string { return []string{filepath.Join(project, name)} }
	return Folders{Layouts: in("layouts"), Data: in("data"), I18n: in("i18n")}
}
