//go:build release

package program

import _ "embed"

// packed are the programs of a release, which its build puts in this place.
//
//go:embed packed.gob.gz
var packed []byte
