// What stands in the place of a post that can't be shown.

import { linkable } from "./linkable.js";
import { word } from "./words.js";

/** @import { PostView } from "./element.js" */

/** What a reader sees there: the reason, and the ways on. @param {PostView} view @param {Error} error */
export function notice(view, error) {
  const notice = document.createElement("div");
  notice.className = "failure";
  notice.setAttribute("part", "error");
  notice.setAttribute("role", "alert");
  const reason = notice.appendChild(document.createElement("p"));
  reason.textContent = `${word("This post can’t be shown.", view)} ${error.message}`;
  const retry = notice.appendChild(document.createElement("button"));
  retry.type = "button";
  retry.textContent = word("Try again", view);
  retry.addEventListener("click", () => view.reload().catch(() => {}));
  const href = view.src && linkable(view.src, view.baseURI);
  if (href) {
    const source = notice.appendChild(document.createElement("a"));
    source.href = href;
    source.textContent = word("Open the source", view);
  }
  return notice;
}
