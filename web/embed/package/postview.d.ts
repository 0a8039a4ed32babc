// The types of postview.js. A test compares them with what the script declares.

/** The version of this script: that of the package, and what tells one build from another. */
export const version: string;

/**
 * Renders a post without an element. What it returns has been sanitized.
 * The promise is rejected with a {@link PostViewError}.
 */
export function render(markdown: string, options?: RenderOptions): Promise<Rendered>;

/** Says where the files of Postview are. Call it before the first post is shown. */
export function configure(places: Places): void;

export interface Places {
  /** The folder that holds Postview's `assets`, where a bundler has moved the script away from them. */
  base?: string;
  /** The program, instead of the one among those files: a `.wasm`, `.wasm.gz` or `.wasm.br`. */
  wasm?: string;
  /** What the file in `wasm` must be, as in the `integrity` of a script. */
  integrity?: string;
  /** Whether the browser keeps what it has shown, to show it again at once; by default it does. */
  keep?: boolean;
}

export interface RenderOptions {
  /** What becomes of raw HTML. */
  policy?: "sanitize" | "omit";
  /** The body alone, without header and footer. */
  bare?: boolean;
  /** With a table of contents. */
  toc?: boolean;
  /** The level of the title, 1 to 6. */
  headingLevel?: number;
  /** The language of the words around the post. */
  lang?: string;
  /** Ends the rendering. */
  signal?: AbortSignal;
}

export interface Rendered {
  html: string;
  post: Post;
  /** The table of contents, as HTML; "" where there is none. */
  toc: string;
}

/** Front matter and derived values, by name. */
export type Post = Record<string, any>;

/**
 * What failed: no answer from the host; one that the page may not read; no such post; another status; a
 * file too large; a source that can't be rendered; the program itself.
 */
export type Kind = "network" | "cors" | "missing" | "status" | "size" | "source" | "program";

export interface PostViewError extends Error {
  kind: Kind;
}

/** The element `<post-view>`. */
export class PostView extends HTMLElement {
  static observedAttributes: string[];

  /** The address of the source, as it was given; "" where there is none. */
  get src(): string;
  set src(value: string);

  /** The source itself, instead of `src`. */
  get markdown(): string | null;
  set markdown(value: string | null);

  /** Its colours; auto are those of the page around it. */
  get theme(): "auto" | "light" | "dark";
  set theme(value: "auto" | "light" | "dark");

  /** Whether there is a table of contents. */
  get toc(): boolean;
  set toc(value: boolean);

  /** Whether there is the body alone, without header and footer. */
  get bare(): boolean;
  set bare(value: boolean);

  /** What becomes of raw HTML. */
  get policy(): "sanitize" | "omit";
  set policy(value: "sanitize" | "omit");

  /** When it loads: at once, or as it comes near the screen. */
  get loading(): "eager" | "lazy";
  set loading(value: "eager" | "lazy");

  /** The level of the title, 1 to 6. */
  get headingLevel(): number;
  set headingLevel(value: number);

  /** Whether it stands in the light DOM, in the styles of the page, instead of a shadow root. */
  get light(): boolean;
  set light(value: boolean);

  /** The post's front matter and derived values, once it is ready. */
  get post(): Post | null;

  /** Fulfilled with this element when what it was last told to show is shown, rejected when it can't be. */
  get ready(): Promise<PostView>;

  /** Loads the post again; the promise is that of `ready`. */
  reload(): Promise<PostView>;
}

export interface PostViewEvents {
  /** The source arrives; `total` is 0 where it is not known. */
  "postview-progress": CustomEvent<{ loaded: number; total: number }>;
  /** The post is shown. */
  "postview-ready": CustomEvent<{ post: Post }>;
  /** The post can't be shown. */
  "postview-error": CustomEvent<{ error: PostViewError; kind: Kind }>;
}

declare global {
  interface HTMLElementTagNameMap {
    "post-view": PostView;
  }
  interface HTMLElementEventMap extends PostViewEvents {}
}
