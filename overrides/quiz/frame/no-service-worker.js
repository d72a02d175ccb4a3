// Takes the place of a published site's service worker in a preview: one of a built site that was on
// the same address before makes way, and its pages reload.

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
