// Material opens its menu and its search by labels, which no keyboard reaches: make them buttons.

for (const id of ["__drawer", "__search"]) {
  const box = document.getElementById(id);
  for (const label of document.querySelectorAll(`.md-header label[for=${id}].md-header__button`)) {
    label.tabIndex = 0;
    label.role = "button";
    label.ariaLabel = label.dataset.called ?? label.ariaLabel;
    const tell = () => label.setAttribute("aria-expanded", String(box.checked));
    box.addEventListener("change", tell);
    tell();
    label.addEventListener("keydown", (event) => {
      if (event.key !== "Enter" && event.key !== " ") return;
      event.preventDefault();
      label.click();
      if (id === "__drawer" && box.checked) {
        document.querySelector(".md-sidebar--primary a")?.focus();
      }
    });
  }
}

addEventListener("keydown", (event) => {
  const drawer = document.getElementById("__drawer");
  if (event.key === "Escape" && drawer.checked) {
    drawer.checked = false;
    drawer.dispatchEvent(new Event("change"));
    document.querySelector("label[for=__drawer].md-header__button").focus();
  }
});
