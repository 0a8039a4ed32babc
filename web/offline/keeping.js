// The page's side of offline.js, the service worker: it registers it, tells it what
// the reader has read, and tells the reader when the page has changed since.
// page.js loads it when the page is there.

import { create } from "../site/create.js";
import { word } from "../embed/words.js";

/** How long after the reader left a page they are told what has changed when they come back, in milliseconds. */
const absence = 60_000;

/**
 * @param {string} site the URL of the site's root
 * @param {boolean} isPage whether there is a page at this address, made beforehand
 */
export async function begin(site, isPage) {
  const { serviceWorker } = navigator;
  const isFirst = !serviceWorker.controller;
  await serviceWorker.register(new URL("offline.js", site), { scope: site, updateViaCache: "none" });
  const { active } = await serviceWorker.ready;
  const say = (/** @type {WorkerMessageEvent["data"]} */ message) => (serviceWorker.controller ?? active)?.postMessage(message);

  if (isFirst) say({ read: [address(), ...fetched(site)] }); // it was not there to see them come
  addEventListener("postview-show", () => {
    // What can't be fetched to be shown in place may be kept as a page.
    if (isPage && document.querySelector("main [data-action=retry]")) location.reload();
    else say({ read: [address()] });
  });

  const check = () => say({ check: address() });
  let left = 0;
  addEventListener("online", check);
  addEventListener("pageshow", (event) => event.persisted && check());
  document.addEventListener("visibilitychange", () => {
    if (document.hidden) left = Date.now();
    else if (Date.now() - left > absence) check();
  });
  serviceWorker.addEventListener("message", ({ data }) => {
    if (data.changed === address()) offerReload();
  });
  serviceWorker.startMessages();
}

/** The address of the page, without its fragment. */
const address = () => location.href.split("#")[0];

/** What the page has fetched from its site. The program is left out: it is large, and not all need it. @param {string} site */
const fetched = (site) =>
  performance
    .getEntriesByType("resource")
    .map(({ name }) => name)
    .filter((name) => name.startsWith(site) && !/\.wasm(\.br|\.gz)?$|\/pagefind\./.test(name));

/** Says that the page has changed, where it is in nobody's way. */
function offerReload() {
  if (document.querySelector(".notice")) return;
  const notice = create("div", { className: "notice" });
  notice.setAttribute("role", "status");
  const close = create("button", { type: "button", className: "close", onclick: () => notice.remove() });
  close.setAttribute("aria-label", word("Close"));
  document.body.append(notice);
  notice.append(
    create("p", { textContent: word("A new version is available.") }),
    create("button", { type: "button", textContent: word("Reload"), onclick: () => location.reload() }),
    close,
  );
  addEventListener("postview-show", () => notice.remove(), { once: true });
}
