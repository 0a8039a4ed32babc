// Postview shows Markdown posts, written for Hugo, in any page.
//
//     <script type="module" src="https://host/postview.js"></script>
//     <post-view src="https://blog.example/posts/hello.md">a fallback</post-view>
//
// This file defines the element, loads the program that renders, a Go program
// compiled to WebAssembly, and offers the same rendering to scripts. Nothing but
// this file is fetched before a post is to be shown.

/**
 * @typedef {"network"|"cors"|"missing"|"status"|"size"|"source"|"program"} Kind
 *   what failed: no answer from the host, or none that this page may read; no such post; another status; a file too large;
 *   a source that can't be rendered; the program itself
 * @typedef {Error & {kind: Kind}} PostViewError
 * @typedef {Object} RenderOptions
 * @property {"sanitize"|"omit"} [policy] what becomes of raw HTML
 * @property {boolean} [bare] the body alone, without header and footer
 * @property {boolean} [toc] with a table of contents
 * @property {number} [headingLevel] the level of the title, 1 to 6
 * @property {AbortSignal} [signal] ends the rendering
 * @typedef {{html: string, post: object, toc: string}} Rendered
 */

/** What the build fills in: the files of this version, relative to this one, and the bytes of the program. */
const files = { version: "dev", program: "", runtime: "", style: "", highlight: "", enrich: "", size: 0 };

export const version = files.version;

// ---- The program ----

/** A program that neither answers nor tells of progress within this time is taken to hang, in milliseconds. */
const patience = 60_000;

/** @type {Promise<Program> | undefined} */
let booting;

/**
 * Boots the program, once for all who ask. After it failed, or died, the next call boots a new one.
 * @param {(loaded: number, total: number) => void} [onprogress] bytes of the program, unpacked
 * @returns {Promise<Program>}
 */
export function boot(onprogress) {
  if (onprogress) watchers.add(onprogress);
  booting ??= start().catch((error) => {
    booting = undefined;
    throw error;
  });
  return booting;
}

/** @type {Set<(loaded: number, total: number) => void>} */
const watchers = new Set();

async function start() {
  try {
    const [module] = await Promise.all([compile(here(files.program), counter()), import(here(files.runtime))]);
    return await Program.run(module);
  } catch (error) {
    throw problem("program", `The program that shows posts can’t be started: ${error.message}`, error);
  } finally {
    watchers.clear();
  }
}

/** @param {string} file */
const here = (file) => new URL(file, import.meta.url).href;

/**
 * Fetches and compiles a program as it arrives.
 * @param {string} url
 * @param {TransformStream} [through] that its bytes pass
 */
async function compile(url, through = new TransformStream()) {
  const bytes = (await unpacked(url)).pipeThrough(through);
  return WebAssembly.compileStreaming(new Response(bytes, { headers: { "content-type": "application/wasm" } }));
}

/**
 * Fetches a program compressed, and unpacks it here: many static hosts send it as it is, seven times
 * the bytes. A host that unpacks, or says so in a header, is noticed by the first bytes.
 * @param {string} url
 * @returns {Promise<ReadableStream<Uint8Array>>}
 */
async function unpacked(url) {
  for (const [suffix, format] of packings()) {
    const response = await fetch(url + suffix);
    if (!response.ok || !response.body) continue;
    const [body, magic] = await peek(response.body);
    if (isWasm(magic)) return body;
    if (format && !isText(response)) {
      return body.pipeThrough(new DecompressionStream(/** @type {CompressionFormat} */ (format)));
    }
  }
  throw new Error(`${url} can’t be fetched`);
}

/** The forms in which the program may be fetched, smallest first. */
function packings() {
  return [[".br", "brotli"], [".gz", "gzip"], ["", ""]].filter(([, format]) => {
    try {
      return !format || new DecompressionStream(/** @type {CompressionFormat} */ (format));
    } catch {
      return false;
    }
  });
}

/** @param {Uint8Array | undefined} bytes */
const isWasm = (bytes) => bytes?.[0] === 0 && bytes[1] === 0x61 && bytes[2] === 0x73 && bytes[3] === 0x6d;

/** @param {Response} response */
const isText = (response) => /^text\//.test(response.headers.get("content-type") ?? "");

/**
 * Returns the stream, whole, and its first bytes.
 * @param {ReadableStream<Uint8Array>} stream
 * @returns {Promise<[ReadableStream<Uint8Array>, Uint8Array | undefined]>}
 */
async function peek(stream) {
  const reader = stream.getReader();
  const first = await reader.read();
  const whole = new ReadableStream({
    start(controller) {
      if (first.value) controller.enqueue(first.value);
    },
    async pull(controller) {
      const { done, value } = await reader.read();
      if (done) controller.close();
      else controller.enqueue(value);
    },
    cancel: (reason) => reader.cancel(reason),
  });
  return [whole, first.value];
}

/** Passes bytes on and tells the watchers how many have come. */
function counter() {
  let loaded = 0;
  return new TransformStream({
    transform(chunk, controller) {
      loaded += chunk.length;
      for (const watch of watchers) watch(loaded, files.size);
      controller.enqueue(chunk);
    },
  });
}

/** The policy's name can be taken once a page; a second copy of this file uses the first one's. */
const policyKey = Symbol.for("postview.policy");
const trustedTypes = /** @type {any} */ (globalThis).trustedTypes;
const policy = (globalThis[policyKey] ??= trustedTypes?.createPolicy("postview", { createHTML: String, createScriptURL: String }));

/** A Go program that runs. It answers until it dies, and then says so to all who wait. */
class Program {
  static #count = 0;

  /** @type {Set<(error: Error) => void>} */
  #waiting = new Set();
  /** @type {((method: string, request: object) => Promise<any> | undefined) | undefined} */
  #answer;
  /** @type {(reason: string) => void} */
  #end;
  /** Fulfilled with the reason when the program has died. @type {Promise<string>} */
  ended = new Promise((resolve) => (this.#end = resolve));

  /** @param {WebAssembly.Module} module */
  static async run(module) {
    const program = new Program();
    const go = new /** @type {any} */ (globalThis).Go();
    const hook = `postview program ${++Program.#count}`;
    go.argv = ["postview", hook];
    globalThis[hook] = (answer) => {
      delete globalThis[hook];
      program.#answer = answer;
      return { policy };
    };
    const instance = await WebAssembly.instantiate(module, go.importObject);
    // run settles when the program ends, which it never does by itself.
    go.run(instance).then(
      () => program.#die("it ended"),
      (error) => program.#die(error.message),
    );
    if (!program.#answer) throw new Error("it did not answer");
    // A stack overflow in Go is thrown past it, as an error that nobody catches.
    addEventListener("error", program.#overflow);
    addEventListener("unhandledrejection", program.#overflow);
    return program;
  }

  /** @param {ErrorEvent | PromiseRejectionEvent} event */
  #overflow = (event) => {
    const error = "error" in event ? event.error : event.reason;
    const fatal = error instanceof RangeError || error instanceof WebAssembly.RuntimeError;
    if (fatal && /wasm/.test(error.stack ?? "")) this.#die(error.message);
  };

  /** @param {string} reason */
  #die(reason) {
    if (!this.#answer) return;
    this.#answer = undefined;
    booting = undefined;
    removeEventListener("error", this.#overflow);
    removeEventListener("unhandledrejection", this.#overflow);
    for (const reject of this.#waiting) reject(problem("program", `The program that shows posts has stopped: ${reason}.`));
    this.#waiting.clear();
    this.#end(reason);
  }

  /**
   * Asks the program for something; serve_js.go tells what there is.
   * @param {string} method
   * @param {object} [request]
   * @returns {Promise<any>}
   */
  call(method, request = {}) {
    return new Promise((resolve, reject) => {
      if (!this.#answer) throw problem("program", "The program that shows posts has stopped.");
      this.#waiting.add(reject);
      let watchdog = 0;
      const watch = () => {
        clearTimeout(watchdog);
        watchdog = setTimeout(() => this.#die(`no answer within ${patience / 1000} seconds`), patience);
      };
      const onprogress = (loaded, total) => {
        watch();
        request.onprogress?.(loaded, total);
      };
      watch();
      const answer = this.#answer(method, { ...request, onprogress });
      // A program that has died answers at once, with nothing.
      if (!answer) this.#die("it does not answer");
      Promise.resolve(answer)
        .then(resolve, reject)
        .finally(() => {
          clearTimeout(watchdog);
          this.#waiting.delete(reject);
        });
    });
  }
}

/** How often each view was coloured. @type {WeakMap<HTMLElement, number>} */
const turns = new WeakMap();

/**
 * Colours the code of a view that is on the page. Until that is done, or has failed, the view has the
 * attribute data-colouring; its code is readable all the while.
 * @param {HTMLElement} view
 * @returns {Promise<void>} never rejected
 */
export async function colour(view) {
  const turn = (turns.get(view) ?? 0) + 1;
  turns.set(view, turn);
  if (!view.querySelector("[data-postview-code]")) return delete view.dataset.colouring;
  view.dataset.colouring = "";
  try {
    const highlight = await import(here(files.highlight));
    await highlight.colour(view, { compile, policy });
  } catch (error) {
    console.warn(error);
  }
  if (turns.get(view) === turn) delete view.dataset.colouring;
}

/**
 * @param {Kind} kind
 * @param {string} message
 * @param {unknown} [cause]
 * @returns {PostViewError}
 */
function problem(kind, message, cause) {
  return Object.assign(new Error(message, { cause }), { kind });
}

// ---- The JavaScript API ----

/**
 * Renders a post.
 * @param {string} markdown the source, front matter and all
 * @param {RenderOptions} [options]
 * @returns {Promise<Rendered>} rejected with a {@link PostViewError}
 */
export async function render(markdown, options = {}) {
  const program = await boot();
  return program.call("render", { ...options, markdown });
}

// ---- The element ----

/** The style sheet of all posts, fetched once. @type {Promise<CSSStyleSheet> | undefined} */
let styling;

function style() {
  styling ??= (async () => {
    const response = await fetch(here(files.style));
    if (!response.ok) throw problem("program", `${response.url}: status ${response.status}`);
    return new CSSStyleSheet().replace(await response.text());
  })().catch((error) => {
    styling = undefined;
    throw error;
  });
  return styling;
}

/**
 * `<post-view>` shows one post. Its children are a fallback, shown until the post is ready and when it
 * can't be shown; a child `<script type="text/markdown">` is the source where there is no `src`.
 *
 * @fires postview-progress {loaded, total} as the source arrives; total is 0 where it is not known
 * @fires postview-ready {post} when it is shown
 * @fires postview-error {error, kind} when it can't be
 */
export class PostView extends HTMLElement {
  static observedAttributes = ["src", "policy", "bare", "toc", "heading-level"];

  /** The post's front matter and derived values, once it is ready. @type {object | null} */
  post = null;

  /** @type {string | null} */
  #markdown = null;
  /** @type {AbortController | undefined} */
  #loading;
  /** @type {Promise<PostView>} */
  #ready = Promise.resolve(this);
  #scheduled = false;
  /** @type {HTMLElement} */
  #view;
  /** @type {HTMLSlotElement} */
  #fallback;

  constructor() {
    super();
    const root = this.attachShadow({ mode: "open" });
    this.#view = root.appendChild(document.createElement("div"));
    this.#view.className = "postview";
    this.#fallback = root.appendChild(document.createElement("slot"));
    this.#fallback.addEventListener("slotchange", () => {
      // The page's parser may bring the source after the element.
      if (!this.#loading && !this.src && this.dataset.state !== "ready") this.#schedule();
    });
    root.addEventListener("click", this.#scroll);
  }

  /**
   * Scrolls to the heading or the footnote that a link of the post names: the browser looks for it in the
   * document alone. @param {MouseEvent} event
   */
  #scroll = (event) => {
    const link = /** @type {Element} */ (event.target).closest("a[href^='#']");
    const target = link && this.shadowRoot.getElementById(decodeURIComponent(link.getAttribute("href").slice(1)));
    if (!target) return;
    event.preventDefault();
    target.scrollIntoView();
  };

  get src() {
    return this.getAttribute("src") ?? "";
  }
  set src(value) {
    this.setAttribute("src", value);
  }

  /** The source itself, instead of `src`. */
  get markdown() {
    return this.#markdown ?? this.querySelector(':scope > script[type="text/markdown"]')?.textContent ?? null;
  }
  set markdown(value) {
    this.#markdown = value === null ? null : String(value);
    this.#schedule();
  }

  /** Fulfilled with this element when what it was last told to show is shown, rejected when it can't be. */
  get ready() {
    return this.#ready;
  }

  /** Loads the post again. @returns {Promise<PostView>} as `ready` */
  reload() {
    this.#load();
    return this.#ready;
  }

  connectedCallback() {
    if (this.dataset.state !== "ready") this.#schedule();
  }

  disconnectedCallback() {
    queueMicrotask(() => {
      if (this.isConnected) return; // it was moved
      this.#loading?.abort();
      this.#loading = undefined;
      this.#promise(Promise.resolve(this));
      this.#view.replaceChildren();
      this.post = null;
      this.#state("idle");
    });
  }

  attributeChangedCallback(name, before, after) {
    if (before !== after) this.#schedule();
  }

  /** Several changes of one moment make one loading. */
  #schedule() {
    if (this.#scheduled) return;
    this.#scheduled = true;
    const loaded = Promise.resolve().then(() => {
      this.#scheduled = false;
      if (!this.isConnected) return this;
      if (this.src || this.markdown !== null) return this.#load();
      this.#state("idle");
      return this;
    });
    this.#promise(loaded);
  }

  /** @param {Promise<PostView>} promise */
  #promise(promise) {
    this.#ready = promise;
    promise.catch(() => {}); // those who listen to the event need not listen to the promise
  }

  /** @returns {Promise<PostView>} */
  #load() {
    this.#loading?.abort();
    const loading = (this.#loading = new AbortController());
    this.#state("loading");
    const shown = this.#show(loading.signal).then(
      (post) => (loading === this.#loading ? this.#shown(post) : this.#ready),
      (error) => (loading === this.#loading ? this.#failed(error) : this.#ready),
    );
    this.#promise(shown);
    return shown;
  }

  /** @param {AbortSignal} signal */
  async #show(signal) {
    const [program, sheet] = await Promise.all([boot(), style()]);
    signal.throwIfAborted();
    this.shadowRoot.adoptedStyleSheets = [sheet];
    const { post } = await program.call("render", {
      ...(this.src ? { src: new URL(this.src, this.baseURI).href } : { markdown: this.markdown }),
      policy: this.getAttribute("policy") ?? "",
      bare: this.hasAttribute("bare"),
      toc: this.hasAttribute("toc"),
      headingLevel: Number(this.getAttribute("heading-level")) || 0,
      target: this.#view,
      signal,
      onprogress: (loaded, total) => this.#tell("progress", { loaded, total }),
    });
    return post;
  }

  /** @param {object} post */
  #shown(post) {
    this.post = post;
    this.#fallback.hidden = true;
    colour(this.#view);
    this.#state("ready");
    this.#tell("ready", { post });
    this.#enrich();
    return this;
  }

  /** Adds to the article what its HTML can't have, if it needs any of it. */
  async #enrich() {
    if (!this.#view.querySelector(".article :is(pre, .math)")) return;
    try {
      const { enrich } = await import(here(files.enrich));
      await enrich(this.#view);
    } catch (error) {
      console.warn(error); // the article is whole without
    }
  }

  /** @param {PostViewError} error @returns {never} */
  #failed(error) {
    this.post = null;
    this.#fallback.hidden = false;
    if (error.kind !== "source") this.#view.replaceChildren(this.#notice(error));
    this.#state("error");
    this.#tell("error", { error, kind: error.kind ?? "program" });
    throw error;
  }

  /** What a reader sees where the post should be: the reason, and the ways on. @param {Error} error */
  #notice(error) {
    const notice = document.createElement("div");
    notice.className = "failure";
    notice.setAttribute("part", "error");
    notice.setAttribute("role", "alert");
    const reason = notice.appendChild(document.createElement("p"));
    reason.textContent = `This post can’t be shown. ${error.message}`;
    const retry = notice.appendChild(document.createElement("button"));
    retry.type = "button";
    retry.textContent = "Try again";
    retry.addEventListener("click", () => this.reload());
    if (this.src) {
      const source = notice.appendChild(document.createElement("a"));
      source.href = new URL(this.src, this.baseURI).href;
      source.textContent = "Open the source";
    }
    return notice;
  }

  /** @param {"idle"|"loading"|"ready"|"error"} state */
  #state(state) {
    this.dataset.state = state;
    this.setAttribute("aria-busy", String(state === "loading"));
  }

  /** @param {string} what @param {object} detail */
  #tell(what, detail) {
    this.dispatchEvent(new CustomEvent(`postview-${what}`, { detail, bubbles: true, composed: true }));
  }
}

if (!customElements.get("post-view")) customElements.define("post-view", PostView);
