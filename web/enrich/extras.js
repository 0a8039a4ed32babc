// What the function enrich adds to an article: a button that copies on each block
// of code, formulas typeset, diagrams drawn. What a post does not need of it is not
// fetched.
//
// All that is added to the article has the attribute data-enriched.

import { word } from "../embed/words.js";

/** What readers of this site get. */
const files = built.extras;

/** @param {string} file */
const load = (file) => import(new URL(`../${file}`, import.meta.url).href);

/**
 * Adds it. What is there already stays as it is.
 * @param {ParentNode} view holds the article
 */
export async function add(view) {
  if (files.copy) for (const article of view.querySelectorAll(".article")) offerCopies(article);
  const formulas = view.querySelectorAll(".article .math:not([data-enriched])");
  const diagrams = [...view.querySelectorAll(".article pre > code.language-mermaid")].map((code) => /** @type {HTMLElement} */ (code.parentElement));
  try {
    if (files.math && formulas.length) await (await load(files.math)).typeset([...formulas]);
    const undrawn = diagrams.filter((pre) => !pre.closest("[data-enriched=diagram]"));
    if (files.diagrams && undrawn.length) await (await load(files.diagrams)).draw(undrawn);
  } catch (error) {
    console.warn(error); // the source is there to be read
  }
}

/** @param {Element} article */
function offerCopies(article) {
  const offer = () => {
    for (const pre of article.querySelectorAll("pre")) offerCopy(pre);
  };
  offer();
  new MutationObserver(offer).observe(article, { childList: true, subtree: true }); // colours come with new blocks
}

/**
 * Puts a button into the corner of a block of code: within the block, where the Tab key comes next, and
 * before the code. It moves nothing, and its words are not text: that stays the code's.
 * @param {Element} pre
 */
function offerCopy(pre) {
  if (isNumbers(pre) || pre.querySelector(":scope > .copy")) return;
  const corner = Object.assign(document.createElement("span"), { className: "copy" });
  corner.dataset.enriched = "copy";
  const button = corner.appendChild(document.createElement("button"));
  button.type = "button";
  button.setAttribute("aria-label", word("Copy the code", pre));
  const status = corner.appendChild(document.createElement("span"));
  status.setAttribute("role", "status");
  const words = status.attachShadow({ mode: "open" });
  button.addEventListener("click", async () => {
    words.textContent = status.dataset.says = (await copy(pre)) ? word("Copied", pre) : word("Selected", pre);
    setTimeout(() => (words.textContent = status.dataset.says = ""), 2000);
  });
  pre.prepend(corner);
}

/** Numbers of lines may be a block of their own, in the first cell of a table. @param {Element} pre */
const isNumbers = (pre) => /** @type {Element} */ (pre.parentElement).matches("td:first-child:not(:last-child)");

/**
 * Copies the code of a block. Where the browser does not let a page copy, it selects the code for the
 * reader to copy, and returns false.
 * @param {Element} pre
 */
async function copy(pre) {
  try {
    await navigator.clipboard.writeText(text(pre));
    return true;
  } catch {
    getSelection()?.selectAllChildren(pre.querySelector("code") ?? pre);
    return false;
  }
}

/** The text of a block, without the numbers of its lines. @param {Element} pre */
function text(pre) {
  const copy = /** @type {Element} */ (pre.cloneNode(true));
  for (const extra of copy.querySelectorAll(".copy, .ln, .lnt, [style*='user-select']")) extra.remove();
  return copy.textContent;
}
