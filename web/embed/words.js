// What a script says to the reader, in the language of the page. It stands in the
// scripts in English; wasm/words has it in the other languages, from where the build
// takes it.

/**
 * @param {string} english
 * @param {Element} [place] where it will stand
 */
export const word = (english, place) => built.words[language(place).toLowerCase().split(/[-_]/)[0]]?.[english] ?? english;

/**
 * The language of a place in the page, "" where nothing tells it.
 * @param {Element} [place]
 */
export function language(place = document.documentElement) {
  for (let near = place; near; near = /** @type {ShadowRoot} */ (near.getRootNode()).host) {
    const speaking = near.closest("[lang]");
    if (speaking) return /** @type {string} */ (speaking.getAttribute("lang"));
  }
  return "";
}
