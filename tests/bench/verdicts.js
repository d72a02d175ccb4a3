// Runs on the check page: for each sheet the milliseconds from the fifth answer to the painted
// result. Put the other four in first, so that only one answer is missing.

// biome-ignore lint/suspicious/noUnusedExpressions: whoever reads this file calls it
async (/** @type {{ [condition: string]: string }[]} */ sheets) => {
  /** @type {any} */
  const check = document.querySelector("quiz-check");
  /** @type {HTMLElement} */
  const result = check.querySelector("[data-result]");
  const { definition } = check.dataset;
  const painted = () => new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
  const times = [];
  for (const answers of sheets) {
    const [last, ...others] = Object.keys(answers);
    const four = Object.fromEntries(others.map((id) => [id, answers[id]]));
    check.take({ definition, answers: four, on: "2026-11-24" });
    await painted();
    /** @type {Promise<void>} */
    const shown = new Promise((resolve) => {
      const watch = new MutationObserver(() => {
        if (result.hidden) return;
        watch.disconnect();
        resolve();
      });
      watch.observe(result, { attributes: true, attributeFilter: ["hidden"] });
    });
    const begin = performance.now();
    for (const radio of check.form.elements[last]) {
      if (radio.value === answers[last]) radio.click();
    }
    await shown;
    await painted();
    times.push(performance.now() - begin);
  }
  return times;
};
