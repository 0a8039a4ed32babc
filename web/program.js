// The program that renders: fetched, started once for all who ask, and watched.
// It is a Go program compiled to WebAssembly; serve_js.go tells what it answers.

/**
 * @typedef {"network"|"cors"|"missing"|"status"|"size"|"source"|"program"} Kind
 *   what failed: no answer from the host; one that the page may not read; no such post; another status; a file too large;
 *   a source that can't be rendered; the program itself
 * @typedef {Error & {kind: Kind}} PostViewError
 * @typedef {Object} Places
 * @property {string} [base] the folder of Postview's files, where a bundler has moved this script away from them
 * @property {string} [wasm] the program, instead of the one among those files: .wasm, .wasm.gz or .wasm.br
 * @property {string} [integrity] what the file in wasm must be, as in the attribute of a script
 */

/** A program that neither answers nor tells of progress within this time is taken to hang, in milliseconds. */
const patience = 60_000;

/**
 * What all copies of this version on the page share: a script that is loaded twice does no more than once.
 * @type {{files: any, places: Places, booting?: Promise<Program>, runtime?: Promise<any>, watchers?: Set<Watcher>}}
 */
let shared;

/** @typedef {(loaded: number, total: number) => void} Watcher */

/** Says what files this version has. @param {any} files as postview.js has them from the build */
export function begin(files) {
  const key = Symbol.for(`postview ${files.version}`);
  shared = globalThis[key] ??= { files, places: {} };
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
 * @param {"program"|"runtime"|"style"|"highlight"|"enrich"} file
 */
export function place(file) {
  const { base } = shared.places;
  return new URL(shared.files[file], base === undefined ? import.meta.url : folder(base)).href;
}

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

/** Whether nobody has asked for the program yet. */
export const isIdle = () => !shared.booting;

async function start() {
  const { wasm, integrity } = shared.places;
  shared.watchers = new Set();
  try {
    const bytes = wasm ? unpackedAsNamed(new URL(wasm, document.baseURI).href, integrity) : unpacked(place("program"));
    const [module, Go] = await Promise.all([bytes.then((bytes) => compiled(bytes, counter())), runtime()]);
    return await Program.run(module, Go);
  } catch (/** @type {any} */ error) {
    throw problem("program", `The program that shows posts can’t be started: ${error.message}`, error);
  } finally {
    shared.watchers = undefined; // they are elements', which may go
  }
}

/** Passes bytes on and tells the watchers how many have come. */
function counter() {
  const { watchers } = shared;
  let loaded = 0;
  return new TransformStream({
    transform(chunk, controller) {
      loaded += chunk.length;
      for (const watch of watchers) watch(loaded, shared.files.size);
      controller.enqueue(chunk);
    },
  });
}

// ---- Fetching ----

/**
 * Fetches and compiles a program as it arrives.
 * @param {string} url
 * @returns {Promise<WebAssembly.Module>}
 */
export const compile = async (url) => compiled(await unpacked(url));

/** @param {ReadableStream<Uint8Array>} bytes @param {TransformStream} [through] that they pass */
const compiled = (bytes, through = new TransformStream()) =>
  WebAssembly.compileStreaming(new Response(bytes.pipeThrough(through), { headers: { "content-type": "application/wasm" } }));

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
    if (format && !isText(response)) return unpack(body, format);
  }
  throw new Error(`${url} can’t be fetched`);
}

/**
 * Fetches a program from exactly this address; its name says how it is compressed.
 * @param {string} url @param {string} [integrity]
 */
async function unpackedAsNamed(url, integrity) {
  const response = await fetch(url, { integrity });
  if (!response.ok || !response.body) throw new Error(`${url}: status ${response.status}`);
  const [body, magic] = await peek(response.body);
  return isWasm(magic) ? body : unpack(body, /\.br$/.test(new URL(url).pathname) ? "brotli" : "gzip");
}

/** @param {ReadableStream<Uint8Array>} body @param {string} format */
const unpack = (body, format) => body.pipeThrough(/** @type {any} */ (new DecompressionStream(/** @type {any} */ (format))));

/** The forms in which the program may be fetched, smallest first. */
function packings() {
  return [[".br", "brotli"], [".gz", "gzip"], ["", ""]].filter(([, format]) => {
    try {
      return !format || new DecompressionStream(/** @type {any} */ (format));
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

// ---- Running ----

/**
 * Go's runtime, which announces itself by a global. A page may have one of its own, of another version,
 * and keeps it.
 */
function runtime() {
  const page = /** @type {any} */ (globalThis);
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
const { trustedTypes } = /** @type {any} */ (globalThis);
export const policy = (globalThis[policyKey] ??= trustedTypes?.createPolicy("postview", { createHTML: String, createScriptURL: String }));

/** A Go program that runs. It answers until it dies, and then says so to all who wait. */
class Program {
  /** @type {Set<(error: Error) => void>} */
  #waiting = new Set();
  /** @type {((method: string, request: object) => Promise<any> | undefined) | undefined} */
  #answer;
  /** @type {(reason: string) => void} */
  #end;
  /** Fulfilled with the reason when the program has died. @type {Promise<string>} */
  ended = new Promise((resolve) => (this.#end = resolve));

  /** @param {WebAssembly.Module} module @param {any} Go */
  static async run(module, Go) {
    const program = new Program();
    const go = new Go();
    const hook = "postview program";
    go.argv = ["postview", hook];
    go.env = { GOGC: "200" }; // collect at 8 MB first instead of 4: rendering is a tenth faster
    const instance = await WebAssembly.instantiate(module, go.importObject);
    // From here to the answer nothing else runs: other copies may use the same name.
    globalThis[hook] = (answer) => {
      program.#answer = answer;
      return { policy };
    };
    // run settles when the program ends, which it never does by itself.
    go.run(instance).then(
      () => program.#die("it ended"),
      (error) => program.#die(error.message),
    );
    delete globalThis[hook];
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
   * @param {string} method
   * @param {any} [request]
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
      /** @type {Watcher} */
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

/**
 * @param {Kind} kind
 * @param {string} message
 * @param {unknown} [cause]
 * @returns {PostViewError}
 */
export function problem(kind, message, cause) {
  return Object.assign(new Error(message, { cause }), { kind });
}
