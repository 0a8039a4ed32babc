// Where the scripts meet the Go programs: what each is asked, what it answers, and what it calls and
// touches of the page meanwhile. A test compares this with the Go code, and tsc with the scripts.

import type { Kind, Post, PostViewError, Rendered } from "./package/postview.js";

// ---- The program that shows posts: wasm/browser ----

/**
 * As it starts, the program calls the global function whose name is its second argument, once, and hands
 * over what answers from then on.
 */
export type Hook = (answer: Answer) => Handed;

/** What the program gets in return. */
export interface Handed {
  /** Makes markup and the URLs of scripts what a page with Trusted Types accepts. */
  policy?: Policy;
}

export interface Policy {
  createHTML(markup: string): string;
  createScriptURL(url: string): string;
}

/**
 * Asks for one of the methods. The promise is rejected with an error of a {@link Kind}; a program that has
 * died answers with nothing.
 */
export type Answer = <Name extends keyof Methods>(method: Name, request: Methods[Name]["request"]) => Promise<Methods[Name]["answer"]> | undefined;

export interface Methods {
  /** Renders a post, for `<post-view>` and for the JavaScript API. */
  render: { request: RenderRequest; answer: RenderAnswer };
  /** Follows the reader's clicks on a site, and shows its views in place. A second time it does nothing. */
  open: { request: OpenRequest; answer: null };
  /** Shows the present view anew, for live reload. It opens the site where that is not open yet. */
  refresh: { request: OpenRequest; answer: null };
  /** Narrows the list that is shown, within its view. */
  narrow: { request: NarrowRequest; answer: null };
  /** Tells what could leak. */
  stats: { request: {}; answer: StatsAnswer };
}

export interface RenderRequest {
  /** The URL of the source, or */
  src?: string;
  /** its fetch, where that was begun before, or */
  begun?: Begun;
  /** the source itself. */
  markdown?: string | null;
  /** Its content becomes the post. */
  target?: Element | ShadowRoot;
  policy?: string;
  bare?: boolean;
  toc?: boolean;
  headingLevel?: number;
  /** Of the words around the post, BCP 47. */
  lang?: string;
  signal?: AbortSignal;
  /** Is called as the source arrives, in bytes; total is 0 where it is not known. */
  onprogress?: Watcher;
}

export interface RenderAnswer extends Rendered {
  /** That of src. */
  source?: Uint8Array<ArrayBuffer>;
}

export interface OpenRequest {
  /** Holds the view. */
  main: HTMLElement;
  /** The URL of the site. */
  root: string;
  /** Show the page's own address now, and end that main is busy; else it is there already. */
  show?: boolean;
  /** Begins the transition from a view to the next, which is put in place after. */
  leave?: () => Promise<void>;
  /** Gives the fetch of a file that was begun before, once. */
  ahead?: (url: string) => Begun | undefined;
}

export interface NarrowRequest {
  /** The address of the list, with what it is narrowed to. */
  href: string;
  /** The present entry of the history is replaced. */
  replace: boolean;
}

export interface StatsAnswer {
  /** The callbacks that live. */
  funcs: number;
  /** The bytes of heap in use after a collection. */
  heap: number;
  /** All bytes that the program has. */
  memory: number;
}

/** A fetch that was begun before the program asks for it. */
export interface Begun {
  abort: AbortController;
  answer: Promise<Response>;
}

export type Watcher = (loaded: number, total: number) => void;

/** What the page says of itself, in attributes data-… of its root element: the program reads it, and keeps it true. */
export interface PageData {
  /** The address of what is shown, relative to the site's root. */
  address?: string;
  /** Who made it. */
  renderer?: "prerender" | "wasm";
  view?: "post" | "list" | "error" | "embed" | "offline";
  /** The addresses of the lists of all posts, the site's own first; without it that is the root. */
  homes?: string;
  /** Is there where the host sends the page for any address. */
  anywhere?: "";
}

/** What the program says of itself, in attributes data-… of main. */
export interface MainData {
  /** Where the page goes on by itself if the program ends on the way. */
  going?: string;
}

/** What an entry of the history keeps for the reader who comes back: the program and page.js write it. */
export interface HistoryState {
  /** The number of the entry, by which the program knows it. */
  visit?: number;
  /** How far its reader had scrolled; none where nobody has been for long. */
  place?: number;
}

/** What the program tells the window's listeners: there is something new in the view. */
export type Shown = "postview-show";

// ---- The program that colours code: wasm/highlight/worker ----

/** It calls its hook likewise, within a worker, and gets what fetches the rules in the file of a name. */
export type ColourHook = (answer: ColourAnswer) => (name: string) => Promise<Uint8Array>;

/** Colours code; options are those of a block of code in Markdown. done gets null where the language is not known. */
export type ColourAnswer = (code: string, language: string, options: string, done: (html: string | null, problem?: string) => void) => void;

// ---- Go's runtime: wasm_exec.js ----

/** The class that wasm_exec.js makes global. */
export type Go = new () => {
  argv: string[];
  env: Record<string, string>;
  importObject: WebAssembly.Imports;
  /** Fulfilled when the program ends. */
  run(instance: WebAssembly.Instance): Promise<void>;
};
