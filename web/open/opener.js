// view.html opens any post: one of this site, which page.js shows as ever; one of
// another host, when the site's settings list it or the reader agrees; a file or
// a folder of this device; a text. What the reader opens is sent nowhere.

import { create } from "../site/create.js";
import { site } from "../site/site.js";
import { word } from "../embed/words.js";

/** @import { PostViewError } from "../embed/package/postview.js" */

const main = /** @type {HTMLElement} */ (document.getElementById("postview-main"));
const opener = /** @type {HTMLDetailsElement} */ (main.querySelector(".opener"));
const found = /** @type {HTMLElement} */ (main.querySelector(".found"));
const opened = /** @type {HTMLElement} */ (main.querySelector(".opened"));

/** The hosts that the reader need not be asked about. */
const hosts = new Set(document.documentElement.dataset.viewHosts?.split(" "));

/**
 * What is opened: the URL of a source, or the source itself, with the path and the files around it.
 * @typedef {{src?: string, markdown?: string, path?: string, files?: Map<string, File>}} Source
 */

/** What the page's address asks for, as far as it is followed. */
let asked = location.search;

function start() {
  const src = new URL(location.href).searchParams.get("src");
  const url = src === null ? null : URL.parse(src, site);
  if (src !== null && url?.href.startsWith(site)) {
    const path = decodeURI(url.href.slice(site.length));
    if (isAbsolute(src)) location.replace(`?src=${encodeURIComponent(path)}`); // the program wants the path
    return;
  }
  main.dataset.opener = "";
  main.querySelector(".loading")?.remove();
  opener.hidden = false;
  listen();
  if (src === null) main.removeAttribute("aria-busy");
  else openAddress(src, false);
}

// ---- Addresses ----

/**
 * @param {string} address
 * @param {boolean} agreed whether the reader has named the host, just now
 */
function openAddress(address, agreed) {
  const url = URL.parse(address, site);
  if (!url || !/^https?:$/.test(url.protocol) || url.username || url.password) {
    return say(word("This address can’t be opened"), word("{address} is no address of a post: it must begin with https://").replace("{address}", address));
  }
  if (agreed || url.href.startsWith(site) || hosts.has(url.host)) return show({ src: url.href });
  ask(url);
}

/** Asks whether a post of a host that nobody has named may be fetched. @param {URL} url */
function ask(url) {
  const open = button(word("Open it"), () => {
    hosts.add(url.host);
    show({ src: url.href });
  });
  const leave = button(word("Leave it"), () => {
    opened.replaceChildren();
    opener.open = true;
  });
  const warning = word("It is at {host}, which is not this site. If you open it, that host learns of your visit.");
  say(word("Open a post of another site?"), url.href, warning.replaceAll("{host}", url.host), open, leave);
}

// ---- Files ----

/** @param {Map<string, File>} files by their paths */
function openFiles(files) {
  const posts = [...files.keys()].filter(isPost).sort();
  if (!posts.length && files.size === 1) posts.push(...files.keys());
  list(files, posts.length > 1 ? posts : []);
  if (posts.length) openFile(files, posts[0]);
  else say(word("There is no post in this folder"), word("A post is a file whose name ends with .md"));
}

/** @param {string} path */
const isPost = (path) => /\.(md|markdown|mdown)$/i.test(path);

/** Lists the posts of a folder. @param {Map<string, File>} files @param {string[]} posts */
function list(files, posts) {
  const entries = create("ul");
  for (const path of posts) {
    const link = create("a", { href: "#", textContent: path, onclick: (/** @type {Event} */ event) => follow(event, files, path) });
    link.dataset.path = path;
    entries.appendChild(create("li")).append(link);
  }
  found.replaceChildren(entries);
  found.hidden = !posts.length;
}

/** @param {Event} event @param {Map<string, File>} files @param {string} path */
function follow(event, files, path) {
  event.preventDefault();
  openFile(files, path);
}

/** @param {Map<string, File>} files @param {string} path */
async function openFile(files, path) {
  for (const link of found.querySelectorAll("a")) {
    if (link.dataset.path === path) link.setAttribute("aria-current", "true");
    else link.removeAttribute("aria-current");
  }
  try {
    await show({ markdown: await /** @type {File} */ (files.get(path)).text(), path, files });
  } catch (error) {
    say(word("This file can’t be read"), messageOf(error));
  }
}

/** The files of a folder that was dropped, and in the folders within. @param {FileSystemEntry} entry @param {Map<string, File>} files */
async function gather(entry, files) {
  if (entry.isFile) {
    const file = await new Promise((done, fail) => /** @type {FileSystemFileEntry} */ (entry).file(done, fail));
    files.set(entry.fullPath.slice(1), file);
    return;
  }
  const reader = /** @type {FileSystemDirectoryEntry} */ (entry).createReader();
  for (;;) {
    /** @type {FileSystemEntry[]} */
    const some = await new Promise((done, fail) => reader.readEntries(done, fail));
    if (!some.length) return;
    for (const each of some) if (!each.name.startsWith(".") && each.name !== "node_modules") await gather(each, files);
  }
}

// ---- Showing ----

/** Ends what is being opened. @type {AbortController | undefined} */
let opening;

/** The pictures and films of the post that is shown. @type {string[]} */
let objects = [];

/** @param {Source} source */
async function show({ src, markdown, path = "", files = new Map() }) {
  opening?.abort();
  const { signal } = (opening = new AbortController());
  main.setAttribute("aria-busy", "true");
  const tree = document.implementation.createHTMLDocument("").body; // where nothing is loaded yet
  let title;
  try {
    /** @type {typeof import("../embed/postview.js")} */
    const { boot } = await import(new URL("postview.js", site).href);
    const program = await boot(progress());
    title = (await program.call("render", { src, markdown, target: tree, toc: true, signal })).post.title;
  } catch (error) {
    if (signal.aborted) return;
    if (/** @type {PostViewError} */ (error).kind !== "source") { // else the tree tells what is wrong
      return say(word("This post can’t be opened"), messageOf(error), "", button(word("Try again"), () => show({ src, markdown, path, files })));
    }
  }
  if (signal.aborted) return;
  for (const object of objects) URL.revokeObjectURL(object);
  objects = [];
  if (markdown !== undefined) settle(tree, path, files);
  opened.replaceChildren(...tree.childNodes);
  document.title = title || path || word("Open a post");
  shown(title === undefined ? "error" : "post");
}

/** Shows how much of the program has come. */
function progress() {
  const bar = create("progress", { max: 1, ariaLabel: word("Loading") });
  opened.replaceChildren(bar);
  return (/** @type {number} */ loaded, /** @type {number} */ total) => {
    if (total) bar.value = Math.min(loaded / total, 1);
  };
}

/** What there is now has come. @param {"post"|"error"} view */
function shown(view) {
  main.removeAttribute("aria-busy");
  Object.assign(document.documentElement.dataset, { renderer: "wasm", view });
  opener.open = false;
  main.dispatchEvent(new CustomEvent("postview-show", { bubbles: true }));
  /** @type {HTMLElement} */ (opened.querySelector(".title"))?.focus({ preventScroll: true });
  scrollTo(0, 0);
}

/**
 * Leads the references of a post on this device to the files around it, and takes away all that would
 * ask this site's host for them.
 * @param {HTMLElement} tree
 * @param {string} path of the post
 * @param {Map<string, File>} files
 */
function settle(tree, path, files) {
  for (const e of tree.querySelectorAll("[srcset]")) e.removeAttribute("srcset");
  for (const name of ["src", "poster"]) {
    for (const e of tree.querySelectorAll(`[${name}]`)) {
      const reference = e.getAttribute(name) ?? "";
      if (isAbsolute(reference)) continue;
      const file = files.get(within(path, reference));
      if (file) {
        const object = URL.createObjectURL(file);
        objects.push(object);
        e.setAttribute(name, object);
      } else {
        e.removeAttribute(name);
        if (e.localName === "img") /** @type {HTMLElement} */ (e).dataset.missing = "";
      }
    }
  }
  for (const link of /** @type {NodeListOf<HTMLAnchorElement>} */ (tree.querySelectorAll("a[href]"))) {
    const reference = link.getAttribute("href") ?? "";
    if (isAbsolute(reference) || reference.startsWith("#")) continue;
    const target = within(path, reference);
    if (files.has(target) && isPost(target)) {
      link.setAttribute("href", "#");
      link.onclick = (event) => follow(event, files, target);
    } else {
      link.removeAttribute("href");
    }
  }
}

/** @param {string} reference */
const isAbsolute = (reference) => /^([a-z][a-z0-9+.-]*:|\/\/)/i.test(reference);

/**
 * The path of a file that a post refers to, from the post or, after a slash, from the folder that was opened.
 * @param {string} path
 * @param {string} reference
 */
function within(path, reference) {
  const folders = path.split("/").slice(0, -1).map(encodeURIComponent);
  const base = reference.startsWith("/") ? folders.slice(0, 1) : folders;
  const { pathname } = new URL([...base, reference.replace(/^\/+/, "")].join("/"), "https://folder.invalid/");
  try {
    return decodeURIComponent(pathname.slice(1));
  } catch {
    return ""; // no file has such a name
  }
}

/**
 * Says something in the place of the post.
 * @param {string} title
 * @param {string} reason
 * @param {string} [advice]
 * @param {...HTMLButtonElement} ways on from there
 */
function say(title, reason, advice, ...ways) {
  const section = create("section", { className: "failure" });
  section.setAttribute("role", "alert");
  const why = create("p", { className: "reason" });
  why.append(create("code", { textContent: reason }));
  section.append(create("h1", { className: "title", tabIndex: -1, textContent: title }), why);
  if (advice) section.append(create("p", { textContent: advice }));
  const actions = create("ul", { className: "actions" });
  for (const way of ways) actions.appendChild(create("li")).append(way);
  if (ways.length) section.append(actions);
  opened.replaceChildren(section);
  shown("error");
}

// ---- What the reader does ----

function listen() {
  for (const kind of ["file", "folder"]) {
    const input = /** @type {HTMLInputElement} */ (opener.querySelector(`input[name=${kind}]`));
    const choose = /** @type {HTMLElement} */ (opener.querySelector(`button[name=${kind}]`));
    choose.hidden = kind === "folder" && !("webkitdirectory" in input);
    choose.onclick = () => input.click();
    input.onchange = () => {
      if (input.files?.length) openFiles(new Map([...input.files].map((file) => [file.webkitRelativePath || file.name, file])));
      input.value = ""; // the same may be chosen again
    };
  }
  submit("address", (src) => {
    history.pushState(null, "", `?src=${encodeURIComponent(src)}`);
    asked = location.search;
    list(new Map(), []);
    openAddress(src, true);
  });
  submit("text", openText);
  addEventListener("popstate", () => {
    if (location.search !== asked) location.reload(); // else a place in what is open, which may be a file
  });
  addEventListener("paste", (event) => {
    const text = event.clipboardData?.getData("text");
    if (text && !/** @type {Element} */ (event.target).closest?.("input, textarea")) openText(text);
  });
  for (const type of /** @type {const} */ (["dragenter", "dragover"])) addEventListener(type, hover);
  for (const type of ["dragleave", "drop"]) addEventListener(type, () => document.body.classList.remove("dropping"));
  addEventListener("drop", drop);
}

/** @param {string} text */
function openText(text) {
  list(new Map(), []);
  show({ markdown: text });
}

/**
 * Takes what the reader has entered into the one field of a form.
 * @param {string} name @param {(entered: string) => void} take
 */
function submit(name, take) {
  const form = /** @type {HTMLFormElement} */ (opener.querySelector(`form[name=${name}]`));
  const field = /** @type {HTMLInputElement | HTMLTextAreaElement} */ (form.querySelector("input, textarea"));
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    take(field.value);
  });
}

/** @param {DragEvent} event */
function hover(event) {
  if (!event.dataTransfer?.types.some((type) => type === "Files" || type === "text/plain")) return;
  event.preventDefault();
  document.body.classList.add("dropping");
}

/** @param {DragEvent} event */
async function drop(event) {
  if (/** @type {Element} */ (event.target).closest?.("input, textarea")) return;
  event.preventDefault();
  const data = /** @type {DataTransfer} */ (event.dataTransfer);
  const text = data.getData("text");
  const entries = [...data.items].flatMap((item) => item.webkitGetAsEntry() ?? []);
  const files = new Map([...data.files].map((file) => [file.name, file]));
  if (!entries.length && !files.size) return text && openText(text);
  if (entries.length) files.clear(); // they tell the files within folders
  try {
    for (const entry of entries) await gather(entry, files);
  } catch (error) {
    return say(word("This can’t be read"), messageOf(error));
  }
  openFiles(files);
}

/** @param {unknown} error */
const messageOf = (error) => /** @type {Error} */ (error).message;

/** @param {string} text @param {() => void} onclick */
const button = (text, onclick) => create("button", { type: "button", textContent: text, onclick });

start();
