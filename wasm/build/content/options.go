package content

import (
	"errors"
	"io/fs"
	"net/url"
	"os"

	"postview/wasm/safehtml"
	"postview/web"
)

// Sanitizer is what makes the site's own posts safe; its owner may trust them.
func (o *Options) Sanitizer() func(string) safehtml.HTML {
	if o.Policy == safehtml.Trust {
		return safehtml.Trusted
	}
	return o.Policy.Sanitize
}

// Options is what a reader of the command line may say of a build.
type Options struct {
	Content   string          // the folder of posts
	Out       string          // the folder that is made
	Config    string          // Hugo's configuration; "" looks for it
	Base      *url.URL        // where the site will be; its path is that of 404.html's links
	Port      int             // of serve
	Prerender bool            // make a page of each post
	Policy    safehtml.Policy // what becomes of the raw HTML of the site's own posts
	Strict    bool            // a warning is an error
	Drafts    bool
	Future    bool
	Expired   bool
	Quick     bool   // compress in a hurry
	WebFolder string // has what a browser is given, in place of what is in this program; "" is none

	Named map[string]bool // the flags that the command line has

	Live bool // pages reload as files change; set by serve
}

// SetBase takes the value of --base-url. It is an error unless that is a whole URL or a path.
func (o *Options) SetBase(value string) error {
	base, err := url.Parse(value)
	if err != nil {
		return err
	}
	isWhole := (base.Scheme == "https" || base.Scheme == "http") && base.Host != ""
	isPath := base.Scheme == "" && base.Host == "" && (value == "" || value[0] == '/')
	if !isWhole && !isPath {
		return errors.New("it must be a whole URL, such as https://you.example/blog/, or a path, such as /blog/")
	}
	if base.Path == "" || base.Path[len(base.Path)-1] != '/' {
		base.Path += "/"
	}
	o.Base = base
	return nil
}

// SetPolicy takes the value of --policy. It is an error unless there is such a policy.
func (o *Options) SetPolicy(value string) (err error) {
	o.Policy, err = safehtml.ParsePolicy(value)
	return err
}

// Web is what a browser is given as it is.
func (o *Options) Web() fs.FS {
	if o.WebFolder == "" {
		return web.Files
	}
	return os.DirFS(o.WebFolder)
}

// shows reports whether a post is on the site that is hidden for this reason.
func (o *Options) shows(hidden string) bool {
	switch hidden {
	case "draft":
		return o.Drafts
	case "future":
		return o.Future
	case "expired":
		return o.Expired
	default:
		return false
	}
}
