package content

import (
	"postview/wasm/address"
)

// Includes returns what reads the files that the post at source includes.
func Includes(root interface {
	ReadFile(name string) ([]byte, error)
}, source string) func(name string) (string, error) {
	return func(name string) (string, error) {
		text, err := root.ReadFile(address.IncludePath(source, name))
		return string(text), err
	}
}
