//go:build !js

package address

import (
	"unicode"

	"golang.org/x/text/runes"
	"golang.org/x/text/transform"
	"golang.org/x/text/unicode/norm"
)

// plain returns an address without accents, where the settings want none.
func (s Paths) plain(address string) string {
	if !s.NoAccents {
		return address
	}
	plain, _, _ := transform.String(transform.Chain(norm.NFD, runes.Remove(runes.In(unicode.Mn)), norm.NFC), address)
	return plain
}
