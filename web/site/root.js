// Stands within index.html and 404.html, which a host may send for any address: it finds the root of the
// site, and has the page take its links and its scripts from there. What the page was sent for is its own
// address from then on.

/** How many folders of an address are tried, the outermost ones. */
const most = 10;

const root = document.documentElement;
const main = /** @type {HTMLElement} */ (document.getElementById("postview-main"));
const { address, renderer, root: before = "" } = root.dataset;
const here = location.href.split(/[?#]/)[0];

/** Whether this is the home page at its own address, as far as it can tell. */
const isHome = address === "" && /\/(index(\.html)?)?$/.test(here);

if (isHome) load("./").catch(find);
else find();

/** @param {string | URL} site */
async function load(site) {
  await import(new URL(built.root.page, new URL(site, here)).href);
}

async function find() {
  const site = await findRoot();
  if (!site) return lost();
  const asked = here.slice(site.href.length);
  if (isHome && site.href === new URL("./", here).href) return; // it was the connection
  if (address === "" && renderer === "prerender") return location.replace(new URL("404.html", site));
  for (const link of /** @type {NodeListOf<HTMLAnchorElement>} */ (document.querySelectorAll("a, link"))) {
    const to = link.getAttribute("href");
    if (to?.startsWith(before)) link.href = new URL(to.slice(before.length), site).href;
  }
  Object.assign(root.dataset, { root: site.href, address: asked, anywhere: "" });
  load(site).catch(lost);
}

/** The folder of the site: the innermost one of the address that has this version of it, or where it is to be. */
async function findRoot() {
  const folders = [new URL("./", here)];
  while (folders[0].pathname !== "/") folders.unshift(new URL("../", folders[0]));
  const candidates = [...folders.slice(0, most).reverse(), new URL(before, here)];
  const tried = [...new Set(candidates.map(String))].map((folder) => new URL(folder)).filter(({ origin }) => origin === location.origin);
  const there = await Promise.all(tried.map(has));
  return tried.find((_, i) => there[i]);
}

/** @param {URL} folder */
async function has(folder) {
  try {
    const answer = await fetch(new URL(built.root.page, folder)); // without a connection what is kept answers no HEAD
    const isThere = answer.ok && !/^text\/html/.test(answer.headers.get("content-type") ?? "");
    if (!isThere) answer.body?.cancel();
    return isThere;
  } catch {
    return false;
  }
}

/** Shows what stands in the page for when nothing can be shown. */
function lost() {
  const failure = /** @type {HTMLElement} */ (main.querySelector(":scope > [hidden]"));
  if (!failure) return;
  main.replaceChildren(failure);
  main.removeAttribute("aria-busy");
  failure.hidden = false;
}
