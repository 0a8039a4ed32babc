// Colours for code, after the post is there: a program of its own does it, in a
// worker. Nothing of it is fetched before there is code in a language that it
// knows, and the code is readable without. postview.js loads this file.

/** @import { Policy } from "../embed/boundary.js" */
/** @import { Block, Nodes } from "./highlighter.js" */

const files = built.highlight;

const languages = new Set(files.languages);

/** A block that takes longer stays as it is, in milliseconds. */
const patience = 30_000;

/** How many elements may come into the page between two frames: about 10 ms of work on a slow machine. */
const perFrame = 400;

/**
 * Colours what is marked in a view, block by block. What the view has lost meanwhile is left out.
 * @param {Element} view
 * @param {Policy} [policy] that of Trusted Types, where the browser has them
 * @throws {Error} when the program fails; what has no colours yet stays as it is
 */
export async function colour(view, policy) {
  const marks = [.../** @type {NodeListOf<HTMLElement>} */ (view.querySelectorAll("[data-postview-code]"))];
  const known = marks.filter((mark) => isKnown(language(mark)) || /guesssyntax/.test(options(mark)));
  for (const mark of marks) if (!known.includes(mark)) settle(mark);
  if (!known.length) return;
  const worker = (highlighter ??= new Highlighter(policy));
  let made = 0;
  for (const mark of known) {
    if (!mark.isConnected) continue;
    const tree = await worker.colour(mark.textContent, language(mark), options(mark));
    if (!tree) {
      settle(mark);
      continue;
    }
    made += tree.size;
    if (made > perFrame) {
      await frame();
      made = tree.size;
    }
    mark.replaceWith(tree.root);
  }
}

/** How a block is to be coloured. @param {HTMLElement} mark */
const options = (mark) => /** @type {string} */ (mark.dataset.postviewCode);

/** The language of a block, or of code in a line. @param {Element} mark */
const language = (mark) =>
  mark.localName === "pre" ? (mark.querySelector("code")?.dataset.lang ?? "") : mark.className.replace("code-inline language-", "");

/** A name with a dot may be that of a file. @param {string} name */
const isKnown = (name) => languages.has(name.toLowerCase()) || name.includes(".");

/** Code in a language that nobody knows: it has no element around it. @param {Element} mark */
function settle(mark) {
  mark.removeAttribute("data-postview-code");
  const wrapper = mark.parentElement;
  if (mark.localName === "pre" && wrapper?.localName === "div" && wrapper.childNodes.length === 1) wrapper.replaceWith(mark);
}

/** The next frame, or a while later where none comes since nobody sees the page. @returns {Promise<number | void>} */
const frame = () => new Promise((done) => {
  requestAnimationFrame(done);
  setTimeout(done, 100);
});

// ---- The worker ----

/** The worker, once for all; after it failed, the next view begins a new one. @type {Highlighter | undefined} */
let highlighter;

/** @param {string} file */
const here = (file) => new URL(file, import.meta.url).href;

/** The program in its worker. It colours one block after the other. */
class Highlighter {
  /** @type {Worker} */
  #worker;
  /** Why it has stopped. @type {Error | undefined} */
  #stopped;
  /** Tells whoever waits for a block that there will be none. @type {(error: Error) => void} */
  #fail = () => {};
  /** The last that was asked for: the beginning, then block after block. @type {Promise<unknown>} */
  #last;

  /** @param {Policy} [policy] */
  constructor(policy) {
    const url = scriptURL(here(files.worker));
    this.#worker = new Worker(policy?.createScriptURL(url) ?? url, { type: "module", name: "postview highlighter" });
    this.#worker.onerror = (event) => {
      event.preventDefault(); // whoever asks hears of it
      this.#stop(event.message ?? "it can’t be loaded");
    };
    this.#last = new Promise((/** @type {(ready: void) => void} */ resolve, reject) => {
      this.#fail = reject;
      this.#worker.onmessage = ({ data: { problem } }) => (problem ? this.#stop(problem) : resolve());
    });
    this.#worker.postMessage({ program: here(files.program), runtime: here(files.runtime), rules: here(files.rules) });
  }

  /**
   * @param {string} code @param {string} language @param {string} options
   * @returns {Promise<Tree | null>} null where the language is not known
   */
  colour(code, language, options) {
    const coloured = this.#last.catch(() => {}).then(() => this.#ask({ code, language, options }));
    this.#last = coloured;
    return coloured;
  }

  /** Ends the program, for this reason; the next view begins a new one. @param {string} reason */
  #stop(reason) {
    this.#worker.terminate();
    if (highlighter === this) highlighter = undefined;
    this.#stopped = new Error(`The program that colours code has stopped: ${reason}`);
    this.#fail(this.#stopped);
  }

  /** @param {Block} block @returns {Promise<Tree | null>} */
  #ask(block) {
    return new Promise((resolve, reject) => {
      if (this.#stopped) throw this.#stopped;
      const tree = new Tree();
      const watchdog = setTimeout(() => this.#stop(`no answer within ${patience / 1000} seconds`), patience);
      this.#fail = (error) => {
        clearTimeout(watchdog);
        reject(error);
      };
      this.#worker.onmessage = ({ data: { nodes, end, problem } }) => {
        if (problem) return this.#stop(problem);
        if (nodes) tree.add(nodes);
        if (!end) return;
        clearTimeout(watchdog);
        resolve(nodes ? tree : null);
      };
      this.#worker.postMessage(block);
    });
  }
}

/**
 * A worker's script must be of the page's own origin, but may import one of another: where a post is
 * embedded in the page of somebody else, a script made here does. A page may forbid that by its
 * Content-Security-Policy; then there are no colours.
 * @param {string} url
 */
function scriptURL(url) {
  if (new URL(url).origin === location.origin) return url;
  return URL.createObjectURL(new Blob([`import ${JSON.stringify(url)};`], { type: "text/javascript" }));
}

// ---- What comes of it ----

const elements = new Set(["a", "code", "div", "pre", "span", "table", "td", "tr"]);
const attributes = new Set(["class", "data-lang", "href", "id", "style", "tabindex"]);

/**
 * The elements of coloured code, made one by one: no markup is read, so text stays text whatever is in it.
 */
class Tree {
  root = document.createDocumentFragment();
  size = 0;
  /** @type {Node} */
  #open = this.root;

  /** @param {Nodes} nodes */
  add(nodes) {
    for (const node of nodes) {
      if (typeof node === "string") this.#open.appendChild(document.createTextNode(node));
      else if (node === 0) this.#close();
      else this.#begin(node);
    }
    this.size += nodes.length / 3;
  }

  #close() {
    this.#leave();
    if (this.#open.nodeName === "TBODY") this.#leave();
  }

  #leave() {
    this.#open = /** @type {Node} */ (this.#open.parentNode);
  }

  /** @param {[string, ...string[]]} element */
  #begin([name, ...values]) {
    if (!elements.has(name)) throw new Error(`unexpected element ${name}`);
    // As a parser does, which chroma's HTML is written for.
    if (name === "tr") this.#open = this.#open.appendChild(document.createElement("tbody"));
    const element = document.createElement(name);
    for (let i = 0; i < values.length; i += 2) {
      if (isHarmless(values[i], values[i + 1])) element.setAttribute(values[i], values[i + 1]);
    }
    this.#open = this.#open.appendChild(element);
  }
}

/** As the sanitizer has it, which sees the colours of pages that were made beforehand. @param {string} name @param {string} value */
const isHarmless = (name, value) =>
  attributes.has(name) && (name !== "href" || value.startsWith("#")) && (name !== "id" || !/^postview-/i.test(value));
