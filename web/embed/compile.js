// A WebAssembly program, fetched compressed and compiled as it arrives.

/**
 * Fetches and compiles a program as it arrives.
 * @param {string} url
 * @returns {Promise<WebAssembly.Module>}
 */
export const compile = async (url) => compiled(await unpacked(url));

/** @param {Bytes} bytes @param {TransformStream} [through] that they pass */
export const compiled = (bytes, through = new TransformStream()) =>
  WebAssembly.compileStreaming(new Response(bytes.pipeThrough(through), { headers: { "content-type": "application/wasm" } }));

/**
 * Fetches a program compressed, and unpacks it here: many static hosts send it as it is, seven times
 * the bytes. A host that unpacks, or says so in a header, is noticed by the first bytes.
 * @param {string} url
 * @returns {Promise<Bytes>}
 */
export async function unpacked(url) {
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
export async function unpackedAsNamed(url, integrity) {
  const response = await fetch(url, { integrity });
  if (!response.ok || !response.body) throw new Error(`${url}: status ${response.status}`);
  const [body, magic] = await peek(response.body);
  return isWasm(magic) ? body : unpack(body, /\.br$/.test(new URL(url).pathname) ? "brotli" : "gzip");
}

/** @typedef {ReadableStream<Uint8Array<ArrayBuffer>>} Bytes */

/** @param {Bytes} body @param {string} format */
const unpack = (body, format) => body.pipeThrough(unpacking(format));

/** @param {string} format which a browser may not know */
const unpacking = (format) => new DecompressionStream(/** @type {CompressionFormat} */ (format));

/** The forms in which the program may be fetched, smallest first. */
function packings() {
  return [[".br", "brotli"], [".gz", "gzip"], ["", ""]].filter(([, format]) => {
    try {
      return !format || unpacking(format);
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
 * @param {Bytes} stream
 * @returns {Promise<[Bytes, Uint8Array | undefined]>}
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
