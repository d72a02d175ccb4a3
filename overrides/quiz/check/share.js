// A result goes elsewhere: as a note, by link or QR code, through the device's own way of sharing,
// or on paper. The actions run with the <quiz-check> as `this`.

import { copied, copyText } from "../kit/copy.js";
import { bringToTop, framed } from "../kit/embedded.js";
import { showOnly } from "../kit/fill.js";
import { writeLink } from "../kit/links.js";
import { drawQr } from "../kit/qr.js";

/** @import { Actions, CheckHost } from "../../types/page" */

/** @type {Actions<CheckHost>} */
export const sharing = {
  print() {
    print();
  },
  share(_event, button) {
    const panel = this.querySelector("[data-share]");
    panel.hidden = !panel.hidden;
    button.setAttribute("aria-expanded", String(!panel.hidden));
    showShare(this);
    showDone(this);
    if (!panel.hidden) panel.scrollIntoView({ block: "nearest" }); // it opens below the button
  },
  async copy() {
    await this.judged; // what was typed last is in it
    copy(this, this.text);
  },
  async "copy-link"() {
    const link = this.querySelector("[data-share-link]");
    const done = await copied(link.value);
    if (!done) link.select();
    showDone(this, done ? "link" : "link-by-hand");
  },
  send() {
    const url = this.querySelector("[data-share-link]").value;
    navigator.share({ url }).catch(() => {}); // the reader thought better of it
  },
};

/** @type {(check: CheckHost) => void} */
export function listenForSharing(check) {
  check.querySelector("[data-do=send]").hidden = !navigator.share;
  check.querySelector("[data-share-name]").addEventListener("change", () => {
    showShare(check);
    showDone(check);
  });
}

/** @type {(check: CheckHost) => void} */
export function showShare(check) {
  const tick = check.querySelector("[data-share-name]");
  /** @type {HTMLLabelElement} */ (tick.closest("label")).hidden = !check.name;
  const shared = writeLink({ ...check.draft, on: check.on }, tick.checked ? check.name : "");
  const link = location.origin + location.pathname + shared;
  check.querySelector("[data-share-link]").value = link;
  if (!check.querySelector("[data-share]").hidden)
    drawQr(check.querySelector("[data-qr-picture]"), link);
}

// Says how copying went: "copied", "failed" or "framed" of the note, "link" or "link-by-hand" of the
// link, or nothing yet.
/** @type {(check: CheckHost, done?: string) => void} */
export function showDone(check, done) {
  showOnly(check, "done-when", done);
  if (!done) check.querySelector("[data-copy-text]").hidden = true;
}

/** @type {(check: CheckHost, text: string) => Promise<void>} */
async function copy(check, text) {
  const done = await copyText(text, check.querySelector("[data-copy-text]"));
  showDone(check, done ? "copied" : framed ? "framed" : "failed");
  if (done || !framed) return;
  const reason = check.querySelector("[data-done]"); // above the text, which fills a low frame
  bringToTop(reason, reason);
}
