package markdown

import "postview/wasm/post"

// derive takes the divider out of d.HTML and derives from it what o asks for.
func (d *Document) derive(p *post.Post, o Options, divided bool) error {
	if o.HTMLOnly {
		if divided {
			_, d.HTML = splitAtMarker(d.HTML)
		}
		return nil
	}
	cjk := o.isCJK(p)
	if err := d.summarize(p, o, divided, cjk); err != nil {
		return err
	}
	d.count(cjk)
	return nil
}

// isCJK reports whether p is in Chinese, Japanese or Korean: as the front matter
// says, or as its characters do where the site wants them to be looked at.
func (o Options) isCJK(p *post.Post) bool {
	return p.CJK || o.Config.HasCJKLanguage &&
		hasCJK(p.Title, p.LinkTitle, p.Subtitle, p.Description, p.Summary, p.Body)
}
