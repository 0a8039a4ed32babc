package post

import "time"

// String returns the date as text: the day alone, or RFC 3339, or "" for no date.
func (d Date) String() string {
	switch {
	case d.IsZero():
		return ""
	case d.HasTime:
		return d.Format(time.RFC3339)
	default:
		return d.Format(time.DateOnly)
	}
}

// MarshalJSON writes what [Date.String] returns.
func (d Date) MarshalJSON() ([]byte, error) { return []byte(`"` + d.String() + `"`), nil }

// UnmarshalJSON reads what [Date.MarshalJSON] wrote.
func (d *Date) UnmarshalJSON(data []byte) (err error) {
	switch text := string(data); len(text) {
	case len(`""`):
		*d = Date{}
	case len(`"2006-01-02"`):
		d.Time, err = time.Parse(`"`+time.DateOnly+`"`, text)
		d.HasTime = false
	default:
		d.Time, err = time.Parse(`"`+time.RFC3339+`"`, text)
		d.HasTime = true
	}
	return err
}
