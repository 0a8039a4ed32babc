package layout

import (
	html "html/template"

	"github.com/spf13/cast"
)

// What is called safe here is not escaped. It goes through the policy as all that an
// author writes.
var safeFunctions = table{
	"safe.HTML safeHTML":         func(s string) html.HTML { return html.HTML(s) },
	"safe.HTMLAttr safeHTMLAttr": func(s string) html.HTMLAttr { return html.HTMLAttr(s) },
	"safe.CSS safeCSS":           func(s string) html.CSS { return html.CSS(s) },
	"safe.JS safeJS":             func(s string) html.JS { return html.JS(s) },
	"safe.JSStr safeJSStr":       func(s string) html.JSStr { return html.JSStr(s) },
	"safe.URL safeURL":           func(s string) html.URL { return html.URL(s) },
}

var castFunctions = table{
	"cast.ToInt int":       toInt,
	"cast.ToFloat float":   func(v any) (float64, error) { return cast.ToFloat64E(unwrapped(v)) },
	"cast.ToString string": func(s string) string { return s },
}

// toInt reads a text as Go does: one that begins with 0 is octal.
func toInt(v any) (int, error) { return cast.ToIntE(unwrapped(v)) }

// unwrapped is a text without what says that it is safe.
func unwrapped(v any) any {
	if s, is := asString(v); is {
		return s
	}
	return v
}
