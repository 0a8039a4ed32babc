// Draws diagrams by Mermaid, in a frame of its own: Mermaid works with style
// elements, which the policy of a page does not allow, and measures text. The
// frame answers whoever asks, through the port that came with the question.

import mermaid from "./mermaid.js";

let drawn = 0;

/** @param {{source: string, theme: object, font: string}} request */
async function draw({ source, theme, font }) {
  mermaid.initialize({
    startOnLoad: false,
    securityLevel: "strict",
    suppressErrorRendering: true,
    htmlLabels: false, // in a picture only text is shown everywhere
    look: "classic",
    theme: "base",
    themeVariables: theme,
    fontFamily: font,
  });
  const { svg } = await mermaid.render(`diagram-${++drawn}`, source);
  return picture(svg);
}

/**
 * Gives a drawing the size of a picture, and finds what its author says of it.
 * @param {string} text
 */
function picture(text) {
  const svg = /** @type {SVGSVGElement} */ (new DOMParser().parseFromString(text, "text/html").querySelector("svg"));
  const [width, height] = /** @type {string} */ (svg.getAttribute("viewBox")).split(" ").slice(2).map((length) => Math.ceil(Number(length)));
  svg.setAttribute("width", String(width));
  svg.setAttribute("height", String(height));
  svg.style.maxWidth = "";
  const says = ["title", "desc"].map((name) => svg.querySelector(`:scope > ${name}`)?.textContent.trim());
  return {
    svg: new XMLSerializer().serializeToString(svg),
    width,
    height,
    text: says.filter(Boolean).join(". "),
  };
}

addEventListener("message", async ({ data, ports: [port] }) => {
  if (!port) return;
  try {
    port.postMessage({ picture: await draw(data) });
  } catch (error) {
    port.postMessage({ error: /** @type {Error} */ (error).message ?? String(error) });
  }
});
