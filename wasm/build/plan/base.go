package plan

import (
	"net/url"

	"postview/wasm/address"
	"postview/wasm/build/content"
	"postview/wasm/config"
)

// BasePath is the path of the site on its host.
func BasePath(c *content.Content, o *content.Options) string {
	if base := AbsoluteBase(o, c.Settings); base != nil {
		return base.EscapedPath()
	}
	return o.Base.EscapedPath()
}

// WholeBase is where the site will be, as far as that is known.
func WholeBase(c *content.Content, o *content.Options) string {
	switch base := AbsoluteBase(o, c.Settings); {
	case o.Live:
		return "/" // on this machine
	case base != nil:
		return base.String()
	default:
		return o.Base.EscapedPath()
	}
}

// AbsoluteBase is the URL at which the site will be, as --base-url or the site's
// configuration says it; nil where neither says more than a path.
func AbsoluteBase(o *content.Options, settings *config.Settings) *url.URL {
	if o.Base.IsAbs() {
		return o.Base
	}
	base, err := url.Parse(settings.BaseURL)
	if err != nil || !base.IsAbs() || base.Host == "" {
		return nil
	}
	return base.JoinPath("/")
}

// Absolute is the URL of an address that is relative to the site's root.
func Absolute(base *url.URL, at string) string {
	ref, err := url.Parse(address.Relative("", at))
	if err != nil {
		return base.String()
	}
	return base.ResolveReference(ref).String()
}
