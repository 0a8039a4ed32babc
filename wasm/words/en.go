package words

import (
	"strconv"
)

var english = Words{
	Date: "2 January 2006",
	Months: [...]string{
		"January", "February", "March", "April", "May", "June",
		"July", "August", "September", "October", "November", "December",
	},

	Home:    "Posts",
	Posts:   func(n int) string { return count(n, "post", "posts") },
	NoPosts: "There are no posts yet.",
	Minutes: func(n int) string { return count(n, "min read", "min read") },
	Terms:   func(n int) string { return count(n, "term", "terms") },
	Page:    func(n int) string { return "Page " + strconv.Itoa(n) },

	Found:       func(n, all int) string { return strconv.Itoa(n) + " of " + count(all, "post", "posts") },
	SoFar:       " so far, searching …",
	OrMore:      ", or more",
	NotSearched: "Not all posts could be searched",
	NoneFound:   "No post is like that.",
	Narrow:      "Narrow the list",
	Words:       "Words",
	Tag:         "Tag",
	Category:    "Category",
	Author:      "Author",
	Year:        "Year",
	Show:        "Show",
	ShowAll:     "Show all",
	Pages:       "Pages",
	Trail:       "Above this",
	Sections:    "Sections",
	Years:       "Years",
	Related:     "Related posts",

	Authors:      "Authors",
	Updated:      "Updated",
	Contents:     "Contents",
	Tags:         "Tags",
	Categories:   "Categories",
	Translations: "In other languages",
	AlsoAt:       "Also at",
	AlsoCalled:   "Also called:",
	Source:       "Source",
	Share:        "Share",
	Embed:        "Embed this post",
	Neighbours:   "Newer and older posts",
	Newer:        "Newer",
	Older:        "Older",

	Draft:   "draft",
	Future:  "future",
	Expired: "expired",

	TryAgain:   "Try again",
	OpenSource: "Open the source",
	AllPosts:   "All posts",
	ReadSource: "Read its source",

	CantShow:       "This post can’t be shown:",
	BrokenPost:     "This post can’t be shown as it is. Its source is below; nothing of it is lost.",
	BrokenMatter:   "The front matter of this post can’t be read. Its source is below; nothing of it is lost.",
	NoSuchPost:     "There is no such post",
	Gone:           "It may have been moved, renamed or taken down.",
	CantList:       "The posts can’t be listed",
	CantLoad:       "The post can’t be loaded",
	Connect:        "Check the connection, then try again.",
	OfAnotherSite:  "This post is of another site",
	OnlyOfThisSite: "Only posts of this site are shown here.",
}
