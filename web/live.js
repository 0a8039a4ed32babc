// Live reload: under `postview serve` every page listens for changes, and has the
// program show its view anew, in place, without losing the reader's place.

const site = new URL(document.documentElement.dataset.root || "./", location.href).href;
const main = document.getElementById("postview-main");

new EventSource(new URL("postview-live", site)).addEventListener("change", async (event) => {
  if (event.data !== "content") return location.reload();
  try {
    const { boot } = await import(new URL("postview.js", site).href);
    const program = await boot();
    await program.call("refresh", { main, root: site });
  } catch {
    location.reload();
  }
});
