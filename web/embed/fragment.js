// Links to a place in a post, such as #install. A browser looks for the place in
// the document alone, not in the shadow root that a post is in.

/** @typedef {(id: string) => Element | null} Find looks for an id in one post */

/** The posts on the page, in the order in which they came. @type {Set<Find>} */
const posts = new Set();

/** The fragment of the page's address that some post had. */
let found = "";

/** Has a post scroll to what the page's address comes to name. @param {Find} find */
export function followFragment(find) {
  posts.add(find);
  addEventListener("hashchange", seekAnew);
}

/** @param {Find} find */
export function unfollowFragment(find) {
  posts.delete(find);
  if (!posts.size) removeEventListener("hashchange", seekAnew);
}

function seekAnew() {
  found = "";
  posts.forEach(seekFragment);
}

/** Scrolls to what the page's address names, unless the page or another post has had it. @param {Find} find */
export function seekFragment(find) {
  const { hash } = location;
  if (!hash || hash === found || document.getElementById(idOf(hash))) return;
  const target = find(idOf(hash));
  if (!target) return;
  found = hash;
  target.scrollIntoView();
}

/** Has links within a post work; the page's address stays its own. @param {ShadowRoot} root @param {Find} find */
export function followLinks(root, find) {
  root.addEventListener("click", (clicked) => {
    const event = /** @type {MouseEvent} */ (clicked);
    const link = /** @type {Element} */ (event.target).closest("a[href^='#']");
    const target = link && find(idOf(/** @type {string} */ (link.getAttribute("href"))));
    if (!target || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    target.scrollIntoView();
  });
}

/** @param {string} fragment with its # */
function idOf(fragment) {
  try {
    return decodeURIComponent(fragment.slice(1));
  } catch {
    return fragment.slice(1); // a lone %
  }
}
