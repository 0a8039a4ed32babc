// The form that narrows a list to posts of a tag, an author, a year, and to those
// with some words. page.js loads it when the reader turns to the form, or when the
// address of the page says what the list is narrowed to.

/** How long typing rests before the list follows, in milliseconds. */
const pause = 200;

/** @import { Program } from "../embed/program.js" */

/**
 * Makes the form in the page work, and those that come in its place.
 * @param {HTMLElement} main
 * @param {() => Promise<Program>} boot
 * @param {boolean} ahead whether to boot ahead of the first choice
 */
export function narrow(main, boot, ahead) {
  /** The address that typing has made: going on with it makes no new entry of the history. */
  let typed = "";
  let resting = 0;

  /** @param {HTMLFormElement} form @param {boolean} typing */
  async function follow(form, typing) {
    if (!form.isConnected) return; // the reader has gone on, which a browser tells as a change of the field that was left
    const choice = [...new FormData(form)].filter(([, value]) => String(value).trim());
    const query = new URLSearchParams(/** @type {[string, string][]} */ (choice)).toString();
    const href = form.action + (query && `?${query}`);
    if (href === location.href) return;
    const replace = typing && typed === location.href;
    typed = typing ? href : "";
    try {
      await (await boot()).call("narrow", { href, replace });
    } catch {
      location.assign(href); // the page shows what it can
    }
  }

  /** @param {Event} event */
  function changed(event) {
    const field = /** @type {HTMLInputElement} */ (event.target);
    if (!field.form?.matches(".narrow-form")) return;
    const typing = event.type === "input" && field.name === "q";
    // Of a term's name only the whole means something: one that was chosen.
    if (event.type === "input" && !typing && /** @type {InputEvent} */ (event).inputType !== "insertReplacementText") return;
    clearTimeout(resting);
    resting = setTimeout(follow, typing ? pause : 0, field.form, typing);
  }

  /** @param {SubmitEvent} event */
  function submitted(event) {
    const form = /** @type {HTMLFormElement} */ (event.target);
    if (!form.matches(".narrow-form")) return;
    event.preventDefault();
    clearTimeout(resting);
    follow(form, false);
  }

  /** @param {Event} event */
  function cleared(event) {
    const form = /** @type {HTMLFormElement} */ (event.target);
    if (form.matches(".narrow-form")) setTimeout(follow, 0, form, false); // once the fields are empty
  }

  /** Has a form that is new in the page say what the address says. */
  function fill() {
    const form = /** @type {HTMLFormElement | null} */ (main.querySelector(".narrow-form:not([data-filled])"));
    if (!form) return;
    form.dataset.filled = "";
    // The page of the list whose form this is may be another than the one that it leads to.
    form.action = form.action;
    form.dataset.terms = new URL(form.dataset.terms ?? "", location.href).href;
    for (const [name, value] of new URLSearchParams(location.search)) {
      const field = form.elements.namedItem(name);
      if (!(field instanceof HTMLInputElement)) continue;
      field.value = value;
      /** @type {HTMLDetailsElement} */ (form.parentElement).open = true;
    }
  }

  /** Offers the names of all terms, once the reader turns to the form. */
  async function offer() {
    const form = /** @type {HTMLFormElement | null} */ (document.activeElement?.closest(".narrow")?.querySelector(".narrow-form"));
    const lists = form?.querySelectorAll("datalist:empty");
    if (!form?.dataset.terms || !lists?.length) return;
    /** @type {Record<string, {name: string, count: number}[]>} */
    const terms = await (await fetch(form.dataset.terms)).json();
    for (const list of lists) {
      list.append(...(terms[list.id.replace("narrow-", "")] ?? []).map(({ name, count }) => new Option(String(count), name)));
    }
  }

  main.addEventListener("input", changed);
  main.addEventListener("change", changed);
  main.addEventListener("submit", submitted);
  main.addEventListener("reset", cleared);
  main.addEventListener("focusin", () => offer().catch(console.warn));
  addEventListener("postview-show", fill);
  fill();
  main.querySelector("[name=q]:focus")?.dispatchEvent(new Event("input", { bubbles: true })); // what was typed before
  offer().catch(console.warn);
  if (ahead) boot().catch(console.warn);
}
