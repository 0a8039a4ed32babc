package post_test

import (
	"encoding/json"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"postview/wasm/post"
)

func TestDateLayouts(t *testing.T) {
	for _, test := range []struct{ written, want string }{
		{"2024-04-05", "2024-04-05"},
		{"'2024-04-05'", "2024-04-05"},
		{"05 Apr 2024", "2024-04-05"},
		{"2024-04-05T10:20:30Z", "2024-04-05T10:20:30Z"},
		{"2024-04-05T10:20:30.123Z", "2024-04-05T10:20:30Z"},
		{"2024-04-05T10:20:30+02:00", "2024-04-05T10:20:30+02:00"},
		{"2024-04-05T10:20:30-0500", "2024-04-05T10:20:30-05:00"},
		{"2024-04-05T10:20:30", "2024-04-05T10:20:30Z"},
		{"2024-04-05 10:20:30", "2024-04-05T10:20:30Z"},
		{"2024-04-05 10:20:30+00:00", "2024-04-05T10:20:30Z"},
		{"2024-04-05 10:20:30 +0200", "2024-04-05T10:20:30+02:00"},
		{"2024-04-05 10:20:30 -07:00", "2024-04-05T10:20:30-07:00"},
		{"2024-04-05 10:20:30 +0200 CEST", "2024-04-05T10:20:30+02:00"},
		{"Fri, 05 Apr 2024 10:20:30 GMT", "2024-04-05T10:20:30Z"},
		{"Fri, 05 Apr 2024 10:20:30 PST", "2024-04-05T10:20:30Z"},
		{"Fri, 05 Apr 2024 10:20:30 +0200", "2024-04-05T10:20:30+02:00"},
		{"05 Apr 24 10:20 UTC", "2024-04-05T10:20:00Z"},
		{"Friday, 05-Apr-24 10:20:30 UTC", "2024-04-05T10:20:30Z"},
		{"Fri Apr  5 10:20:30 2024", "2024-04-05T10:20:30Z"},
		{"Fri Apr 05 10:20:30 +0200 2024", "2024-04-05T10:20:30+02:00"},
		{"1712312430", "2024-04-05T10:20:30Z"},
		{"2024-4-5", "2024-04-05"},
		{"2024/04/05", "2024-04-05"},
		{"April 5, 2024", "2024-04-05"},
		{"2024-04-05 10:20", "2024-04-05T10:20:00Z"},
		{`""`, ""},
		{"null", ""},
	} {
		t.Run(test.written, func(t *testing.T) {
			assert.Equal(t, test.want, yaml(t, "date: "+test.written).Date.String())
		})
	}
}

func TestDatesOfTOML(t *testing.T) {
	for written, want := range map[string]string{
		"2024-04-05":                "2024-04-05",
		"2024-04-05T10:20:30":       "2024-04-05T10:20:30Z",
		"2024-04-05 10:20:30":       "2024-04-05T10:20:30Z",
		"2024-04-05T10:20:30+02:00": "2024-04-05T10:20:30+02:00",
		`"2024-04-05"`:              "2024-04-05",
		`""`:                        "",
	} {
		t.Run(written, func(t *testing.T) {
			assert.Equal(t, want, parse(t, "+++\ndate = "+written+"\n+++\n").Date.String())
		})
	}
}

func TestDatePrecedence(t *testing.T) {
	for _, test := range []struct{ name, yaml, date, lastmod, publish, expiry string }{
		{"none", "", "", "", "", ""},
		{"date", "date: 2024-01-01", "2024-01-01", "2024-01-01", "2024-01-01", ""},
		{"lastmod alone", "lastmod: 2024-01-02", "2024-01-02", "2024-01-02", "2024-01-02", ""},
		{"modified alone", "modified: 2024-01-02", "2024-01-02", "2024-01-02", "2024-01-02", ""},
		{"publishDate alone", "PublishDate: 2024-01-03", "2024-01-03", "2024-01-03", "2024-01-03", ""},
		{"pubdate over published", "pubdate: 2024-01-03\npublished: 2024-01-04", "2024-01-03", "2024-01-03", "2024-01-03", ""},
		{"published over lastmod", "published: 2024-01-03\nlastmod: 2024-01-05", "2024-01-03", "2024-01-05", "2024-01-03", ""},
		{"all", "date: 2024-01-01\nlastmod: 2024-01-02\npublishDate: 2024-01-03\nexpiryDate: 2024-01-04", "2024-01-01", "2024-01-02", "2024-01-03", "2024-01-04"},
		{"an empty one is passed over", "date: ''\npubdate: 2024-01-03", "2024-01-03", "2024-01-03", "2024-01-03", ""},
		{"unpublishDate", "unpublishDate: 2024-01-04", "", "", "", "2024-01-04"},
		{"a number is a date", "published: 86400\nlastmod: 2024-01-02", "1970-01-02T00:00:00Z", "2024-01-02", "1970-01-02T00:00:00Z", ""},
		{"a switch is no date", "published: true\nlastmod: 2024-01-02", "2024-01-02", "2024-01-02", "2024-01-02", ""},
		{"one that nothing asks for", "date: 2024-01-01\nlastmod: 2024-01-02\nmodified: never", "2024-01-01", "2024-01-02", "2024-01-01", ""},
		{"params hold none", "params: {date: 2024-01-01}", "", "", "", ""},
	} {
		t.Run(test.name, func(t *testing.T) {
			p := yaml(t, test.yaml)
			assert.Equal(t, test.date, p.Date.String(), "date")
			assert.Equal(t, test.lastmod, p.Lastmod.String(), "lastmod")
			assert.Equal(t, test.publish, p.PublishDate.String(), "publishDate")
			assert.Equal(t, test.expiry, p.ExpiryDate.String(), "expiryDate")
		})
	}
}

// In a zone of its own a date loses its fraction when Hugo reads it again, for
// another field or since TOML had read it already.
func TestDateFractions(t *testing.T) {
	for source, want := range map[string][2]string{
		"---\ndate: 2024-04-05T10:20:30.5Z\n---\n":             {"30.5", "30.5"},
		"---\ndate: 2024-04-05T10:20:30.5+02:00\n---\n":        {"30.5", "30.5"},
		"---\npublishDate: 2024-04-05T10:20:30.5Z\n---\n":      {"30.5", "30.5"},
		"---\npublishDate: 2024-04-05T10:20:30.5+02:00\n---\n": {"30.5", "30"},
		"+++\ndate = 2024-04-05T10:20:30.5\n+++\n":             {"30.5", "30.5"},
		"+++\ndate = 2024-04-05T10:20:30.5+02:00\n+++\n":       {"30", "30"},
	} {
		t.Run(source, func(t *testing.T) {
			p := parse(t, source)
			assert.Equal(t, want, [2]string{p.Date.Format("5.999"), p.Lastmod.Format("5.999")})
		})
	}
}

func TestDateJSON(t *testing.T) {
	for _, written := range []string{"", "2024-04-05", "2024-04-05T10:20:30Z", "2024-04-05T10:20:30+02:00"} {
		date := yaml(t, "date: '"+written+"'").Date
		data, err := json.Marshal(date)
		require.NoError(t, err)
		assert.Equal(t, `"`+written+`"`, string(data))
		var read post.Date
		require.NoError(t, json.Unmarshal(data, &read))
		assert.True(t, date.Equal(read.Time))
		assert.Equal(t, date.String(), read.String())
	}
	assert.Error(t, json.Unmarshal([]byte(`"soon"`), new(post.Date)))
}
