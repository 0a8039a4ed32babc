package words

// Web returns what the pages and scripts of web/ say in a language, by what they
// say in English; nil for English itself, and for a language that is not there.
// The builder puts it into them; the browser program has no need of it.
func Web(tag string) map[string]string {
	switch base(tag) {
	case "de":
		return webGerman()
	}
	return nil
}

// WebLanguages are those that [Web] has words in.
var WebLanguages = []string{"de"}
