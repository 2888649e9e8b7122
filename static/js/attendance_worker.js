// Keeps a copy of one attendance page and its style, scripts and icons, so that it can be loaded
// again in a room without network. Always asks the network first. Saves nothing that is sent: that
// is attendance.js. The copy goes when somebody logs out (app.js), and is not shown after a day.
const CACHE = "attendance";
const PAGE = new URL(self.registration.scope).pathname;
const A_DAY = 24 * 60 * 60 * 1000;

self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));
self.addEventListener("message", (event) => event.waitUntil(Promise.all(event.data.keep.map(copy))));
self.addEventListener("fetch", (event) => {
  const { method, url } = event.request;
  const { origin, pathname } = new URL(url);
  const isOurs = pathname === PAGE || pathname.startsWith("/static/");
  if (method === "GET" && origin === self.location.origin && isOurs && !isFragment(event.request)) {
    event.respondWith(answer(event.request));
  }
});

const isFragment = (request) => request.headers.has("HX-Request");

async function copy(address) {
  try {
    await answer(new Request(address));
  } catch {
    // no network: the copy that is there stays
  }
}

async function answer(request) {
  const cache = await caches.open(CACHE);
  let fresh;
  try {
    fresh = await fetch(request);
  } catch (error) {
    const copied = await cache.match(request.url, { ignoreVary: true });
    const isPage = new URL(request.url).pathname === PAGE;
    if (!copied || (isPage && Date.now() - Date.parse(copied.headers.get("date")) > A_DAY)) throw error;
    return copied;
  }
  if (fresh.ok && !fresh.redirected) await cache.put(request.url, fresh.clone());
  else if (new URL(request.url).pathname === PAGE) await caches.delete(CACHE); // logged out
  return fresh;
}
