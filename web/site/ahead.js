// Fetches, ahead of a click, what the program shows a page from: what stands around
// it, and its source. page.js loads it with the program.

/** How long what was fetched is taken for new, in milliseconds. */
const fresh = 30_000;

/** What waits for the program, by its address. @type {Map<string, {abort: AbortController, answer: Promise<Response>}>} */
const waiting = new Map();

/** The source of each page, once it is asked for; undefined for a list. @type {Map<string, Promise<string | undefined>>} */
const sources = new Map();

/**
 * Fetches what a page is shown from, once; its source again when that is no longer new.
 * @param {string} href the address of the page, without a query
 * @param {string} site the URL of the site's root
 */
export async function fetchAhead(href, site) {
  if (!sources.has(href)) sources.set(href, findSource(href, site));
  const source = await sources.get(href);
  if (source && !waiting.has(key(source))) begin(source);
}

/** Gives a fetch that was begun before to the program, if there is one. @param {string} url */
export function take(url) {
  const begun = waiting.get(key(url));
  waiting.delete(key(url));
  return begun;
}

/** @param {string} href @param {string} site */
async function findSource(href, site) {
  try {
    const answer = await begin(/\/(index\.html)?$/.test(href) ? href.replace(/[^/]*$/, "post.json") : `${href}.post.json`);
    const { around } = await answer.clone().json();
    return around && new URL(around.path.split("/").map(encodeURIComponent).join("/"), site).href;
  } catch {
    sources.delete(href); // another time
  }
}

/** @param {string} url */
function begin(url) {
  const abort = new AbortController();
  const begun = { abort, answer: fetch(url, { signal: abort.signal, mode: "no-cors" }) }; // by which offline.js knows what nobody has read yet
  waiting.set(key(url), begun);
  const forget = () => waiting.get(key(url)) === begun && take(url);
  begun.answer.catch(forget); // the program tries for itself, and says what is wrong
  setTimeout(forget, fresh);
  return begun.answer;
}

/** An address, however it is escaped. @param {string} url */
function key(url) {
  try {
    return decodeURIComponent(url);
  } catch {
    return url;
  }
}
