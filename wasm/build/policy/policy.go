package policy

import (
	"crypto/sha256"
	"encoding/base64"
	"slices"
	"strings"

	"postview/wasm/safehtml"
)

// OfViews is what some pages need beyond the policy of all: view.html, and the
// frame that draws diagrams.
const OfViews = "img-src blob:; media-src blob:; connect-src https: http:; style-src 'unsafe-inline'"

// HashSource is what lets a policy pass a script or a style sheet within a page.
func HashSource(text string) string {
	sum := sha256.Sum256([]byte(text))
	return "'sha256-" + base64.StdEncoding.EncodeToString(sum[:]) + "'"
}

// contentPolicy is the Content-Security-Policy of every page: scripts of the
// site alone; pictures, video and sound from anywhere, as posts have them; style
// attributes, since the sanitizer lets only harmless ones through; the fonts of
// formulas, and the frame that draws diagrams. What is fetched ahead needs default-src.
var contentPolicy = []string{
	"default-src 'self'",
	ScriptPolicy,
	"worker-src 'self'",
	"style-src 'self'",
	"style-src-attr 'unsafe-inline'",
	"img-src 'self' https: http: data:",
	"media-src 'self' https: http:",
	"connect-src 'self'",
	"font-src 'self'",
	"object-src 'none'",
	"frame-src 'self' https://" + strings.Join(safehtml.VideoHosts, " https://"),
	"base-uri 'none'",
	"form-action 'self'",
}

const ScriptPolicy = "script-src 'self' 'wasm-unsafe-eval'"

// PolicyWith returns the policy of a page that needs more: what it says of a
// directive is added to that.
func PolicyWith(more string) string {
	policy := slices.Clone(contentPolicy)
	for added := range strings.SplitSeq(more, ";") {
		name, sources, _ := strings.Cut(strings.TrimSpace(added), " ")
		for i, directive := range policy {
			if strings.HasPrefix(directive, name+" ") {
				policy[i] += " " + sources
			}
		}
	}
	return strings.Join(policy, "; ")
}
