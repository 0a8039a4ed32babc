// Fetches a source before the program asks for it.

/** @import { Begun } from "./boundary.js" */

/** Whether a source has been fetched beside the program. */
let hasBegun = false;

/**
 * One source comes beside the program. More, and large, could leave the program no connection.
 * @param {string} src @param {AbortSignal} signal @returns {Begun | undefined}
 */
export function beginFirst(src, signal) {
  if (hasBegun) return;
  hasBegun = true;
  return begin(src, signal);
}

/**
 * Begins to fetch what the program will read.
 * @param {string} src @param {AbortSignal} signal @returns {Begun}
 */
export function begin(src, signal) {
  const abort = new AbortController();
  signal.addEventListener("abort", () => abort.abort());
  const answer = fetch(src, { signal: abort.signal });
  answer.catch(() => {}); // the program tells why
  return { abort, answer };
}
