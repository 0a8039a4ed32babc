// <post-view>: what it is told to show, when it shows it, and what it says of it.

import { Attributes } from "./attributes.js";
import { begin, beginFirst } from "./begin.js";
import { colour } from "./colour.js";
import { enrich } from "./enrich.js";
import { followFragment, followLinks, seekFragment, unfollowFragment } from "./fragment.js";
import { prefixIds } from "./ids.js";
import { notice } from "./notice.js";
import { boot, place } from "./program.js";
import { fill, find, isOf, keep } from "./recall.js";
import { style } from "./sheet.js";
import { language, word } from "./words.js";

/**
 * @import { Watcher } from "./boundary.js"
 * @import { Post, PostViewError } from "./package/postview.js"
 * @import { Kept } from "./recall.js"
 * @typedef {"idle"|"loading"|"ready"|"error"} State
 */

/** How far from the screen a lazy element begins to load: about as far as browsers do with pictures. */
const margin = "1250px";

/** How many posts stand in the light DOM without an id to name theirs by. */
let unnamed = 0;

/**
 * `<post-view>` shows one post. Its children are a fallback, shown until the post is ready and when it
 * can't be shown; a child `<script type="text/markdown">` is the source where there is no `src`.
 *
 * @fires postview-progress {loaded, total} as the source arrives; total is 0 where it is not known
 * @fires postview-ready {post} when it is shown
 * @fires postview-error {error, kind} when it can't be
 */
export class PostView extends Attributes {
  static observedAttributes = ["src", "policy", "bare", "toc", "heading-level", "light", "loading"];

  /** @type {Post | null} */
  #post = null;
  /** @type {string | null} */
  #markdown = null;
  /** @type {AbortController | undefined} */
  #loading;
  /** @type {Promise<PostView>} */
  #ready = Promise.resolve(this);
  #scheduled = false;

  /** Sees a lazy element come near the screen. @type {IntersectionObserver | undefined} */
  #watch;
  #isNear = false;
  /** Lets those who wait for that follow what `ready` is by then. */
  #follow = () => {};

  #root = this.attachShadow({ mode: "open" });

  /** In the shadow root: the post or a notice, how far it has come, and the fallback. */
  #view = createView();
  #progress = document.createElement("progress");
  #fallback = document.createElement("slot");

  /** The fallback while a post stands in the light DOM in its place. @type {DocumentFragment | undefined} */
  #aside;
  /** What ids begin with there. */
  #prefix = "";

  /** @type {CustomStateSet | undefined} */
  #states = this.attachInternals?.().states;

  constructor() {
    super();
    this.#progress.hidden = true;
    this.#progress.setAttribute("part", "progress");
    this.#root.append(this.#progress, this.#view, this.#fallback);
    this.#fallback.addEventListener("slotchange", () => {
      // The page's parser may bring the source after the element.
      if (!this.#loading && !this.src && this.dataset.state !== "ready") this.#schedule();
    });
    followLinks(this.#root, this.#find);
    this.#takeOver("src", "theme", "toc", "bare", "policy", "loading", "headingLevel", "light", "markdown");
  }

  /** What was set before this class was there hides the properties of that name. @param {string[]} names */
  #takeOver(...names) {
    const own = /** @type {Record<string, unknown>} */ (/** @type {unknown} */ (this));
    for (const name of names.filter((name) => Object.hasOwn(own, name))) {
      const value = own[name];
      delete own[name];
      own[name] = value;
    }
  }

  // ---- What it is told, beside its attributes ----

  /** The source itself, instead of `src`. @type {string | null} */
  get markdown() {
    const script = [...(this.#aside ?? this).children].find((child) => child.matches('script[type="text/markdown"]'));
    return this.#markdown ?? script?.textContent ?? null;
  }
  set markdown(value) {
    this.#markdown = value == null ? null : String(value);
    this.#schedule();
  }

  // ---- What it says ----

  /** The post's front matter and derived values, once it is ready. */
  get post() {
    return this.#post;
  }

  /** Fulfilled with this element when what it was last told to show is shown, rejected when it can't be. */
  get ready() {
    return this.#ready;
  }

  /** Loads the post again. @returns {Promise<PostView>} as `ready` */
  reload() {
    return this.#load();
  }

  /** @param {State} state */
  #state(state) {
    this.dataset.state = state;
    this.setAttribute("aria-busy", String(state === "loading"));
    if (state !== "loading") this.#progress.hidden = true;
    try {
      this.#states?.clear();
      this.#states?.add(state);
    } catch {
      // Browsers that had states first want other names.
    }
  }

  /** @param {string} what @param {object} detail */
  #tell(what, detail) {
    this.dispatchEvent(new CustomEvent(`postview-${what}`, { detail, bubbles: true, composed: true }));
  }

  // ---- When it loads ----

  connectedCallback() {
    followFragment(this.#find);
    if (this.dataset.state !== "ready") this.#schedule();
  }

  disconnectedCallback() {
    queueMicrotask(() => {
      if (this.isConnected) return; // it was moved
      unfollowFragment(this.#find);
      this.#loading?.abort();
      this.#loading = undefined;
      this.#unwatch();
      this.#isNear = false;
      this.#promise(Promise.resolve(this));
      this.#clear();
      this.#state("idle");
    });
  }

  /** In another document its styles are gone, and addresses may mean something else. */
  adoptedCallback() {
    this.#schedule();
  }

  /** @param {string} name @param {string | null} before @param {string | null} after */
  attributeChangedCallback(name, before, after) {
    if (before === after || (name === "loading" && !this.#watch)) return;
    this.#schedule();
  }

  /** Several changes of one moment make one loading. */
  #schedule() {
    if (this.#scheduled) return;
    this.#scheduled = true;
    const loaded = Promise.resolve().then(() => {
      this.#scheduled = false;
      if (!this.isConnected) return this;
      if (!this.src && this.markdown === null) return this.#empty();
      return this.loading === "lazy" && !this.#isNear ? this.#loadLater() : this.#load();
    });
    this.#promise(loaded);
  }

  /** @param {Promise<PostView>} promise */
  #promise(promise) {
    this.#ready = promise;
    promise.catch(() => {}); // those who listen to the event need not listen to the promise
  }

  #empty() {
    this.#loading?.abort();
    this.#loading = undefined;
    this.#clear();
    this.#state("idle");
    return this;
  }

  /** @returns {Promise<PostView>} */
  #loadLater() {
    this.#unwatch();
    this.#state("idle");
    const options = /** @type {IntersectionObserverInit} */ ({ rootMargin: margin, scrollMargin: margin });
    this.#watch = new IntersectionObserver((entries) => {
      if (entries.some((entry) => entry.isIntersecting)) this.#load();
    }, options);
    this.#watch.observe(this);
    return new Promise((resolve) => (this.#follow = () => resolve(this.#ready)));
  }

  /** Ends the waiting for the screen; who waited now waits for what comes instead. */
  #unwatch() {
    this.#watch?.disconnect();
    this.#watch = undefined;
    queueMicrotask(this.#follow);
    this.#follow = () => {};
  }

  // ---- What it shows ----

  /** @returns {Promise<PostView>} */
  #load() {
    this.#unwatch();
    this.#isNear = true;
    this.#loading?.abort();
    const loading = (this.#loading = new AbortController());
    this.#state("loading");
    this.#progress.setAttribute("aria-label", word("Loading", this));
    const view = this.light ? createView() : this.#view;
    const shown = this.#render(view, loading.signal).then(
      (post) => (loading === this.#loading ? this.#show(view, post) : this.#ready),
      (error) => (loading === this.#loading ? this.#fail(view, error) : this.#ready),
    );
    this.#promise(shown);
    return shown;
  }

  /** @param {HTMLElement} view @param {AbortSignal} signal @returns {Promise<Post>} */
  async #render(view, signal) {
    const src = this.src && new URL(this.src, this.baseURI).href;
    const request = {
      ...(src ? { src } : { markdown: this.markdown }),
      policy: this.policy,
      bare: this.bare,
      toc: this.toc,
      headingLevel: this.headingLevel,
      lang: language(this),
    };
    const dressed = this.#dress(signal);
    dressed.catch(() => {}); // both ways come to it
    let begun = src ? beginFirst(src, signal) : undefined;
    const kept = src ? await find(request) : undefined;
    signal.throwIfAborted();
    if (kept) {
      begun ??= begin(src, signal);
      if (await isOf(kept, begun.answer)) return this.#refill(view, kept, dressed, signal);
      signal.throwIfAborted();
    }
    const booting = Promise.all([boot(this.#advance), dressed]);
    booting.catch(() => begun?.abort.abort());
    const [program] = await booting;
    signal.throwIfAborted();
    const { post, source } = await program.call("render", {
      ...request,
      begun,
      target: view,
      signal,
      onprogress: (loaded, total) => {
        this.#advance(loaded, total);
        this.#tell("progress", { loaded, total });
      },
    });
    if (source) keep(request, source, view, post);
    return post;
  }

  /**
   * Shows the post as it was before.
   * @param {HTMLElement} view @param {Kept} kept @param {Promise<void>} dressed @param {AbortSignal} signal
   */
  async #refill(view, { html, post, size }, dressed, signal) {
    await dressed;
    signal.throwIfAborted();
    this.#tell("progress", { loaded: size, total: size });
    fill(view, html);
    return post;
  }

  /** @param {AbortSignal} signal */
  async #dress(signal) {
    const sheet = await style(this.ownerDocument);
    signal.throwIfAborted();
    this.#root.adoptedStyleSheets = [sheet];
    this.#progress.hidden = this.dataset.state !== "loading";
  }

  /** Shows how far it has come; the total is 0 where it is not known. @type {Watcher} */
  #advance = (loaded, total) => {
    if (total) this.#progress.value = Math.min(loaded / total, 1);
    else this.#progress.removeAttribute("value");
  };

  /** @param {HTMLElement} view @param {Post} post */
  #show(view, post) {
    this.#post = post;
    if (view === this.#view) this.#giveBack();
    else this.#putInPlaceOfTheFallback(view);
    this.#fallback.hidden = view === this.#view;
    colour(view);
    this.#state("ready");
    this.#tell("ready", { post });
    seekFragment(this.#find);
    if (view === this.#view) enrich(view, place("extras")); // what it adds needs our styles
    return this;
  }

  /** @param {HTMLElement} view @param {PostViewError} error @returns {never} */
  #fail(view, error) {
    // Of a source that can't be rendered the program shows all that there is.
    const shown = error.kind === "source" ? [...view.childNodes] : [notice(this, error)];
    this.#clear();
    this.#view.replaceChildren(...shown);
    this.#state("error");
    this.#tell("error", { error, kind: error.kind ?? "program" });
    throw error;
  }

  /** Lets go of the post; what is left is the fallback. */
  #clear() {
    this.#post = null;
    this.#view.replaceChildren();
    this.#giveBack();
    this.#fallback.hidden = false;
  }

  // ---- In the light DOM ----

  /** @param {HTMLElement} view */
  #putInPlaceOfTheFallback(view) {
    this.#prefix = `${this.id || `post-${++unnamed}`}-`;
    prefixIds(view, this.#prefix);
    if (!this.#aside) {
      this.#aside = document.createDocumentFragment();
      this.#aside.append(...this.childNodes);
    }
    this.replaceChildren(view);
    this.#view.replaceChildren();
  }

  #giveBack() {
    if (!this.#aside) return;
    this.replaceChildren(this.#aside);
    this.#aside = undefined;
  }

  /** The element of the post that has an id, as its author wrote it. @param {string} id @returns {Element | null} */
  #find = (id) =>
    this.#aside ? this.querySelector(`#${CSS.escape(this.#prefix + id)}`) : this.#root.getElementById(id);
}

/** Makes what a post stands in. Pictures in it that can't be had are marked, so that their text gets a place. */
function createView() {
  const view = document.createElement("div");
  view.className = "postview";
  view.addEventListener("error", ({ target }) => target instanceof HTMLImageElement && (target.dataset.missing = ""), true);
  return view;
}
