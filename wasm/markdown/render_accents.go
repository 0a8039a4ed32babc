package markdown

import (
	"strings"
	"sync"
)

// letterOf maps characters to the letter of ASCII that they are with accents. It
// stands for Unicode's tables of decompositions, of which ids of the kind
// github-ascii need no more.
var letterOf = sync.OnceValue(func() map[rune]rune {
	accented := map[rune]string{
		'A': "ÀÁÂÃÄÅĀĂĄǍǞǠǺȀȂȦḀẠẢẤẦẨẪẬẮẰẲẴẶ\u212b",
		'B': "ḂḄḆ",
		'C': "ÇĆĈĊČḈ",
		'D': "ĎḊḌḎḐḒ",
		'E': "ÈÉÊËĒĔĖĘĚȄȆȨḔḖḘḚḜẸẺẼẾỀỂỄỆ",
		'F': "Ḟ",
		'G': "ĜĞĠĢǦǴḠ",
		'H': "ĤȞḢḤḦḨḪ",
		'I': "ÌÍÎÏĨĪĬĮİǏȈȊḬḮỈỊ",
		'J': "Ĵ",
		'K': "ĶǨḰḲḴ\u212a",
		'L': "ĹĻĽḶḸḺḼ",
		'M': "ḾṀṂ",
		'N': "ÑŃŅŇǸṄṆṈṊ",
		'O': "ÒÓÔÕÖŌŎŐƠǑǪǬȌȎȪȬȮȰṌṎṐṒỌỎỐỒỔỖỘỚỜỞỠỢ",
		'P': "ṔṖ",
		'R': "ŔŖŘȐȒṘṚṜṞ",
		'S': "ŚŜŞŠȘṠṢṤṦṨ",
		'T': "ŢŤȚṪṬṮṰ",
		'U': "ÙÚÛÜŨŪŬŮŰŲƯǓǕǗǙǛȔȖṲṴṶṸṺỤỦỨỪỬỮỰ",
		'V': "ṼṾ",
		'W': "ŴẀẂẄẆẈ",
		'X': "ẊẌ",
		'Y': "ÝŶŸȲẎỲỴỶỸ",
		'Z': "ŹŻŽẐẒẔ",
		'a': "àáâãäåāăąǎǟǡǻȁȃȧḁạảấầẩẫậắằẳẵặ",
		'b': "ḃḅḇ",
		'c': "çćĉċčḉ",
		'd': "ďḋḍḏḑḓ",
		'e': "èéêëēĕėęěȅȇȩḕḗḙḛḝẹẻẽếềểễệ",
		'f': "ḟ",
		'g': "ĝğġģǧǵḡ",
		'h': "ĥȟḣḥḧḩḫẖ",
		'i': "ìíîïĩīĭįǐȉȋḭḯỉị",
		'j': "ĵǰ",
		'k': "ķǩḱḳḵ",
		'l': "ĺļľḷḹḻḽ",
		'm': "ḿṁṃ",
		'n': "ñńņňǹṅṇṉṋ",
		'o': "òóôõöōŏőơǒǫǭȍȏȫȭȯȱṍṏṑṓọỏốồổỗộớờởỡợ",
		'p': "ṕṗ",
		'r': "ŕŗřȑȓṙṛṝṟ",
		's': "śŝşšșṡṣṥṧṩ",
		't': "ţťțṫṭṯṱẗ",
		'u': "ùúûüũūŭůűųưǔǖǘǚǜȕȗṳṵṷṹṻụủứừửữự",
		'v': "ṽṿ",
		'w': "ŵẁẃẅẇẉẘ",
		'x': "ẋẍ",
		'y': "ýÿŷȳẏẙỳỵỷỹ",
		'z': "źżžẑẓẕ",
	}
	letters := map[rune]rune{}
	for letter, with := range accented {
		for _, r := range with {
			letters[r] = letter
		}
	}
	return letters
})

// withoutAccents replaces letters with accents by those of ASCII. Accents that
// are characters of their own stay.
func withoutAccents(s string) string {
	letters := letterOf()
	return strings.Map(func(r rune) rune {
		if letter, ok := letters[r]; ok {
			return letter
		}
		return r
	}, s)
}
