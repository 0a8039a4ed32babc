package assets

import ()

// Extras is what the pages of a site have beyond what Hugo's have.
type Extras struct {
	Enrichment extrasFiles
	Search     string // where the index is; "" is no search
	Offline    bool   // what is read is kept
}
