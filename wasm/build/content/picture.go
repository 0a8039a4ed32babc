package content

import (
	"encoding/xml"
	"image"
	_ "image/gif"  // so that their size can be read
	_ "image/jpeg" //
	_ "image/png"  //
	"math"
	"path"
	"strconv"
	"strings"

	_ "golang.org/x/image/webp"

	"postview/wasm/site"
)

func pictureSize(root *tracked, name string) (site.Size, bool) {
	file, err := root.Open(name)
	if err != nil {
		return site.Size{}, false
	}
	defer file.Close()
	if strings.EqualFold(path.Ext(name), ".svg") {
		return drawingSize(xml.NewDecoder(file))
	}
	config, _, err := image.DecodeConfig(file)
	return site.Size{config.Width, config.Height}, err == nil
}

// drawingSize is the size of an SVG: its width and height, else its viewBox.
func drawingSize(d *xml.Decoder) (site.Size, bool) {
	for {
		token, err := d.Token()
		if err != nil {
			return site.Size{}, false
		}
		if root, isElement := token.(xml.StartElement); isElement {
			attrs := map[string]string{}
			for _, a := range root.Attr {
				attrs[a.Name.Local] = a.Value
			}
			box := append(strings.FieldsFunc(attrs["viewBox"], func(r rune) bool { return r == ' ' || r == ',' }), "", "", "", "")
			width, height := pixels(attrs["width"], box[2]), pixels(attrs["height"], box[3])
			return site.Size{width, height}, root.Name.Local == "svg" && width > 0 && height > 0
		}
	}
}

// pixels is the first of the lengths that is a number of pixels, or 0.
func pixels(lengths ...string) int {
	for _, length := range lengths {
		if n, err := strconv.ParseFloat(strings.TrimSuffix(length, "px"), 64); err == nil && n >= 1 && n < 1e6 {
			return int(math.Round(n))
		}
	}
	return 0
}
