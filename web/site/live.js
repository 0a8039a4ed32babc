// Live reload: under `postview serve` every page listens for changes, and has the
// program show its view anew, in place, without losing the reader's place.

import { site } from "./site.js";

const main = /** @type {HTMLElement} */ (document.getElementById("postview-main"));

/** @returns {Promise<import("../embed/program.js").Program>} */
const booted = async () => (await import(new URL("postview.js", site).href)).boot();
booted().catch(() => {}); // ahead of the first change, which then shows at once

// The build that this page is of: the server knows what has changed since.
const [page] = /** @type {PerformanceNavigationTiming[]} */ (performance.getEntriesByType("navigation"));
const build = page.serverTiming.find(({ name }) => name === "build")?.description ?? "";

new EventSource(new URL(`postview-live?build=${build}`, site)).addEventListener("change", async (event) => {
  if (event.data !== "content") return location.reload();
  try {
    const program = await booted();
    await program.call("refresh", { main, root: site });
  } catch {
    location.reload();
  }
});
