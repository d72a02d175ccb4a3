// What page, worker and Python say to each other. Python's side is quiz/browser.py; a test holds its
// answers to these types.

/** From the page to the worker; `contents` are the bytes of the files that a request is about. */
export type ToWorker =
  | { type: "start"; files: EngineFile[]; lock: string; tries: number }
  | { type: "ask"; id: number; request: string; contents?: Uint8Array[] };

/** From the worker to the page; `done` and `total` are bytes, `message` is for the console. */
export type ToPage =
  | { type: "progress"; done: number; total: number }
  | { type: "ready" }
  | { type: "failed"; message: string }
  | { type: "answer"; id: number; answer: string };

/** A file of the engine: where it is, its size as it is used, and the hash of its content. */
export type EngineFile = {
  role: "glue" | "library" | "package" | "pyodide" | "wasm";
  url: string;
  bytes: number;
  sha256: string;
};

/** What the page's script tag says of the engine, before addresses are absolute. */
export type EngineParts = {
  folder: string;
  files: (Omit<EngineFile, "url"> & { name: string })[];
  lock: string;
};

/** A request as the worker gets it, as JSON text. */
export type Request<D extends keyof Requests = keyof Requests> = { do: D } & Requests[D]["takes"];

/** An answer from Python, as JSON text on its way. */
export type Answer<Given> =
  | { ok: Given; problems?: undefined }
  | { ok?: undefined; problems: Problem[] };

/** Each kind of request: what it takes beside `do`, and what it gives when nothing is wrong. */
export interface Requests {
  report: {
    takes: Now & {
      sheet: Sheet;
      previous?: Sheet;
      name?: string;
      notes?: { [condition: string]: string };
    };
    gives: Report;
  };
  rating: { takes: Now & { answers: Answers; stop?: boolean; key: Marked }; gives: RatingReport };
  progress: {
    takes: Rated &
      Now & {
        keys_before?: KeysBefore;
        about?: { [practiceCase: string]: { title: string; pair?: string } };
        chosen?: string[];
        plays?: Pick<Play, "conversation" | "on" | "won">[];
      };
    gives: Progress;
  };
  session: {
    takes: Rated & { keys_before?: KeysBefore; today?: Day };
    gives: { cases: string[] };
  };
  reminders: {
    takes: { days: Day[]; link: string; now: string; language: string };
    gives: { ics: string };
  };
  group: {
    takes: Rated<Omit<Rating, "on">>;
    gives: { [practiceCase: string]: { [condition: string]: Spread } };
  };
  exercise: { takes: { key: ExerciseKey; given: Tried; language: string }; gives: Done };

  conversation: {
    takes: Now & { talk: Talk; seed: number; moves: string[]; answers?: Answers; stop?: boolean };
    gives: TalkShown;
  };
  beside: {
    takes: Now & { talk: Talk | null; lines: BesideLine[] };
    gives: { wrong: BesideWrong[]; shown: BesideShown | null };
  };
  plays: {
    takes: Now & {
      plays: Pick<Play, "conversation" | "on" | "won" | "open" | "moves" | "assumed" | "tip">[];
      titles: { [conversation: string]: string };
    };
    gives: {
      count: number;
      pictures: Picture[];
      habit: { tip: string; words: string } | null;
    };
  };

  put: { takes: Now & { records: unknown[] }; gives: (Placed | Refused)[] };
  drop: { takes: { ids: string[] | "*" }; gives: object };
  open: {
    takes: Now & {
      name: string;
      ids: string;
      text?: string;
      now?: string;
      seller?: string;
      aliases?: { [id: string]: string };
      encoding?: string;
      headed?: boolean;
      sheet?: string | number;
      mappings?: { [list: string]: ColumnChoice };
    };
    gives: Opened | ColumnMapping | NotText;
  };
  ask: { takes: Now & { choice: ColumnChoice }; gives: ColumnMapping };
  map: { takes: Now & { choice: ColumnChoice }; gives: Opened };
  left_out: { takes: Now & { delimiter?: string }; gives: { csv: string } };
  take: { takes: Now & { from: number; count: number }; gives: Taken[] };
  keep: { takes: { ids: string[] }; gives: object };
  pictures: { takes: Now; gives: Pipeline };
  prospect: { takes: Now & { id: string }; gives: Detail };
  export: {
    takes: Partial<Now> & {
      ids: string[] | null;
      delimiter: string;
      seller?: string;
      crm?: boolean;
      format?: "csv" | "xlsx";
    };
    gives: { csv: string; xlsx?: undefined } | { csv?: undefined; xlsx: string };
  };
  ladders: { takes: Now; gives: Ladder[] };
  answer: {
    takes: Now & { id: string; condition: string; level: Level | "unknown" | number; note: string };
    gives: { record: ProspectRecord };
  };
  blank: { takes: Now & { delimiter: string }; gives: { csv: string } };
  calendar: { takes: Now & { ids: string[] | null; now: string }; gives: { ics: string } };
  merge: { takes: { mine: unknown; theirs: unknown }; gives: { record: ProspectRecord } };
  compare: { takes: { mine: Sheet; theirs: Sheet; language: string }; gives: Comparison };
  team: {
    takes: Now & { files: { name: string }[]; by_seller: boolean };
    gives: Pipeline & {
      problems: Problem[];
      not_text: string[];
      sellers: number;
      prospects: number;
      rows: TeamRow[];
    };
  };
}

/** What Python and the page agree on, as each page has it: see quiz/host/facts.py. */
export type Facts = {
  definition: string;
  changed: { [version: string]: { [condition: string]: LevelText[] } };
  conditions: string[];
  site: string;
  levels: string[];
  stop: boolean;
  format: number;
  backup: string;
  id: string;
  nameId: string;
  nameLength: number;
};

/** A day as YYYY-MM-DD. */
export type Day = string;

/** The reader's day and the language of the page. */
type Now = { today: Day; language: string };

/** What is wrong with an input: where, what, and how to mend it. */
export type Problem = { where: string; what: string; fix: string };

// --- the answers about one prospect ---

/** A level as Python reads it. */
export type Level = 0 | 1 | 2 | 3 | "unknown";

/** A level as text, as forms, links and drafts have it. */
export type LevelText = "0" | "1" | "2" | "3" | "unknown";

/** By condition, for all that are answered. */
export type Answers = { [condition: string]: Level };
export type AnswerTexts = { [condition: string]: LevelText };

/** A sheet as Python reads it. */
export type Sheet = {
  answers: Answers;
  definition?: string;
  on?: Day;
  revisit?: Day;
  needed_by?: Day;
  not_before?: Day;
  stop?: boolean;
};

export type Verdict = "pursue" | "develop" | "park" | "walk-away" | "find-out";

/** A result, its words, and its text as a note. */
export type Report = { result: Result; words: Words; text: string };

/** What follows from a sheet. Scores are points, 0 to 100; shares are 0 to 1. */
export type Result = {
  definition: string;
  verdict: Verdict;
  certain: boolean;
  possible: { verdict: Verdict; count: number; share: number }[];
  because: string[];
  score: { low: number; high: number };
  met: number;
  of: number;
  weakest: string | null;
  weak: string[];
  unknown: string[];
  ask_first: string[];
  ask_next: string | null;
  route: { condition: string; level: Level; verdict_if_met: Verdict }[];
  stale: boolean;
  stalled: boolean;
  due: boolean;
  old: boolean;
  revisit: Day | null;
  needed_by: Day | null;
  not_before: Day | null;
  answers: Answers;
  newer: boolean;
  older: boolean;
  anew: string[];
  stop: boolean;
};

/** The words of a result; a text that does not apply is empty. */
export type Words = {
  verdict: string;
  headline: string;
  why: string;
  met: string;
  notices: string[];
  remarks: string[];
  chain: LinkWords[];
  ask_heading: string;
  ask: string;
  ask_topic: string;
  ask_suits: string;
  ask_instead: AskWords[];
  route_heading: string;
  route: StepWords[];
  outcomes: string[];
  firmer_heading: string;
  firmer: StepWords[];
  open_heading: string;
  open: StepWords[];
  weakest: string;
  score: string;
  score_note: string;
  made_on: string;
};

/** A question to ask aloud, and in a few words whom it suits. */
export type AskWords = { ask: string; suits: string };

/** One link of the chain; its level is null for unknown. */
export type LinkWords = {
  condition: string;
  name: string;
  level: number | null;
  level_name: string;
  evidence: string;
};

/** What to do about one condition, and the question to ask. */
export type StepWords = {
  condition: string;
  name: string;
  topic: string;
  evidence: string;
  action: string;
  ask: string;
};

/** Two sheets side by side; `apart` counts levels, null where one of the two is unknown. */
export type Comparison = {
  heading: string;
  intro: string;
  rows: {
    condition: string;
    name: string;
    mine: string;
    theirs: string;
    difference: string;
    apart: number | null;
    settle: string;
  }[];
  verdicts: string;
};

// --- practice ---

/** One time that a reader rated a practice case; `page` is where, such as "training/need". */
export type Rating = {
  case: string;
  on: Day;
  answers: Answers;
  definition?: string;
  stop?: boolean;
  page?: string;
};

/** The answers of a key, and `stop` among them where they asked not to be contacted. */
export type Marked = { [condition: string]: Level | boolean };

/** The keys of the cases for older versions of the questions, by version and case. */
type KeysBefore = { [version: string]: { [practiceCase: string]: Marked } };

/** Ratings, and the key of each case that there is. */
type Rated<R = Rating> = { ratings: R[]; keys: { [practiceCase: string]: Marked } };

/** How an answer compares with the key's. */
type Outcome = "same" | "higher" | "lower" | "assumed" | "missed";

/** How a rating compares with the key, `right` in words, and the verdicts of both. */
export type RatingReport = {
  outcomes: { [condition: string]: Outcome };
  right: string;
  stop: "same" | "assumed" | "missed" | null;
  mine: string;
  key: string;
  same_verdict: boolean;
  comes_back: Day;
};

/** A figure in words; too few answers, or none that can be worked out, leave it empty. */
export type FigureWords = { state: "shown" | "few" | "undefined"; text: string };

/**
 * `right` and `hardest` are sentences, empty where there is nothing to say; `path`: the cases to rate
 * now, in order, of which `due` have come back; `place`: which case comes next of all that were
 * chosen; `next_due` in words, and `comes_back` the day for each case.
 */
export type Progress = {
  ratings: number;
  last_time: string;
  right: string;
  tally: { [outcome in Outcome]: number };
  pictures: Picture[];
  hardest: string;
  figures: { [name: string]: FigureWords };
  path: string[];
  due: number;
  place: { number: number; of: number };
  next_due: string;
  comes_back: { [case_id: string]: Day };
  stop: { same: number; missed: number; assumed: number };
  talks: string[];
};

/**
 * How a group rated one condition; `counts` are for the levels 0 to 3 and unknown. For `stop` the
 * first is of those who ticked it, the last of those who did not.
 */
export type Spread = { counts: number[]; range: number; differ: boolean; talk: boolean };

/** What an exercise of a lesson goes by, and what a learner gave: see quiz/exercise.py. */
export type ExerciseKey =
  | { kind: "words" | "question"; counts: boolean[] }
  | { kind: "order"; parts: number }
  | { kind: "count-back"; day: Day; takes: string[] };
export type Tried = number[] | (Day | "")[];

/** How each part was done, with the learner's own day in words; how many are right, and of how many. */
export type Done = {
  parts: { how: string; own: string }[];
  chose: "" | "best" | "other" | "none";
  right: number;
  of: number;
};

// --- conversations ---

/** A conversation as its file has it: what the page needs of it. */
export type Talk = {
  id: string;
  version: number;
  playthroughs: { seed: number; moves: string[]; answers: string; [more: string]: unknown }[];
  [more: string]: unknown;
};

/** A conversation that was played, as it is kept: see kept/plays.js. */
export type Play = {
  conversation: string;
  version: number;
  definition: string;
  on: Day;
  seed: number;
  moves: string[];
  answers: Answers;
  stop?: boolean;
  stopped?: boolean;
  regret: number;
  won: number;
  open: number;
  assumed?: number;
  tip?: string;
  own?: { [turn: string]: string };
};

/** A conversation that was played, as a link has it. */
export type SharedPlay = Omit<Play, "on" | "regret" | "won" | "open" | "own">;

/** A run of a text; `about` names the condition that it shows, `sure` says whether it surely does. */
export type Piece = { text: string; about: string; sure: boolean };

/** How a conversation stands. `to` is empty where only one person sits there. */
export type TalkShown = {
  id: string;
  version: number;
  title: string;
  scene: Piece[];
  people: { name: string; role: string }[];
  budget: number;
  left: number;
  over: boolean;
  ended: boolean;
  said: {
    move: string;
    says: string;
    to: string;
    name: string;
    reply: Piece[];
    parting: string;
  }[];
  offer: { move: string; to: string; says: string; ends: boolean }[];
  debrief: TalkDebrief | null;
};

/**
 * What comes after a conversation; `mine` and `key` name the verdicts, `regret` is in bits, `won` (0 to
 * 1) the share that the questions had of what could be settled. The bars of a turn are per cent.
 */
export type TalkDebrief = {
  verdict: Verdict;
  key_verdict: Verdict;
  mine: string;
  key: string;
  key_headline: string;
  key_reason: string;
  same_verdict: boolean;
  regret: number;
  won: number;
  assumed: number;
  missed: number;
  stop: "same" | "assumed" | "missed" | null;
  stop_said: boolean;
  early: boolean;
  ending: {
    how: "asked" | "shown-out" | "closed" | "stopped" | "turns";
    left: number;
    by: string;
    first: string;
  };
  open: number;
  asked: number;
  conditions: {
    id: string;
    name: string;
    mine: LevelText;
    mine_rung: string;
    heard: LevelText;
    heard_rung: string;
    outcome: Outcome;
    quotes: { scene: boolean; name: string; text: string }[];
    asides: { name: string; text: string; kind: string; why: string }[];
    why: string;
  }[];
  turns: {
    says: string;
    kind: string;
    about: string;
    mine: number;
    best: number;
    how: "best" | "decided" | "free" | "less" | "nothing" | "hearsay" | "settled" | "asked-to-stop";
    better: string;
    better_to: string;
    later: number;
  }[];
  tip: string;
  better: { turn: number; move: string; to: string; says: string; ends: boolean } | null;
};

/** A line with a link to a play, or what is wrong with it; `line` counts from 1. */
export type BesideLine = {
  line: number;
  text: string;
  play?: SharedPlay;
  problem?: string;
};

/** What is wrong with a line; 0 stands for all of them. */
export type BesideWrong = { line: number; what: string };

/**
 * Plays of one talk side by side: of each turn and condition a cell for each play. `same` is how many
 * turns were alike in all, `seeds` whether other things were on offer.
 */
export type BesideShown = {
  title: string;
  names: string[];
  parted: "silent" | "never" | "at-once" | "later";
  same: number;
  seeds: boolean;
  turns: ({ says: string; to: string; name: string; reply: string } | null)[][];
  rows: {
    id: string;
    name: string;
    cells: { heard: string; mine: string; outcome: string }[];
  }[];
  verdicts: { heard: string; mine: string; same: boolean }[];
};

// --- prospects ---

/** A prospect as it is kept, in the format of today: see quiz/prospect.py. */
export type ProspectRecord = {
  format: number;
  id: string;
  name: string;
  seller: string;
  note: string;
  next: { what: string; on?: Day } | null;
  outcome: { result: Ending; on?: Day; link?: string; held?: boolean } | null;
  checks: RecordCheck[];
  other: { [column: string]: string };
  source_id?: string;
  changed: string;
};

/** How it ended with a prospect. */
export type Ending = "won" | "lost" | "no-decision";

/** One check in a record, with the evidence noted by condition. */
export type RecordCheck = {
  definition: string;
  on?: Day;
  revisit?: Day;
  needed_by?: Day;
  not_before?: Day;
  answers: Answers;
  stop?: boolean;
  notes: { [condition: string]: string };
  listed?: boolean;
};

/** One prospect as a row of the list; `order` sorts the best first. */
export type Row = {
  unasked: boolean;
  stopped: boolean;
  stopped_name: string;
  known: number;
  others: { name: string; value: string }[];
  id: string;
  name: string;
  seller: string;
  verdict: Verdict;
  verdict_name: string;
  headline: string;
  certain: boolean;
  order: number;
  score: number[];
  met: number;
  of: number;
  met_text: string;
  levels: Answers;
  weakest: string | null;
  weak: string[];
  do: string;
  ask: string;
  ask_id: string | null;
  on: Day | null;
  on_text: string;
  stale: boolean;
  stalled: boolean;
  revisit: Day | null;
  revisit_text: string;
  needed_by: Day | null;
  needed_by_text: string;
  due: boolean;
  standing: Verdict | "unasked" | "stopped";
  flags: string[];
  next: { what: string; on: Day | null; on_text: string } | null;
  outcome: Ending | null;
  outcome_name: string;
  checks: number;
  note: string;
};

export type Placed = { row: Row; problem?: undefined; newer?: undefined };
export type Refused = { row?: undefined; problem: Problem; newer: boolean };

/** Of a file that is no text at all, only that. */
export type NotText = { not_text: true } & {
  [key in Exclude<keyof Opened, "not_text">]?: undefined;
};

/** A prospect of a team: what of its row there is to show without the record. */
export type TeamRow = Pick<
  Row,
  "id" | "name" | "seller" | "verdict_name" | "do" | "standing" | "flags"
>;

/** What is in a file that was opened; `skipped` counts rows or records that cannot be read. */
export type Opened = {
  not_text?: undefined;
  accents?: Accents | null;
  sheets?: string[];
  sheet?: string;
  kind: "backup" | "csv";
  count: number;
  skipped: number;
  problems: Problem[];
  practice: Rating[];
  conversations: Play[];
};

/** A word whose accents may be wrong: as it is read now, and as a Mac would read it. */
export type Accents = { now: string; mac: string };

/** Which column of a list, from 0, is which field of ours, and how its cells are read. */
export type ColumnChoice = {
  columns: { [field: string]: number };
  order: string | null;
  statuses: { [word: string]: string };
  others: boolean;
};

/** A status of a list: the word, how often it is there, and the outcome that it means. */
export type StatusWord = {
  word: string;
  shown: string;
  count: number;
  means: string;
  known: boolean;
};

/** What can be answered to the question of a condition, the lowest rung first. */
export type Ladder = { id: string; name: string; rungs: string[]; unknown: string };

/** What has to be asked of a list with other columns than ours, and what is guessed. */
export type ColumnMapping = {
  not_text?: undefined;
  kind: "mapping";
  signature: string;
  headed: boolean;
  columns: { name: string; first: string[] }[];
  chosen: { [field: string]: number };
  order: string | null;
  shown_order: string | null; // what the list itself shows
  doubtful: string;
  others: boolean;
  statuses: StatusWord[];
  remembered?: boolean;
  accents?: Accents | null;
  /** The names of the sheets of a workbook, and that of the one that was read. */
  sheets?: string[];
  sheet?: string;
};

/** What one prospect of that file would become; `rows` are those of a list that are about it. */
export type Taken = {
  record: ProspectRecord;
  row: Row;
  rows: number;
  state: "new" | "changed" | "same";
  turn?: Turn | null;
};

/** From which verdict to which, and of which conditions nothing is known any more. */
export type Turn = {
  name: string;
  before: string;
  after: string;
  same: boolean;
  forgotten: string;
};

/** One prospect in full; `ended` says how, and is empty for one that is open. */
export type Detail = {
  /** What was answered to conditions that there are not any more. */
  gone: { on: string; name: string; level_name: string; note: string }[];
  row: Row;
  words: Words;
  result: Result;
  text: string;
  ended: string;
  history: Omit<Picture, "id" | "empty">;
  card: {
    title: string;
    verdict: string;
    questions: { condition: string; name: string; ask: string }[];
    evidence: { name: string; level_name: string; note: string }[];
    next: string;
  };
};

// --- pictures ---

/** An element of a drawing, its attributes, and what is in it: elements and texts. */
export type Tree = [
  tag: string,
  attributes: { [name: string]: string },
  children: (Tree | string)[],
];

export type Table = { caption: string; head: string[]; rows: string[][] };

/** A picture, its words and the figures behind it; `empty` says why there is no drawing. */
export type Picture = {
  id: string;
  title: string;
  description: string;
  drawing: Tree | null;
  table: Table | null;
  empty: string;
};

/** What became of closed prospects. */
export type Outcomes = {
  title: string;
  intro: string;
  table: Table | null;
  note: string;
  links: string[];
  links_table: Table | null;
};

/** All there is to show of the prospects together; `count` is of the open ones. */
export type Pipeline = {
  count: number;
  closed: number;
  glance: Glance;
  week: Task[];
  ahead: (Task & { title: string }) | null;
  coming: Coming;
  pictures: Picture[];
  outcomes: Outcomes;
};

/** How many of the open prospects stand where, `all` of them, and of how many what cannot wait. */
export type Glance = { [part: string]: number };
/** How many prospects the week begins to name, and how many answers are too old, from which day. */
export type Coming = { week: { [day: Day]: number }; stale: { [day: Day]: number } };

/** What this week asks about one prospect. */
export type Task = {
  id: string;
  name: string;
  kind: "next" | "revisit" | "needed" | "take-up" | "unplanned" | "stalled" | "stale" | "ask";
  on: Day | null;
  text: string;
  ask: string;
  overdue: boolean;
};
