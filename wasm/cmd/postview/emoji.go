//go:build !js

package main

import (
	"encoding/json"
	"reflect"

	"github.com/yuin/goldmark-emoji/definition"

	"postview/wasm/markdown"
)

// emojis writes the table of emoji for the browser, and returns its place.
func (w *writer) emojis() string {
	data, err := json.Marshal(emojiTable())
	w.note(err)
	return w.hashed("emoji.json", data)
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
