package post

import (
	"bytes"
	"strings"
)

// isDraft tells whether the front matter makes the post a draft: draft does, or
// where that is missing published when it is false, or empty. Text counts if it
// is a boolean of Go's, so that "true" is one and "yes" is not.
func isDraft(values map[string]any) bool {
	if v, ok := values["draft"]; ok {
		draft, _ := boolean(v)
		return draft
	}
	v, written := values["published"]
	published, ok := boolean(v)
	return written && ok && !published
}

// draftLine is isDraft for front matter that can't be read, line by line.
func draftLine(inherited map[string]any, text []byte) bool {
	values := map[string]any{}
	for _, key := range []string{"draft", "published"} {
		if value, is := inherited[key]; is {
			values[key] = value
		}
	}
	for line := range bytes.FieldsFuncSeq(text, func(r rune) bool { return strings.ContainsRune("\r\n,{}", r) }) {
		line, _, _ = bytes.Cut(line, []byte("#"))
		at := bytes.IndexAny(line, ":=")
		if at < 0 {
			continue
		}
		bare := func(s []byte) string { return strings.ToLower(strings.Trim(string(s), " \t\"'")) }
		if key := bare(line[:at]); key == "draft" || key == "published" {
			values[key] = bare(line[at+1:])
		}
	}
	return isDraft(values)
}

// paragraph returns the source up to its first empty line.
func paragraph(source []byte) []byte {
	source = skipIntro(source)
	end := 0
	for line := range bytes.Lines(source) {
		if len(bytes.TrimSpace(line)) == 0 {
			break
		}
		end += len(line)
	}
	return source[:end]
}
