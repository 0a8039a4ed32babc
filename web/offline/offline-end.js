// The service worker of a site that has it no more: where the one before it still
// is, it takes its place, deletes what that kept, and goes.

const worker = /** @type {WorkerScope} */ (/** @type {unknown} */ (globalThis));

worker.addEventListener("install", () => worker.skipWaiting());
worker.addEventListener("activate", (event) => event.waitUntil(end()));

async function end() {
  const { registration } = worker;
  const names = (await caches.keys()).filter((name) => name.startsWith(`postview ${registration.scope} `));
  await Promise.all(names.map((name) => caches.delete(name)));
  await registration.unregister();
}
