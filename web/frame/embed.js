// embed.html shows one post of this site, for a frame on a page of another:
//
//     embed.html?src=posts/hello.md             the path of the source
//     embed.html?src=posts/hello.md&page=hi/    its page, where that has another name
//     embed.html?src=posts/hello.md&theme=dark  light or dark whatever the reader's device is
//
// The page of the post has been made beforehand: the article is taken from there,
// and the program is not needed. Only where there is no such page <post-view>
// fetches and shows the source.

import { create } from "../site/create.js";
import { enrich } from "../embed/enrich.js";
import { site } from "../site/site.js";
import { word } from "../embed/words.js";

const files = built.embed;

const root = document.documentElement;
const main = /** @type {HTMLElement} */ (document.getElementById("postview-main"));
const query = new URL(location.href).searchParams;

const theme = query.get("theme");
if (theme === "light" || theme === "dark") root.dataset.theme = theme;

show();

async function show() {
  const source = own(query.get("src") ?? "");
  if (!source) {
    main.append(notice());
  } else {
    const post = await prerendered(source);
    if (post) {
      main.append(post);
      enrich(main, new URL(files.extras, site).href);
    } else {
      await embed(source);
    }
  }
  main.removeAttribute("aria-busy");
}

/**
 * The URL of a path of this site, or undefined for one of another.
 * @param {string} path
 */
function own(path) {
  const url = path ? URL.parse(path, site) : null;
  return url?.href.startsWith(site) ? url : undefined;
}

/**
 * The article of the post's page, or undefined where there is no page of this source.
 * @param {URL} source
 * @returns {Promise<HTMLElement | undefined>}
 */
async function prerendered(source) {
  const page = own(query.get("page") ?? "") ?? new URL(source.href.replace(/(\/index)?\.md$/, "/"));
  const response = await fetch(page).catch(() => undefined);
  if (!response?.ok || !response.headers.get("content-type")?.startsWith("text/html")) return;
  const parsed = new DOMParser().parseFromString(await response.text(), "text/html");
  const post = parsed.querySelector("main > .post");
  const link = post?.querySelector(".post-footer a[type='text/markdown']")?.getAttribute("href");
  if (!post || !link || new URL(link, response.url).href !== source.href) return;
  for (const e of post.querySelectorAll("[src], [href], [poster]")) {
    for (const name of ["src", "href", "poster"]) locate(e, name, response.url);
  }
  const title = /** @type {HTMLElement} */ (post.querySelector(".title"));
  const home = parsed.createElement("a");
  home.href = response.url;
  home.append(...title.childNodes);
  title.append(home);
  for (const extra of post.querySelectorAll(".translations, .neighbours, .post-footer")) extra.remove();
  document.title = parsed.title;
  root.lang = parsed.documentElement.lang;
  return document.adoptNode(/** @type {HTMLElement} */ (post));
}

/** @param {Element} e @param {string} name @param {string} base */
function locate(e, name, base) {
  const reference = e.getAttribute(name);
  if (reference?.startsWith("#")) e.setAttribute("target", "_self");
  else if (reference && URL.canParse(reference, base)) e.setAttribute(name, new URL(reference, base).href);
}

/** @param {URL} source */
async function embed(source) {
  await import(new URL(files.loader, site).href);
  const view = create("post-view");
  view.setAttribute("src", source.href);
  if (root.dataset.theme) view.setAttribute("theme", root.dataset.theme);
  main.append(view);
  const { post } = await view.ready.catch(() => view); // the element tells what is wrong
  if (post) document.title = post.title;
}

/** What stands where there is no post to show. */
function notice() {
  const notice = create("section", { className: "failure" });
  notice.setAttribute("role", "alert");
  notice.append(
    create("h1", { className: "title", textContent: word("There is no post to show") }),
    create("p", { textContent: word("The address of this frame must name a post of its own site: embed.html?src=posts/hello.md") }),
  );
  return notice;
}

// ---- The frame's height ----

/** Who has asked for the height: the page around the frame, by its origin. @type {Set<string>} */
const askers = new Set();

/** Tells those who asked how high the content is. Nothing else leaves the frame. */
function tell() {
  const height = Math.ceil(document.body.getBoundingClientRect().height);
  for (const origin of askers) parent.postMessage({ postview: "size", height }, origin);
}

addEventListener("message", ({ source, origin, data }) => {
  if (source !== parent || parent === window || data?.postview !== "size?" || origin === "null") return;
  askers.add(origin);
  tell();
});

new ResizeObserver(tell).observe(document.body);
