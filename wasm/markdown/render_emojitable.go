package markdown

import (
	"encoding/json"
	"fmt"

	"github.com/yuin/goldmark-emoji/definition"
)

// EmojiTable has the emoji that there are, by their short names, as a file that
// the browser fetches for a site whose settings have emoji.
type EmojiTable map[string]Emoji

// Emoji is its name, and what it is in Unicode: U+FFFD for one that GitHub alone
// has.
type Emoji [2]string

// DecodeEmojiTable reads a table from its JSON.
func DecodeEmojiTable(data []byte) (EmojiTable, error) {
	var table EmojiTable
	if err := json.Unmarshal(data, &table); err != nil {
		return nil, fmt.Errorf("read the table of emoji: %w", err)
	}
	return table, nil
}

// Get returns the emoji of a short name.
func (t EmojiTable) Get(name string) (*definition.Emoji, bool) {
	e, ok := t[name]
	if !ok {
		return nil, false
	}
	return &definition.Emoji{Name: e[0], Unicode: []rune(e[1]), ShortNames: []string{name}}, true
}
