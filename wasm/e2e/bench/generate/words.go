package generate

var (
	sections   = []string{"posts", "notes", "guides", "news"}
	authors    = []string{"Ada Berg", "Bo Cole", "Cleo Dahl", "Dan Eck", "Eva Falk", "Finn Gray", "Gil Hart", "Hana Ito"}
	categories = []string{"Engineering", "Design", "Operations", "Community", "Releases", "Travel"}
	tags       = []string{
		"go", "web", "linux", "testing", "databases", "networks", "security", "cloud", "storage", "compilers",
		"editors", "fonts", "maps", "music", "photos", "games", "gardens", "trains", "bicycles", "kitchens",
		"weather", "robots", "radio", "clocks", "libraries", "schools", "oceans", "forests", "mountains", "rivers",
	}
	nouns = []string{
		"server", "garden", "letter", "engine", "window", "packet", "library", "compiler", "kettle", "harbour",
		"river", "module", "teacher", "question", "answer", "picture", "lantern", "ladder", "network", "cache",
		"index", "table", "branch", "bridge", "market", "meadow", "signal", "switch", "printer", "notebook",
		"bicycle", "station", "ticket", "journey", "village", "kernel", "process", "thread", "buffer", "socket",
		"mirror", "candle", "orchard", "pencil", "cupboard", "theatre", "weather", "island", "coast", "valley",
	}
	adjectives = []string{
		"quiet", "small", "patient", "early", "late", "broken", "careful", "curious", "distant", "eager",
		"faithful", "gentle", "hidden", "honest", "idle", "known", "lonely", "modern", "narrow", "open",
		"plain", "quick", "rare", "simple", "steady", "tall", "useful", "warm", "young", "empty",
	}
	verbs = []string{
		"opens", "keeps", "finds", "writes", "reads", "sends", "closes", "follows", "leaves", "carries",
		"builds", "mends", "counts", "draws", "guards", "holds", "joins", "lifts", "measures", "names",
		"orders", "paints", "raises", "shows", "turns", "visits", "watches", "wins", "wraps", "yields",
	}
	adverbs = []string{"slowly", "often", "rarely", "gladly", "calmly", "surely", "plainly", "nearly", "oddly", "well"}
)

// code is what posts show of it, each with its language first.
var code = []string{
	`go
// Sum adds what the channel gives until it is closed.
func Sum(numbers <-chan int) (total int) {
	for n := range numbers {
		total += n
	}
	return total
}`,
	`python
def longest(words):
    """The longest of the words, or None."""
    best = None
    for word in words:
        if best is None or len(word) > len(best):
            best = word
    return best`,
	`bash
set -euo pipefail
for file in *.txt; do
  wc -w "$file" | tee -a counts.log
done`,
	`javascript
const seen = new Set();
export function once(name, act) {
  if (seen.has(name)) return;
  seen.add(name);
  act(` + "`first: ${name}`" + `);
}`,
	`yaml
service:
  name: clock
  replicas: 3
  ports: [80, 443]
  healthy: true`,
	`sql
SELECT author, count(*) AS posts
FROM posts
WHERE written >= '2020-01-01'
GROUP BY author
HAVING count(*) > 3
ORDER BY posts DESC;`,
	`json
{"name": "kettle", "litres": 1.7, "colours": ["red", "blue"], "boils": true}`,
	`css
.card > h2 { color: rgb(20 40 60); margin-block: 1rem }
@media (width < 40rem) { .card { display: block } }`,
}
