import { create } from "./create.js";

/**
 * Has the page use a style sheet. The promise is kept when it is there, or can't be had.
 * @param {string} href
 * @returns {Promise<unknown>}
 */
export async function styled(href) {
  if (document.querySelector(`link[href="${href}"]`)) return;
  await new Promise((done) => document.head.append(create("link", { rel: "stylesheet", href, onload: done, onerror: done })));
}
