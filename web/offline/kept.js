// What offline.html does: it lists the pages that are kept, and goes on to the one
// that was asked for when there is a connection again.

import { create } from "../site/create.js";
import { site } from "../site/site.js";

const list = /** @type {HTMLElement} */ (document.querySelector(".kept"));

/** @param {Response} response */
const isPage = (response) => /^text\/html/.test(response.headers.get("content-type") ?? "");

/** Lists the pages that the service worker keeps, the one read last first, by the addresses that they say they have. */
async function show() {
  /** @type {Map<string, string>} */
  const pages = new Map();
  for (const kind of ["shell", "read"]) {
    const cache = await caches.open(`postview ${site} ${kind}`);
    for (const request of await cache.keys()) {
      const response = await cache.match(request);
      if (!response || !isPage(response)) continue;
      const page = new DOMParser().parseFromString(await response.text(), "text/html");
      const { address } = page.documentElement.dataset;
      const title = page.querySelector("main .title")?.textContent;
      const href = address === undefined ? request.url : site + address + new URL(request.url).search;
      pages.delete(href);
      if (title && address !== "offline.html") pages.set(href, title);
    }
  }
  for (const [href, textContent] of pages) {
    const item = create("li");
    item.append(create("a", { href, textContent }));
    list.prepend(item);
  }
  /** @type {HTMLElement} */ (document.querySelector("h2")).hidden = !pages.size;
}

const again = () => location.reload();
addEventListener("online", again);
document.querySelector("[name=retry]")?.addEventListener("click", again);
show();
