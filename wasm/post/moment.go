package post

import "time"

// Moment returns the time that the date is in a zone, if the author does not say which.
func (d Date) Moment(zone *time.Location) time.Time { return d.in(zone) }
