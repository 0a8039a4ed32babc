package safehtml_test

import (
	"strings"
	"testing"
)

// FuzzSanitize looks for a fragment of which something harmful remains, which
// leaves its element, or which changes when it is sanitized again.
func FuzzSanitize(f *testing.F) {
	for _, c := range append(keptCases, changedCases...) {
		f.Add(c.in)
	}
	f.Fuzz(func(t *testing.T, fragment string) {
		sanitized(t, fragment)
	})
}

// FuzzNesting does the same for tags in any order: where a parser moves nodes
// about, a fragment may be read in more than one way.
func FuzzNesting(f *testing.F) {
	tags := strings.Fields(`<li> <div> <table> <button> </button> <a> <td> <tr> <p> <b> <h1> <select> <svg> <math> <ul> <dd>
		<caption> <ruby> <rt> <nobr> <pre> <object> <template> <form> <option> </li> </div> </table> </a> </td> </p> </b>
		</h1> </svg> </ul> <col> <font> <mi> <desc> <foreignobject> <br> </br> <body> <html> <image> <xmp> </xmp> <summary>
		<details> <iframe> </iframe> <marquee> x <tbody> <annotation-xml> <u> <i> <style> </style>`)
	f.Add([]byte{0, 1, 2, 0})
	f.Add([]byte{0, 1, 3, 0, 4})
	f.Add([]byte("\x00\x01\x02\x03\x04\x05\x06\x07\x08\x09"))
	f.Fuzz(func(t *testing.T, order []byte) {
		var b strings.Builder
		for _, i := range order {
			b.WriteString(tags[int(i)%len(tags)])
		}
		sanitized(t, b.String())
	})
}
