package markdown

import (
	"sync"

	"github.com/gohugoio/hugo-goldmark-extensions/extras"
	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/renderer"
	"github.com/yuin/goldmark/renderer/html"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
)

// engine is goldmark set up for one Config. It is safe for concurrent use.
type engine struct {
	markdown goldmark.Markdown
	config   *Config

	// exact parses the bodies that bareLinks is not made for.
	exact func() parser.Parser

	// The renderers of headings in the table of contents, without and with raw
	// HTML, made when they are first needed.
	safeContents, unsafeContents func() renderer.Renderer
}

// goldmark returns the engine of c, made at the first call: with math, where
// readers get it and the site does not already let it pass, and with what notes have.
func (c *Config) goldmark(r Readers) *engine {
	kind, p := 0, c.Extensions.Passthrough
	if r.Math && !p.Enable {
		kind, p = 1, defaultMath
	}
	if r.Notes {
		kind += 2
	}
	of := &c.engines[kind]
	of.once.Do(func() {
		of.engine = &engine{
			markdown: newMarkdown(c, p, r.Notes, newBareLinks()),
			config:   c,
			exact: sync.OnceValue(func() parser.Parser {
				return newMarkdown(c, p, r.Notes, extension.NewLinkifyParser()).Parser()
			}),
			safeContents:   sync.OnceValue(func() renderer.Renderer { return newContentsRenderer(c, false) }),
			unsafeContents: sync.OnceValue(func() renderer.Renderer { return newContentsRenderer(c, true) }),
		}
	})
	return of.engine
}

// parse parses a body and collects its headings.
func (e *engine) parse(source []byte, toc *contents, r Readers) ast.Node {
	x := &e.config.Extensions
	if x.Linkify && (x.CJK.Enable || isOdd(source)) {
		return e.parseWith(e.exact(), source, toc, r)
	}
	doc := e.parseWith(e.markdown.Parser(), source, toc, r)
	if x.Linkify && toc.exact {
		toc.headings = nil
		return e.parseWith(e.exact(), source, toc, r)
	}
	return doc
}

func (e *engine) parseWith(p parser.Parser, source []byte, toc *contents, r Readers) ast.Node {
	context := parser.NewContext(parser.WithIDs(newIDs(e.config.Parser.AutoIDType)))
	context.Set(contentsKey, toc)
	context.Set(limitsKey, &limits{})
	context.Set(readersKey, r)
	return p.Parse(text.NewReader(source), parser.WithContext(context))
}

func (e *engine) contents(unsafe bool) renderer.Renderer {
	if unsafe {
		return e.unsafeContents()
	}
	return e.safeContents()
}

// walkBlocks visits the blocks in n, each before those in it. It looks at no inline
// element, unlike ast.Walk, and these are most of a document.
func walkBlocks(n ast.Node, visit func(ast.Node)) {
	for c := n.FirstChild(); c != nil && c.Type() != ast.TypeInline; c = c.NextSibling() {
		visit(c)
		walkBlocks(c, visit)
	}
}

// newMarkdown puts goldmark together in the order and with the priorities of
// Hugo: they decide which of two extensions sees a character first.
func newMarkdown(c *Config, p Passthrough, ofNotes bool, bareLinks parser.InlineParser) goldmark.Markdown {
	var parserOptions []parser.Option
	if c.Parser.AttributeTitle {
		parserOptions = append(parserOptions, parser.WithAttribute())
	}
	extenders := extensions(c, p, bareLinks)
	if ofNotes {
		extenders = append(extenders, &notes{c})
	}
	return goldmark.New(
		goldmark.WithParser(newLimitedParser()),
		goldmark.WithParserOptions(parserOptions...),
		goldmark.WithRendererOptions(rendererOptions(c)...),
		goldmark.WithExtensions(extenders...),
	)
}

func rendererOptions(c *Config) []renderer.Option {
	var options []renderer.Option
	if c.Renderer.HardWraps {
		options = append(options, html.WithHardWraps())
	}
	if c.Renderer.XHTML {
		options = append(options, html.WithXHTML())
	}
	return options
}

func extensions(c *Config, p Passthrough, bareLinks parser.InlineParser) []goldmark.Extender {
	e := &c.Extensions
	list := []goldmark.Extender{
		own{c, p.Enable},
		extras.New(extras.Config{
			Delete:      extras.DeleteConfig{Enable: e.Extras.Delete},
			Insert:      extras.InsertConfig{Enable: e.Extras.Insert},
			Mark:        extras.MarkConfig{Enable: e.Extras.Mark},
			Subscript:   extras.SubscriptConfig{Enable: e.Extras.Subscript},
			Superscript: extras.SuperscriptConfig{Enable: e.Extras.Superscript},
		}),
	}
	add := func(enabled bool, extender func() goldmark.Extender) {
		if enabled {
			list = append(list, extender())
		}
	}
	fixed := func(e goldmark.Extender) func() goldmark.Extender {
		return func() goldmark.Extender { return e }
	}
	add(e.Table, fixed(extension.Table))
	add(e.Strikethrough, fixed(extension.Strikethrough))
	add(e.Linkify, fixed(inline{bareLinks}))
	add(e.TaskList, fixed(extension.TaskList))
	add(!e.Typographer.Disable, e.Typographer.extender)
	add(e.DefinitionList, fixed(extension.DefinitionList))
	add(e.Footnote.Enable, e.Footnote.extender)
	add(e.CJK.Enable, e.CJK.extender)
	add(p.Enable, p.extender)
	add(c.Emoji && c.Emojis != nil, fixed(emojis{c.Emojis}))
	return list
}

// inline adds a parser of inline elements that is one of goldmark's extensions, or
// in its place.
type inline struct{ parser parser.InlineParser }

// Extend is part of goldmark.Extender.
func (i inline) Extend(m goldmark.Markdown) {
	m.Parser().AddOptions(parser.WithInlineParsers(util.Prioritized(i.parser, 999)))
}

// own is what Hugo does in another way than goldmark and its extensions.
type own struct {
	config *Config
	math   bool // or something else that passes through
}

// Extend adds the renderers and transformers to m.
func (o own) Extend(m goldmark.Markdown) {
	c := o.config
	m.Renderer().AddOptions(renderer.WithNodeRenderers(
		util.Prioritized(newRawHTML(), 50),
		util.Prioritized(newLinks(c), 100),
		util.Prioritized(headings{}, 100),
	))
	if c.Highlight.CodeFences {
		m.Renderer().AddOptions(renderer.WithNodeRenderers(util.Prioritized(codeBlocks{}, 100)))
	}
	if c.Extensions.Table {
		m.Renderer().AddOptions(renderer.WithNodeRenderers(util.Prioritized(tables{}, 100)))
	}
	if o.math {
		m.Renderer().AddOptions(renderer.WithNodeRenderers(util.Prioritized(verbatim{}, 90)))
	}
	transformers := []util.PrioritizedValue{
		util.Prioritized(contentsTransformer{}, 110),
		util.Prioritized(calloutTransformer{}, 400),
	}
	if c.Parser.AttributeBlock {
		m.Parser().AddOptions(parser.WithBlockParsers(util.Prioritized(attributeParser{}, 100)))
	}
	if c.Parser.AttributeBlock || c.Parser.AutoHeadingID || c.autoTermID() {
		transformers = append(transformers, util.Prioritized(attributeTransformer{c}, 100))
	}
	if !c.Parser.WrapStandAloneImageWithinParagraph {
		transformers = append(transformers, util.Prioritized(imageTransformer{}, 300))
	}
	m.Parser().AddOptions(parser.WithASTTransformers(transformers...))
}

// autoTermID reports whether the terms of definition lists get ids.
func (c *Config) autoTermID() bool {
	return c.Parser.AutoDefinitionTermID && c.Extensions.DefinitionList
}

func (t *Typographer) extender() goldmark.Extender {
	return extension.NewTypographer(extension.WithTypographicSubstitutions(
		map[extension.TypographicPunctuation][]byte{
			extension.LeftSingleQuote:  []byte(t.LeftSingleQuote),
			extension.RightSingleQuote: []byte(t.RightSingleQuote),
			extension.LeftDoubleQuote:  []byte(t.LeftDoubleQuote),
			extension.RightDoubleQuote: []byte(t.RightDoubleQuote),
			extension.EnDash:           []byte(t.EnDash),
			extension.EmDash:           []byte(t.EmDash),
			extension.Ellipsis:         []byte(t.Ellipsis),
			extension.LeftAngleQuote:   []byte(t.LeftAngleQuote),
			extension.RightAngleQuote:  []byte(t.RightAngleQuote),
			extension.Apostrophe:       []byte(t.Apostrophe),
		}))
}

func (c *CJK) extender() goldmark.Extender {
	var options []extension.CJKOption
	if c.EastAsianLineBreaks {
		if c.EastAsianLineBreaksStyle == "css3draft" {
			options = append(options, extension.WithEastAsianLineBreaks(extension.EastAsianLineBreaksCSS3Draft))
		} else {
			options = append(options, extension.WithEastAsianLineBreaks())
		}
	}
	if c.EscapedSpace {
		options = append(options, extension.WithEscapedSpace())
	}
	return extension.NewCJK(options...)
}
