// What offline.html does: it lists the pages that are kept, and goes on to the one
// that was asked for when there is a connection again.

import { create } from "./create.js";

const site = new URL(document.documentElement.dataset.root, location.href).href;
const list = document.querySelector(".kept");

/** @param {Response} response */
const isPage = (response) => /^text\/html/.test(response.headers.get("content-type") ?? "");

/** The title of a page. @param {string} html */
const titleOf = (html) => new DOMParser().parseFromString(html, "text/html").querySelector("main .title")?.textContent;

/** Lists the pages that the service worker keeps, the one read last first. */
async function show() {
  /** @type {Map<string, string>} */
  const pages = new Map();
  for (const kind of ["shell", "read"]) {
    const cache = await caches.open(`postview ${site} ${kind}`);
    for (const request of await cache.keys()) {
      const response = await cache.match(request);
      const title = response && isPage(response) && titleOf(await response.text());
      pages.delete(request.url);
      if (title && request.url !== `${site}offline.html`) pages.set(request.url, title);
    }
  }
  for (const [href, textContent] of pages) {
    const item = create("li");
    item.append(create("a", { href, textContent }));
    list.prepend(item);
  }
  document.querySelector("h2").hidden = !pages.size;
}

const again = () => location.reload();
addEventListener("online", again);
document.querySelector("[name=retry]").addEventListener("click", again);
show();
