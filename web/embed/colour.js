// Colours for code, which a view gets after its HTML is there. They are not
// fetched for a post without code.

import { place, policy } from "./program.js";

/** How often each view was coloured. @type {WeakMap<HTMLElement, number>} */
const turns = new WeakMap();

/**
 * Colours the code of a view that is on the page. Until that is done, or has failed, the view has the
 * attribute data-colouring; its code is readable all the while.
 * @param {HTMLElement} view
 * @returns {Promise<void>} never rejected
 */
export async function colour(view) {
  const turn = (turns.get(view) ?? 0) + 1;
  turns.set(view, turn);
  if (view.querySelector("[data-postview-code]")) {
    view.dataset.colouring = "";
    try {
      const highlight = await import(/* @vite-ignore */ /* webpackIgnore: true */ place("highlight"));
      await highlight.colour(view, policy);
    } catch (error) {
      console.warn(error);
    }
  }
  if (turns.get(view) === turn) delete view.dataset.colouring;
}
