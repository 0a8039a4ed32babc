package words

import "strconv"

var german = Words{
	Date: "2. January 2006",
	Months: [...]string{
		"Januar", "Februar", "März", "April", "Mai", "Juni",
		"Juli", "August", "September", "Oktober", "November", "Dezember",
	},

	Home:    "Beiträge",
	Posts:   func(n int) string { return count(n, "Beitrag", "Beiträge") },
	NoPosts: "Es gibt noch keine Beiträge.",
	Minutes: func(n int) string { return count(n, "Minute Lesezeit", "Minuten Lesezeit") },
	Terms:   func(n int) string { return count(n, "Begriff", "Begriffe") },
	Page:    func(n int) string { return "Seite " + strconv.Itoa(n) },

	Found:       func(n, all int) string { return strconv.Itoa(n) + " von " + count(all, "Beitrag", "Beiträgen") },
	SoFar:       " bisher, die Suche läuft …",
	OrMore:      ", oder mehr",
	NotSearched: "Nicht alle Beiträge ließen sich durchsuchen",
	NoneFound:   "Kein Beitrag passt dazu.",
	Narrow:      "Liste eingrenzen",
	Words:       "Wörter",
	Tag:         "Schlagwort",
	Category:    "Kategorie",
	Author:      "Autor",
	Year:        "Jahr",
	Show:        "Zeigen",
	ShowAll:     "Alle zeigen",
	Pages:       "Seiten",
	Trail:       "Übergeordnet",
	Sections:    "Abschnitte",
	Years:       "Jahre",
	Related:     "Ähnliche Beiträge",

	Authors:      "Autoren",
	Updated:      "Geändert am",
	Contents:     "Inhalt",
	Tags:         "Schlagwörter",
	Categories:   "Kategorien",
	Translations: "In anderen Sprachen",
	AlsoAt:       "Auch unter",
	Source:       "Quelltext",
	Share:        "Teilen",
	Embed:        "Beitrag einbetten",
	Neighbours:   "Neuere und ältere Beiträge",
	Newer:        "Neuer",
	Older:        "Älter",

	Callout: func(kind string) string {
		switch kind {
		case "note", "info":
			return "Hinweis"
		case "tip":
			return "Tipp"
		case "important":
			return "Wichtig"
		case "warning":
			return "Warnung"
		case "caution":
			return "Vorsicht"
		case "example":
			return "Beispiel"
		}
		return english.Callout(kind)
	},

	Draft:   "Entwurf",
	Future:  "noch nicht erschienen",
	Expired: "abgelaufen",

	TryAgain:   "Noch einmal versuchen",
	OpenSource: "Quelltext öffnen",
	AllPosts:   "Alle Beiträge",
	ReadSource: "Quelltext lesen",

	CantShow:       "Dieser Beitrag lässt sich nicht anzeigen:",
	BrokenPost:     "Dieser Beitrag lässt sich so nicht anzeigen. Sein Quelltext steht unten, nichts davon ist verloren.",
	BrokenMatter:   "Der Kopf dieses Beitrags ist nicht lesbar. Sein Quelltext steht unten, nichts davon ist verloren.",
	NoSuchPost:     "Diesen Beitrag gibt es nicht",
	Gone:           "Vielleicht wurde er verschoben, umbenannt oder entfernt.",
	CantList:       "Die Beiträge lassen sich nicht auflisten",
	CantLoad:       "Der Beitrag lässt sich nicht laden",
	Connect:        "Prüfen Sie die Verbindung und versuchen Sie es noch einmal.",
	OfAnotherSite:  "Dieser Beitrag gehört zu einer anderen Website",
	OnlyOfThisSite: "Hier werden nur Beiträge dieser Website gezeigt.",
}

// webGerman is for [Web].
func webGerman() map[string]string {
	return map[string]string{
		"Skip to the content": "Zum Inhalt springen",
		"Shown by Postview":   "Gezeigt von Postview",
		"Loading…":            "Wird geladen …",
		"Loading":             "Wird geladen",
		"Try again":           german.TryAgain,
		"Open the source":     german.OpenSource,
		"Close":               "Schließen",
		"Copy":                "Kopieren",
		"Copied":              "Kopiert",
		"Selected":            "Ausgewählt",

		"This page is made by a program in your browser, and needs JavaScript and WebAssembly.": "Diese Seite macht ein Programm in Ihrem Browser. Es braucht JavaScript und WebAssembly.",
		"This post is fetched by a script in your browser, and needs JavaScript.":               "Diesen Beitrag holt ein Skript in Ihrem Browser. Es braucht JavaScript.",
		"This page can’t be shown":                                                  "Diese Seite lässt sich nicht anzeigen",
		"The list can’t be narrowed: all posts are shown":                           "Die Liste lässt sich nicht eingrenzen: Sie sehen alle Beiträge",
		"Check the connection, then try again. The browser must allow WebAssembly.": "Prüfen Sie die Verbindung und versuchen Sie es noch einmal. Der Browser muss WebAssembly zulassen.",
		"This post can’t be shown.":                                                 "Dieser Beitrag lässt sich nicht anzeigen.",
		"Copy the code":                                                             "Code kopieren",
		"There is no post to show":                                                  "Hier gibt es keinen Beitrag",
		"The address of this frame must name a post of its own site: embed.html?src=posts/hello.md": "Die Adresse dieses Rahmens muss einen Beitrag der eigenen Website nennen: embed.html?src=posts/hello.md",

		"Embed this post": german.Embed,
		"As a tag":        "Als Tag",
		"Shows the post as it is now, whenever the page is read. Until it is there, readers see a link.": "Zeigt den Beitrag in seinem jeweils neuesten Stand. Bis er da ist, sehen Leser einen Link.",
		"As a tag that holds the post": "Als Tag, das den Beitrag enthält",
		"The same, and the text of today is in the page itself: for readers without JavaScript, and for search engines.": "Ebenso, und der heutige Text steht in der Seite selbst: für Leser ohne JavaScript und für Suchmaschinen.",
		"As a frame": "Als Rahmen",
		"For pages that allow no scripts of others. The script makes the frame as high as the post; without it the frame scrolls.": "Für Seiten, die keine fremden Skripte zulassen. Das Skript macht den Rahmen so hoch wie den Beitrag; ohne es lässt er sich rollen.",
		"Selected: copy it by key": "Ausgewählt: mit der Tastatur kopieren",

		"Search":                         "Suchen",
		"Search all posts":               "Alle Beiträge durchsuchen",
		"Words, or “a phrase” in quotes": "Wörter oder „eine Wendung“ in Anführungszeichen",
		"Searching…":                     "Wird gesucht …",
		"1 post has “{query}”":           "1 Beitrag enthält „{query}“",
		"{count} posts have “{query}”":   "{count} Beiträge enthalten „{query}“",
		"More results":                   "Mehr Ergebnisse",
		"No post has “{query}”. Try fewer words, or only the beginning of one.": "Kein Beitrag enthält „{query}“. Versuchen Sie es mit weniger Wörtern oder nur mit einem Wortanfang.",
		"The search can’t be loaded. Check the connection, then go on typing.":  "Die Suche lässt sich nicht laden. Prüfen Sie die Verbindung und tippen Sie dann weiter.",

		"Back to the top": "Zurück nach oben",

		"You are offline": "Sie sind offline",
		"This page has not been read on this device, and can’t be fetched now.": "Diese Seite wurde auf diesem Gerät noch nicht gelesen und lässt sich jetzt nicht holen.",
		"These can be read":           "Diese Seiten können Sie lesen",
		"A new version is available.": "Es gibt eine neue Fassung.",
		"Reload":                      "Neu laden",

		"Open a post":       "Einen Beitrag öffnen",
		"Open another post": "Einen anderen Beitrag öffnen",
		"Any Markdown post, shown as this site would show it. A file stays on this device: nothing of it is sent anywhere.": "Jeder Beitrag in Markdown, so gezeigt, wie ihn diese Website zeigen würde. Eine Datei bleibt auf diesem Gerät: Nichts davon wird gesendet.",
		"Choose a file":                   "Datei wählen",
		"Choose a folder":                 "Ordner wählen",
		"or drop one here":                "oder hier ablegen",
		"Address of the source":           "Adresse des Quelltexts",
		"Open":                            "Öffnen",
		"Text of the post":                "Text des Beitrags",
		"Show":                            "Zeigen",
		"Posts in the folder":             "Beiträge im Ordner",
		"Open it":                         "Öffnen",
		"Leave it":                        "Nicht öffnen",
		"This post can’t be opened":       "Dieser Beitrag lässt sich nicht öffnen",
		"This address can’t be opened":    "Diese Adresse lässt sich nicht öffnen",
		"Open a post of another site?":    "Einen Beitrag einer anderen Website öffnen?",
		"There is no post in this folder": "In diesem Ordner ist kein Beitrag",
		"A post is a file whose name ends with .md":                      "Ein Beitrag ist eine Datei, deren Name auf .md endet",
		"This file can’t be read":                                        "Diese Datei lässt sich nicht lesen",
		"This can’t be read":                                             "Das lässt sich nicht lesen",
		"{address} is no address of a post: it must begin with https://": "{address} ist keine Adresse eines Beitrags: Sie muss mit https:// beginnen",
		"It is at {host}, which is not this site. If you open it, that host learns of your visit.": "Er liegt bei {host}, nicht auf dieser Website. Wenn Sie ihn öffnen, erfährt {host} von Ihrem Besuch.",
	}
}
