package safehtml

import (
	"strings"
	"sync"

	"github.com/microcosm-cc/bluemonday"
)

// allowedElements has the elements that a post may use, each with the attributes
// that it takes besides [allowedEverywhere]. The tags of any other element go,
// its content stays.
//
// Elements that submit, load or run something are left out, and those that a
// page's own style sheet puts above the page (dialog).
var allowedElements = map[string]string{
	"a": "href name rel target download hreflang type",

	"h1": "align", "h2": "align", "h3": "align", "h4": "align", "h5": "align", "h6": "align",
	"hgroup": "", "section": "", "article": "", "aside": "", "header": "", "footer": "", "nav": "", "main": "", "address": "",
	"p": "align", "div": "align", "center": "", "hr": "align size width noshade", "br": "clear", "wbr": "",
	"blockquote": "cite", "pre": "data-postview-code",
	"ol": "start reversed type", "ul": "type", "menu": "", "li": "value type",
	"dl": "", "dt": "", "dd": "",
	"details": "open name", "summary": "",
	"figure": "", "figcaption": "",

	"span": "", "em": "", "strong": "", "i": "", "b": "", "u": "", "s": "", "strike": "", "big": "", "small": "",
	"sub": "", "sup": "", "mark": "", "ins": "cite datetime", "del": "cite datetime", "q": "cite", "cite": "",
	"code": "data-postview-code", "kbd": "", "samp": "", "var": "", "tt": "", "abbr": "", "acronym": "", "dfn": "",
	"time": "datetime", "data": "value", "bdi": "", "bdo": "", "ruby": "", "rb": "", "rt": "", "rtc": "", "rp": "",
	"font": "color size face", "nobr": "", "meter": "value min max low high optimum", "progress": "value max",

	"table": "align border cellpadding cellspacing width summary", "caption": "align",
	"thead": "align valign", "tbody": "align valign", "tfoot": "align valign", "tr": "align valign",
	"td":       "align valign colspan rowspan headers width height nowrap",
	"th":       "align valign colspan rowspan headers width height nowrap scope abbr",
	"colgroup": "span width align", "col": "span width align",

	"img":     "src srcset sizes alt width height loading decoding align border hspace vspace",
	"picture": "", "source": "src srcset sizes media type width height",
	"video":  "src poster controls width height preload muted loop playsinline",
	"audio":  "src controls preload muted loop",
	"track":  "src kind srclang label default",
	"iframe": "src title width height loading allow allowfullscreen referrerpolicy sandbox frameborder",
	"input":  "type checked disabled",

	// These get as far as the tree, where [check] makes something else of them:
	// only there it is known where their content ends.
	"svg": "", "math": "", "template": "", "noscript": "", "noembed": "", "noframes": "", "textarea": "",
	"select": "", "datalist": "", "title": "", "xmp": "", "listing": "", "plaintext": "",
}

// allowedEverywhere has the attributes that every allowed element takes. Of the
// data attributes it has only that which Hugo writes: a script on the page of an
// embedder may act on others.
const allowedEverywhere = "id class style title lang dir role tabindex hidden translate data-lang " +
	"aria-controls aria-current aria-describedby aria-details aria-expanded aria-hidden aria-label " +
	"aria-labelledby aria-level aria-posinset aria-roledescription aria-selected aria-setsize"

// allowList is built when it is first needed, and has no regular expression: the
// values of attributes are decided by [check].
var allowList = sync.OnceValue(func() *bluemonday.Policy {
	p := bluemonday.NewPolicy()
	p.AllowElementsContent("frame", "frameset", "noembed", "noframes", "noscript", "nostyle", "object")
	p.AllowAttrs(strings.Fields(allowedEverywhere)...).Globally()
	for element, attrs := range allowedElements {
		p.AllowAttrs(strings.Fields(attrs)...).AllowNoAttrs().OnElements(element)
	}
	return p
})
