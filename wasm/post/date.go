package post

import (
	"errors"
	"fmt"
	"strings"
	"time"
)

// Date is a date of the front matter. One written without a time of day is that
// day everywhere: it is kept in UTC and never shown in another zone.
type Date struct {
	time.Time
	HasTime bool // the author wrote a time of day
	hasZone bool // the author wrote a zone, or what tells one
}

// in returns the time that the date is in a zone, if the author does not say which.
func (d Date) in(zone *time.Location) time.Time {
	if d.hasZone || d.IsZero() {
		return d.Time
	}
	return time.Date(d.Year(), d.Month(), d.Day(), d.Hour(), d.Minute(), d.Second(), d.Nanosecond(), zone)
}

// A layout of dates. Hugo's come first, in its order; those after them make
// Hugo fail, and are what people write for other programs.
type layout struct {
	format string
	kind   layoutKind
}

type layoutKind int

const (
	day       layoutKind = iota // no time of day
	wallClock                   // no zone that is known: the time is taken for UTC
	instant
)

var layouts = []layout{
	{time.DateOnly, day},
	{time.RFC3339, instant},
	{"2006-01-02T15:04:05", wallClock},
	{time.RFC1123Z, instant},
	{time.RFC1123, wallClock},
	{time.RFC822Z, instant},
	{time.RFC822, wallClock},
	{time.RFC850, wallClock},
	{"2006-01-02 15:04:05.999999999 -0700 MST", instant},
	{"2006-01-02T15:04:05-0700", instant},
	{"2006-01-02 15:04:05Z0700", instant},
	{time.DateTime, wallClock},
	{time.ANSIC, wallClock},
	{time.UnixDate, wallClock},
	{time.RubyDate, instant},
	{"2006-01-02 15:04:05Z07:00", instant},
	{"02 Jan 2006", day},
	{"2006-01-02 15:04:05 -07:00", instant},
	{"2006-01-02 15:04:05 -0700", instant},

	{"2006-1-2", day},
	{"2006/1/2", day},
	{"2006-01-02T15:04Z07:00", instant},
	{"2006-01-02 15:04 -0700", instant},
	{"2006-01-02T15:04", wallClock},
	{"2006-01-02 15:04", wallClock},
	{"January 2, 2006", day},
	{"Jan 2, 2006", day},
	{"2 January 2006", day},
	{"2 Jan 2006", day},
}

// parseDate reads a value of the front matter as a date, as Hugo does: text in
// one of the layouts, or a whole number of seconds since 1970.
func parseDate(v any) (Date, error) {
	var d Date
	switch v := v.(type) {
	case Date:
		d = v
	case string:
		var ok bool
		if d, ok = parseText(strings.TrimSpace(v)); !ok {
			return Date{}, fmt.Errorf("%q is not a date, as 2026-11-30 is one", abridged(v))
		}
	case int:
		d = Date{time.Unix(int64(v), 0).UTC(), true, true}
	case int64:
		d = Date{time.Unix(v, 0).UTC(), true, true}
	default:
		return Date{}, fmt.Errorf("%q is not a date, as 2026-11-30 is one", abridged(fmt.Sprint(v)))
	}
	if y := d.Year(); y < 0 || y > 9999 {
		return Date{}, errors.New("the year has more than four digits")
	}
	return d, nil
}

func parseText(s string) (Date, bool) {
	for _, l := range layouts {
		t, err := time.Parse(l.format, s)
		if err != nil {
			continue
		}
		if l.kind == instant {
			// A zone that time.Parse finds to be the machine's own would make
			// the same source read differently elsewhere.
			_, offset := t.Zone()
			return Date{t.In(zone(offset)), true, true}, true
		}
		return Date{inUTC(t), l.kind != day, false}, true
	}
	return Date{}, false
}

func zone(offset int) *time.Location {
	if offset == 0 {
		return time.UTC
	}
	return time.FixedZone("", offset)
}

// inUTC returns what the clock of t shows, as a time in UTC.
func inUTC(t time.Time) time.Time {
	return time.Date(t.Year(), t.Month(), t.Day(), t.Hour(), t.Minute(), t.Second(), t.Nanosecond(), time.UTC)
}

// tomlDate returns a date of TOML as a [Date], and a time of day as text. The
// parser tells them by the names of their zones.
func tomlDate(t time.Time) any {
	switch t.Location().String() {
	case "date-local":
		return Date{inUTC(t), false, false}
	case "datetime-local":
		return Date{inUTC(t), true, false}
	case "time-local":
		return t.Format(time.TimeOnly)
	}
	_, offset := t.Zone()
	return Date{t.In(zone(offset)), true, true}.again()
}

// again returns what Hugo makes of a date that it has read before: in a zone of
// its own the date loses its fraction of a second.
func (d Date) again() Date {
	if d.Location() != time.UTC {
		d.Time = d.Truncate(time.Second)
	}
	return d
}

// abridged returns the text on one line of a message.
func abridged(s string) string {
	if r := []rune(s); len(r) > 40 {
		return string(r[:40]) + "…"
	}
	return s
}
