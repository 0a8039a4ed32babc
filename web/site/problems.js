// What is wrong with the page, told on it under `postview serve`: a panel that leaves
// the page usable, or a dialog over it when the site can't be built. Either closes by
// its button or by Escape, comes again when something else is wrong, and goes when all
// is mended.

import { create } from "./create.js";
import { styled } from "./styled.js";
import { site } from "./site.js";

/** @typedef {{file: string, line: number, column: number, kind: string, message: string}} Problem */
/** @typedef {{isBroken: boolean, problems: Problem[], others: number}} Told what the server answers */

/** What is told now. @type {HTMLDialogElement | HTMLElement | undefined} */
let open;
/** What was told last: a reader who has closed it has read it. */
let last = "";
/** Of several questions, the last one's answer counts. */
let asked = 0;

/**
 * Asks the server what is wrong with what the page shows, and tells it.
 * @param {string} style the sheet of the panel
 */
export async function tellProblems(style) {
  const number = ++asked;
  const response = await fetch(new URL(`postview-problems?page=${encodeURIComponent(document.documentElement.dataset.address ?? "")}`, site));
  const text = await response.text();
  if (!response.ok || number !== asked || text === last) return;
  await styled(new URL(style, site).href);
  if (number !== asked) return;
  last = text;
  close();
  const told = /** @type {Told} */ (JSON.parse(text));
  if (told.problems.length) show(told);
}

/** @param {Told} told */
function show({ isBroken, problems, others }) {
  const heading = create("h2", { id: "postview-problems", textContent: isBroken ? "The site can’t be built as it should be" : "Something is wrong with this page" });
  const button = create("button", { type: "button", className: "close", onclick: close });
  button.setAttribute("aria-label", "Close");
  const list = create("ul");
  for (const problem of problems) {
    const item = create("li");
    const place = [problem.file, problem.line, problem.column].filter(Boolean).join(":");
    if (place) item.append(create("code", { textContent: place }), " ");
    item.append(problem.message);
    list.append(item);
  }
  const notes = [others ? `Other files have ${others} more: postview check lists them.` : "", "This goes when it is mended."];
  const note = create("p", { textContent: notes.filter(Boolean).join(" ") });
  open = isBroken ? create("dialog", { className: "problems" }) : create("section", { className: "problems", popover: "manual" });
  open.setAttribute("aria-labelledby", heading.id);
  open.setAttribute("role", isBroken ? "alertdialog" : "status");
  document.body.append(open);
  if (open instanceof HTMLDialogElement) open.showModal();
  else open.showPopover(); // which moves no focus
  open.append(heading, button, list, note); // once it is there, so that screen readers say it
  if (open instanceof HTMLDialogElement) button.focus();
}

function close() {
  open?.remove();
  open = undefined;
}

document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape" || !open || (!(open instanceof HTMLDialogElement) && document.querySelector("dialog[open]"))) return;
  event.preventDefault();
  close();
});
