// Reads QR codes with the camera of this device: with the reader of the browser, where it has one,
// and else with a borrowed one, which is fetched then.

/** @import { CodeReader } from "../../types/page" */

const PAUSE = 120; // milliseconds between two looks

/** @type {() => Promise<CodeReader>} */
async function borrowed() {
  const { BarcodeDetector } = await import("../qr/decode.js");
  return new BarcodeDetector();
}

/** @type {() => Promise<CodeReader>} */
async function readerOf() {
  const Own = window.BarcodeDetector;
  const formats = (await Own?.getSupportedFormats().catch(() => null)) ?? [];
  return Own && formats.includes("qr_code") ? new Own({ formats: ["qr_code"] }) : borrowed();
}

// Why there is no picture, as the page has words for it.
/** @type {(error: unknown) => "denied" | "none" | "failed"} */
export function reasonOf(error) {
  const name = error instanceof Error || error instanceof DOMException ? error.name : "";
  if (["NotAllowedError", "SecurityError"].includes(name)) return "denied";
  return ["NotFoundError", "OverconstrainedError", "NoCamera"].includes(name) ? "none" : "failed";
}

// Shows what the camera sees, and calls `found` with each code, again and again while it is in
// sight. Gives back what stops it; throws where there is no camera, or none for us.
/** @type {(video: HTMLVideoElement, found: (text: string) => void) => Promise<() => void>} */
export async function watchCodes(video, found) {
  // Without HTTPS a browser has none of it.
  if (!navigator.mediaDevices) throw Object.assign(new Error("no camera"), { name: "NoCamera" });
  const ideal = { facingMode: "environment", width: { ideal: 1280 } };
  const stream = await navigator.mediaDevices.getUserMedia({ video: ideal });
  let over = false;
  const stop = () => {
    over = true;
    for (const track of stream.getTracks()) track.stop();
    video.srcObject = null;
  };
  try {
    let reader = await readerOf();
    video.srcObject = stream;
    await video.play();
    const look = async () => {
      if (over) return;
      if (video.readyState >= video.HAVE_CURRENT_DATA) {
        // Some browsers have a reader whose service is not there.
        const codes = await reader.detect(video).catch(async () => {
          reader = await borrowed();
          return [];
        });
        for (const { rawValue } of over ? [] : codes) found(rawValue);
      }
      setTimeout(look, PAUSE);
    };
    look();
  } catch (error) {
    stop();
    throw error;
  }
  return stop;
}
