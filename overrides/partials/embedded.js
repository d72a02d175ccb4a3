// The check within a page of somebody else, or asked for as it is there (?embed): the check alone.
// Known before anything is drawn, as <html data-embedded>, by which styles and scripts go:
//
//   "framed"   in a frame of another page
//   "asked"    in a window of its own, to see how it will be
//   "walled"   where the frame, or the frame that this window came from, takes our origin away
//              (a sandbox without allow-same-origin): no script of ours comes then, and not
//              everywhere a style, so that words and an address are all that there is
{
  const root = document.documentElement;
  const asked = new URLSearchParams(location.search).has("embed");
  if (self.origin === "null" && location.protocol !== "file:") {
    root.dataset.embedded = "walled";
    root.hidden = true; // no form that does nothing, not even for a moment
    document.addEventListener("DOMContentLoaded", () => {
      const words = document.querySelector("[data-walled]");
      const page = /** @type {HTMLElement} */ (words.closest("article"));
      const link = document.querySelector("[data-walled] a");
      link.href = location.origin + location.pathname + location.hash;
      link.textContent = link.href;
      words.hidden = false;
      const main = /** @type {HTMLElement} */ (words.closest("main"));
      page.replaceChildren(page.querySelector("h1"), words);
      main.replaceChildren(page);
      document.body.replaceChildren(main);
      root.hidden = false;
    });
  } else if (self !== top) root.dataset.embedded = "framed";
  else if (asked) root.dataset.embedded = "asked";
}
