// Keeps the shell of the pages on this machine, so that quick entry opens without the server (ux P04). It holds the files
// of the build and nothing else: no answer of the interface is ever kept, so there is no personal data in it.
// `files` and `digest` are filled in by the build (build/worker.ts).
const files = __FILES__;
const shell = "hallbook-shell-__DIGEST__";

self.addEventListener("install", (event) => event.waitUntil(caches.open(shell).then((cache) => cache.addAll(files))));

// An older shell goes only now, when no open page of it is left that might still load a part of it.
self.addEventListener("activate", (event) => {
  const drop = (name) => (name.startsWith("hallbook-shell-") && name !== shell ? caches.delete(name) : false);
  event.waitUntil(caches.keys().then((names) => Promise.all(names.map(drop))).then(() => self.clients.claim()));
});

/** The page as the server has it now; without a server, as it was kept. */
async function page(request) {
  try {
    return await fetch(request);
  } catch (error) {
    const kept = await caches.match("/index.html", { cacheName: shell });
    if (kept) return kept;
    throw error;
  }
}

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (request.method !== "GET" || origin !== self.location.origin || pathname.startsWith("/api/")) return;
  if (request.mode === "navigate") event.respondWith(page(request));
  else if (files.includes(pathname)) event.respondWith(caches.match(pathname, { cacheName: shell }).then((kept) => kept ?? fetch(request)));
});
