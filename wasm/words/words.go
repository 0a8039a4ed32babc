// Package words holds what the viewer itself says to readers, a file for each
// language: [In] returns the [Words] of a language, and [Web] those of the pages
// and scripts in web/.
//
// It is beside the ladder's lowest rung and imports nothing of Postview. A new
// language is a file like de.go and a line in languages; the tests tell what it
// lacks.
package words

import (
	"strconv"
	"strings"
	"time"
)

// Words is what a language says in the views. None of it is empty.
type Words struct {
	Date   string     // the layout of a day, as of package time; January stands for the month's name
	Months [12]string // from January on

	Home    string             // the title of a site that has none
	Posts   func(n int) string // how many there are
	NoPosts string
	Minutes func(n int) string // a post takes to read
	Terms   func(n int) string // a taxonomy has
	Page    func(n int) string // of a list

	Found       func(n, all int) string // how many posts a reader has narrowed a list to
	SoFar       string                  // after that, while there may be more
	OrMore      string                  // where that is all that can be told
	NotSearched string                  // why there may be more
	NoneFound   string
	Narrow      string
	Words       string // the name of the field for them
	Tag         string
	Category    string
	Author      string
	Year        string
	Show        string
	ShowAll     string
	Pages       string // the name of the links to them
	Trail       string // the name of the links to the lists above
	Sections    string // the name of the links to those within one
	Years       string
	Related     string // before posts of the same tags

	Authors      string
	Updated      string // before a date
	Contents     string
	Tags         string
	Categories   string
	Translations string // the name of the links to a page in other languages
	AlsoAt       string // before other addresses of a post
	AlsoCalled   string // before other names of a note
	Source       string
	Share        string
	Embed        string
	Neighbours   string // the name of the links to the two
	Newer        string
	Older        string

	Draft   string // why a post is not on the list by default
	Future  string
	Expired string

	TryAgain   string
	OpenSource string
	AllPosts   string
	ReadSource string

	CantShow       string // before the reason
	BrokenPost     string
	BrokenMatter   string // of the front matter
	NoSuchPost     string
	Gone           string // why there may be no such post
	CantList       string
	CantLoad       string
	Connect        string // what to do about those two
	OfAnotherSite  string
	OnlyOfThisSite string
}

// language is one that there are words in.
type language struct {
	code  string // ISO 639-1
	words *Words
}

// languages are all of them. The first is spoken where the reader's is not there.
var languages = [...]language{{"en", &english}, {"de", &german}}

// In returns the words of a language, which BCP 47 names: for de-AT and de_AT
// those of de, for one that is not there those of English.
func In(tag string) *Words {
	for _, l := range languages {
		if l.code == base(tag) {
			return l.words
		}
	}
	return languages[0].words
}

// base is the language that a tag names, without what tells its kinds apart.
func base(tag string) string {
	if end := strings.IndexAny(tag, "-_"); end >= 0 {
		tag = tag[:end]
	}
	return strings.ToLower(tag)
}

// Day returns the day of a time as a reader writes it.
func (w *Words) Day(t time.Time) string {
	return strings.Replace(t.Format(w.Date), t.Month().String(), w.Months[t.Month()-1], 1)
}

// Hidden returns the word for why a post is hidden: draft, future or expired.
func (w *Words) Hidden(reason string) string {
	switch reason {
	case "draft":
		return w.Draft
	case "future":
		return w.Future
	case "expired":
		return w.Expired
	}
	return reason
}

// count is a number of things in a language that has two forms for them, one of
// them for 1.
func count(n int, one, others string) string {
	if n == 1 {
		return "1 " + one
	}
	return strconv.Itoa(n) + " " + others
}
