// What engine.worker.js works with.

type EngineFile = import("./messages").EngineFile;
type ToPage = import("./messages").ToPage;
type ToWorker = import("./messages").ToWorker;

/** Gives an answer from Python: see quiz/browser.py. */
type Answering = (request: string, contents?: Uint8Array[]) => string;

/** Is told how many bytes have come, and whether those were the last. */
type Counted = (bytes: number, whole: boolean) => void;

/** A response that has something in it. */
type Found = Response & { readonly body: ReadableStream<Uint8Array<ArrayBuffer>> };

// As much of lunr as search.worker.js works with: it is there once Material's worker is.

declare const lunr: Lunr;

type LunrStep = (token: LunrToken) => LunrToken | LunrToken[] | undefined;

interface LunrToken {
  clone(change: () => string): LunrToken;
}

interface LunrLanguage {
  readonly stopWordFilter: (word: string) => string | undefined;
  readonly stemmer: LunrStep;
}

interface Lunr extends LunrLanguage {
  trimmer: LunrStep;
  readonly nl: LunrLanguage;
  readonly Pipeline: { registerFunction(step: LunrStep, name: string): void };
  readonly Token: new (word: string, metadata: object) => LunrToken;
}
