// Light or dark is what the device is, and follows it, until somebody presses the button: that alone
// is kept. Material would keep what it finds at the first visit, and never look again.
{
  const dark = matchMedia("(prefers-color-scheme: dark)");
  // Within a page of somebody else nothing is kept, and so nothing is looked for.
  if (document.documentElement.dataset.embedded) window.__md_get = () => null;
  const { __md_get: get, __md_set: set } = window;
  let pressed = false;
  let following = false; // the device, this very moment
  const chosen = () => {
    try {
      return pressed || get("__palette");
    } catch {
      return pressed; // no storage: the button holds on this page
    }
  };
  window.__md_set = (key, value, ...where) => {
    if (key !== "__palette" || pressed) set(key, value, ...where);
  };
  const note = (/** @type {Event} */ { target }) => {
    pressed ||= !following && /** @type {HTMLInputElement} */ (target).name === "__palette";
  };
  document.addEventListener("change", note, true); // before Material, which keeps it then
  dark.addEventListener("change", () => {
    following = !chosen();
    if (following) document.getElementById(`__palette_${Number(dark.matches)}`)?.click();
    following = false;
  });
  // Before anything is drawn; Material does the same, but only once its script is there.
  if (dark.matches && !chosen()) document.body.dataset.mdColorScheme = "slate";
}
