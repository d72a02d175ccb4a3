// What may become script in a page, where the browser asks (Trusted Types, required by the policy):
// the site's own files, and markup without a way to run anything. Material builds its search results
// from markup and starts a worker by address, the service worker is one more file of ours; nothing
// here or there turns text into code.

if (self.trustedTypes) {
  const script = /** @type {With<"assets">} */ (/** @type {Element} */ (document.currentScript));
  const own = new URL(script.dataset.assets, document.baseURI).href;
  const keeper = new URL("../sw.js", own).href;
  const runs =
    /<\/?(script|iframe|object|embed|base|meta|link|form)\b|<[^>]*\son\w+\s*=|javascript:/i;
  self.trustedTypes.createPolicy("default", {
    createHTML: (markup) => (runs.test(markup) ? null : markup),
    createScriptURL: (url) => {
      const { href } = new URL(url, document.baseURI);
      return href.startsWith(own) || href === keeper ? url : null;
    },
  });
}
