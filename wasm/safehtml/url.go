package safehtml

import "strings"

// isSafeValue reports whether value can do no harm as the value of the
// attribute called name. It looks only at attributes that take a URL.
func isSafeValue(name, value string) bool {
	switch name {
	case "href", "cite", "poster", "action", "formaction", "data", "background", "ping", "longdesc":
		return isSafeURL(value)
	case "src":
		return isSafeURL(value) || isDataImage(value)
	case "srcset", "imagesrcset":
		return isSafeSourceSet(value)
	}
	return true
}

// isSafeURL reports whether url is relative or has a scheme that no browser runs.
func isSafeURL(url string) bool {
	switch scheme(url) {
	case "", "http", "https", "mailto", "tel":
		return true
	}
	return false
}

// IsLink reports whether url may become a link, wherever it comes from: whether
// there is one, and no browser runs it.
func IsLink(url string) bool { return url != "" && isSafeURL(url) }

// scheme returns the scheme of url in lower case, "" for a relative URL, as
// browsers find it (https://url.spec.whatwg.org/#url-parsing): they skip control
// characters and spaces before the URL, and tabs and line breaks within.
func scheme(url string) string {
	var found []byte
	for i := range len(url) {
		switch c := url[i]; {
		case c == '\t', c == '\n', c == '\r', c <= ' ' && len(found) == 0:
		case c == ':':
			return string(found)
		case 'a' <= c && c <= 'z':
			found = append(found, c)
		case 'A' <= c && c <= 'Z':
			found = append(found, c|0x20)
		case len(found) > 0 && ('0' <= c && c <= '9' || c == '+' || c == '-' || c == '.'):
			found = append(found, c)
		default:
			return ""
		}
	}
	return ""
}

// isDataImage leaves SVG out: an image of it runs no script, but it can be
// opened on its own, where it does.
func isDataImage(url string) bool {
	rest, isImage := strings.CutPrefix(url, "data:image/")
	if !isImage {
		return false
	}
	end := strings.IndexAny(rest, ";,")
	if end < 0 {
		return false
	}
	switch rest[:end] {
	case "png", "jpeg", "gif", "webp", "avif":
		return true
	}
	return false
}

// isSafeSourceSet splits at every comma, also at one within a URL: the parts of
// a harmless URL are harmless too.
func isSafeSourceSet(srcset string) bool {
	for candidate := range strings.SplitSeq(srcset, ",") {
		if !isSafeURL(candidate) {
			return false
		}
	}
	return true
}
