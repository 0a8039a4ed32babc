package option_test

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"postview/wasm/highlight/option"
)

func TestParse(t *testing.T) {
	tests := []struct {
		text string
		want func(o *option.Options)
	}{
		{"", func(*option.Options) {}},
		{"linenos=table", func(o *option.Options) { o.LineNumbers, o.InTable = true, true }},
		{" linenos=inline, style=github ", func(o *option.Options) {
			o.LineNumbers, o.InTable, o.Style = true, false, "github"
		}},
		{"LineNos=false", func(*option.Options) {}},
		{"noclasses=false,hl_inline=true", func(o *option.Options) { o.NoClasses, o.Inline = false, true }},
		{"tabwidth=0x10", func(o *option.Options) { o.TabWidth = 16 }},
		{"anchorlinenos=1,lineanchors=x", func(o *option.Options) { o.AnchorLines, o.AnchorPrefix = true, "x" }},
		{"guesssyntax=true,wrapperclass=c", func(o *option.Options) { o.GuessLanguage, o.WrapperClass = true, "c" }},
	}
	for _, test := range tests {
		t.Run(test.text, func(t *testing.T) {
			want, got := option.Default(), option.Default()
			test.want(&want)
			require.NoError(t, got.Parse(test.text))
			assert.Equal(t, want, got)
		})
	}
}

func TestParseTellsTheFirstErrorAndSetsTheRest(t *testing.T) {
	o := option.Default()
	err := o.Parse("colour=red,style=github,tabwidth=wide,=")
	assert.ErrorIs(t, err, option.ErrUnknown)
	assert.EqualError(t, err, "option colour: not known")
	assert.Equal(t, "github", o.Style)
	assert.Equal(t, 4, o.TabWidth)
}

func TestLines(t *testing.T) {
	tests := []struct {
		name string
		set  func(o *option.Options)
		want [][2]int
	}{
		{"none", func(*option.Options) {}, nil},
		{"text", func(o *option.Options) { o.Parse("hl_lines=3-8 10") }, [][2]int{{3, 8}, {10, 10}}},
		{"text from a line", func(o *option.Options) { o.Parse("hl_lines=2,linenostart=10") }, [][2]int{{11, 11}}},
		{"text that is none", func(o *option.Options) { o.Parse("hl_lines=1 x") }, nil},
		{"ranges", func(o *option.Options) { o.SetInFence("hl_lines", [][2]int{{0, 2}}) }, [][2]int{{1, 3}}},
		{"ranges from a line", func(o *option.Options) {
			o.SetInFence("hl_lines", [][2]int{{0, 0}})
			o.SetInFence("linenostart", 7.0)
		}, [][2]int{{7, 7}}},
		{"ranges where the site starts elsewhere", func(o *option.Options) {
			o.Set("linenostart", 7)
			o.SetInFence("hl_lines", [][2]int{{7, 7}})
		}, [][2]int{{8, 8}}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			o := option.Default()
			test.set(&o)
			assert.Equal(t, test.want, o.Lines())
		})
	}
}

func TestEncode(t *testing.T) {
	tests := []struct {
		name, set, want string
	}{
		{"nothing", "", ""},
		{"inline styles", "noclasses=true,style=github", "noclasses=true&style=github&tabwidth=4"},
		{"a style for classes", "style=github,tabwidth=2", ""},
		{"a table", "linenos=table,linenostart=5,hl_lines=1-2 4", "hl_lines=1-2+4-4&linenos=true&linenostart=5"},
		{"links in lines", "linenos=inline,anchorlinenos=true,lineanchors=a&b", "anchorlinenos=true&lineanchors=a%26b&linenos=true&linenumbersintable=false"},
		{"links without numbers", "anchorlinenos=true", ""},
		{"lines that there are not", "hl_lines=0 -3", ""},
		{"in a line, guessed", "hl_inline=1,guesssyntax=1", "guesssyntax=true&hl_inline=true"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			o, err := option.Decode("")
			require.NoError(t, err)
			require.NoError(t, o.Parse(test.set))
			assert.Equal(t, test.want, o.Encode())
			again, err := option.Decode(o.Encode())
			require.NoError(t, err)
			assert.Equal(t, o.Lines(), again.Lines())
			assert.Equal(t, o.Encode(), again.Encode())
		})
	}
	_, err := option.Decode("colour=red")
	assert.ErrorIs(t, err, option.ErrUnknown)
}
