// The dialog behind the button "Embed this post": the markup that shows the post
// on a page elsewhere, in three forms. page.js loads it when the button is used.

import { create } from "./create.js";
import { linkable } from "../embed/linkable.js";
import { ownURL } from "./site.js";
import { styled } from "./styled.js";
import { word } from "../embed/words.js";

/**
 * Shows the dialog until the reader closes it.
 * @param {HTMLElement} post the article on its page
 * @param {string} site the URL of the site's root
 */
export async function offer(post, site) {
  await styled(new URL(built.embedding.style, site).href);
  if (document.querySelector("dialog.embedding")) return; // pressed twice
  const dialog = document.body.appendChild(create("dialog", { className: "embedding" }));
  dialog.setAttribute("aria-labelledby", "embedding-title");
  const close = create("button", { type: "button", className: "close", autofocus: true, onclick: () => dialog.close() });
  close.setAttribute("aria-label", word("Close"));
  dialog.append(create("h2", { id: "embedding-title", textContent: word("Embed this post") }), close, ...forms(post, site).map(form));
  dialog.addEventListener("click", (event) => {
    if (event.target === dialog) dialog.close(); // the ground around it
  });
  addEventListener("postview-show", () => dialog.close(), { once: true }); // the reader went back
  dialog.addEventListener("close", () => dialog.remove());
  dialog.showModal();
}

/** @typedef {{name: string, advice: string, markup: string}} Form */

/**
 * @param {HTMLElement} post
 * @param {string} site
 * @returns {Form[]}
 */
function forms(post, site) {
  const source = /** @type {HTMLAnchorElement} */ (post.querySelector(".post-footer a[type='text/markdown']")).href;
  const title = /** @type {HTMLElement} */ (post.querySelector(".title")).textContent;
  const link = create("a", { textContent: title });
  link.setAttribute("href", address().href);
  const script = (/** @type {string} */ name) => `<script type="module" src="${attribute(site + name)}"></script>`;
  const tag = (/** @type {string} */ fallback) =>
    `${script("postview.js")}\n<post-view src="${attribute(source)}">\n${fallback}\n</post-view>`;
  return [
    {
      name: word("As a tag"),
      advice: word("Shows the post as it is now, whenever the page is read. Until it is there, readers see a link."),
      markup: tag(link.outerHTML),
    },
    {
      name: word("As a tag that holds the post"),
      advice: word("The same, and the text of today is in the page itself: for readers without JavaScript, and for search engines."),
      markup: tag(plain(post)),
    },
    {
      name: word("As a frame"),
      advice: word("For pages that allow no scripts of others. The script makes the frame as high as the post; without it the frame scrolls."),
      markup: `<iframe src="${attribute(frame(source, site))}" title="${attribute(title)}" width="100%" height="480" loading="lazy" style="border: 0"></iframe>\n${script("frame.js")}`,
    },
  ];
}

/**
 * The address of the post for a frame. It tells the page of the post where embed.js can't guess it.
 * @param {string} source
 * @param {string} site
 */
function frame(source, site) {
  const value = (/** @type {string} */ url) => encodeURIComponent(decodeURI(url.slice(site.length))).replaceAll("%2F", "/");
  const page = address();
  const guess = source.replace(/(\/index)?\.md$/, "/");
  const more = page.search || page.href === guess ? "" : `&page=${value(page.href)}`;
  return `${site}embed.html?src=${value(source)}${more}`;
}

/** The address of the post's page. */
function address() {
  const url = new URL(ownURL() + location.search);
  url.searchParams.delete("renderer");
  return url;
}

/**
 * The article as plain HTML, with addresses that hold anywhere, and without what only this site's style
 * sheet and scripts can use. It is for pages of others: nothing in it runs, even if this site trusts its posts.
 * @param {HTMLElement} post
 */
function plain(post) {
  const copy = /** @type {HTMLElement} */ (post.cloneNode(true));
  for (const extra of copy.querySelectorAll("script, style, [data-enriched], .translations, .toc, .trail, .avatar, .post-footer, .related, .neighbours")) extra.remove();
  for (const e of copy.querySelectorAll("[href], [src]")) {
    for (const name of ["href", "src"]) if (e.hasAttribute(name)) settle(e, name);
  }
  for (const link of copy.querySelectorAll("a:empty")) link.remove(); // of headings to themselves
  for (const span of copy.querySelectorAll("span")) span.replaceWith(...span.childNodes);
  const kept = ["href", "src", "alt", "width", "height", "datetime", "loading", "title", "colspan", "rowspan", "start", "open"];
  for (const e of [copy, ...copy.querySelectorAll("*")]) {
    for (const { name } of [...e.attributes]) if (!kept.includes(name)) e.removeAttribute(name);
  }
  copy.normalize();
  return copy.outerHTML;
}

/** Has a reference hold on any page, and takes away one that must not get there. @param {Element} e @param {string} name */
function settle(e, name) {
  const reference = e.getAttribute(name) ?? "";
  const url = linkable(reference, address().href);
  if (url) e.setAttribute(name, url);
  else if (!/^(mailto:|tel:|data:image\/)/i.test(reference)) e.removeAttribute(name);
}

/** @param {Form} form @param {number} i */
function form({ name, advice, markup }, i) {
  const section = create("section");
  const id = `embedding-${i + 1}`;
  const text = create("textarea", { id, readOnly: true, rows: Math.min(markup.split("\n").length + 1, 5), value: markup, spellcheck: false, wrap: "off" });
  text.setAttribute("aria-describedby", `${id}-advice`);
  const status = create("span", { className: "said" });
  status.setAttribute("role", "status");
  const copy = create("button", { type: "button", textContent: word("Copy"), onclick: async () => {
    status.textContent = (await copied(text)) ? word("Copied") : word("Selected: copy it by key");
  } });
  copy.setAttribute("aria-label", `${word("Copy")}: ${name}`);
  const label = create("h3");
  label.append(create("label", { htmlFor: id, textContent: name }));
  section.append(label, create("p", { id: `${id}-advice`, textContent: advice }), text, copy, status);
  return section;
}

/**
 * Copies the text, or selects it where the browser does not let a page copy.
 * @param {HTMLTextAreaElement} text
 */
async function copied(text) {
  try {
    await navigator.clipboard.writeText(text.value);
    return true;
  } catch {
    text.focus();
    text.select();
    return false;
  }
}

/** @param {string} text */
const attribute = (text) => text.replaceAll("&", "&amp;").replaceAll('"', "&quot;");
