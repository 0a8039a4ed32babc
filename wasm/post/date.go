package post

import "time"

// Date is a date of the front matter. One written without a time of day is that
// day everywhere: it is kept in UTC and never shown in another zone.
type Date struct {
	time.Time
	HasTime bool // the author wrote a time of day
}
