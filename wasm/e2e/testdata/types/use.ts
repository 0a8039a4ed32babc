// What an embedder writes, and what the types keep them from writing.

import { configure, PostView, render, version, type PostViewError } from "../../../../web/embed/package/postview.js";

configure({ base: "/postview/", wasm: "/viewer.wasm.br", integrity: "sha384-abc" });
// @ts-expect-error there is no such place
configure({ program: "x" });

const view = document.createElement("post-view");
view.src = "hello.md";
view.theme = "dark";
view.headingLevel = 2;
view.markdown = null;
// @ts-expect-error pages can't trust a post
view.policy = "trust";
// @ts-expect-error it is read alone
view.post = {};

view.addEventListener("postview-ready", (event) => event.detail.post.title);
view.addEventListener("postview-progress", ({ detail: { loaded, total } }) => loaded / total);
view.addEventListener("postview-error", ({ detail: { error, kind } }) => kind === "missing" && error.message);

const shown: Promise<PostView> = view.ready;
shown.catch((error: PostViewError) => error.kind);
view.reload().then((same) => same.post?.title);

const { html, toc, post } = await render("# Hello", { toc: true, policy: "omit", signal: AbortSignal.timeout(1000) });
// @ts-expect-error it takes Markdown
await render(42);
document.title = `${post.title} ${html.length} ${toc} ${version}`;
