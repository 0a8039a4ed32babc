// What browsers have, and TypeScript's library does not describe yet.

interface Element {
  /** Makes of markup what is harmless, the element's content. */
  setHTML(markup: string, options?: { sanitizer: object }): void;
}

interface Navigator {
  readonly connection?: { readonly saveData?: boolean; readonly effectiveType?: string; readonly downlink?: number };
  readonly deviceMemory?: number;
}

declare var trustedTypes: {
  createPolicy(name: string, rules: import("./embed/boundary.js").Policy): import("./embed/boundary.js").Policy;
} | undefined;

// ---- In a service worker, where there is no window ----

interface WorkerEvent extends Event {
  /** Keeps the worker until the promise is settled. */
  waitUntil(promise: Promise<unknown>): void;
}

interface WorkerFetchEvent extends WorkerEvent {
  readonly request: Request;
  readonly preloadResponse: Promise<Response | undefined>;
  respondWith(answer: Promise<Response>): void;
}

/** What a page says to its worker: files that it has read, or a page to compare with what is kept of it. */
interface WorkerMessageEvent extends WorkerEvent {
  readonly data: { read?: string[]; check?: string };
  readonly source: { postMessage(message: WorkerAnswer): void };
}

/** What a worker says to a page: it has changed. */
interface WorkerAnswer {
  changed?: string;
}

interface WorkerScope {
  readonly registration: ServiceWorkerRegistration;
  readonly clients: { claim(): Promise<void> };
  skipWaiting(): Promise<void>;
  addEventListener(type: "install" | "activate", listener: (event: WorkerEvent) => void): void;
  addEventListener(type: "fetch", listener: (event: WorkerFetchEvent) => void): void;
  addEventListener(type: "message", listener: (event: WorkerMessageEvent) => void): void;
}

// ---- What npm has for formulas and diagrams; the build puts it beside the scripts that import it ----

declare module "*/katex.js" {
  const katex: {
    render(tex: string, element: HTMLElement, options: Record<string, unknown>): void;
  };
  export default katex;
}

declare module "*/mermaid.js" {
  const mermaid: {
    initialize(options: Record<string, unknown>): void;
    render(id: string, source: string): Promise<{ svg: string }>;
  };
  export default mermaid;
}
