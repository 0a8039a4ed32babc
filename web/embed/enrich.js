// What an article gets beyond its HTML: a button that copies on each block of
// code, formulas typeset, diagrams drawn. The page, the frame and <post-view> ask
// for it here; it is not fetched for an article that has no need of it.

/**
 * Adds to the article in a view what its HTML can't have.
 * @param {HTMLElement} view
 * @param {string} extras the URL of extras.js, which has it
 * @returns {Promise<void>} never rejected
 */
export async function enrich(view, extras) {
  if (!view.querySelector(".article :is(pre, .math)")) return;
  try {
    await (await import(/* @vite-ignore */ /* webpackIgnore: true */ extras)).add(view);
  } catch (error) {
    console.warn(error); // the article is whole without
  }
}
