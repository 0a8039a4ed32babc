// The site's service worker: it keeps what is read, so that it can be read without
// a connection. Pages and posts come from the network as long as that is there, be
// it slow: what is kept is for when it is not. Files whose name changes with their
// content are taken from what is kept. offline.html is shown in place of a page
// that is not; keeping.js is the page's side.

const files = built.offline;

const worker = /** @type {WorkerScope} */ (/** @type {unknown} */ (globalThis));
const site = worker.registration.scope;

/** How many files are kept of each kind: the site's own, what is read, and what never changes under its name. */
const limits = { shell: 9, read: 300, assets: 100 };

/** A larger file is not kept, in bytes. */
const largest = 4 << 20;

/** @param {keyof typeof limits} kind */
const kept = (kind) => caches.open(`postview ${site} ${kind}`);

worker.addEventListener("install", (event) => event.waitUntil(install()));
worker.addEventListener("activate", (event) => event.waitUntil(activate()));

/**
 * Keeps what every page needs. A new version then waits until no page is left to the one before it: pages
 * get on with either, and with skipWaiting() Chromium may end that one while it owes a page an answer,
 * which then never comes.
 */
async function install() {
  await (await kept("shell")).addAll(files.shell.map((file) => new Request(new URL(file, site), { cache: "no-cache" })));
}

async function activate() {
  await worker.registration.navigationPreload?.enable(); // the page is asked for while this starts
  await worker.clients.claim();
}

// ---- Answers ----

worker.addEventListener("fetch", (event) => {
  const { request, preloadResponse } = event;
  if (!isKept(request)) return;
  event.respondWith(isUnchanging(request.url) ? unchanging(request) : fresh(request, preloadResponse));
});

/**
 * Whether a request is for what may be kept: of this site, not a part of a film, not of the search, and
 * not ahead of a reader who may never come, as a link with rel=prefetch asks.
 * @param {Request} request
 */
function isKept({ method, url, mode, destination, headers }) {
  const isAhead = mode === "no-cors" && destination === "";
  const isOfSearch = files.index && url.startsWith(site + files.index);
  return method === "GET" && url.startsWith(site) && !headers.has("range") && !isOfSearch && !isAhead;
}

/** Whether a file of the site has a name made from its content. @param {string} url */
const isUnchanging = (url) => /^assets\/[^/]+\.[0-9a-f]{10}[./]/.test(url.slice(site.length));

/** @param {Request} request */
async function unchanging(request) {
  return (await find(request.url)) ?? keep("assets", await fetch(request));
}

/** @param {Request} request @param {Promise<Response | undefined>} [preloaded] */
async function fresh(request, preloaded) {
  try {
    return await keep("read", (await preloaded) ?? (await fetch(request)));
  } catch (error) {
    const had = await find(request.url);
    if (had) return had;
    if (request.mode === "navigate") return offline();
    throw error;
  }
}

/** The page that says that there is no connection, with addresses that hold in place of any page. */
async function offline() {
  const page = /** @type {Response} */ (await find(`${site}offline.html`));
  const html = (await page.text()).replaceAll('="./', `="${site}`);
  return new Response(html, { status: 503, headers: { "content-type": "text/html; charset=utf-8" } });
}

// ---- What is kept ----

/**
 * The address that a file is kept by. What a page is asked, such as for a search, does not make it
 * another page, but for the post that it shows.
 * @param {string} url
 */
function key(url) {
  const { origin, pathname, searchParams } = new URL(url);
  const post = searchParams.get("src");
  return origin + pathname + (post ? `?src=${encodeURIComponent(post)}` : "");
}

/** @param {string} url */
async function find(url) {
  for (const kind of /** @type {const} */ (["read", "assets", "shell"])) {
    const response = await (await kept(kind)).match(key(url), { ignoreVary: true });
    if (response) return response;
  }
}

/**
 * Keeps a response if it is worth it, in place of the one kept longest, and returns it.
 * @param {keyof typeof limits} kind @param {Response} response
 */
function keep(kind, response) {
  const isFit = response.status === 200 && response.type === "basic";
  if (isFit && Number(response.headers.get("content-length")) <= largest) store(kind, response.clone()).catch(() => {}); // no room
  return response;
}

/** @param {keyof typeof limits} kind @param {Response} response */
async function store(kind, response) {
  const cache = await kept(kind);
  const keys = await keysOf(response);
  const copy = response.redirected ? new Response(response.body, response) : response; // a browser takes no other for a page
  for (const key of keys) {
    await cache.delete(key);
    await cache.put(key, copy.clone());
  }
  const all = await cache.keys();
  await Promise.all(all.slice(0, Math.max(0, all.length - limits[kind])).map((old) => cache.delete(old)));
}

/**
 * What a response is kept by: its address, and that which a page says that it has. Links lead to this one,
 * and a host may redirect from there to another.
 * @param {Response} response
 */
async function keysOf(response) {
  const { url, headers } = response;
  const keys = new Set([key(url)]);
  if (/^text\/html/.test(headers.get("content-type") ?? "")) {
    const [, own] = (await response.clone().text()).match(/<html[^>]* data-address="([^"]*)"/) ?? [];
    if (own !== undefined) keys.add(key(site + own.replaceAll("&amp;", "&").replaceAll("&#39;", "'") + new URL(url).search));
  }
  return keys;
}

// ---- What pages say ----

worker.addEventListener("message", (event) => {
  const { read, check } = event.data;
  if (read) event.waitUntil(Promise.allSettled(read.map(readThrough)));
  if (check) event.waitUntil(compare(check, event.source));
});

/** Keeps a file that a page has, or shows in place. @param {string} url */
const readThrough = (url) => (isUnchanging(url) ? unchanging : fresh)(new Request(url));

/** Tells a page when it has another text by now than what is kept of it. @param {string} url @param {WorkerMessageEvent["source"]} page */
async function compare(url, page) {
  const had = await find(url);
  if (!had) return;
  const now = await fetch(url, { cache: "no-cache" });
  if (!now.ok) return;
  const [before, after] = await Promise.all([had.text(), now.clone().text()]);
  keep("read", now);
  if (before !== after) page.postMessage({ changed: url });
}
