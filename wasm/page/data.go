package page

import "postview/wasm/post"

// Data is what a program may want to know of a post: its front matter and the
// values derived from it.
type Data struct {
	Path        string         `json:"path"`
	Title       string         `json:"title"`
	LinkTitle   string         `json:"linkTitle"`
	Subtitle    string         `json:"subtitle,omitempty"`
	Description string         `json:"description,omitempty"`
	Summary     string         `json:"summary"` // plain text
	Date        post.Date      `json:"date,omitzero"`
	Lastmod     post.Date      `json:"lastmod,omitzero"`
	PublishDate post.Date      `json:"publishDate,omitzero"`
	ExpiryDate  post.Date      `json:"expiryDate,omitzero"`
	Draft       bool           `json:"draft"`
	Slug        string         `json:"slug,omitempty"`
	Authors     []post.Author  `json:"authors,omitempty"`
	Tags        []string       `json:"tags,omitempty"`
	Categories  []string       `json:"categories,omitempty"`
	Keywords    []string       `json:"keywords,omitempty"`
	Aliases     []string       `json:"aliases,omitempty"`
	Params      map[string]any `json:"params,omitempty"`
	WordCount   int            `json:"wordCount"`
	ReadingTime int            `json:"readingTime"` // minutes
}

// Data returns the data of an article; without a Document what is derived from
// it is zero.
func (article Article) Data() Data {
	p := article.Post
	data := Data{
		Path:        p.Path,
		Title:       p.Title,
		LinkTitle:   p.LinkTitle,
		Subtitle:    p.Subtitle,
		Description: p.Description,
		Date:        p.Date,
		Lastmod:     p.Lastmod,
		PublishDate: p.PublishDate,
		ExpiryDate:  p.ExpiryDate,
		Draft:       p.Draft,
		Slug:        p.Slug,
		Authors:     p.Authors,
		Tags:        p.Tags,
		Categories:  p.Categories,
		Keywords:    p.Keywords,
		Aliases:     p.Aliases,
		Params:      p.Params,
	}
	if d := article.Document; d != nil {
		data.Summary, data.WordCount, data.ReadingTime = d.SummaryText, d.WordCount, d.ReadingTime
	}
	return data
}
