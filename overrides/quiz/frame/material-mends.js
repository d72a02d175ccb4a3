// Material opens its menu and its search by labels, which no keyboard reaches: make them buttons.

// What gets focus when either of them opens.
/** @type {{ [box: string]: string }} */
const FIRST = { __drawer: ".md-sidebar--primary a", __search: ".md-search__input" };

for (const label of document.querySelectorAll(".md-header label.md-header__button[data-called]")) {
  const box = /** @type {HTMLInputElement} */ (document.getElementById(label.htmlFor));
  const button = document.createElement("button");
  button.type = "button";
  button.className = label.className;
  button.setAttribute("for", label.htmlFor); // Material's style goes by it
  button.setAttribute("aria-label", label.dataset.called);
  button.append(...label.childNodes);
  const tell = () => button.setAttribute("aria-expanded", String(box.checked));
  tell();
  box.addEventListener("change", tell);
  button.addEventListener("click", () => {
    box.click();
    const first = /** @type {HTMLElement?} */ (document.querySelector(FIRST[box.id]));
    if (box.checked) first?.focus();
  });
  addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !box.checked || box.id === "__search") return;
    box.click();
    button.focus();
  });
  label.replaceWith(button);
}

// Light and dark are radio buttons to Material, each with the name of the other: one button at a
// time says it better, and works with space and Enter.
for (const input of document.querySelectorAll("input[name=__palette]")) {
  const label = /** @type {HTMLLabelElement} */ (input.nextElementSibling);
  const button = document.createElement("button");
  button.type = "button";
  button.className = label.className;
  button.hidden = label.hidden;
  button.setAttribute("for", label.htmlFor);
  button.setAttribute("aria-label", label.title);
  button.title = label.title;
  button.append(...label.childNodes);
  button.addEventListener("click", () => {
    const other = /** @type {HTMLInputElement} */ (document.getElementById(label.htmlFor));
    other.click();
    /** @type {HTMLElement} */ (other.nextElementSibling).focus();
  });
  input.tabIndex = -1;
  input.setAttribute("aria-hidden", "true");
  label.replaceWith(button);
}

// With Tab, Material lets go of the search field and WebKit begins again at the top of the page: no
// way past the field. So Tab is left to the browser, and search closes when focus has left it.
const search = document.querySelector("[data-md-component=search]");
const opened = /** @type {HTMLInputElement} */ (document.getElementById("__search"));
search.querySelector("input").addEventListener("keydown", (event) => {
  if (event.key === "Tab") event.stopPropagation();
});
// Material looks for what is typed, and not for what is pasted or dictated.
search.querySelector("input").addEventListener("input", ({ target }) => {
  target?.dispatchEvent(new Event("keyup"));
});
search.addEventListener("focusout", ({ relatedTarget }) => {
  const to = /** @type {Node?} */ (relatedTarget);
  if (opened.checked && to && !search.contains(to)) opened.click();
});

// At a single letter Material goes to another page or opens the search, which happens by accident
// to people who dictate or slip. Those letters stay letters.
const SHORTCUTS = new Set(["f", "s", "/", "p", ",", "n", "."]);
addEventListener("keydown", (event) => SHORTCUTS.has(event.key) && event.stopPropagation(), true);
