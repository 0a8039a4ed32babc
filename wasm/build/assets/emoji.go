package assets

import (
	"encoding/json"
	"reflect"

	"github.com/yuin/goldmark-emoji/definition"

	"postview/wasm/build/out"
	"postview/wasm/markdown"
)

// AddEmojis writes the table of emoji for the browser, and returns its place.
func AddEmojis(w *out.Writer) string {
	data, err := json.Marshal(emojiTable())
	w.Note(err)
	return w.Hashed("emoji.json", data)
}

// emojiTable is GitHub's table, which the library does not list: their names are
// read from its map.
func emojiTable() markdown.EmojiTable {
	github := definition.Github()
	table := markdown.EmojiTable{}
	for _, name := range reflect.ValueOf(github).Elem().FieldByName("m").MapKeys() {
		e, _ := github.Get(name.String())
		table[name.String()] = markdown.Emoji{e.Name, string(e.Unicode)}
	}
	return table
}
