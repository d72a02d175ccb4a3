// Within a page of somebody else the check stands alone: every link leads to a window of its own, one
// of them with the answers, to where they can be kept. Where the page around it allows no new window,
// that is said at the link, with the address to open by hand.

import { embedded, framed } from "../kit/embedded.js";
import { writeLink } from "../kit/links.js";

/** @import { CheckHost, ReadLink, SharedCheck } from "../../types/page" */

const BROUGHT = "brought"; // in the address of a window that a frame opened with answers

/** @type {(check: CheckHost) => void} */
export function standAlone(check) {
  if (!embedded) return;
  leadOut(check, check.querySelector("template[data-new-window]"));
  if (!framed) return;
  check.addEventListener("click", (event) => openOutside(check, event));
  check.form.addEventListener("click", (event) => submit(check, event));
}

// The link has all that the reader has chosen.
/** @type {(check: CheckHost) => void} */
export function showOwnWindow(check) {
  if (!embedded) return;
  const some = Object.keys(check.answers).length > 0 || check.stop;
  check.querySelector("[data-own-answers]").hidden = !some;
  const link = check.querySelector("[data-own-window]");
  link.search = some ? BROUGHT : "";
  link.hash = some ? writeLink({ ...check.draft, on: check.on }, "") : "";
}

// In a window of its own what came along is the reader's check, where there is none yet: to be gone on
// with, and saved. Beside one that there is, it is shown like any that is shared.
/** @type {(check: CheckHost, link: ReadLink | null) => SharedCheck | null} */
export function broughtAlong(check, link) {
  if (embedded || !link || link.problem) return null;
  if (!new URLSearchParams(location.search).has(BROUGHT)) return null;
  return check.read(check.tabs.place) === null ? link : null;
}

// Whoever comes with a verdict comes to save it, and whoever has begun elsewhere is left there.
/** @type {(check: CheckHost) => Promise<void>} */
export async function goOn(check) {
  history.replaceState(history.state, "", location.pathname);
  check.keep();
  await check.judged;
  if (!check.complete || scrollY > 0 || document.activeElement !== document.body) return;
  check.querySelector("[data-name]").focus({ preventScroll: true });
  check.querySelector("[data-after]").scrollIntoView({ block: "start" });
}

// Links within templates are those of results to come.
/** @type {(part: ParentNode, words: HTMLTemplateElement) => void} */
function leadOut(part, words) {
  for (const link of part.querySelectorAll("a:not([data-do])")) {
    link.target = "_blank";
    link.rel = "noopener";
    link.append(words.content.cloneNode(true));
  }
  for (const { content } of part.querySelectorAll("template")) leadOut(content, words);
}

// A browser does not tell that a frame may open no window (a sandbox without allow-popups): it is seen
// where one is asked for.
/** @type {(check: CheckHost, event: MouseEvent) => void} */
function openOutside(check, event) {
  const link = /** @type {Element} */ (event.target).closest("a[target=_blank]");
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  check.querySelector(".no-window")?.remove();
  if (opens(link.href)) return;
  link.after(check.querySelector("template[data-no-window]").content.cloneNode(true));
  const address = check.querySelector(".no-window textarea");
  address.value = link.href;
  address.focus();
  address.select();
}

/** @type {(address: string) => boolean} */
function opens(address) {
  try {
    const opened = open(address);
    if (opened) opened.opener = null;
    return opened !== null;
  } catch {
    return false; // so says Firefox
  }
}

// A sandbox without allow-forms swallows what is submitted, and tells nobody either.
/** @type {(check: CheckHost, event: Event) => void} */
function submit(check, event) {
  const button = /** @type {Element} */ (event.target).closest("button");
  if (button?.type !== "submit") return;
  event.preventDefault();
  check.form.dispatchEvent(new SubmitEvent("submit", { cancelable: true }));
}
