// What the scripts of a page hand each other.

import type { DBSchema, IDBPDatabase, IDBPObjectStore, IDBPTransaction } from "idb";
import type { Tabs } from "../quiz/check/tabs.js";
import type { openStore } from "../quiz/kept/store.js";
import type { Said } from "../quiz/kit/said.js";
import type { Collection } from "../quiz/prospects/collection.js";
import type {
  Answer,
  AnswerTexts,
  AskWords,
  ColumnChoice,
  Day,
  Marked,
  Play,
  Problem,
  ProspectRecord,
  Request,
  Requests,
  Result,
  Row,
  SharedPlay,
  Sheet,
  Talk,
  Words,
} from "./messages";

export type Bytes = Uint8Array<ArrayBuffer>;

export type * from "./messages";

/** What buttons and links do, by their data-do. */
export type Actions<Host> = {
  [name: string]: (this: Host, event: Event, button: HTMLElement) => unknown;
};

/** The engine as a component has it; `show` says again what it is doing. */
export interface PageEngine extends EventTarget {
  state: string;
  reason: string;
  failures: number;
  begin(): void;
  start(): void;
  ask<D extends keyof Requests>(
    request: Request<D>,
    contents?: Uint8Array[],
  ): Promise<Answer<Requests[D]["gives"]>>;
  show(): void;
}

/** A request on its way, as text. */
export type Waiting = {
  request: string;
  contents: Uint8Array[];
  // biome-ignore lint/suspicious/noExplicitAny: it fits the request, of whatever kind that is
  resolve: (answer: any) => void;
};

/** When it must work, and the day before which nothing happens; "" for no day. */
export type DatesBehind = { needed_by?: Day; not_before?: Day };

/** The days of a check, "" for none. */
export type Days = DatesBehind & { on?: Day; revisit?: Day };

/** A check as a link, a draft and the form have it. */
export type Check = Days & {
  definition: string;
  answers: AnswerTexts;
  stop?: boolean;
};

/** What was noted, by condition. */
export type Notes = { [condition: string]: string };

/** A check in a shared link. */
export type SharedCheck = Check & { name: string; otherVersion: boolean; problem?: undefined };

/**
 * A check that is being filled in; `prospect` is the id of the one it is of, "" for none, and
 * `savedName` the name that one had; `unticked` is its id once the reader has taken off that they
 * asked not to be contacted.
 */
export type Draft = Check & {
  on: Day;
  name: string;
  asked: boolean;
  notes: Notes;
  prospect: string;
  savedName?: string;
  aside?: Aside;
  unticked?: string;
  next?: NextStep;
};

/** What to do next, and on which day. */
export type NextStep = { what: string; on?: Day };

/** A save that can be taken back: the record before and after it, and what the form held. */
export type LastSave = { before?: Stored; after: ProspectRecord; draft: Draft };

/** How a check is added to a record: see withCheck. */
export type HowAdded = { own: boolean; unticked: boolean };

/** What is found under an address: a check, or what is wrong with it. */
export type ReadLink = SharedCheck | { problem: "damaged" | "other" | "newer" };

/** The draft that is kept, or why there is none. */
export type ReadDraft = { draft: Draft | null; problem?: "failed" | "damaged" | "other" };

/** What Python said of every sheet; a column has its values, and each sheet's in base-64 digits. */
export type VerdictTable = {
  definition: string;
  answers: string[];
  names: { [verdict: string]: string };
  rungs: string[][];
  // biome-ignore lint/suspicious/noExplicitAny: each column has values of its own kind
  columns: { [name: string]: { values: any[]; width: number; of: string } };
};

/** What the table of verdicts has of a result; the rest comes with the engine. */
export type EarlyReport = {
  result: Pick<
    Result,
    "verdict" | "weakest" | "score" | "answers" | "ask_next" | "revisit" | "old"
  >;
  words: Pick<
    Words,
    | ("verdict" | "headline" | "why" | "met" | "weakest" | "remarks")
    | ("ask_heading" | "ask" | "ask_topic" | "ask_suits" | "ask_instead")
  > & { later: string; chain: { condition: string; evidence: string }[] };
};

/** How a result is shown: read out, or with the focus taken to it. */
export type How = { aloud?: boolean; focus?: boolean };

/** What the form begins with. */
export type StartingCheck = Check & { on: Day } & Partial<Omit<Draft, "on" | keyof Check>>;

/** Evidence that belongs to another name than the one in the form. */
export type Aside = { name: string; notes: Notes };

/** A check of a prospect that is kept. */
export type KeptCheck = Check & { on: Day; notes: Notes };

/** All of them, oldest first, or what is the matter with the record. */
export type KeptChecks =
  | { checks: KeptCheck[]; problem?: undefined }
  | { checks?: undefined; problem: "damaged" | "newer" };

/** A prospect that is checked again. */
export type KeptProspect = {
  id: string;
  name: string;
  next?: NextStep;
  closed: boolean;
  checks: KeptCheck[];
  problem?: undefined;
};

/** One of the reader's own checks, to compare with. */
export type OwnCheck = { of: "draft" | "kept"; name: string; sheet: Sheet };

/** Why there is none; "newer" is a record or a database of a later version. */
export type NoProspect = {
  problem: "gone" | "damaged" | "newer" | "failed";
  id?: string;
  name?: string;
  checks?: undefined;
};

/** A prospect that was never stored, or one to store again. */
export type NewRecord = Omit<ProspectRecord, "changed"> & { changed?: string };

/** A record as it was stored: nothing of it is sure but the id, which is its key. */
export type Stored = { id: string } & { [key in Exclude<keyof ProspectRecord, "id">]?: unknown };

/** What this browser keeps. */
interface Kept extends DBSchema {
  prospects: { key: string; value: Stored };
  // biome-ignore lint/suspicious/noExplicitAny: each key has a value of its own kind
  meta: { key: string; value: any };
}

/** What Python said of all prospects: when, in which language, by which version; of which; rows and
 * pictures, as JSON. */
export type LastSaid = { about: string; of: string; rows: string; pictures: string };

export type Database = IDBPDatabase<Kept>;
type Stores = "prospects" | "meta";

/** What work on one store gets: that store; work on both gets the transaction. */
type Opened<Name> = Name extends Stores
  ? // biome-ignore lint/suspicious/noExplicitAny: whatever transaction it is a part of
    IDBPObjectStore<Kept, any, Name, "readwrite">
  : IDBPTransaction<Kept, Stores[], "readwrite">;

// What store.js does, where that does not go into a line of its own there.
export type Read = <Name extends Stores, Found>(
  name: Name,
  work: (store: Opened<Name>) => Promise<Found>,
) => Promise<Found>;
export type Write = <Name extends Stores | ["prospects", "meta"], Done>(
  name: Name,
  work: (opened: Opened<Name>) => Promise<Done>,
) => Promise<Done>;
export type FitsIn = (
  prospects: Opened<"prospects">,
  record: Stored,
  expected?: Map<string, unknown>,
) => Promise<boolean>;
export type PutMany = (
  records: Stored[],
  how?: {
    onProgress?: (done: number, all: number) => void;
    signal?: AbortSignal;
    expected?: Map<string, unknown>;
  },
) => Promise<{ stored: string[]; conflicts: string[] }>;

/** What openStore of store.js opens. */
export type Store = Awaited<ReturnType<typeof openStore>>;

/** What another tab has changed. */
export type News = { ids: string[]; all?: undefined } | { ids?: undefined; all: true };

/** Answers to practice cases, and those of one person of a group. */
export type ByCase = { [practiceCase: string]: Marked };
export type Person = { by: string; answers: ByCase };

/** What a tab keeps of a group: whoever leads, or whoever takes part. */
export type GroupState = { cases: string[] } & (
  | { role: "lead"; group: [string, ByCase][]; shown: boolean; opened: boolean }
  | { role: "part"; by: string; mine: ByCase }
);

/** <quiz-group>, as its two roles see it. */
export interface GroupHost extends HTMLElement {
  readonly dataset: DOMStringMap & { definition: string };
  keys: ByCase;
  cases: Cases["cases"];
  form: QuestionForm;
  ids: string[];
  role: "lead" | "part" | "ask";
  chosen: string[];
  readonly known: string[];
  readonly address: string;
  find(id: string): Cases["cases"][number];
  titleOf(id: string): string;
  showCases(ids: string[]): void;
  closeKeys(): void;
  openKeys(): void;
  keepState(): void;
  tell(people: Person[]): void;
  copy(field: HTMLInputElement, button: HTMLElement): Promise<void>;
}

/** What reads codes from a picture: the browser's own, or a borrowed one. */
export interface CodeReader {
  detect(picture: HTMLVideoElement): Promise<{ rawValue: string }[]>;
}

/**
 * A conversation that is being played, or read along; `done` once its debrief is shown, `stopped` where
 * it was ended with turns left, `own` what was written first, by turn.
 */
export type UnderWay = Pick<
  Play,
  "conversation" | "version" | "seed" | "moves" | "answers" | "stop" | "stopped" | "own"
> & { done?: boolean };

/** The page of conversations, as plays side by side see it. */
export interface TalksHost extends HTMLElement {
  readonly dataset: DOMStringMap & { language: string };
  readLink(text: string): ReadPlay | null;
  fetchTalk(id: string): Promise<Talk>;
  wait<D extends keyof Requests>(request: Request<D>): Promise<Answer<Requests[D]["gives"]>>;
}

/** What the tables of plays side by side are made of. */
export type BesideTemplate = `template[data-beside-${
  | "name"
  | "kinds"
  | "row"
  | "turn"
  | "said"
  | "open"
  | "levels"
  | "verdict"}]`;

/** A play as a link has it, or what is wrong with the link. */
export type ReadPlay =
  | (SharedPlay & { problem?: undefined })
  | { problem: "damaged" | "gone" | "version" | "other" | "newer" };

/** A link of ours in a text: its kind (c, v, g, p, j or s) and its fragment, as it stands there. */
export type LinkStart = { kind: string; fragment: string };

/** What of a text are ratings of a group, and what looks like a link and cannot be read. */
export type GroupLinks = { people: Person[]; unread: string[] };

/** The parts of a component with practice cases: keys by case, the cases, the form, its conditions. */
export type Cases = {
  keys: ByCase;
  cases: With<"case">[];
  form: QuestionForm;
  ids: string[];
};

/** A case as far as it is filled in, in the page or the group that it is rated in. */
export type HalfRated = { place: string; case: string; answers: AnswerTexts; stop: boolean };

/** The bar that leads from question to question, as the component with the cases has it. */
export type Steps = {
  isAway(): boolean;
  begin(item: HTMLElement, answered?: number): void;
  end(): void;
  actions: Actions<HTMLElement>;
};

/** <quiz-check>, as its parts see it. */
export interface CheckHost extends HTMLElement {
  readonly dataset: DOMStringMap & { definition: string; language: string };
  engine: PageEngine;
  readonly wanted: boolean;
  readonly complete: boolean;
  given: AnswerTexts | null;
  form: QuestionForm;
  ids: string[];
  shared: SharedCheck | null;
  rechecked: KeptProspect | null;
  definition: string;
  name: string;
  on: Day;
  revisit: Day;
  prospect: string;
  owner: string;
  savedName: string;
  aside?: Aside;
  stopOf: string;
  unticked: string;
  saving: boolean;
  text: string;
  asks: AskWords[];
  judged: Promise<void> | void;
  result: HTMLElement;
  shown: string;
  turn: number;
  readonly answers: AnswerTexts;
  readonly notes: Notes;
  readonly stop: boolean;
  readonly dates: DatesBehind;
  changed(): void;
  keep(): void;
  update(): void;
  erased: Draft;
  readonly draft: Draft;
  readonly empty: StartingCheck;
  restore(): void;
  place: string;
  tabs: Tabs;
  next?: NextStep;
  lastSave?: LastSave;
  read(place: string): Draft | null;
  take(check: StartingCheck): void;
  showErased(by: string): void;
}

/** Where prospects come from that are looked at: the bytes of a file, or the text of a link. */
export type Source =
  | { name: string; bytes: Bytes; text?: undefined }
  | { name: string; bytes?: undefined; text: string };

/** What the reader was asked about a file, and said. */
export type OpenedHow = {
  encoding?: string;
  headed?: boolean;
  sheet?: string;
  choice?: ColumnChoice;
};

/** What <quiz-prospects> hands on of an answer: what was given, or what is wrong instead. */
export type Handed<Given> =
  | Given
  | ({ [key in Exclude<keyof Given, "problems">]?: undefined } & { problems: Problem[] });

/** What of a stored record cannot be read, and why: `newer` is one of a later version. */
export type Unread = { problem: Problem | null; newer: boolean };
export type Broken = Unread & { raw: Stored };

/** <quiz-prospects>, as its parts see it; it adds the reader's day and language to a request. */
export interface ProspectsHost extends HTMLElement {
  readonly dataset: DOMStringMap & { delimiter: string; language: string };
  engine: PageEngine;
  collection: Collection;
  ask<D extends keyof Requests>(
    request: Omit<Request<D>, "today" | "language"> & { do: D },
    contents?: Uint8Array[],
  ): Promise<Handed<Requests[D]["gives"]>>;
  removeOne(id: string): Promise<void>;
  showReminder(): Promise<void>;
  nameOf(raw: unknown): string;
  print(part: string): void;
  show(): void;
  showStoreProblem(error: unknown): void;
  askToKeep(): Promise<void>;
  say(what: string): void;
  said: Said;
  offerUndo(what: string, name: string, undo: (() => unknown) | null): void;
}

/** A row as the list shows it; `state` is what a file that is looked at makes of it. */
export type ListRow = Row & { state?: "new" | "changed" };

/** What the list is filtered and put in order by; "" for nothing chosen. */
export type Chosen = {
  search: string;
  verdict: string;
  flag: string;
  condition: string;
  level: string;
  sort: string;
  closed: boolean;
};

/** What is searched for parts. */
export type Root = Document | DocumentFragment | Element;
