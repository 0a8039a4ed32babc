// Live reload: under `postview serve` every page listens for changes, and has the
// program show its view anew, in place, without losing the reader's place. What is
// wrong it tells on the page.

import { site } from "./site.js";
import { tellProblems } from "./problems.js";

const main = /** @type {HTMLElement} */ (document.getElementById("postview-main"));

const tell = () => tellProblems(built.live.style).catch(() => {}); // the server is away, and will say it later

/** @returns {Promise<import("../embed/program.js").Program>} */
const booted = async () => (await import(new URL("postview.js", site).href)).boot();
booted().catch(() => {}); // ahead of the first change, which then shows at once

// The build that this page is of: the server knows what has changed since.
const [page] = /** @type {PerformanceNavigationTiming[]} */ (performance.getEntriesByType("navigation"));
const build = page.serverTiming.find(({ name }) => name === "build")?.description ?? "";

const server = new EventSource(new URL(`postview-live?build=${build}`, site));
server.addEventListener("change", async (event) => {
  if (event.data === "problems") return tell();
  if (event.data !== "content") return location.reload();
  try {
    const program = await booted();
    await program.call("refresh", { main, root: site });
  } catch {
    location.reload();
  }
  tell();
});
server.addEventListener("open", tell);
new MutationObserver(tell).observe(document.documentElement, { attributeFilter: ["data-address"] }); // another page is shown in place
