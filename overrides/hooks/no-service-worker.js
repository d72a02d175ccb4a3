// Stands in the preview where a published site has its service worker: if one of a built site was
// here before, on the same address, it makes way, and its pages load anew.

self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) =>
  event.waitUntil(
    (async () => {
      await self.registration.unregister();
      const { pathname } = new URL(self.registration.scope);
      await caches.delete(`${pathname}five-conditions/files`);
      for (const page of await self.clients.matchAll({ type: "window" })) page.navigate(page.url);
    })(),
  ),
);
