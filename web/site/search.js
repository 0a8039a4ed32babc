// The search over all posts: a dialog, and in it what Pagefind finds in the index
// that the build made (https://pagefind.app/docs/api/). page.js loads it when the
// reader asks for it.

import { create } from "./create.js";
import { styled } from "./styled.js";
import { language, word } from "../embed/words.js";

const files = built.search;

/** How long the reader must pause before what is typed is searched for, in milliseconds. */
const pause = 120;

/** How many posts are shown at first, and with each asking for more. */
const step = 8;

/** The one dialog of the page. @type {Search | undefined} */
let search;

/**
 * Opens the search.
 * @param {string} site the URL of the site's root
 * @param {string} [query] what to search for; without it what was searched for last
 */
export async function open(site, query) {
  await styled(new URL(files.style, site).href);
  search ??= new Search(site);
  search.open(query);
}

class Search {
  #site;
  #dialog = create("dialog", { className: "search" });
  #field = create("input", { type: "search", autocomplete: "off", spellcheck: false, enterKeyHint: "go", placeholder: word("Words, or “a phrase” in quotes") });
  #status = create("p", { className: "said" });
  #list = create("ol", { className: "results" });
  #more = create("button", { type: "button", textContent: word("More results"), hidden: true });

  /** Pagefind, once it is asked for. @type {Promise<Pagefind> | undefined} */
  #pagefind;
  /** Kept when what was typed last is searched for. @type {Promise<void>} */
  #searched = Promise.resolve();
  #timer = 0;
  /** What the list is of. */
  #query = "";
  /** What is found and not shown yet. @type {Result[]} */
  #rest = [];

  /** @param {string} site */
  constructor(site) {
    this.#site = site;
    const close = create("button", { type: "button", className: "close", onclick: () => this.#dialog.close() });
    close.setAttribute("aria-label", word("Close"));
    this.#dialog.setAttribute("aria-label", word("Search all posts"));
    this.#field.setAttribute("aria-label", word("Search all posts"));
    this.#status.setAttribute("role", "status");
    this.#dialog.append(this.#field, close, this.#status, this.#list, this.#more);
    document.body.append(this.#dialog);

    this.#field.addEventListener("input", () => this.#searchSoon());
    this.#more.addEventListener("click", () => this.#showMore());
    this.#dialog.addEventListener("keydown", (event) => this.#steer(event));
    this.#dialog.addEventListener("click", (event) => {
      if (event.target === this.#dialog) this.#dialog.close(); // the ground around it
    });
    this.#dialog.addEventListener("close", () => {
      if (location.href === this.#address && !this.#dialog.open) remember("");
    });
    for (const moved of ["postview-show", "popstate"]) addEventListener(moved, () => this.#follow());
  }

  /** The address of the page, as the search keeps it; "" where that is another's. */
  #address = "";

  /** Closes when the reader has gone elsewhere. */
  #follow() {
    if (location.href === this.#address) return;
    this.#address = ""; // they may be back before the event comes
    this.#dialog.close();
  }

  /** @param {string} [query] */
  open(query) {
    if (!this.#dialog.open) this.#dialog.showModal();
    this.#address = location.href;
    if (query !== undefined) this.#field.value = query;
    this.#field.select();
    this.#load().catch(() => {}); // ahead of the first letter; without it that says what is wrong
    this.#searchSoon(0);
  }

  /** @returns {Promise<Pagefind>} Pagefind; what failed is tried again the next time */
  #load() {
    return (this.#pagefind ??= (async () => {
      const index = new URL(files.index, this.#site);
      const { createInstance } = await import(new URL("pagefind.js", index).href);
      const pagefind = createInstance({ basePath: index.pathname, baseUrl: new URL(this.#site).pathname, excerptLength: 24, excerptEllipsis: "…" });
      await pagefind.init();
      return pagefind;
    })().catch((error) => {
      this.#pagefind = undefined;
      throw error;
    }));
  }

  #searchSoon(after = pause) {
    clearTimeout(this.#timer);
    this.#searched = new Promise((done) => {
      this.#timer = setTimeout(() => this.#search().then(done), after);
    });
  }

  async #search() {
    const query = this.#field.value.trim();
    const isLate = () => query !== this.#field.value.trim();
    this.#address = remember(query);
    if (query === this.#query) return;
    this.#query = "";
    if (!query) return this.#say("");
    const searching = setTimeout(() => (this.#status.textContent = word("Searching…")), 500);
    try {
      const { results } = await (await this.#load()).search(query);
      const posts = await Promise.all(results.slice(0, step).map((result) => result.data()));
      if (isLate()) return;
      this.#say(results.length || navigator.onLine ? found(results.length, query) : failed());
      this.#query = query;
      this.#rest = results.slice(step);
      this.#show(posts);
    } catch (error) {
      console.warn(error);
      this.#pagefind = undefined; // it would not load again what it lacks
      if (!isLate()) this.#say(failed());
    } finally {
      clearTimeout(searching);
    }
  }

  /** Says how it went, in place of what was found before. @param {string} text */
  #say(text) {
    this.#status.textContent = text;
    this.#list.replaceChildren();
    this.#more.hidden = true;
  }

  /** @param {Found[]} found */
  #show(found) {
    this.#list.append(...found.map((post) => result(post, this.#site, this.#field.value)));
    this.#more.hidden = !this.#rest.length;
  }

  async #showMore() {
    const last = this.#list.lastElementChild;
    try {
      const found = await Promise.all(this.#rest.slice(0, step).map((result) => result.data()));
      if (last !== this.#list.lastElementChild) return;
      this.#rest = this.#rest.slice(step);
      this.#show(found);
      last?.nextElementSibling?.querySelector("a")?.focus();
    } catch (error) {
      console.warn(error);
      this.#status.textContent = failed();
    }
  }

  /** Has the arrows go through what is found, and Enter in the field follow the first. @param {KeyboardEvent} event */
  async #steer(event) {
    if (event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return;
    const stops = [this.#field, ...this.#dialog.querySelectorAll(".results a, .results ~ button:not([hidden])")];
    const at = stops.indexOf(/** @type {HTMLElement} */ (document.activeElement));
    const to = { ArrowDown: at + 1, ArrowUp: at - 1 }[event.key];
    if (to !== undefined) {
      event.preventDefault();
      /** @type {HTMLElement} */ (stops[to])?.focus();
    } else if (event.key === "Escape") {
      event.preventDefault(); // else it empties the field first
      this.#dialog.close();
    } else if (event.key === "Enter" && at === 0) {
      event.preventDefault();
      await this.#searched;
      this.#list.querySelector("a")?.click();
    }
  }
}

const failed = () => word("The search can’t be loaded. Check the connection, then go on typing.");

/** @param {number} count @param {string} query */
function found(count, query) {
  const said = [
    word("No post has “{query}”. Try fewer words, or only the beginning of one."),
    word("1 post has “{query}”"),
    word("{count} posts have “{query}”"),
  ];
  return said[Math.min(count, 2)].replace("{count}", () => String(count)).replace("{query}", () => query);
}

/**
 * Keeps what is searched for in the address, where it can be shared and comes back with the page.
 * @param {string} query
 * @returns {string} the address
 */
function remember(query) {
  const url = new URL(location.href);
  if (query !== (url.searchParams.get("search") ?? "")) {
    if (query) url.searchParams.set("search", query);
    else url.searchParams.delete("search");
    history.replaceState(history.state, "", url);
  }
  return location.href;
}

/**
 * @typedef {{search: (query: string) => Promise<{results: Result[]}>}} Pagefind
 * @typedef {{data: () => Promise<Found>}} Result
 * @typedef {{raw_url: string, excerpt: string, meta: {title: string, date?: string}, sub_results: {title: string, excerpt: string, anchor?: {id: string}}[]}} Found
 *   a post as Pagefind has it; an excerpt is text in which &, < and > are escaped, and elements mark
 */

/** How many places within a post are shown. */
const places = 3;

/** @param {Found} post @param {string} site @param {string} query */
function result(post, site, query) {
  const item = create("li");
  const href = new URL(post.raw_url.slice(1), site).href;
  const title = item.appendChild(create("a", { href }));
  title.append(...withMarks(post.meta.title, query));
  if (post.meta.date) item.append(" ", create("time", { dateTime: post.meta.date, textContent: day(post.meta.date) }));
  item.append(marked(post.excerpt));
  const within = post.sub_results.flatMap(({ anchor, title }) => (anchor ? { id: anchor.id, title } : [])).slice(0, places);
  if (within.length) {
    const list = create("ul");
    for (const { id, title } of within) list.appendChild(create("li")).append(create("a", { href: `${href}#${encodeURIComponent(id)}`, textContent: title }));
    item.append(list);
  }
  return item;
}

/** A title, in which the words that begin as one of the query does are marked. @param {string} title @param {string} query */
function withMarks(title, query) {
  const letters = /([\p{L}\p{M}\p{N}]+)/u;
  const sought = query.toLowerCase().split(letters).filter((word) => letters.test(word));
  const isSought = (/** @type {string} */ word) => sought.some((start) => word.toLowerCase().startsWith(start));
  return title.split(letters).map((part) => (isSought(part) ? create("mark", { textContent: part }) : part));
}

/** The text of an excerpt, in which nothing becomes an element but what is marked. @param {string} excerpt */
function marked(excerpt) {
  const text = create("p");
  for (const part of excerpt.split(/(<mark>.*?<\/mark>)/s)) {
    const [, word] = part.match(/^<mark>(.*)<\/mark>$/s) ?? [];
    text.append(word === undefined ? plain(part) : create("mark", { textContent: plain(word) }));
  }
  return text;
}

/** @param {string} text */
const plain = (text) => text.replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&amp;", "&");

/** The day of a date, as the author wrote it and the pages show it. @param {string} date */
const day = (date) =>
  new Date(date.slice(0, 10)).toLocaleDateString(language().replace(/^(en)?$/, "en-GB"), { dateStyle: "long", timeZone: "UTC" });
