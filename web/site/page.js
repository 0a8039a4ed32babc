// What a page of a site does by itself: it follows the history, marks the place in
// the table of contents, gives the text of a picture that is missing, and loads the
// program when the reader is about to need it, or at once where it must show the page.

import { create } from "./create.js";
import { enrich } from "../embed/enrich.js";
import { linkable } from "../embed/linkable.js";
import { ownURL, site } from "./site.js";
import { word } from "../embed/words.js";

/**
 * @import { HistoryState, OpenRequest } from "../embed/boundary.js"
 * @import { Program } from "../embed/program.js"
 */

const files = built.page;

const root = document.documentElement;
const main = /** @type {HTMLElement} */ (document.getElementById("postview-main"));

/** The loader. @type {() => Promise<typeof import("../embed/postview.js")>} */
const loader = () => import(new URL(files.loader, site).href);

// ---- The history ----

/** The address of a page, without what makes it no other page: a place in it, and what is searched for. */
function address(href = location.href) {
  const url = new URL(href);
  url.searchParams.delete("search");
  return url.origin + url.pathname + url.search;
}

/** The address of what the document shows: that which it was loaded from, or by now another in its place. */
let shown = address(performance.getEntriesByType("navigation")[0].name);

/** What the entry of the history keeps: instead is what the document showed that had it before. */
const state = () => /** @type {HistoryState & {instead?: string} | null} */ (history.state);

/** Whether the document gives way to another. */
let leaving = false;

/**
 * Sees that the document shows what the history has come to. Where the program is not on its way there, the
 * browser loads that page, and the place in it is the one that its entry names: what the browser keeps of an
 * entry that another document stood for, is the place in that one.
 */
function follow() {
  clearTimeout(resting);
  leaving ||= address() !== shown && main.dataset.going === undefined;
  if (!leaving) return main.dataset.going === undefined && restore();
  history.replaceState({ ...state(), instead: shown }, "");
  history.scrollRestoration = "manual";
  location.reload();
}

/** Scrolls to where the reader was, where that is not left to the browser. */
function restore() {
  const place = state()?.place; // none yet where a link leads to a heading, to which the browser scrolls
  if (history.scrollRestoration === "manual" && (place || (place === 0 && !location.hash))) scrollTo(0, place);
}

/** Notes in an entry of the history where its reader is, whenever scrolling rests and when the page is left. */
function note() {
  if (leaving || address() !== shown || main.hasAttribute("aria-busy")) return;
  history.replaceState({ ...state(), place: scrollY, instead: undefined }, "");
}

let resting = 0;

function noteSoon() {
  clearTimeout(resting);
  resting = setTimeout(note, 100);
}

if (main.dataset.opener === undefined) { // else opener.js follows
  addEventListener("popstate", () => setTimeout(follow)); // when the program has heard of it too
  addEventListener("pageshow", (event) => event.persisted && follow());
  addEventListener("postview-show", () => (shown = address()));
  addEventListener("scroll", noteSoon, { passive: true });
  addEventListener("pagehide", note);
  if (state()?.instead === shown) shown = address(); // it came again: the browser has another name for this page
  follow(); // the history may have moved before there was a script
}

// ---- The program ----

const here = new URL(location.href);
const mustShow =
  root.dataset.renderer !== "prerender" || here.searchParams.get("renderer") === "wasm" || here.searchParams.has("src") || isNarrowed();

if (main.dataset.opener === undefined && !leaving) { // else opener.js shows what the reader chooses
  if (mustShow) show();
  else {
    resume();
    bootOnIntent();
  }
}

/**
 * Scrolls to where the reader was, in place of the browser, which may know another place; that has its way
 * again when it is through.
 */
function resume() {
  if (state()?.place !== undefined) history.scrollRestoration = "manual";
  restore();
  addEventListener("pageshow", () => setTimeout(() => !following && (history.scrollRestoration = "auto")), { once: true });
}

/** Shows this page by the program, with progress while that comes. */
async function show() {
  const progress = main.querySelector("progress");
  main.setAttribute("aria-busy", "true");
  try {
    const { boot } = await loader();
    const program = await boot((loaded, total) => {
      if (progress && total) progress.value = Math.min(loaded / total, 1);
    });
    await open(program, true);
  } catch (error) {
    notice(/** @type {Error} */ (error));
  }
}

/** @param {Program} program @param {boolean} show @param {OpenRequest["ahead"]} [ahead] */
function open(program, show, ahead) {
  program.ended.then(stranded);
  return program.call("open", { main, root: site, show, leave, ahead });
}

/** The program, once it follows the reader's clicks. @type {ReturnType<typeof follows> | undefined} */
let following;

async function follows() {
  /** @type {Promise<typeof import("./ahead.js")>} */
  const ahead = import(new URL(files.ahead, site).href);
  const [{ boot }, { fetchAhead, take }] = await Promise.all([loader(), ahead]);
  const program = await boot();
  await open(program, false, take);
  prefetch = (href) => fetchAhead(href, site);
  return program;
}

const opened = () => (following ??= follows());

/** The program ended: the browser goes on to where the reader was going. */
function stranded() {
  if (main.dataset.going) location.assign(main.dataset.going);
}

/**
 * Fetches ahead what a link of this site leads to that the reader points at, touches or focuses, and boots
 * the program, unless it costs too much: it shows the ones after it in place. Until it is ready, and
 * whenever it fails, the browser follows links as ever.
 */
function bootOnIntent() {
  /** @type {Promise<unknown> | undefined} */
  let opening;
  /** @type {HTMLAnchorElement} */
  let intended;
  const fetchAhead = () => {
    const href = intended.href.split("#")[0];
    if (href !== ownURL() && /(\/|\.html)$/.test(href)) (intended.hreflang ? prefetchPage : prefetch)(href);
  };
  const onIntent = (/** @type {Event} */ event) => {
    const link = /** @type {HTMLAnchorElement} */ (/** @type {Element} */ (event.target).closest?.("a[href]"));
    if (!link?.href.startsWith(site) || link.getAttribute("href")?.startsWith("#")) return;
    intended = link;
    fetchAhead();
    if (mayBoot()) opening ??= opened().then(() => intended.matches(":hover, :focus") && fetchAhead(), console.warn); // without it the links stay as they are
  };
  for (const intent of ["pointerover", "focusin", "touchstart"]) addEventListener(intent, onIntent, { passive: true });
}

/** Whether the program, which is large, costs the reader little enough to be fetched and run ahead of need. */
function mayBoot() {
  const { deviceMemory = Infinity, connection: { saveData = false, effectiveType = "4g", downlink = Infinity } = {} } = navigator;
  const savesData = saveData || matchMedia("(prefers-reduced-data: reduce)").matches;
  return !savesData && effectiveType === "4g" && downlink >= 5 && deviceMemory > 2;
}

/** The pages that were fetched ahead. */
const pages = new Set();

/** Fetches a page ahead of the click. @param {string} href */
function prefetchPage(href) {
  if (pages.has(href)) return;
  pages.add(href);
  document.head.append(create("link", { rel: "prefetch", href }));
}

/** Fetches ahead what a page of this site is shown from. */
let prefetch = prefetchPage;

/** Says that the program can't show this page. @param {Error} error */
function notice(error) {
  main.removeAttribute("aria-busy");
  const list = root.dataset.renderer === "prerender" && isNarrowed() && main.querySelector(".found");
  const source = here.searchParams.get("src");
  if (root.dataset.renderer === "prerender" && !list && !source) return console.warn(error); // what the builder made is there
  const section = create("section", { className: "failure" });
  section.setAttribute("role", "alert");
  section.append(
    list
      ? create("h2", { className: "title", textContent: word("The list can’t be narrowed: all posts are shown") })
      : create("h1", { className: "title", textContent: word("This page can’t be shown") }),
    create("p", { className: "reason", textContent: error.message }),
    create("p", { textContent: word("Check the connection, then try again. The browser must allow WebAssembly.") }),
  );
  const actions = section.appendChild(create("ul", { className: "actions" }));
  const retry = create("button", { type: "button", textContent: word("Try again"), onclick: () => location.reload() });
  actions.appendChild(create("li")).append(retry);
  const href = source && linkable(source, site);
  if (href?.startsWith(site)) actions.appendChild(create("li")).append(create("a", { href, textContent: word("Open the source") }));
  if (list) list.prepend(section);
  else main.replaceChildren(section);
}

// ---- Narrowing a list ----

/** Whether the page's address says what a list is narrowed to. */
function isNarrowed() {
  const form = /** @type {HTMLFormElement | null} */ (main.querySelector(".narrow-form"));
  const names = ["tag", "category", "author", "year", "q", ...(form ? new FormData(form).keys() : [])];
  const { searchParams } = new URL(location.href);
  return root.dataset.view === "list" && names.some((name) => searchParams.get(name));
}

/** @type {Promise<void> | undefined} */
let narrowing;

/** Makes the form work that narrows a list. */
function narrowLists() {
  /** @type {() => Promise<typeof import("./narrow.js")>} */
  const load = () => import(new URL(files.narrow, site).href);
  narrowing ??= load().then(({ narrow }) => narrow(main, opened, mayBoot())).catch(console.warn);
}

for (const intent of ["pointerover", "focusin"]) {
  addEventListener(intent, (event) => {
    if (/** @type {Element} */ (event.target).closest?.(".narrow")) narrowLists();
  });
}

// ---- The view ----

/** Ends the marking of the view before. @type {AbortController | undefined} */
let marking;

/** Marks, in the table of contents, the heading that is being read. */
function markRead() {
  marking?.abort();
  const links = new Map();
  for (const link of main.querySelectorAll(".toc a[href^='#']")) {
    const heading = document.getElementById(decodeURIComponent(/** @type {string} */ (link.getAttribute("href")).slice(1)));
    if (heading) links.set(heading, link);
  }
  if (!links.size) return;
  const headings = [...links.keys()];
  const mark = () => {
    const read = headings.findLast((heading) => heading.getBoundingClientRect().top < innerHeight / 4) ?? headings[0];
    for (const [heading, link] of links) {
      if (heading === read) link.setAttribute("aria-current", "true");
      else link.removeAttribute("aria-current");
    }
  };
  let soon = 0;
  const markSoon = () => {
    soon ||= requestAnimationFrame(() => {
      soon = 0;
      mark();
    });
  };
  marking = new AbortController();
  for (const event of ["scroll", "resize"]) addEventListener(event, markSoon, { passive: true, signal: marking.signal });
  mark();
}

/** @param {HTMLImageElement} image */
const isMissing = (image) => image.complete && image.naturalWidth === 0 && image.getAttribute("src");

/** A picture that can't be loaded is marked, so that the style sheet gives its text a place. */
function markMissing(/** @type {Event} */ event) {
  if (event.target instanceof HTMLImageElement) event.target.dataset.missing = "";
}

/** Has the code of a view that the program made coloured; pages made beforehand have their colours. */
async function colour() {
  if (!main.querySelector("[data-postview-code]")) return;
  main.dataset.colouring = "";
  (await loader()).colour(main);
}

function viewed() {
  markRead();
  if (isNarrowed()) narrowLists();
  colour();
  enrich(main, new URL(files.extras, site).href);
  for (const image of main.querySelectorAll("img")) if (isMissing(image)) image.dataset.missing = "";
}

/** Offers the markup that shows this post elsewhere. */
async function offerEmbedding(/** @type {MouseEvent} */ event) {
  const button = /** @type {Element} */ (event.target).closest("[data-action=embed]");
  if (!button) return;
  /** @type {typeof import("./embedding.js")} */
  const { offer } = await import(new URL(files.embedding, site).href);
  offer(/** @type {HTMLElement} */ (button.closest(".post")), site);
}

addEventListener("error", markMissing, true);
addEventListener("click", offerEmbedding);
addEventListener("postview-show", viewed);
viewed();

// ---- Moving about ----

/** How long a picture of the view before is shown at most until the next one comes, in milliseconds. */
const patience = 500;

/**
 * Begins the transition from one view to the next, where there are transitions and the reader minds no
 * motion. The promise is kept when the next view may be put in place.
 */
async function leave() {
  if (!document.startViewTransition || matchMedia("(prefers-reduced-motion: reduce)").matches || document.hidden) return;
  await new Promise((pictured) => {
    const transition = document.startViewTransition(() => {
      pictured(undefined);
      return new Promise((done) => {
        addEventListener("postview-show", done, { once: true });
        setTimeout(done, patience);
      });
    });
    transition.ready.catch(() => {}); // another came in between
    transition.finished.catch(() => {});
  });
}

/** Leads back to the top, without an entry in the history for it. */
function toTop(/** @type {MouseEvent} */ event) {
  if (!(/** @type {Element} */ (event.target).closest(".to-top a"))) return;
  event.preventDefault();
  scrollTo(0, 0);
  /** @type {HTMLElement} */ (main.querySelector(".title") ?? main).focus({ preventScroll: true });
}

addEventListener("click", toTop);

// ---- The search ----

if (files.search) offerSearch();

/** Puts a button into the header, and listens for the keys. The address may ask for a search as well. */
function offerSearch() {
  const button = create("button", { type: "button", className: "search-button", textContent: word("Search"), onclick: () => search() });
  button.setAttribute("aria-keyshortcuts", "/ Control+K Meta+K");
  document.querySelector(".site-header")?.append(button);
  addEventListener("keydown", (event) => {
    const isKey = event.key === "/" ? !isTyping(event) : event.key === "k" && (event.ctrlKey || event.metaKey);
    if (!isKey || event.defaultPrevented || document.querySelector("dialog[open]")) return;
    event.preventDefault();
    search();
  });
  const searchAsked = () => {
    const query = new URL(location.href).searchParams.get("search");
    if (query) search(query);
  };
  for (const moved of ["postview-show", "popstate"]) addEventListener(moved, searchAsked);
  searchAsked();
}

/** Whether a key writes, or is one of the browser's or the system's. @param {KeyboardEvent} event */
function isTyping(event) {
  const target = /** @type {HTMLElement} */ (event.composedPath()[0]);
  return event.ctrlKey || event.metaKey || event.altKey || target.isContentEditable || target.matches?.("input, textarea, select");
}

/** Opens the search. @param {string} [query] */
async function search(query) {
  /** @type {typeof import("./search.js")} */
  const { open } = await import(new URL(files.search, site).href);
  open(site, query);
}

// ---- Without a connection ----

// The service worker is for later: it waits until what is for now is there.
if (files.keeping && navigator.serviceWorker) {
  if (document.readyState === "complete") keep();
  else addEventListener("load", keep);
}

async function keep() {
  try {
    await (await import(new URL(files.keeping, site).href)).begin(site, !mustShow);
  } catch (error) {
    console.warn(error); // some browsers have none in private windows
  }
}
