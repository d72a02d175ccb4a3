// On the way back a browser may show a page as it was left. WebKit then empties each form that asks
// for no completion, after everything else: for as long as the page lies kept, no form asks for it.

/** @type {HTMLFormElement[]} */
let kept = [];

addEventListener("pagehide", () => {
  kept = [...document.querySelectorAll("form[autocomplete=off]")];
  for (const form of kept) form.autocomplete = "on";
});

addEventListener("pageshow", () => {
  for (const form of kept) form.autocomplete = "off";
  kept = [];
});
