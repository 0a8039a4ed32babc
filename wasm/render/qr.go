package render

import (
	"fmt"
	"path"
	"strconv"

	"github.com/cespare/xxhash/v2"
	"github.com/gohugoio/hashstructure"
	"rsc.io/qr"

	"postview/wasm/shortcode"
)

var qrLevels = map[string]qr.Level{"low": qr.L, "medium": qr.M, "quartile": qr.Q, "high": qr.H}

// qrQuiet is how many modules wide the white border of a code is.
const qrQuiet = 4

// drawQR draws a QR code as Hugo does. The name is that of its file, relative to
// the root of the site.
//
// Only render uses it, which is compared with Hugo: readers get the text, as a link
// if it is one, since the browser program has no encoder and both fronts show the
// same.
func drawQR(code shortcode.QR) (name string, png []byte, size int, err error) {
	drawn, err := qr.Encode(code.Text, qrLevels[code.Level])
	if err != nil {
		return "", nil, 0, fmt.Errorf("draw a QR code: %w", err)
	}
	drawn.Scale = code.Scale
	options := struct { // hashed with the names of its fields, which are Hugo's
		Level     string
		Scale     int
		TargetDir string
	}{code.Level, code.Scale, code.TargetDir}
	hash, err := hashstructure.Hash([]any{code.Text, options}, &hashstructure.HashOptions{Hasher: xxhash.New()})
	if err != nil {
		return "", nil, 0, fmt.Errorf("name a QR code: %w", err)
	}
	name = path.Join("/", code.TargetDir, "qr_"+strconv.FormatUint(hash, 16)+".png")[1:]
	return name, drawn.PNG(), (drawn.Size + 2*qrQuiet) * code.Scale, nil
}
