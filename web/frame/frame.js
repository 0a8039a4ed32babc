// Makes each frame that shows a post of this script's site as high as the post:
//
//     <iframe src="https://host/embed.html?src=posts/hello.md" title="Hello"></iframe>
//     <script type="module" src="https://host/frame.js"></script>
//
// It asks each such frame for its size, and believes only that window, and only
// while it shows a page of the site. All that it takes from there is a number.

const host = new URL("embed.html", import.meta.url);

/** No post is higher, in CSS pixels. */
const most = 200_000;

/** The frames of the page that show a post. @returns {HTMLIFrameElement[]} */
const frames = () => [...document.querySelectorAll("iframe")].filter((frame) => frame.src.split(/[?#]/)[0] === host.href);

/** @param {HTMLIFrameElement} frame */
const ask = (frame) => frame.contentWindow?.postMessage({ postview: "size?" }, host.origin);

addEventListener("message", ({ source, origin, data }) => {
  const frame = origin === host.origin && frames().find((frame) => frame.contentWindow === source);
  const height = data?.postview === "size" && data.height;
  if (frame && height > 0 && height <= most) frame.style.blockSize = `${Math.ceil(height)}px`;
});

/** A frame may come later, or go to another post: then it loads. */
document.addEventListener("load", ({ target }) => {
  if (target instanceof HTMLIFrameElement && frames().includes(target)) ask(target);
}, true);

/** Of a page of another origin nothing can be read; what was there before is this page's. @param {HTMLIFrameElement} frame */
const isThere = (frame) => !frame.contentDocument || frame.contentDocument.URL === frame.src;

frames().filter(isThere).forEach(ask);
