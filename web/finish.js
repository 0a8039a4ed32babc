// What a view gets after its HTML is there: colours for its code, and what else
// its HTML can't have. None of it is fetched for a post that has no need of it.

import * as extras from "./extras.js";
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

/**
 * Adds to the article what its HTML can't have, if it needs any of it.
 * @param {HTMLElement} view
 * @returns {Promise<void>} never rejected
 */
export const enrich = (view) => extras.enrich(view, place("enrich"));
