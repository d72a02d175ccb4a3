// The switch to the other language leads to the same place: headings have the same ids in both, a
// prospect that is open stays open, and the check keeps what somebody shared, which is stored
// nowhere. What a link brought to a group or to the list is taken in, and not carried about.

for (const anchor of document.querySelectorAll("a[data-other-language]")) {
  const follow = () => {
    anchor.hash = /^#[gp]\d/.test(location.hash) ? "" : location.hash;
  };
  for (const event of ["pointerdown", "focus", "click"]) anchor.addEventListener(event, follow);
}
