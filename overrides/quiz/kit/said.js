// What was done, said where the hand is, with a way back. There is one line at a time; it stays until
// the next thing is done.

const PART = ".field, .after__actions, fieldset, p, ul"; // what a line stands below

export class Said {
  #words;
  /** @type {HTMLElement | null} */
  #place = null;

  // `host` has the template with all that can be said.
  /** @param {HTMLElement} host */
  constructor(host) {
    this.#words = host.querySelector("template[data-said-line]");
  }

  // The line below a control. A screen reader hears of a line that is there before it says anything.
  /** @type {(control: Element) => HTMLElement} */
  lineOf(control) {
    const part = control.closest(PART) ?? control;
    const next = /** @type {HTMLElement | null} */ (part.nextElementSibling);
    if (next?.matches(".said")) return next;
    const line = document.createElement("p");
    line.className = "said";
    line.setAttribute("role", "status");
    part.after(line);
    return line;
  }

  // Says what was done with this control, in one or more of the words; `takeBack`, if there is a way
  // back, goes it.
  /** @type {(control: Element, what: string, takeBack?: (() => unknown) | null) => void} */
  say(control, what, takeBack) {
    this.clear();
    this.#place = this.lineOf(control);
    const line = this.#words.content.cloneNode(true);
    for (const word of line.querySelectorAll("[data-said-what]")) {
      word.hidden = !what.split(" ").includes(word.dataset.saidWhat);
    }
    const button = line.querySelector("[data-take-back]");
    if (takeBack) button.addEventListener("click", () => takeBack(), { once: true });
    else button.remove();
    this.#place.append(line);
  }

  clear() {
    this.#place?.replaceChildren();
    this.#place = null;
  }
}
