// The program that renders: fetched, started once for all who ask, and watched.
// It is a Go program compiled to WebAssembly; boundary.d.ts tells what it answers.

import { compiled, unpacked, unpackedAsNamed } from "./compile.js";

/**
 * @import { Answer, Go, Hook, Methods, Policy, RenderRequest, Watcher } from "./boundary.js"
 * @import { Kind, Places, PostViewError } from "./package/postview.js"
 */

/** A program that neither answers nor tells of progress within this time is taken to hang, in milliseconds. */
const patience = 60_000;

/** @typedef {{files: typeof built.postview, root: string, places: Places, booting?: Promise<Program>, runtime?: Promise<Go>, watchers?: Set<Watcher>}} Shared */

/** What all copies of this version on the page share: a script that is loaded twice does no more than once. @type {Shared} */
let shared;

/** What is global on the page: ours by names that nobody else has, and Go's runtime. */
const page = /** @type {{[name: symbol]: Shared | Policy | undefined, [hook: `postview ${string}`]: Hook, Go: Go}} */ (/** @type {unknown} */ (globalThis));

/** Says what files this version has. @param {typeof built.postview} files */
export function begin(files) {
  const key = Symbol.for(`postview ${files.version}`);
  shared = /** @type {Shared} */ (page[key] ??= { files, root: new URL(files.root, import.meta.url).href, places: {} });
}

/**
 * Says where the files of Postview are, before the first of them is fetched.
 * @param {Places} places addresses relative to the page
 */
export function configure(places) {
  Object.assign(shared.places, places);
}

/**
 * The address of one of this version's files.
 * @param {"program"|"runtime"|"style"|"highlight"|"extras"} file
 */
export function place(file) {
  const { base } = shared.places;
  return new URL(shared.files[file], base === undefined ? shared.root : folder(base)).href;
}

/** The version of the program whose posts are kept; "" where none are, or where it is another file than this version's. */
export const keptVersion = () => (shared.places.keep === false || shared.places.wasm ? "" : shared.files.version);

/** @param {string} base */
const folder = (base) => new URL(base.replace(/\/?$/, "/"), document.baseURI);

/**
 * Boots the program, once for all who ask. After it failed, or died, the next call boots a new one.
 * @param {Watcher} [onprogress] bytes of the program, unpacked
 * @returns {Promise<Program>}
 */
export function boot(onprogress) {
  shared.booting ??= start().catch((error) => {
    shared.booting = undefined;
    throw error;
  });
  if (onprogress) shared.watchers?.add(onprogress);
  return shared.booting;
}

async function start() {
  const { wasm, integrity } = shared.places;
  shared.watchers = new Set();
  try {
    const bytes = wasm ? unpackedAsNamed(new URL(wasm, document.baseURI).href, integrity) : unpacked(place("program"));
    const [module, Go] = await Promise.all([bytes.then((bytes) => compiled(bytes, counter())), runtime()]);
    return await Program.run(module, Go);
  } catch (error) {
    throw problem("program", `The program that shows posts can’t be started: ${/** @type {Error} */ (error).message}`, error);
  } finally {
    shared.watchers = undefined; // they are elements', which may go
  }
}

/** Passes bytes on and tells the watchers how many have come. @returns {TransformStream<Uint8Array<ArrayBuffer>, Uint8Array<ArrayBuffer>>} */
function counter() {
  const { watchers } = shared;
  let loaded = 0;
  return new TransformStream({
    transform(chunk, controller) {
      loaded += chunk.length;
      watchers?.forEach((watch) => watch(loaded, shared.files.size));
      controller.enqueue(chunk);
    },
  });
}

// ---- Running ----

/**
 * Go's runtime, which announces itself by a global. A page may have one of its own, of another version,
 * and keeps it.
 */
function runtime() {
  return (shared.runtime ??= (async () => {
    const theirs = page.Go;
    await import(/* @vite-ignore */ /* webpackIgnore: true */ place("runtime"));
    const { Go } = page;
    if (theirs) page.Go = theirs;
    return Go;
  })().catch((error) => {
    shared.runtime = undefined;
    throw error;
  }));
}

/** The policy's name can be taken once a page; a second copy of this file uses the first one's. */
const policyKey = Symbol.for("postview.policy");
export const policy = /** @type {Policy | undefined} */ (
  page[policyKey] ??= globalThis.trustedTypes?.createPolicy("postview", { createHTML: String, createScriptURL: String })
);

/** A Go program that runs. It answers until it dies, and then says so to all who wait. */
export class Program {
  /** @type {Set<(error: Error) => void>} */
  #waiting = new Set();
  /** @type {Answer | undefined} */
  #answer;
  /** @type {(reason: string) => void} */
  #end = () => {};
  /** Fulfilled with the reason when the program has died. @type {Promise<string>} */
  ended = new Promise((resolve) => (this.#end = resolve));

  /** @param {WebAssembly.Module} module @param {Go} Go */
  static async run(module, Go) {
    const program = new Program();
    const go = new Go();
    const hook = "postview program";
    go.argv = ["postview", hook];
    // Collect at 16 MB first instead of 4, and more often once there is much: rendering is a sixth faster.
    go.env = { GOGC: "400", GOMEMLIMIT: "256MiB" };
    const instance = await WebAssembly.instantiate(module, go.importObject);
    // From here to the answer nothing else runs: other copies may use the same name.
    page[hook] = (answer) => {
      program.#answer = answer;
      return { policy };
    };
    // run settles when the program ends, which it never does by itself.
    go.run(instance).then(
      () => program.#die("it ended"),
      (error) => program.#die(error.message),
    );
    delete page[hook];
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
    shared.booting = undefined;
    removeEventListener("error", this.#overflow);
    removeEventListener("unhandledrejection", this.#overflow);
    for (const reject of this.#waiting) reject(problem("program", `The program that shows posts has stopped: ${reason}.`));
    this.#waiting.clear();
    this.#end(reason);
  }

  /**
   * Asks the program for something.
   * @template {keyof Methods} Name
   * @param {Name} method
   * @param {Methods[Name]["request"]} [request]
   * @returns {Promise<Methods[Name]["answer"]>}
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
      /** @type {Watcher} */
      const onprogress = (loaded, total) => {
        watch();
        /** @type {RenderRequest} */ (request).onprogress?.(loaded, total);
      };
      watch();
      const answer = this.#answer(method, { ...request, onprogress });
      // A program that has died answers at once, with nothing.
      if (!answer) this.#die("it does not answer");
      Promise.resolve(answer)
        .then(/** @type {(answer: Methods[Name]["answer"] | undefined) => void} */ (resolve), reject)
        .finally(() => {
          clearTimeout(watchdog);
          this.#waiting.delete(reject);
        });
    });
  }
}

/**
 * @param {Kind} kind
 * @param {string} message
 * @param {unknown} [cause]
 * @returns {PostViewError}
 */
export function problem(kind, message, cause) {
  return Object.assign(new Error(message, { cause }), { kind });
}
