// The worker in which the program that colours code runs. highlight.js begins it,
// and sends first {program, runtime, rules}, which {ready} answers, and then, for
// each block, {code, language, options}. The answer comes in parts: {nodes}, then
// {nodes, end: true}; {end: true} alone where the language is not known. {problem}
// is the answer where all is lost.

import { compile } from "../embed/compile.js";

/**
 * @import { ColourAnswer, ColourHook, Go } from "../embed/boundary.js"
 * @typedef {{program: string, runtime: string, rules: string}} Files
 * @typedef {{code: string, language: string, options: string}} Block
 * @typedef {Array<string | 0 | [string, ...string[]]>} Nodes text, the end of an element, or its name and attributes
 */

/** What is global in the worker: Go's runtime, and the program's hook. */
const worker = /** @type {{Go: Go, [hook: `postview ${string}`]: ColourHook}} */ (/** @type {unknown} */ (globalThis));

/** How many nodes a part has: what a page can make of it at once without being held up. */
const part = 1500;

/** @type {ColourAnswer} */
let colour;

onmessage = async ({ data }) => {
  try {
    if (!data.program) return colour(data.code, data.language, data.options, answer);
    await begin(data);
    postMessage({ ready: true });
  } catch (error) {
    postMessage({ problem: /** @type {Error} */ (error).message });
  }
};

/** @param {Files} files */
async function begin({ program, runtime, rules }) {
  const [module] = await Promise.all([compile(program), import(runtime)]);
  const go = new worker.Go();
  const hook = "postview highlighter";
  worker[hook] = (answer) => {
    colour = answer;
    return (name) => fetchRules(new URL(encodeURIComponent(name), rules));
  };
  go.argv = ["highlighter", hook];
  const instance = await WebAssembly.instantiate(module, go.importObject);
  go.run(instance).finally(() => postMessage({ problem: "it ended" })); // it never does by itself
}

/** @param {URL} url @returns {Promise<Uint8Array>} */
async function fetchRules(url) {
  const response = await fetch(url);
  if (!response.ok) throw new Error(`status ${response.status}`);
  return new Uint8Array(await response.arrayBuffer());
}

/** @param {string | null} html @param {string} [problem] */
function answer(html, problem) {
  if (problem) return postMessage({ problem });
  if (html === null) return postMessage({ end: true });
  const nodes = parse(html);
  for (let i = 0; i < nodes.length; i += part) {
    postMessage({ nodes: nodes.slice(i, i + part), end: i + part >= nodes.length });
  }
}

/**
 * Takes the HTML of chroma's formatter apart: text, 0 for the end of an element, and for its beginning
 * an array of its name, and of the names and values of its attributes.
 * @param {string} html
 */
function parse(html) {
  /** @type {Nodes} */
  const nodes = [];
  for (const [all, end, name, attributes] of html.matchAll(/<(\/?)(\w+)((?: [\w-]+="[^"]*")*)>|[^<]+/g)) {
    if (!name) nodes.push(unescaped(all));
    else if (end) nodes.push(0);
    else nodes.push([name, ...[...attributes.matchAll(/ ([\w-]+)="([^"]*)"/g)].flatMap(([, key, value]) => [key, unescaped(value)])]);
  }
  return nodes;
}

/** @type {Record<string, string>} */
const entities = { "&lt;": "<", "&gt;": ">", "&#34;": '"', "&#39;": "'", "&amp;": "&" };

/** @param {string} text as Go's html.EscapeString writes it */
const unescaped = (text) => text.replace(/&(?:lt|gt|#34|#39|amp);/g, (entity) => entities[entity]);
