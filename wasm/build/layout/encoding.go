package layout

import (
	"bytes"
	"crypto/hmac"
	"crypto/md5"
	"crypto/sha1"
	"crypto/sha256"
	"crypto/sha512"
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"hash"
	"hash/fnv"
	html "html/template"
	"strings"

	"github.com/cespare/xxhash/v2"
)

var encodingFunctions = table{
	"encoding.Base64Encode base64Encode": func(s string) string { return base64.StdEncoding.EncodeToString([]byte(s)) },
	"encoding.Base64Decode base64Decode": func(s string) (string, error) { b, err := base64.StdEncoding.DecodeString(s); return string(b), err },
	"encoding.HexEncode":                 func(s string) string { return hex.EncodeToString([]byte(s)) },
	"encoding.HexDecode":                 func(s string) (string, error) { b, err := hex.DecodeString(s); return string(b), err },
	"encoding.Jsonify jsonify":           jsonify,
	"crypto.MD5 md5":                     func(s string) string { return fmt.Sprintf("%x", md5.Sum([]byte(s))) },
	"crypto.SHA1 sha1":                   func(s string) string { return fmt.Sprintf("%x", sha1.Sum([]byte(s))) },
	"crypto.SHA256 sha256":               func(s string) string { return fmt.Sprintf("%x", sha256.Sum256([]byte(s))) },
	"crypto.HMAC hmac":                   mac,
	"crypto.Hash":                        func(s string) (string, error) { return "", notHere{"crypto.Hash"} },
	"hash.XxHash xxhash":                 func(s string) string { return fmt.Sprintf("%016x", xxhash.Sum64String(s)) },
	"hash.FNV32a":                        func(s string) int { h := fnv.New32a(); _, _ = h.Write([]byte(s)); return int(h.Sum32()) },
}

func mac(kind, key, message string, encoding ...string) (string, error) {
	kinds := map[string]func() hash.Hash{"md5": md5.New, "sha1": sha1.New, "sha256": sha256.New, "sha512": sha512.New}
	if kinds[kind] == nil {
		return "", fmt.Errorf("%q is no hash", kind)
	}
	h := hmac.New(kinds[kind], []byte(key))
	_, _ = h.Write([]byte(message))
	if len(encoding) > 0 && encoding[0] == "binary" {
		return string(h.Sum(nil)), nil
	}
	return hex.EncodeToString(h.Sum(nil)), nil
}

// jsonify writes a value as JSON.
func jsonify(m *machine, args ...any) (html.HTML, error) {
	var prefix, indent string
	isEscaped := true
	switch len(args) {
	case 0:
		return "", nil
	case 1:
	case 2:
		options, is := mapOf(args[0])
		if !is {
			return "", errNoMap
		}
		for key, value := range options {
			switch strings.ToLower(key) {
			case "prefix":
				prefix, _ = toText(value)
			case "indent":
				indent, _ = toText(value)
			case "noescape", "nohtmlescape":
				isEscaped = !truth(value)
			}
		}
	default:
		return "", errTooMany
	}
	if err := m.weigh(args...); err != nil {
		return "", err
	}
	_, isObject := args[len(args)-1].(*pageObject)
	if isObject {
		return "", notHere{"jsonify of a page"}
	}
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(isEscaped)
	e.SetIndent(prefix, indent)
	err := e.Encode(args[len(args)-1])
	return html.HTML(strings.TrimSuffix(b.String(), "\n")), err
}
