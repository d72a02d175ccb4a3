// What the scripts of a page hand each other.

import type {
  Answer,
  Answers,
  AnswerTexts,
  Day,
  Problem,
  ProspectRecord,
  Request,
  Requests,
  Row,
  Sheet,
} from "./messages";

/** What buttons and links do, by their data-do. */
export type Actions<Host> = {
  [name: string]: (this: Host, event: Event, button: HTMLElement) => unknown;
};

/** The engine as a component has it; `show` says again what it is doing. */
export interface PageEngine extends EventTarget {
  state: string;
  reason: string;
  start(): void;
  ask<D extends keyof Requests>(request: Request<D>): Promise<Answer<Requests[D]["gives"]>>;
  show(): void;
}

/** A check as a link, a draft and the form have it; `on` and `revisit` are "" for no day. */
export type Check = { definition: string; answers: AnswerTexts; on?: Day; revisit?: Day };

/** A check in a shared link. */
export type SharedCheck = Check & { name: string; otherVersion: boolean };

/** A check that is being filled in; `prospect` is the id of the one it is of, "" for none. */
export type Draft = Check & {
  name: string;
  asked: boolean;
  notes: { [condition: string]: string };
  prospect: string;
};

/** One of the reader's own checks, to compare with. */
export type OwnCheck = { of: "draft" | "kept"; name: string; sheet: Sheet };

/** The parts of a component with practice cases: keys by case, the cases, the form, its conditions. */
export type Cases = {
  keys: { [practiceCase: string]: Answers };
  cases: With<"case">[];
  form: QuestionForm;
  ids: string[];
};

/** <quiz-check>, as its parts see it. */
export interface CheckHost extends HTMLElement {
  readonly dataset: DOMStringMap & { definition: string; language: string };
  engine: PageEngine;
  ids: string[];
  shared: SharedCheck | null;
}

/** What <quiz-prospects> hands on of an answer: what was given, or what is wrong instead. */
type Handed<Given> =
  | Given
  | ({ [key in Exclude<keyof Given, "problems">]?: undefined } & { problems: Problem[] });

/** <quiz-prospects>, as its parts see it; it adds the reader's day and language to a request. */
export interface ProspectsHost extends Omit<HTMLElement, "remove"> {
  records: Map<string, ProspectRecord>;
  rows: Map<string, Row>;
  ask<D extends keyof Requests>(
    request: Omit<Request<D>, "today" | "language"> & { do: D },
  ): Promise<Handed<Requests[D]["gives"]>>;
  save(id: string, change: (record: ProspectRecord) => ProspectRecord): Promise<boolean>;
  remove(id: string): Promise<void>;
  calendar(ids: string[] | null): Promise<void>;
  print(part: string): void;
  say(what: string): void;
  offerUndo(what: string, name: string, undo: () => unknown): void;
}

/** A row as the list shows it; `state` is what a file that is looked at makes of it. */
export type ListRow = Row & { state?: "new" | "changed" };

/** What the list is filtered and put in order by; "" for nothing chosen. */
export type Chosen = {
  search: string;
  verdict: string;
  condition: string;
  level: string;
  sort: string;
  closed: boolean;
};

/** What is searched for parts. */
export type Root = Document | DocumentFragment | Element;
