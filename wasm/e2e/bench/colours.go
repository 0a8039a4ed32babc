package main

import (
	"context"
	"fmt"
)

// longestColouring is how long the page may be held up at once, in milliseconds,
// while code gets its colours: longer tasks are felt.
const longestColouring = 50

// colours measures how long the longest task of the page is while 100 blocks of
// code get their colours, and prints it. tooSlow tells when it is too long.
func (b *bench) colours(context.Context) (tooSlow, err error) {
	var longest []float64
	for range leastRuns {
		task, err := b.longestTask()
		if err != nil {
			return nil, err
		}
		longest = append(longest, task)
	}
	b.say("\nColours for 100 blocks of code, 12 lines each, in a post that the wasm front shows")
	b.say("the longest task of the page meanwhile: %.0f ms, the median of %d (0: none of 50 ms or more)", median(longest), leastRuns)
	if median(longest) > longestColouring {
		tooSlow = fmt.Errorf("while code gets its colours the page is held up for %.0f ms, more than %d", median(longest), longestColouring)
	}
	return tooSlow, nil
}

func (b *bench) longestTask() (float64, error) {
	t, err := b.newTab()
	if err != nil {
		return 0, err
	}
	defer t.close()
	if err := t.load(b.host.url); err != nil {
		return 0, err
	}
	return eval[float64](t, `(async () => {
		const {PostView} = await import(new URL("postview.js", location.href).href);
		const lines = Array.from({length: 12}, (_, i) => "if value := compute(\"a\", " + i + "); value != nil { return fmt.Errorf(\"%d\", 0x" + i + ") } // why\n").join("");
		const post = new PostView();
		post.markdown = ("\n~~~go\n" + lines + "~~~\n").repeat(100);
		document.body.append(post);
		await post.ready;
		await new Promise(done => requestAnimationFrame(() => setTimeout(done))); // the task that shows the post is another
		let longest = 0;
		new PerformanceObserver(list => { for (const task of list.getEntries()) longest = Math.max(longest, task.duration) }).observe({type: "longtask"});
		while (post.shadowRoot.querySelector("[data-colouring]")) await new Promise(requestAnimationFrame);
		await new Promise(done => setTimeout(done, 100)); // they are told a while later
		if (post.shadowRoot.querySelectorAll(".chroma").length !== 100) throw new Error("the code has no colours");
		return longest;
	})()`)
}
