package markdown

import (
	"sync"

	"postview/wasm/highlight/option"
)

// Config is what a site says of Markdown: Hugo's [markup] section, and the
// settings beside it that change how a post renders. It begins with
// [DefaultConfig]; the zero value is of no use. A Config that has rendered a
// post must not be changed any more.
type Config struct {
	Parser          Parser
	Extensions      Extensions
	Renderer        Renderer
	RenderHooks     RenderHooks
	Highlight       option.Options
	TableOfContents TableOfContents

	// What Hugo keeps outside of [markup].
	Emoji          bool   // enableEmoji: :smile: becomes an emoji
	Emojis         Emojis // those that there are; nil for none
	HasCJKLanguage bool   // a post with Chinese, Japanese or Korean in it is counted by character
	SummaryLength  int    // words of an automatic summary

	engines [4]struct { // goldmark: with math for readers, with what notes have, both
		once   sync.Once
		engine *engine
	}
}

// Parser is goldmark.parser of a site's settings.
type Parser struct {
	AutoHeadingID                      bool
	AutoDefinitionTermID               bool
	AutoIDType                         string // "github", "github-ascii" or "blackfriday"
	AttributeTitle                     bool   // ## Title {#id}
	AttributeBlock                     bool   // {.class} after a block
	WrapStandAloneImageWithinParagraph bool
}

// Extensions is goldmark.extensions of a site's settings.
type Extensions struct {
	Table           bool
	Strikethrough   bool
	Linkify         bool
	LinkifyProtocol string // of links without one
	TaskList        bool
	DefinitionList  bool
	Footnote        Footnote
	Typographer     Typographer
	CJK             CJK
	Extras          Extras
	Passthrough     Passthrough
}

// Footnote is the setting of footnotes.
type Footnote struct {
	Enable       bool
	AutoIDPrefix bool   // ids begin with one that differs from post to post
	BacklinkHTML string // what the link back says
}

// Typographer has what replaces plain punctuation, as HTML.
type Typographer struct {
	Disable          bool
	LeftSingleQuote  string
	RightSingleQuote string
	LeftDoubleQuote  string
	RightDoubleQuote string
	EnDash           string
	EmDash           string
	Ellipsis         string
	LeftAngleQuote   string
	RightAngleQuote  string
	Apostrophe       string
}

// CJK is the setting for text in Chinese, Japanese and Korean.
type CJK struct {
	Enable                   bool
	EastAsianLineBreaks      bool
	EastAsianLineBreaksStyle string // "simple" or "css3draft"
	EscapedSpace             bool
}

// Extras enables further inline marks.
type Extras struct {
	Delete      bool // ~~del~~
	Insert      bool // ++ins++
	Mark        bool // ==mark==
	Subscript   bool // H~2~O
	Superscript bool // 1^st^
}

// Passthrough keeps what stands between pairs of delimiters, math above all, as
// it is.
type Passthrough struct {
	Enable bool
	Inline [][2]string
	Block  [][2]string
}

// Renderer is goldmark.renderer of a site's settings.
type Renderer struct {
	HardWraps bool
	XHTML     bool
	Unsafe    bool // for the caller to choose a policy by; Render follows Options.Unsafe
}

// RenderHooks is goldmark.renderHooks of a site's settings: whether links and
// images are rendered by the hooks that Hugo has of its own.
type RenderHooks struct {
	Link  bool
	Image bool
}

// TableOfContents says which headings are in Document.TableOfContents.
type TableOfContents struct {
	StartLevel int
	EndLevel   int // -1 for no end
	Ordered    bool
}

// DefaultConfig returns Hugo's default settings.
func DefaultConfig() *Config {
	return &Config{
		Parser: Parser{
			AutoHeadingID:                      true,
			AutoIDType:                         "github",
			AttributeTitle:                     true,
			WrapStandAloneImageWithinParagraph: true,
		},
		Extensions: Extensions{
			Table:           true,
			Strikethrough:   true,
			Linkify:         true,
			LinkifyProtocol: "https",
			TaskList:        true,
			DefinitionList:  true,
			Footnote:        Footnote{Enable: true, BacklinkHTML: "&#x21a9;&#xfe0e;"},
			Typographer: Typographer{
				LeftSingleQuote:  "&lsquo;",
				RightSingleQuote: "&rsquo;",
				LeftDoubleQuote:  "&ldquo;",
				RightDoubleQuote: "&rdquo;",
				EnDash:           "&ndash;",
				EmDash:           "&mdash;",
				Ellipsis:         "&hellip;",
				LeftAngleQuote:   "&laquo;",
				RightAngleQuote:  "&raquo;",
				Apostrophe:       "&rsquo;",
			},
			CJK: CJK{EastAsianLineBreaksStyle: "simple"},
		},
		Highlight:       option.Default(),
		TableOfContents: TableOfContents{StartLevel: 2, EndLevel: 3},
		SummaryLength:   70,
	}
}

// defaultConfig serves the Options that have none.
var defaultConfig = sync.OnceValue(DefaultConfig)
