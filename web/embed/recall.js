// Posts that were shown before, kept by the browser as HTML: one whose source is
// what it was shows again without the program.
//
// It is right, since each is kept under all that it was made from: the digest of the source, which is
// fetched every time, its address, the options, and the version of the program. And it is safe, since
// nothing that is kept is trusted. Whatever script of the page's origin wrote it, it goes through the
// browser's own sanitizer (Element.setHTML), which lets nothing through that can run. Where a browser
// has none, or that would change the post (as it does those with a video's frame), nothing is kept.

import { keptVersion } from "./program.js";

/**
 * @import { Post } from "./package/postview.js"
 * @typedef {{digest: string, size: number, html: string, post: Post}} Kept size is that of the source, in bytes
 */

/** How many posts a page's origin keeps of one version. */
const most = 100;

/** How long a source may take that is to be compared, in milliseconds: after that the program waits for it, and tells. */
const patience = 10_000;

/** What the sanitizer is told: to let all through that is harmless. */
const harmless = { sanitizer: {} };

/** What the names of all versions' caches begin with. */
const prefix = "postview-kept ";

/** The cache of this version, or "" where nothing is kept: outside of https a browser has no caches. */
function cacheName() {
  const version = "caches" in globalThis && "setHTML" in Element.prototype && keptVersion();
  return version ? prefix + version : "";
}

/**
 * What was kept of a post.
 * @param {object} request all that it was made from, but for the content of its source
 * @returns {Promise<Kept | undefined>} never rejected
 */
export async function find(request) {
  const name = cacheName();
  if (!name) return;
  try {
    const found = await caches.match(address(request), { cacheName: name });
    return await found?.json();
  } catch {
    // A browser may refuse its storage to a page.
  }
}

/**
 * Keeps a post as a view has it now, if it would come back as it is.
 * @param {object} request @param {Uint8Array<ArrayBuffer>} source @param {HTMLElement} view @param {Post} post
 * @returns {Promise<void>} never rejected
 */
export async function keep(request, source, view, post) {
  const name = cacheName();
  if (!name) return;
  const html = view.innerHTML;
  await new Promise((done) => (globalThis.requestIdleCallback ?? setTimeout)(done));
  if (fill(document.implementation.createHTMLDocument().body, html).innerHTML !== html) return;
  try {
    const kept = { digest: await digest(source), size: source.length, html, post };
    const cache = await caches.open(name);
    await cache.delete(address(request)); // so that it comes last
    await cache.put(address(request), Response.json(kept));
    const all = await cache.keys();
    await Promise.all(all.slice(0, -most).map((oldest) => cache.delete(oldest)));
    const others = (await caches.keys()).filter((other) => other.startsWith(prefix) && other !== name);
    await Promise.all(others.map((other) => caches.delete(other)));
  } catch {
    // There may be no room.
  }
}

/** What a cache has for keys are addresses; nothing is ever at this one. @param {object} request */
const address = (request) => `${location.origin}/postview-kept?${encodeURIComponent(JSON.stringify(request))}`;

/** Shows what was kept, as far as it is harmless. @param {HTMLElement} view @param {string} html */
export function fill(view, html) {
  view.setHTML(html, harmless);
  return view;
}

/**
 * Whether what is being fetched is the source that a post was made from. The program can still read it.
 * @param {Kept} kept @param {Promise<Response>} answer
 * @returns {Promise<boolean>} never rejected; false as well where it does not come in time
 */
export const isOf = (kept, answer) =>
  Promise.race([answer.then((answer) => compare(kept, answer)), new Promise((done) => setTimeout(done, patience, false))]).catch(() => false);

/** It reads no more than that source had. @param {Kept} kept @param {Response} answer */
async function compare(kept, answer) {
  if (!answer.ok || !answer.body) return false;
  const source = new Uint8Array(kept.size);
  let size = 0;
  for (const reader = /** @type {ReadableStream<Uint8Array>} */ (answer.clone().body).getReader(); ; ) {
    const { done, value } = await reader.read();
    if (done) return size === kept.size && (await digest(source)) === kept.digest;
    if (size + value.length > kept.size) {
      reader.cancel();
      return false;
    }
    source.set(value, size);
    size += value.length;
  }
}

/** The SHA-256 of bytes, as text. @param {Uint8Array<ArrayBuffer>} bytes */
async function digest(bytes) {
  const sum = await crypto.subtle.digest("SHA-256", bytes);
  return btoa(String.fromCharCode(...new Uint8Array(sum)));
}
