// Typesets formulas by KaTeX. The build puts this file, KaTeX, its style sheet
// and its fonts into one folder, which is fetched for a post with formulas alone.

import katex from "./katex.js";

const options = { trust: false, strict: "ignore", maxExpand: 1000, maxSize: 40 };

/** @type {Promise<CSSStyleSheet> | undefined} */
let styling;

/** The style sheet, fetched once, and its fonts made known to the document: no shadow root can do that. */
function style() {
  styling ??= (async () => {
    const response = await fetch(new URL("katex.css", import.meta.url));
    if (!response.ok) throw new Error(`${response.url}: status ${response.status}`);
    const text = (await response.text()).replaceAll("url(fonts/", `url(${new URL("fonts/", import.meta.url).href}`);
    const sheet = await new CSSStyleSheet().replace(text);
    for (const rule of sheet.cssRules) if (rule instanceof CSSFontFaceRule) addFont(rule.style);
    return sheet;
  })().catch((error) => {
    styling = undefined;
    throw error;
  });
  return styling;
}

/** @param {CSSStyleDeclaration} face */
function addFont(face) {
  const family = face.getPropertyValue("font-family").replaceAll(/["']/g, "");
  const descriptors = { style: face.getPropertyValue("font-style"), weight: face.getPropertyValue("font-weight") };
  document.fonts.add(new FontFace(family, face.getPropertyValue("src"), descriptors));
}

/**
 * Typesets the TeX in each of the elements, all of one document or shadow root. What is no TeX stays as
 * it is; its title and a note below say why.
 * @param {HTMLElement[]} elements
 */
export async function typeset(elements) {
  const sheet = await style();
  const root = /** @type {Document | ShadowRoot} */ (elements[0].getRootNode());
  if (!root.adoptedStyleSheets) return; // it has left the page
  if (!root.adoptedStyleSheets.includes(sheet)) root.adoptedStyleSheets = [...root.adoptedStyleSheets, sheet];
  for (const element of elements) {
    const formula = document.createElement("span");
    try {
      katex.render(element.textContent, formula, { ...options, displayMode: element.classList.contains("math-display") });
      element.replaceChildren(...formula.childNodes);
      element.dataset.enriched = "math";
    } catch (error) {
      explain(element, /** @type {Error} */ (error).message.replace(/^KaTeX parse error: |\u0332/g, ""));
    }
  }
}

/** @param {HTMLElement} element @param {string} reason */
function explain(element, reason) {
  if (element.title) return; // it was explained before
  element.title = reason;
  const note = document.createElement("p");
  note.className = "note";
  note.dataset.enriched = "";
  note.textContent = `This formula can’t be typeset: ${reason}`;
  const outermost = element.closest(".article > *") ?? element;
  outermost.after(note);
}
