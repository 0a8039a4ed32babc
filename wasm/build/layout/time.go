package layout

import (
	"errors"
	"fmt"
	"regexp"
	"strings"
	"time"

	"github.com/spf13/cast"

	"postview/wasm/post"
)

var timeFunctions = table{
	"time.Format dateFormat": dateFormat,
	"time.Now now":           func(m *machine) time.Time { return time.Now().In(m.post.Zone) },
	"time.AsTime time":       asTime,
	"time.In": func(zone string, t time.Time) (time.Time, error) {
		l, err := time.LoadLocation(zone)
		return inZone(t, l), err
	},
	"time.ParseDuration":     time.ParseDuration,
	"time.Duration duration": duration,
}

func inZone(t time.Time, l *time.Location) time.Time {
	if l == nil {
		return t
	}
	return t.In(l)
}

// asTime reads a time, which is one of the site's zone where it says none.
func asTime(m *machine, v any, zone ...string) (time.Time, error) {
	in := m.post.Zone
	if len(zone) > 0 {
		var err error
		if in, err = time.LoadLocation(zone[0]); err != nil {
			return time.Time{}, err
		}
	}
	return timeOf(v, in)
}

func timeOf(v any, in *time.Location) (time.Time, error) {
	switch v := v.(type) {
	case time.Time:
		return v, nil
	case post.Date:
		return v.Time, nil
	}
	if s, is := asString(v); is {
		v = s
	}
	if isComposite(v) {
		return time.Time{}, errComposite
	}
	return cast.ToTimeInDefaultLocationE(v, in)
}

// inWords matches what a layout writes in the words of a language.
var inWords = regexp.MustCompile(`Jan|Mon(?:day)?\b|^:`)

// named are the layouts that have names, as English has them.
var named = map[string]string{
	":date_full": "Monday, January 2, 2006", ":date_long": "January 2, 2006",
	":date_medium": "Jan 2, 2006", ":date_short": "1/2/06",
	":time_medium": "3:04:05\u202fpm", ":time_short": "3:04\u202fpm",
}

func dateFormat(m *machine, layout string, v any) (string, error) {
	t, err := timeOf(v, m.post.Zone)
	if err != nil {
		return "", err
	}
	language := strings.ToLower(m.post.Settings.Language)
	if language == "" {
		language = strings.ToLower(m.post.Settings.Lang.Key)
	}
	isEnglish := language == "" || language == "en" || strings.HasPrefix(language, "en-")
	if !isEnglish && inWords.MatchString(layout) {
		return "", notHere{"dates in the words of " + language}
	}
	if strings.HasPrefix(layout, ":") {
		known, is := named[strings.ToLower(layout)]
		if !is {
			return "", notHere{"the layout " + layout}
		}
		layout = known
	}
	return t.Format(layout), nil
}

var units = map[string]time.Duration{
	"nanosecond": time.Nanosecond, "ns": time.Nanosecond, "microsecond": time.Microsecond, "us": time.Microsecond, "µs": time.Microsecond,
	"millisecond": time.Millisecond, "ms": time.Millisecond, "second": time.Second, "s": time.Second,
	"minute": time.Minute, "m": time.Minute, "hour": time.Hour, "h": time.Hour,
}

func duration(unit string, n any) (time.Duration, error) {
	each, known := units[unit]
	if !known {
		return 0, fmt.Errorf("%q is no unit of time", unit)
	}
	many, err := toInt64(n)
	if err != nil {
		return 0, errors.New("a number is wanted")
	}
	return time.Duration(many) * each, nil
}
