// What the build writes above service-worker.js.

/** Address, as seen from the site's home, to the hash of its content, as for `integrity`. */
declare const FILES: { readonly [path: string]: string };

/** How the addresses of the engine's files begin. */
declare const ENGINE: string;
declare const PARTS: string[];

interface WorkerNavigator {
  readonly connection?: { readonly saveData: boolean };
}
