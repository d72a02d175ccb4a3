// On the way back a browser may show a page as it was left. WebKit then empties every form that has
// autocomplete off, after all else has run: while the page is put away, no form has it off.

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
