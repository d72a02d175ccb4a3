// Offers a returning reader what to go on with: a lesson, a check that was begun, and what is due. It
// stands in the page itself, right behind what it fills in, and so nothing moves when that is shown.

{
  const box = /** @type {With<"goingOn">} */ (document.currentScript?.previousElementSibling);
  const { pathname } = new URL(box.dataset.goingOn, document.baseURI);

  // What this browser keeps under that name; what cannot be read is not told of.
  const kept = (/** @type {string} */ name) => {
    try {
      return JSON.parse(localStorage.getItem(`${pathname}five-conditions/${name}`) ?? "{}") ?? {};
    } catch {
      return {};
    }
  };

  // The reader's own day.
  const today = () => {
    const now = new Date();
    now.setMinutes(now.getMinutes() - now.getTimezoneOffset());
    return now.toISOString().slice(0, 10);
  };

  // How many there are by today, of counts by day.
  const sum = (/** @type {{ [day: string]: number }} */ counts = {}) => {
    const days = Object.keys(counts).filter((day) => day <= today());
    return days.reduce((total, day) => total + counts[day], 0);
  };

  // The lesson that was read last, or the next one that is not done; none before the first is begun.
  const lessonToRead = () => {
    /** @type {{ ratings?: { case: string, page?: string }[] }} */
    const { ratings = [] } = kept("practice");
    const lessons = [...box.querySelectorAll("[data-lesson]")].map((link) => {
      const { lesson, cases: ids } = link.dataset;
      // Those that were rated in it, or before it was kept where.
      const here = ratings.filter(({ page = lesson }) => page === lesson).map((one) => one.case);
      // One without cases is never done: that it was read to its end, nothing can tell.
      const cases = ids.split(" ").map((id) => here.includes(id));
      return { link, begun: cases.includes(true), done: !cases.includes(false) };
    });
    const read = kept("read");
    const at = lessons.findIndex(({ link }) => link.dataset.lesson === read);
    if (at < 0 && read !== "article" && !lessons.some(({ begun }) => begun)) return null;
    const inTurn = [...lessons.slice(Math.max(at, 0)), ...lessons];
    return inTurn.find(({ done }) => !done)?.link;
  };

  const show = () => {
    const { week, stale, changed } = kept("week");
    const back = Object.values(kept("due")).filter((day) => day <= today());
    const answered = Object.keys(kept("check").answers ?? {}).length;
    /** @type {{ [what: string]: number }} */
    const counts = {
      coach: Number(kept("read") === "coach"),
      check: answered,
      week: changed ? 1 : sum(week),
      stale: sum(stale),
      due: back.length,
    };
    const lesson = lessonToRead();
    for (const link of box.querySelectorAll("[data-lesson]")) link.hidden = link !== lesson;
    for (const link of box.querySelectorAll("[data-go-on]")) {
      const { goOn, most = "" } = link.dataset;
      link.hidden = !counts[goOn] || String(counts[goOn]) === most;
      const number = link.querySelector("[data-number]");
      if (number) number.textContent = String(counts[goOn]);
    }
    for (const part of box.querySelectorAll("[data-counted]")) part.hidden = Boolean(changed);
    box.hidden = !box.querySelector("a:not([hidden])");
  };

  // A browser may let this site keep nothing, and other sites of this address may keep anything.
  const showIfSound = () => {
    try {
      show();
    } catch {
      box.hidden = true;
    }
  };
  showIfSound();
  addEventListener("pageshow", (event) => event.persisted && showIfSound());
}
