// Stands in the preview where a published site has its service worker: if one of a built site was
// here before, on the same address, it makes way, and its pages load anew.

addEventListener("install", () => self.skipWaiting());
addEventListener("message", () => self.skipWaiting()); // should the first one be lost
addEventListener("activate", (event) =>
  event.waitUntil(
    (async () => {
      await self.registration.unregister();
      const { pathname } = new URL(self.registration.scope);
      await caches.delete(`${pathname}five-conditions/files`);
      const pages = await self.clients.matchAll({ type: "window" });
      await Promise.allSettled(pages.map((page) => page.navigate(page.url)));
    })(),
  ),
);
