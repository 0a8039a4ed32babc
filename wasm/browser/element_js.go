package browser

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"syscall/js"

	"postview/wasm/config"
	"postview/wasm/page"
	"postview/wasm/safehtml"
	"postview/wasm/site"
	"postview/wasm/words"
)

// render renders a post for <post-view> and for the JavaScript API.
func render(request js.Value) (any, error) {
	ctx, stop := contextOf(request.Get("signal"))
	defer stop()

	name, source, err := sourceOf(ctx, request)
	if err != nil {
		return nil, err
	}
	policy, err := safehtml.ParsePolicy(text(request, "policy"))
	if err != nil {
		return nil, err
	}
	rules, err := new(config.Settings).Markdown(policy != safehtml.Omit)
	if err != nil {
		return nil, err
	}
	rules.Shortcodes.Language = text(request, "lang") // of the titles of callouts
	rules.Readers.ColourLater = request.Get("target").Truthy()
	article := page.Read(name, source, rules)
	o := page.Options{
		Words:    words.In(text(request, "lang")),
		Sanitize: policy.Sanitize,
		Source:   text(request, "src"),
		Heading:  number(request, "headingLevel"),
		Bare:     request.Get("bare").Truthy(),
		NoTOC:    !request.Get("toc").Truthy(),
	}
	if src := text(request, "src"); src != "" {
		o.Links = site.AbsoluteLinks(src)
	}
	view := page.Post(article, o)
	if ctx.Err() != nil {
		return nil, ctx.Err()
	}
	if target := request.Get("target"); target.Truthy() {
		replace(target, view.HTML)
	}
	if article.Err != nil {
		return nil, &fetchError{name, kindSource, article.Err.Error()}
	}
	answer, err := rendered(article, view)
	if err == nil && text(request, "src") != "" {
		answer["source"] = bytesOf(source)
	}
	return answer, err
}

// bytesOf returns the bytes as an Uint8Array.
func bytesOf(data []byte) js.Value {
	bytes := js.Global().Get("Uint8Array").New(len(data))
	js.CopyBytesToJS(bytes, data)
	return bytes
}

// rendered is the answer of render.
func rendered(article page.Article, view page.View) (map[string]any, error) {
	data, err := json.Marshal(article.Data())
	if err != nil {
		return nil, fmt.Errorf("describe %s: %w", article.Post.Path, err)
	}
	return map[string]any{
		"html": view.HTML.String(),
		"post": parse(data),
		"toc":  safehtml.Sanitize.Sanitize(article.Document.TableOfContents).String(),
	}, nil
}

// sourceOf returns the source that a request names, and what to call it.
func sourceOf(ctx context.Context, r js.Value) (name string, source []byte, err error) {
	if src := text(r, "src"); src != "" {
		source, err = fetch(ctx, request{url: src, progress: progressOf(r), begun: r.Get("begun")})
		return src, source, err
	}
	if markdown := r.Get("markdown"); markdown.Type() == js.TypeString {
		return "post.md", []byte(markdown.String()), nil
	}
	return "", nil, errors.New("there is neither src nor markdown")
}

func progressOf(request js.Value) func(loaded, total int) {
	f := request.Get("onprogress")
	if f.Type() != js.TypeFunction {
		return nil
	}
	return func(loaded, total int) { f.Invoke(loaded, total) }
}

// contextOf returns a context that ends with an AbortSignal. stop releases what
// listens to the signal.
func contextOf(signal js.Value) (ctx context.Context, stop func()) {
	ctx, cancel := context.WithCancel(context.Background())
	if !signal.Truthy() {
		return ctx, cancel
	}
	if signal.Get("aborted").Bool() {
		cancel()
		return ctx, cancel
	}
	remove := listen(signal, "abort", func(js.Value) { cancel() })
	return ctx, func() { remove(); cancel() }
}

func number(v js.Value, name string) int {
	if p := v.Get(name); p.Type() == js.TypeNumber {
		return p.Int()
	}
	return 0
}
