// Postview shows Markdown posts, written for Hugo, in any page.
//
//     <script type="module" src="https://host/postview.js"></script>
//     <post-view src="https://blog.example/posts/hello.md">a fallback</post-view>
//
// This is what a page that embeds a post loads: the element (element.js), the
// loader of the program that renders (program.js), and the same rendering for
// scripts. The build makes one file of this and what it imports; nothing else is
// fetched before a post is to be shown.

import { PostView as Element } from "./element.js";
import { begin, boot } from "./program.js";

export { boot, configure } from "./program.js";
export { colour } from "./colour.js";

/** @import { Rendered, RenderOptions } from "./package/postview.js" */

begin(built.postview);

/** The version of this script: that of the package, and what tells one build from another. @type {string} */
export const version = built.postview.version;

/**
 * Renders a post.
 * @param {string} markdown the source, front matter and all
 * @param {RenderOptions} [options]
 * @returns {Promise<Rendered>} rejected with a PostViewError
 */
export async function render(markdown, options = {}) {
  const program = await boot();
  return program.call("render", { ...options, markdown });
}

if (!customElements.get("post-view")) customElements.define("post-view", Element);

/** The class of `<post-view>`: that of the script that came first. */
export const PostView = /** @type {typeof Element} */ (customElements.get("post-view"));
