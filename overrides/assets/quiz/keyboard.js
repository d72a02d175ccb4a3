// Material opens its menu and its search by labels, which no keyboard reaches: make them buttons.

// What gets focus when the one or the other opens.
const FIRST = { __drawer: ".md-sidebar--primary a", __search: ".md-search__input" };

for (const label of document.querySelectorAll(".md-header label.md-header__button[data-called]")) {
  const box = document.getElementById(label.htmlFor);
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
    if (box.checked) document.querySelector(FIRST[box.id])?.focus();
  });
  addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !box.checked || box.id === "__search") return;
    box.click();
    button.focus();
  });
  label.replaceWith(button);
}
