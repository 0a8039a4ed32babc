// Puts a picture in the place of each diagram's source. The build puts this
// file, the frame that draws and Mermaid into one folder, which is fetched for a
// post with diagrams alone.
//
// A picture can't run anything, whatever is in it, and its styles stay within.

/** An answer that does not come within this time won't come, in milliseconds. */
const patience = 30_000;

/** @typedef {{svg: string, width: number, height: number, text: string}} Picture */

/** Opens the frame that draws, out of sight. @returns {Promise<HTMLIFrameElement>} */
function open() {
  const frame = document.createElement("iframe");
  frame.src = new URL("draw.html", import.meta.url).href;
  frame.title = "Drawing";
  frame.inert = true;
  frame.setAttribute("aria-hidden", "true");
  frame.dataset.enriched = "";
  // It has a size, so that text in it can be measured.
  Object.assign(frame.style, { position: "fixed", inset: "0 auto auto -200vw", width: "800px", height: "600px", border: "0", visibility: "hidden" });
  return new Promise((resolve) => {
    frame.addEventListener("load", () => resolve(frame), { once: true });
    document.body.append(frame);
  });
}

/**
 * @param {HTMLIFrameElement} frame
 * @param {object} request
 * @returns {Promise<Picture>}
 */
function ask(frame, request) {
  const { port1, port2 } = new MessageChannel();
  return new Promise((resolve, reject) => {
    const watchdog = setTimeout(() => reject(new Error("the drawing does not come")), patience);
    port1.onmessage = ({ data: { picture, error } }) => {
      clearTimeout(watchdog);
      port1.close();
      if (picture) resolve(picture);
      else reject(new Error(error));
    };
    /** @type {Window} */ (frame.contentWindow).postMessage(request, "*", [port2]);
  });
}

/** The colours and the font of the code, for the diagram that takes its place. @param {HTMLElement} pre */
function look(pre) {
  const view = getComputedStyle(pre.closest(".article") ?? pre);
  const code = getComputedStyle(pre);
  const [ink, tint] = [view.color, code.backgroundColor].map(hex);
  const dark = lightness(ink) > lightness(tint);
  return {
    font: view.fontFamily.replaceAll('"', "'"),
    theme: {
      darkMode: dark,
      background: tint,
      primaryColor: tint,
      primaryTextColor: ink,
      primaryBorderColor: ink,
      lineColor: ink,
      textColor: ink,
      fontSize: "15px",
      useGradient: false,
      dropShadow: "none",
    },
  };
}

/** Mermaid calculates with colours that it can read. @param {string} color as computed */
function hex(color) {
  const context = /** @type {CanvasRenderingContext2D} */ (document.createElement("canvas").getContext("2d"));
  context.fillStyle = color;
  context.fillRect(0, 0, 1, 1);
  const [r, g, b] = context.getImageData(0, 0, 1, 1).data;
  return "#" + [r, g, b].map((n) => n.toString(16).padStart(2, "0")).join("");
}

/** @param {string} color #rrggbb */
const lightness = (color) => [1, 3, 5].reduce((sum, i) => sum + parseInt(color.slice(i, i + 2), 16), 0);

/**
 * The diagrams that are shown, drawn again when the colours change.
 * @type {Set<WeakRef<HTMLElement>>}
 */
const shown = new Set();

/**
 * Draws each of the blocks. One that can't be drawn stays, with a note that says why.
 * @param {HTMLElement[]} blocks pre elements
 */
export async function draw(blocks) {
  const frame = await open();
  try {
    for (const pre of blocks) await show(frame, pre);
  } finally {
    frame.remove();
  }
}

/** @param {HTMLIFrameElement} frame @param {HTMLElement} pre */
async function show(frame, pre) {
  try {
    const picture = await ask(frame, { source: pre.textContent, ...look(pre) });
    if (pre.isConnected) place(pre, picture);
  } catch (error) {
    if (pre.isConnected) explain(pre, /** @type {Error} */ (error));
  }
}

/** Shows the picture, with the source below it, to be unfolded. @param {HTMLElement} pre @param {Picture} picture */
function place(pre, { svg, width, height, text }) {
  let figure = /** @type {HTMLElement | null} */ (pre.closest("figure.diagram"));
  if (!figure) {
    figure = element("figure", { className: "diagram" });
    figure.dataset.enriched = "diagram";
    pre.replaceWith(figure);
    const source = element("details", {});
    source.append(element("summary", { textContent: "Source of the diagram" }), pre);
    figure.append(element("img", {}), source);
    shown.add(new WeakRef(pre));
  }
  const src = "data:image/svg+xml;charset=utf-8," + encodeURIComponent(svg);
  Object.assign(/** @type {HTMLImageElement} */ (figure.querySelector("img")), { src, width, height, alt: text || "Diagram" });
}

/** @param {HTMLElement} pre @param {Error} error */
function explain(pre, error) {
  if (pre.closest("figure.diagram")) return;
  const note = element("p", { className: "note", textContent: `This diagram can’t be drawn: ${error.message.split("\n")[0]}` });
  note.dataset.enriched = "";
  pre.after(note);
}

/**
 * @template {keyof HTMLElementTagNameMap} Name
 * @param {Name} name
 * @param {object} properties
 * @returns {HTMLElementTagNameMap[Name]}
 */
const element = (name, properties) => Object.assign(document.createElement(name), properties);

matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => {
  const blocks = [...shown].flatMap((reference) => reference.deref() ?? []).filter((pre) => pre.isConnected);
  shown.clear();
  for (const pre of blocks) shown.add(new WeakRef(pre));
  if (blocks.length) draw(blocks);
});
