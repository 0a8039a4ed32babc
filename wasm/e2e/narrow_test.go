package e2e

import (
	"fmt"
	"net/http"
	"slices"
	"testing"

	"github.com/chromedp/chromedp/kb"
	"github.com/stretchr/testify/assert"
)

// found waits until a list tells how many posts were found, in words that end so.
func (b *tab) found(count string) {
	b.Helper()
	b.wait(fmt.Sprintf(`document.querySelector(".count")?.innerText.endsWith(%q) && !document.querySelector("main[aria-busy]")`, count))
}

// fill has a field of the form that narrows the list say something.
func (b *tab) fill(field, value string) {
	b.Helper()
	b.do(fmt.Sprintf(`const field = document.querySelector(".narrow-form [name=%s]");
		field.focus(); field.value = %q; field.dispatchEvent(new Event("change", {bubbles: true}))`, field, value))
}

// turn opens the form that narrows a list, and waits until it works.
func (b *tab) turn() {
	b.Helper()
	b.click(".narrow summary")
	b.wait(`document.querySelector("#narrow-tags option")`)
}

func TestNarrowing(t *testing.T) {
	h := serve(t, harbour(t, 310))
	b := open(t, h.at(""))
	assert.Equal(t, "311 posts", b.text(".count"))
	b.do(`window.same = true`)
	b.turn()
	b.fill("tag", "Wind & Rain")
	b.wait(`location.search === "?tag=Wind+%26+Rain"`)
	b.found("103 of 311 posts")
	b.fill("year", "2026")
	b.wait(`location.search.includes("year=2026")`)
	b.found("51 of 311 posts")
	b.fill("author", "Ada Example")
	b.wait(`location.search === "?tag=Wind+%26+Rain&author=Ada+Example&year=2026"`)
	b.found("26 of 311 posts")
	assert.Equal(t, 20, b.count(".posts > li"))
	b.tap(".pager [rel=next]")
	b.wait(`location.search.endsWith("&page=2")`)
	b.found("26 of 311 posts")
	assert.Equal(t, 6, b.count(".posts > li"))
	b.do(`history.back()`)
	b.wait(`!location.search.includes("page=2")`)
	b.do(`history.back()`)
	b.wait(`location.search === "?tag=Wind+%26+Rain&year=2026"`)
	b.found("51 of 311 posts")
	b.wait(`document.querySelector(".narrow").open && document.querySelector("[name=year]").value === "2026" && document.querySelector("[name=author]").value === ""`)
	b.tap(".narrow-form [type=reset]")
	b.found("311 posts")
	assert.Equal(t, h.at(""), eval[string](b, "location.href"))
	assert.True(t, b.sameDocument())
	b.quiet()
}

func TestNarrowingByWords(t *testing.T) {
	h := serve(t, harbour(t, 310))
	b := open(t, h.at("log/"))
	entries := eval[int](b, "history.length")
	b.click(".narrow summary")
	b.do(`document.querySelector("[name=q]").focus()`)
	for _, letter := range "ALBATROSS" {
		b.press(string(letter))
	}
	b.wait(`location.search === "?q=ALBATROSS"`)
	b.found("1 of 310 posts")
	assert.Equal(t, "Day 309", b.text(".posts h2"))
	assert.Equal(t, "q", eval[string](b, "document.activeElement.name"), "the reader goes on typing")
	assert.Equal(t, entries+1, eval[int](b, "history.length"), "what is typed is one step")
	b.press("x")
	b.found("0 of 310 posts")
	assert.Equal(t, "No post is like that.", b.text(".empty"))
	b.press(kb.Backspace)
	b.found("1 of 310 posts")
	b.do(`history.back()`)
	b.wait(`location.search === "" && document.querySelector(".count").innerText === "310 posts"`)
	b.do(`await new Promise(requestAnimationFrame)`)
	assert.Equal(t, h.at("log/"), eval[string](b, "location.href"), "what was typed is not asked for again")
	b.quiet()
}

// A page whose address says what it is narrowed to shows that at once, and reads
// the shortest list that has it.
func TestNarrowedAddress(t *testing.T) {
	h := serve(t, harbour(t, 310))
	b := open(t, h.at("?tag=tide"))
	b.found("104 of 311 posts")
	assert.Empty(t, h.asked("posts."))
	assert.Len(t, h.asked("post.json"), 2)
	b.wait(`document.querySelector("[name=tag]")?.value === "tide"`)
	h.forget()
	b.load(h.at("?q=albatross&tag=tide"))
	b.found("1 of 311 posts")
	assert.Len(t, h.asked("/tags/tide/page/"), 5) // the browser may have the first one still
	b.load(h.at("log/?author=Ada+Example&page=2"))
	b.found("156 of 310 posts")
	assert.Len(t, h.asked("/authors/ada-example/"), 8)
	shown := b.text(".posts")
	b.load(h.at("authors/ada-example/page/2/"))
	assert.Equal(t, b.text(".posts"), shown)
	b.load(h.at("?q=ropes"))
	b.found("309 of 311 posts")
	assert.ElementsMatch(t, []string{"/posts.json", "/posts.2.json", "/posts.3.json", "/posts.4.json"}, h.asked("posts."))
	b.quiet()
}

// What a reader chooses alone costs the same in a site of any size.
func TestOneChoiceCostsOneFile(t *testing.T) {
	cost := func(posts int) (costs [][]string) {
		h := serve(t, harbour(t, posts))
		b := newTab(t)
		for _, choice := range []string{"tag=tide", "author=Bo&page=2", "year=2025", "tag=sand"} {
			h.forget()
			b.load(h.at("?" + choice))
			b.found(fmt.Sprintf(" of %d posts", posts+1))
			asked := slices.DeleteFunc(h.asked(""), func(path string) bool { return !isContent(path) || path == "/terms.json" })
			slices.Sort(asked)
			costs = append(costs, asked)
		}
		assert.Equal(t, "0 of "+fmt.Sprint(posts+1)+" posts", b.text(".count"))
		return costs
	}
	small := cost(50)
	assert.Equal(t, []string{"/", "/post.json", "/tags/tide/post.json"}, small[0])
	assert.Equal(t, small, cost(1000))
}

// pier is a blog of which some posts belong to a series, a taxonomy of its own.
func pier(t *testing.T, arguments ...string) *host {
	t.Helper()
	content := map[string]string{"hugo.toml": "[taxonomies]\ntag = 'tags'\ncategory = 'categories'\nseries = 'series'\n"}
	for i := range 250 {
		series := "Planks"
		if i%10 == 0 {
			series = "First light"
		}
		content[fmt.Sprintf("p/%03d.md", i)] = fmt.Sprintf("---\ntitle: Day %d\ndate: 2026-01-%02d\nseries: [%s]\ntags: [%s]\ncategories: [Wood]\n---\nWater.\n",
			i, 1+i%28, series, []string{"high", "low"}[i/10%2])
	}
	return serve(t, buildOnce(t, fmt.Sprint("pier", arguments), append(arguments, "--content", files(t, content))...))
}

func TestNarrowingByATaxonomyOfTheSite(t *testing.T) {
	h := pier(t)
	b := open(t, h.at(""))
	b.turn()
	assert.Equal(t, "Planks 225, First light 25", eval[string](b, `[...document.querySelectorAll("#narrow-series option")].map(o => o.value + " " + o.text).join(", ")`))
	b.fill("series", "first light")
	b.found("25 of 250 posts")
	assert.Equal(t, "?series=first+light", eval[string](b, "location.search"))
	assert.Empty(t, h.asked("posts."))
	b.fill("tag", "low")
	b.found("12 of 250 posts")
	b.fill("category", "Wood")
	b.wait(`location.search.includes("category=Wood")`)
	b.found("12 of 250 posts")
	b.load(h.at("?series=First+light&page=2"))
	b.found("25 of 250 posts")
	assert.Equal(t, 5, b.count(".posts > li"))
	b.wait(`document.querySelector("[name=series]").value === "First light"`)
	assert.Equal(t, h.at("?series=First+light"), eval[string](b, `document.querySelector(".pager [rel=prev]").href`))
	b.quiet()
}

func TestNarrowingWithoutPages(t *testing.T) {
	h := pier(t, "--prerender=false")
	b := open(t, h.at("?series=First+light"))
	b.found("25 of 250 posts")
	assert.ElementsMatch(t, []string{"/posts.json", "/posts.2.json", "/posts.3.json"}, h.asked("posts."))
	b.tap(".posts .label")
	b.wait(`location.search.startsWith("?tag=")`)
	b.found("120 of 250 posts")
	b.quiet()
}

// What is still searched is told, and what there is does not move for the rest.
func TestNarrowingShowsWhatThereIs(t *testing.T) {
	h := serve(t, harbour(t, 310))
	release := make(chan bool)
	h.answer("posts.2.json", waiting(h, release))
	b := open(t, h.at(""))
	b.turn()
	b.fill("q", "day 1")
	b.wait(`document.querySelector(".count").innerText.endsWith(" of 311 posts so far, searching …")`)
	assert.Equal(t, "status", eval[string](b, `document.querySelector(".count").role`))
	b.wait(`document.querySelector(".posts > li")`)
	first := eval[[]string](b, `[...document.querySelectorAll(".posts h2")].map(title => title.innerText)`)
	assert.NotEmpty(t, first)
	b.do(`document.querySelector(".posts h2 a").focus()`)
	close(release)
	b.found("139 of 311 posts")
	all := eval[[]string](b, `[...document.querySelectorAll(".posts h2")].map(title => title.innerText)`)
	assert.Equal(t, first, all[:len(first)])
	assert.Equal(t, first[0], eval[string](b, "document.activeElement.innerText"), "the focus stays")
	b.quiet()
}

func TestAnotherChoiceEndsTheOneBefore(t *testing.T) {
	h := serve(t, harbour(t, 310))
	asked, ended := make(chan bool, 9), make(chan bool, 9)
	hold := func(_ http.ResponseWriter, r *http.Request) {
		asked <- true
		<-r.Context().Done()
		ended <- true
	}
	h.answer("posts.3.json", hold)
	b := open(t, h.at(""))
	b.turn()
	b.fill("q", "day")
	<-asked
	b.fill("q", "")
	b.fill("tag", "tide")
	b.found("104 of 311 posts")
	<-ended
	b.fill("q", "day")
	b.found("104 of 311 posts")
	b.fill("tag", "")
	<-asked
	b.wait(`document.querySelector(".count").innerText.endsWith("searching …")`)
	b.tap(".posts h2 a")
	b.shown("post")
	<-ended
	b.do(`history.back()`)
	<-asked
	b.wait(`document.querySelector(".count")?.innerText.endsWith("searching …")`)
	h.answer("posts.3.json", nil)
	b.fill("tag", "boats")
	b.found("103 of 311 posts")
	<-ended
	b.quiet()
}

func TestAPartThatCantBeHad(t *testing.T) {
	h := serve(t, harbour(t, 310))
	asked := make(chan bool, 9)
	h.answer("posts.3.json", func(w http.ResponseWriter, _ *http.Request) {
		asked <- true
		w.WriteHeader(http.StatusInternalServerError)
	})
	b := open(t, h.at(""))
	b.do(`window.same = true`)
	b.turn()
	b.fill("q", "day 1")
	b.wait(`document.querySelector(".failure[role=alert]")`)
	b.found(" of 311 posts, or more")
	assert.Equal(t, "Not all posts could be searched", b.text(".failure h2"))
	assert.Contains(t, b.text(".failure"), "posts.3.json: status 500")
	assert.NotZero(t, b.count(".posts > li"), "what was found stays")
	b.do(`document.querySelector(".failure button").focus()`)
	<-asked
	b.press(kb.Enter)
	<-asked
	b.found(" of 311 posts, or more")
	h.forget()
	h.answer("posts.3.json", nil)
	b.do(`document.querySelector(".failure button").focus()`)
	b.press(kb.Enter)
	b.found("139 of 311 posts")
	assert.Equal(t, 0, b.count(".failure"))
	assert.Equal(t, []string{"/posts.3.json"}, h.asked("posts."), "the others are there")
	assert.Equal(t, "H1", eval[string](b, "document.activeElement.tagName"))
	assert.True(t, b.sameDocument())
	b.quiet("status of 500")
}

// A list of a term that can't be had fails like any other part.
func TestATermThatCantBeHad(t *testing.T) {
	h := serve(t, harbour(t, 310))
	h.answer("tags/tide/post.json", status(503))
	b := open(t, h.at("?tag=tide"))
	b.wait(`document.querySelector(".failure[role=alert]")`)
	b.found("0 of 311 posts, or more")
	assert.Equal(t, "", b.text(".empty"))
	h.answer("tags/tide/post.json", nil)
	b.click(".failure button")
	b.found("104 of 311 posts")
	b.quiet("status of 503")
}

func TestBackToANarrowedList(t *testing.T) {
	h := serve(t, harbour(t, 310))
	b := open(t, h.at("?tag=boats"))
	b.found("103 of 311 posts")
	b.do(`window.same = true; scrollTo(0, 900)`)
	b.tap(".posts > li:nth-child(7) h2 a")
	b.shown("post")
	b.do(`history.back()`)
	b.found("103 of 311 posts")
	b.at(900)
	assert.True(t, eval[bool](b, `document.activeElement.matches(".posts > li:nth-child(7) h2 a")`))
	assert.True(t, b.sameDocument())
	b.do(`history.forward()`)
	b.shown("post")
	b.quiet()
}

// A page that can't be narrowed, since there is no program, says so.
func TestNarrowingWithoutTheProgram(t *testing.T) {
	h := serve(t, harbour(t, 310))
	h.breakProgram(status(404))
	b := open(t, h.at("?tag=tide"))
	b.wait(`document.querySelector(".failure[role=alert]")`)
	assert.Equal(t, "The list can’t be narrowed: all posts are shown", b.text(".failure h2"))
	assert.Equal(t, 20, b.count(".posts > li"))
	assert.Equal(t, 0, b.count("main[aria-busy]"))
	h.breakProgram(nil)
	b.do(`document.querySelector(".failure button").focus()`)
	b.press(kb.Enter)
	b.found("104 of 311 posts")
	assert.Equal(t, 0, b.count(".failure"))
}

// On a later page of a list readers narrow all of it, and go on typing.
func TestNarrowingFromALaterPage(t *testing.T) {
	h := serve(t, harbour(t, 310))
	b := open(t, h.at("log/page/2/"))
	b.do(`window.same = true`)
	b.click(".narrow summary")
	b.do(`document.querySelector("[name=q]").focus()`)
	b.press("7")
	b.wait(`location.search === "?q=7"`)
	b.press("7")
	b.found("3 of 310 posts")
	assert.Equal(t, h.at("log/?q=77"), eval[string](b, "location.href"))
	assert.Equal(t, "q", eval[string](b, "document.activeElement.name"))
	assert.Equal(t, h.at("tags/boats/"), eval[string](b, `document.querySelector(".narrow a[href$='boats/']").href`))
	b.wait(`document.querySelector("#narrow-tags option")`)
	b.press(kb.Backspace)
	b.found("58 of 310 posts")
	assert.Equal(t, h.at("log/?q=7&page=3"), eval[string](b, `document.querySelector(".numbers li:last-child a").href`))
	b.do(`history.back()`)
	b.wait(`location.pathname === "/log/page/2/" && document.querySelector(".pager [aria-current=page]").innerText === "2"`)
	assert.Equal(t, "310 posts", b.text(".count"))
	assert.True(t, b.sameDocument())
	b.quiet()
}
