// What an article gets beyond its HTML, by enrich.js: that is not fetched for one
// that has no need of it.

/**
 * Adds to the article in a view what its HTML can't have.
 * @param {HTMLElement} view
 * @param {string} script the URL of enrich.js
 * @returns {Promise<void>} never rejected
 */
export async function enrich(view, script) {
  if (!view.querySelector(".article :is(pre, .math)")) return;
  try {
    await (await import(/* @vite-ignore */ /* webpackIgnore: true */ script)).enrich(view);
  } catch (error) {
    console.warn(error); // the article is whole without
  }
}
