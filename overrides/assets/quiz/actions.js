// Buttons and links name what they do (data-do); this calls it when one is pressed.

// Calls back what the first of these sets has under that name, with `host` as `this`, the event and
// the button.
export function listenForActions(host, ...sets) {
  host.addEventListener("click", (event) => {
    const button = event.target.closest("[data-do]");
    const name = button?.dataset.do;
    sets.find((some) => Object.hasOwn(some, name))?.[name].call(host, event, button);
  });
}
