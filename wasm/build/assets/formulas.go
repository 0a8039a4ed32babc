package assets

import (
	"bytes"
	"context"
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"

	"postview/wasm/build/content"
	"postview/wasm/cache"
	"postview/wasm/config"
)

// askKaTeX has KaTeX typeset formulas, with the options of web/enrich/math/math.js, and
// writes what is wrong with each, "" for nothing.
const askKaTeX = `
import { readFileSync } from "node:fs";
const { library, formulas } = JSON.parse(readFileSync(0, "utf8"));
const katex = (await import("data:text/javascript;base64," + readFileSync(library).toString("base64"))).default;
const options = { trust: false, strict: "ignore", maxExpand: 1000, maxSize: 40 };
const wrong = formulas.map(({ tex, display }) => {
  try {
    katex.renderToString(tex, { ...options, displayMode: display });
    return "";
  } catch (error) {
    return error.message.replace(/^KaTeX parse error: |\u0332/g, "").replace(/\s+/g, " ");
  }
});
process.stdout.write(JSON.stringify(wrong));
`

// answersKept is how many answers of KaTeX the cache holds, each for the formulas of a
// build.
const answersKept = 20

// WrongFormulas returns what KaTeX says of the formulas of the content that it can't
// typeset. Where it can't be asked, or readers see no formulas typeset, it is nothing.
// The libraries have been had.
func (l *Libraries) WrongFormulas(ctx context.Context, c *content.Content) map[content.Formula]string {
	if l.Prepared == "" || !c.Settings.Wants(config.Math) {
		return nil
	}
	if l.formulas == nil {
		l.formulas = map[content.Formula]string{}
	}
	var unknown []content.Formula
	for _, f := range c.Formulas() {
		if _, known := l.formulas[f]; !known {
			unknown = append(unknown, f)
			l.formulas[f] = ""
		}
	}
	if len(unknown) > 0 {
		for i, wrong := range l.ask(ctx, unknown) {
			l.formulas[unknown[i]] = wrong
		}
	}
	return l.formulas
}

// ask returns the answers for formulas, from the cache where they were asked before;
// nil where Node is not there.
func (l *Libraries) ask(ctx context.Context, formulas []content.Formula) (answers []string) {
	request, err := json.Marshal(map[string]any{"library": filepath.Join(l.Prepared, config.Math, "katex.js"), "formulas": formulas})
	folder, noFolder := cache.Folder("formulas")
	if err != nil || noFolder != nil {
		return nil
	}
	kept := filepath.Join(folder, "answers-"+cache.Fingerprint(append(request, askKaTeX...)))
	answer, err := os.ReadFile(kept)
	if err != nil {
		command := exec.CommandContext(ctx, "node", "--input-type=module", "--eval", askKaTeX)
		command.Stdin = bytes.NewReader(request)
		if answer, err = command.Output(); err != nil {
			return nil
		}
		_ = cache.Store(kept, bytes.NewReader(answer)) // else they are asked again
		_ = cache.Prune(folder, "answers-", answersKept)
	}
	if json.Unmarshal(answer, &answers) != nil || len(answers) != len(formulas) {
		return nil
	}
	return answers
}
