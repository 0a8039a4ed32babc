package layout

import (
	html "html/template"
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
	"cast.ToFloat float":   toFloat,
	"cast.ToString string": func(s string) string { return s },
}
