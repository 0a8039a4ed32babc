package page

import (
	"errors"
	"strings"

	"postview/wasm/problem"
	"postview/wasm/safehtml"
	"postview/wasm/words"
)

// Trouble is something that went wrong, in words for a reader.
type Trouble struct {
	Title   string
	Reason  string // what happened, as exactly as it is known
	Advice  string // what to do
	Retry   bool   // trying again may help
	Source  string // a reference to the source of the post, or ""
	Home    string // a reference to the list of posts, or ""
	Listing []byte // the source itself, to be shown, or nil
	Line    int    // the line of the Listing where the trouble is, from 1, or 0
	Heading int    // the level of the heading; 0 is 1
}

// Failure returns the view of a trouble, with links and buttons in these words. The page's script makes the button with
// data-action="retry" work.
func Failure(t Trouble, say *words.Words) View {
	return View{
		Kind:  KindError,
		Title: t.Title,
		HTML: safehtml.Format(`<section class="failure" part="error" role="alert">%s%s%s%s%s</section>`,
			title(safehtml.Text(t.Title), "", t.Heading),
			safehtml.Optional(`<p class="reason"><code>%s</code></p>`, t.Reason),
			safehtml.Optional(`<p>%s</p>`, t.Advice),
			actions(&t, say),
			listing(t.Listing, t.Line, say)),
	}
}

func actions(t *Trouble, say *words.Words) safehtml.HTML {
	var items items
	if t.Retry {
		items.add(safehtml.Format(`<button type="button" data-action="retry">%s</button>`, say.TryAgain))
	}
	if safehtml.IsLink(t.Source) {
		items.add(safehtml.Format(`<a href="%s" type="text/markdown">%s</a>`, t.Source, say.OpenSource))
	}
	if safehtml.IsLink(t.Home) {
		items.add(safehtml.Format(`<a href="%s">%s</a>`, t.Home, say.AllPosts))
	}
	return items.list("actions")
}

// listing shows the source with its lines numbered, and marks the one at fault.
func listing(source []byte, fault int, say *words.Words) safehtml.HTML {
	if len(source) == 0 {
		return safehtml.HTML{}
	}
	text := strings.ToValidUTF8(strings.TrimRight(string(source), "\n"), "\uFFFD")
	var lines []safehtml.HTML
	for i, line := range strings.Split(text, "\n") {
		class := "line"
		if i+1 == fault {
			class = "line fault"
		}
		lines = append(lines, safehtml.Format("<span class=\"%s\" data-line=\"%s\">%s\n</span>", class, i+1, strings.TrimRight(line, "\r")))
	}
	return safehtml.Format(`<pre class="listing" tabindex="0" role="region" aria-label="%s"><code>%s</code></pre>`, say.Source, safehtml.Join(lines...))
}

func brokenPost(article *Article, o *Options) Trouble {
	t := Trouble{
		Title:   article.Post.Title,
		Reason:  article.Err.Error(),
		Advice:  o.words().BrokenPost,
		Source:  o.Source,
		Listing: article.Source,
		Heading: o.Heading,
	}
	if o.Around != nil {
		t.Home = o.to("")
	}
	if at := new(problem.Problem); errors.As(article.Err, &at) {
		t.Line = at.Line
		if at.Kind == problem.FrontMatter && article.Document == nil {
			t.Advice = o.words().BrokenMatter
		}
	}
	return t
}

// Missing returns the trouble of a post that is not there.
func Missing(name, home string, say *words.Words) Trouble {
	return Trouble{
		Title:  say.NoSuchPost,
		Reason: name,
		Advice: say.Gone,
		Home:   home,
	}
}
