//go:build !js

package safehtml_test

import (
	"testing"

	"github.com/stretchr/testify/assert"

	"postview/wasm/safehtml"
)

func TestTrusted(t *testing.T) {
	assert.Equal(t, `<p onclick="x">a`, safehtml.Trusted(`<p onclick="x">a`).String())
}
