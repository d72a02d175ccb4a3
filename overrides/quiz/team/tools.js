// <quiz-tools>: leads on to group mode with a group's link of the time when that was on this page.

class QuizTools extends /** @type {new () => With<"group">} */ (HTMLElement) {
  connectedCallback() {
    if (/^#g\d/.test(location.hash)) location.replace(this.dataset.group + location.hash);
  }
}

customElements.define("quiz-tools", QuizTools);
