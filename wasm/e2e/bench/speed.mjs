// Renders posts with Postview's wasm and with the libraries of npm that it is
// compared with, in turns, and prints as JSON what each round of all posts took: of
// the processor, since the clock tells more of what else the machine does.
//
//   node speed.mjs WASM_EXEC WASM POSTS ROUNDS
//
// POSTS is a file with an array of bodies. What is printed is an array of
// {name, features, times}, the times in milliseconds.
import fs from "node:fs";
import { pathToFileURL } from "node:url";

import * as commonmark from "commonmark";
import MarkdownIt from "markdown-it";
import anchor from "markdown-it-anchor";
import deflist from "markdown-it-deflist";
import footnote from "markdown-it-footnote";
import tasks from "markdown-it-task-lists";
import { Marked } from "marked";
import markedFootnote from "marked-footnote";
import { gfmHeadingId } from "marked-gfm-heading-id";
import { markedSmartypants } from "marked-smartypants";

const WARM_UP = 3; // rounds until V8 has compiled what is hot

const [wasmExec, wasm, posts, rounds] = process.argv.slice(2);
const bodies = JSON.parse(fs.readFileSync(posts, "utf8"));

await import(pathToFileURL(wasmExec));
const go = new globalThis.Go();
go.env = { GOGC: "400", GOMEMLIMIT: "256MiB" }; // as in program.js
const { instance } = await WebAssembly.instantiate(fs.readFileSync(wasm), go.importObject);
go.run(instance);
const render = globalThis.render;

const simple = new MarkdownIt({ html: true, linkify: true, typographer: true });
const full = new MarkdownIt({ html: true, linkify: true, typographer: true })
	.use(footnote).use(deflist).use(tasks).use(anchor);
const marked = new Marked().use(markedFootnote(), gfmHeadingId(), markedSmartypants());
const parser = new commonmark.Parser({ smart: true }), writer = new commonmark.HtmlRenderer();

const rivals = [
	{
		name: "Postview, the HTML alone", render: body => render(body, true),
		features: "all of Hugo's defaults",
	},
	{
		name: "Postview, with all derived values", render: body => render(body, false),
		features: "the same, and table of contents, summary, plain text, word count",
	},
	{
		name: "markdown-it", render: body => full.render(body),
		features: "tables, strikethrough, linkify, typographer; footnotes, definition and task lists, heading ids by plugins; no attributes",
	},
	{
		name: "markdown-it without plugins", render: body => simple.render(body),
		features: "tables, strikethrough, linkify, typographer",
	},
	{
		name: "marked", render: body => marked.parse(body),
		features: "tables, strikethrough, bare links, task lists; footnotes, quotes, heading ids by plugins; no definition lists or attributes",
	},
	{
		name: "commonmark.js", render: body => writer.render(parser.parse(body)),
		features: "smart quotes; no tables, strikethrough, bare links, footnotes, lists of other kinds, heading ids, attributes",
	},
];
for (const rival of rivals) rival.times = [];
for (let round = -WARM_UP; round < rounds; round++) {
	for (const rival of rivals) {
		const start = process.cpuUsage();
		for (const body of bodies) rival.render(body);
		const { user, system } = process.cpuUsage(start);
		if (round >= 0) rival.times.push((user + system) / 1000);
	}
}
console.log(JSON.stringify(rivals, ["name", "features", "times"]));
process.exit(); // Go's program would wait for calls
