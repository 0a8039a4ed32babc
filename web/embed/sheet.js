// The style sheet of all posts, article.css, as shadow roots have it.

import { place, problem } from "./program.js";

/** The style sheet of all posts. @type {Promise<string> | undefined} */
let stylesheet;

/** That sheet for each document: no other may use one. @type {WeakMap<Document, Promise<CSSStyleSheet>>} */
const sheets = new WeakMap();

/** The style sheet of posts, for the elements of a document. @param {Document} document @returns {Promise<CSSStyleSheet>} */
export function style(document) {
  stylesheet ??= fetchStyle().catch((error) => {
    stylesheet = undefined;
    throw error;
  });
  const window = /** @type {typeof globalThis} */ (document.defaultView);
  const sheet = sheets.get(document) ?? stylesheet.then((text) => new window.CSSStyleSheet().replace(text));
  sheets.set(document, sheet);
  sheet.catch(() => sheets.delete(document));
  return sheet;
}

async function fetchStyle() {
  const response = await fetch(place("style"));
  if (!response.ok) throw problem("program", `${response.url}: status ${response.status}`);
  return response.text();
}
