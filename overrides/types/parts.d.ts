// The parts of a page that scripts look for: what is found under a selector. They are there, for
// the templates bring them; a script that asks for one that stands nowhere here has a typo, or
// makes up a part that no template has. A test holds the built pages to this.

/** An element with these data attributes. */
type With<Keys extends string, E extends Element = HTMLElement> = E & {
  readonly dataset: DOMStringMap & { [key in Keys]: string };
};

/** A template with one element in it. */
type TemplateOf<E extends Element> = HTMLTemplateElement & { readonly content: FragmentOf<E> };
type FragmentOf<E extends Element> = DocumentFragment & {
  readonly firstElementChild: E;
  cloneNode(deep: true): FragmentOf<E>;
};

/** A form that asks for a level for each condition. */
interface QuestionForm extends HTMLFormElement {
  readonly elements: HTMLFormControlsCollection & { readonly [condition: string]: LevelRadios };
}
interface LevelRadios extends RadioNodeList {
  value: import("./messages").LevelText | "";
}

/** Something to choose or fill in; only a box can be checked. */
type Control = HTMLElement & { name: string; type: string; value: string; checked?: boolean };

/** What can be changed about one prospect. */
interface CallingForm extends HTMLFormElement {
  readonly elements: HTMLFormControlsCollection & {
    readonly level: RadioNodeList;
    readonly said: HTMLInputElement;
  };
}

interface DetailForm extends HTMLFormElement {
  readonly elements: HTMLFormControlsCollection & {
    readonly name: HTMLInputElement;
    readonly seller: HTMLInputElement;
    readonly note: HTMLTextAreaElement;
    readonly what: HTMLInputElement;
    readonly on: HTMLInputElement;
    readonly revisit: HTMLInputElement;
    readonly needed_by: HTMLInputElement;
    readonly not_before: HTMLInputElement;
    readonly outcome: NodeListOf<HTMLInputElement> & { value: import("./messages").Ending | "" };
    readonly closed: HTMLInputElement;
    readonly broke: HTMLSelectElement;
    readonly held: HTMLSelectElement;
  };
}

/** Where somebody new is put in the list. */
interface NewProspectForm extends HTMLFormElement {
  readonly elements: HTMLFormControlsCollection & { readonly name: HTMLInputElement };
}

/** Where links of a group are pasted. */
interface PasteForm extends HTMLFormElement {
  readonly elements: HTMLFormControlsCollection & { readonly links: HTMLTextAreaElement };
}

/** Where the number is typed that opens the key of a group. */
interface OpeningForm extends HTMLFormElement {
  readonly elements: HTMLFormControlsCollection & { readonly number: HTMLInputElement };
}

/** Those of which no more is asked than that they are elements. */
type PlainPart =
  | "[data-bar-best]"
  | "[data-bar-mine]"
  | "[data-beside-both]"
  | "[data-beside-opens]"
  | "[data-beside-part]"
  | "[data-beside-rows]"
  | "[data-beside-shown]"
  | "[data-beside-title]"
  | "[data-beside-turns]"
  | "[data-beside-verdicts]"
  | "[data-beside-ways]"
  | "[data-debrief-heading]"
  | "[data-empty-sheet]"
  | "[data-last-reply]"
  | "[data-wrong]"
  | "[data-wrote]"
  | "[data-habit]"
  | "[data-own-debrief]"
  | "[data-talk-again]"
  | "[data-talk-day]"
  | "[data-talk-played]"
  | "[data-log-marks]"
  | "[data-sides]"
  | "[data-tip]"
  | "[data-debrief]"
  | "[data-early]"
  | "[data-filled]"
  | "[data-history-part]"
  | "[data-level-heard]"
  | "[data-level-mine]"
  | "[data-log]"
  | "[data-none-asked]"
  | "[data-offer-heading]"
  | "[data-offer-part]"
  | "[data-offer]"
  | "[data-over]"
  | "[data-played-on]"
  | "[data-played]"
  | "[data-playing-title]"
  | "[data-playing]"
  | "[data-plays-none]"
  | "[data-plays-some]"
  | "[data-read-along]"
  | "[data-reply]"
  | "[data-scene]"
  | "[data-sheet-heading]"
  | "[data-talk-list]"
  | "[data-talk-problem]"
  | "[data-turns-left]"
  | ".offer__move"
  | ".asked"
  | "[data-whose-heading]"
  | "[data-whose]"
  | "[data-accents-mac]"
  | "[data-accents-now]"
  | "[data-accents]"
  | "[data-after]"
  | "[data-anew]"
  | "[data-answered]"
  | "[data-aside-name]"
  | "[data-aside]"
  | "[data-at]"
  | "[data-back-saved]"
  | "[data-back-ways]"
  | "[data-backup-day]"
  | "[data-backup-last]"
  | "[data-backup-never]"
  | "[data-backup-reminder]"
  | "[data-backup]"
  | "[data-bad]"
  | "[data-best]"
  | "[data-broken]"
  | "[data-case-text]"
  | "[data-cases]"
  | "[data-cell-count]"
  | "[data-cell]"
  | "[data-choice]"
  | "[data-choose-error]"
  | "[data-choose-hint]"
  | "[data-chosen-titles]"
  | "[data-chosen]"
  | "[data-closed-on]"
  | "[data-collect]"
  | "[data-compare-result]"
  | "[data-compare-row]"
  | "[data-compare], [data-do=compare]"
  | "[data-complete]"
  | "[data-copied]"
  | "[data-contact]"
  | "[data-copy-waits]"
  | "[data-copy]"
  | "[data-count-large]"
  | "[data-count-line]"
  | "[data-count-problems]"
  | "[data-count]"
  | "[data-day]"
  | "[data-discuss-heading]"
  | "[data-discuss]"
  | "[data-drawing]"
  | "[data-drop]"
  | "[data-due-part]"
  | "[data-due]"
  | "[data-elsewhere-name]"
  | "[data-elsewhere]"
  | "[data-empty]"
  | "[data-engine-status]"
  | "[data-erased]"
  | "[data-evidence-heading]"
  | "[data-exercise-again]"
  | "[data-exercise-done]"
  | "[data-exercise-failed]"
  | "[data-exercise-heading]"
  | "[data-exercise-score]"
  | "[data-exercise-waits]"
  | "[data-filters-count]"
  | "[data-filters-on]"
  | "[data-filters]"
  | "[data-form-place]"
  | "[data-glance]"
  | "[data-group-result]"
  | "[data-history] [data-picture]"
  | "[data-index]"
  | "[data-join-heading]"
  | "[data-join-problem]"
  | "[data-join-text]"
  | "[data-join]"
  | "[data-kept-none]"
  | "[data-kept-some]"
  | "[data-kept]"
  | "[data-key-heading]"
  | "[data-key-hint]"
  | "[data-key-word]"
  | "[data-keys]"
  | "[data-keys-before]"
  | "[data-left-part]"
  | "[data-discuss-wait]"
  | "[data-done]"
  | "[data-last-time]"
  | "[data-lead]"
  | "[data-left]"
  | "[data-link-error]"
  | "[data-link-problem]"
  | "[data-links-table]"
  | "[data-list-view]"
  | "[data-live]"
  | "[data-may-evict]"
  | "[data-missing]"
  | "[data-moved-to]"
  | "[data-moved]"
  | "[data-mapping-doubtful]"
  | "[data-mapping-first]"
  | "[data-mapping-order]"
  | "[data-mapping-others]"
  | "[data-mapping-remembered]"
  | "[data-mapping-statuses]"
  | "[data-mine-cases]"
  | "[data-mine-code]"
  | "[data-mine-heading]"
  | "[data-mine]"
  | "[data-more-problems]"
  | "[data-name-error]"
  | "[data-names]"
  | "[data-next-step]"
  | "[data-news]"
  | "[data-next-due]"
  | "[data-no-link]"
  | "[data-none]"
  | "[data-number-error]"
  | "[data-open-files]"
  | "[data-open]"
  | "[data-opened]"
  | "[data-opening-number]"
  | "[data-other-cases]"
  | "[data-outcome]"
  | "[data-outcomes]"
  | "[data-own-key-heading]"
  | "[data-own-key]"
  | "[data-own-level]"
  | "[data-own-answers]"
  | "[data-own]"
  | "[data-page]"
  | "[data-pager]"
  | "[data-pages]"
  | "[data-percent]"
  | "[data-picture-hint]"
  | "[data-pictures-part]"
  | "[data-pictures]"
  | "[data-pipeline]"
  | "[data-place]"
  | "[data-preview-changed]"
  | "[data-preview-count]"
  | "[data-preview-mend]"
  | "[data-preview-more]"
  | "[data-preview-name]"
  | "[data-preview-new]"
  | "[data-preview-problems]"
  | "[data-preview-rest]"
  | "[data-preview-same]"
  | "[data-preview-turned]"
  | "[data-preview-turns-more]"
  | "[data-preview-turns-rest]"
  | "[data-preview-turns]"
  | "[data-preview-wrong]"
  | "[data-preview]"
  | "[data-problems-heading]"
  | "[data-problems]"
  | "[data-progress-none]"
  | "[data-progress-panel]"
  | "[data-progress-some]"
  | "[data-prospects]"
  | "[data-qr-large]"
  | "[data-rating-at]"
  | "[data-recheck-before]"
  | "[data-recheck-error]"
  | "[data-recheck-name]"
  | "[data-recheck-on]"
  | "[data-recheck]"
  | "[data-result-heading]"
  | "[data-result]"
  | "[data-right]"
  | "[data-said]"
  | "[data-same-day]"
  | "[data-same-list]"
  | "[data-same-name]"
  | "[data-same-on]"
  | "[data-same]"
  | "[data-save-error]"
  | "[data-saved-name]"
  | "[data-saved]"
  | "[data-scripted]"
  | "[data-seller-known]"
  | "[data-seller-name]"
  | "[data-seller-none]"
  | "[data-seller-some]"
  | "[data-sellers]"
  | "[data-session-done]"
  | "[data-session-heading]"
  | "[data-session-left]"
  | "[data-session-some]"
  | "[data-session]"
  | "[data-share]"
  | "[data-shared-newer]"
  | "[data-shared-who]"
  | "[data-shared]"
  | "[data-short-verdict]"
  | "[data-short]"
  | "[data-shown]"
  | "[data-side]"
  | "[data-sides]"
  | "[data-so-far]"
  | "[data-step-at]"
  | "[data-step-bar]"
  | "[data-stop-figures]"
  | "[data-stop-off]"
  | "[data-store-failed]"
  | "[data-store-problems]"
  | "[data-store-unread]"
  | "[data-table]"
  | "[data-take-part]"
  | "[data-talk]"
  | "[data-team-file]"
  | "[data-team-none]"
  | "[data-team-result]"
  | "[data-team-rows]"
  | "[data-total]"
  | "[data-undo-name]"
  | "[data-undo]"
  | "[data-unread]"
  | "[data-unreadable]"
  | "[data-update]"
  | "[data-value]"
  | "[data-verdicts]"
  | "[data-ways]"
  | "[data-week-ahead]"
  | "[data-week-count]"
  | "[data-week-more]"
  | "[data-week-none]"
  | "[data-week]"
  | "[data-when-some]"
  | "[data-who]"
  | "[data-whose-name]"
  | "[data-whose-named]"
  | "[data-whose]"
  | `[data-answer=${string}]`
  | `[data-evidence=${string}]`
  | `[data-figure=${string}]`
  | `[data-file-problem=${string}]`
  | `[data-kept-count=${string}]`
  | `[data-kept-item=${string}]`
  | `[data-lesson-done="${string}"]`
  | `[data-picture=${string}]`
  | `[data-exercise-part="${string}"]`
  | `[data-reason="${string}"]`
  | `[data-row=${string}]`;

type PartButton =
  | "camera"
  | "next-talk"
  | "share-talk"
  | "example"
  | "camera-off"
  | "choose-again"
  | "choose-none"
  | "keys"
  | "large"
  | "redo"
  | "show"
  | "calling-again"
  | "calling-back"
  | "ask"
  | "later"
  | "next"
  | "own"
  | "previous"
  | "print-week"
  | "retry"
  | "save"
  | "send"
  | "step-back"
  | "step-case"
  | "step-on"
  | "undo"
  | "update";

interface Parts
  extends Record<PlainPart, HTMLElement>,
    Record<`[data-do=${PartButton}]`, HTMLButtonElement> {
  "[data-address]": With<"address" | "key", HTMLAnchorElement> & { dataset: { among?: string } };
  "[data-condition-heard]": With<"conditionHeard">;
  "[data-conversation]": With<"conversation", HTMLButtonElement>;
  "[data-move]": With<"move", HTMLButtonElement>;
  "[data-own-form]": HTMLFormElement;
  "[data-own-words]": HTMLTextAreaElement;
  "[data-beside-form]": HTMLFormElement;
  "[data-beside-link]": HTMLAnchorElement;
  "[data-beside-links]": HTMLTextAreaElement;
  "[data-beside-names]": With<"besideNames">;
  "template[data-beside-kinds]": HTMLTemplateElement;
  "template[data-beside-levels]": HTMLTemplateElement;
  "template[data-beside-name]": HTMLTemplateElement;
  "template[data-beside-open]": HTMLTemplateElement;
  "template[data-beside-row]": HTMLTemplateElement;
  "template[data-beside-said]": HTMLTemplateElement;
  "template[data-beside-turn]": HTMLTemplateElement;
  "template[data-beside-verdict]": HTMLTemplateElement;
  "[data-play]": With<"play", HTMLButtonElement>;
  "[data-sheet]": QuestionForm;
  "[data-talk-card]": With<"talkCard" | "version" | "at">;
  "[data-tip-when]": With<"tipWhen">;
  "[data-talk-when]": With<"talkWhen">;
  "[data-lesson-talk]": With<"lessonTalk"> | null; // none where no conversation is about it
  "[data-write-first]": HTMLInputElement;
  "template[data-log-line]": TemplateOf<HTMLElement>;
  "template[data-offer-move]": TemplateOf<HTMLButtonElement>;
  "[data-back-to-part]": HTMLAnchorElement;
  "[data-alike]": HTMLElement | null; // where the page has its look-alike
  "[data-all-done]": HTMLElement | null; // in a lesson alone
  "[data-ask-seller]": HTMLDialogElement;
  "[data-by-seller]": HTMLInputElement;
  "[data-calls-day]": HTMLElement;
  "[data-calls]": HTMLElement;
  "[data-calling-at]": HTMLElement;
  "[data-calling-done]": HTMLElement;
  "[data-calling-form]": CallingForm;
  "[data-calling-kept]": HTMLElement;
  "[data-calling-none]": HTMLElement;
  "[data-calling-of]": HTMLElement;
  "[data-calling-others]": HTMLElement;
  "[data-calling-rung]": TemplateOf<HTMLElement>;
  "[data-calling-rungs]": HTMLElement;
  "[data-calling-some]": HTMLElement;
  "[data-calling]": HTMLElement;
  "[data-case]": With<"case">;
  "[data-go-on]": With<"goOn", HTMLAnchorElement>;
  "[data-lesson]": With<"lesson" | "cases", HTMLAnchorElement>;
  "[data-number]": HTMLElement | null; // none where nothing is counted
  "[data-counted]": HTMLElement;
  "a:not([hidden])": HTMLAnchorElement | null;
  "[data-columns-again]": HTMLButtonElement;
  "[data-empty] a": HTMLAnchorElement;
  "[data-preview-rows]": HTMLElement;
  "[data-preview-whole]": HTMLElement;
  "[data-put-away-count]": HTMLElement;
  "[data-put-away]": HTMLElement;
  "[data-compare-option]": TemplateOf<HTMLOptionElement>;
  "[data-compare]": HTMLElement;
  "[data-condition]": With<"condition">;
  "[data-copy-text]": HTMLTextAreaElement;
  "[data-detail-form]": DetailForm;
  "[data-detail]": HTMLElement;
  "[data-do=more-rows]": HTMLButtonElement | null; // not below what came of closed ones
  "[data-do]": With<"do">;
  "[data-engine-files]": HTMLElement; // `begin` where the page itself begins it
  "[data-evidence-for]": With<"evidenceFor">;
  "[data-evidence-part]": HTMLDetailsElement;
  "[data-ending]": HTMLDetailsElement;
  "[data-files]": HTMLInputElement;
  "[data-exercise-answer]": HTMLDetailsElement;
  "[data-fold]": HTMLDetailsElement;
  "[data-if]": With<"if">;
  "[data-import]": HTMLInputElement; // none in a lesson
  "[data-key]": HTMLElement;
  "[data-key-panel]": HTMLDetailsElement;
  "[data-link]": With<"link">;
  "[data-list]": With<"list">;
  "[data-mine-link]": HTMLInputElement;
  "[data-mine-qr]": SVGSVGElement;
  "[data-choose]": HTMLFormElement;
  "[data-chosen-case]": HTMLSelectElement;
  "[data-join-link]": HTMLInputElement;
  "[data-join-qr]": SVGSVGElement;
  "[data-join-self]": HTMLAnchorElement;
  "[data-open-key]": OpeningForm;
  "[data-camera]": HTMLElement;
  "[data-video]": HTMLVideoElement;
  "[data-session-keys]": HTMLElement;
  "[data-weeks]": With<"weeks">;
  "template[data-spread-table]": TemplateOf<HTMLTableElement>;
  "[data-own-window]": HTMLAnchorElement;
  "[data-name]": HTMLInputElement;
  "[data-note]": With<"note", HTMLTextAreaElement>;
  "[data-paper-note]": With<"paperNote"> & { readonly lastElementChild: HTMLElement };
  "[data-paper-notes]": HTMLElement;
  "[data-offline-when]": With<"offlineWhen">;
  "[data-offline-worker]": With<"offlineWorker">; // none in a preview
  "[data-new-prospect]": NewProspectForm;
  "[data-others-rest]": HTMLElement;
  "[data-others]": HTMLElement;
  "[data-part]": With<"part">;
  "[data-paste]": PasteForm;
  "[data-picture]:has(details[open])": With<"picture">;
  "[data-prospect-table]": HTMLTableElement;
  "[data-prospect]": With<"prospect">;
  "[data-qr-picture]": SVGSVGElement;
  "[data-question]": With<"question">;
  "[data-rating-form]": HTMLTemplateElement;
  "[data-question-next]": HTMLElement;
  "[data-dates]": With<"dates"> | null; // none where no condition has days behind it
  "[data-recheck-back]": HTMLAnchorElement;
  "[data-revisit]": HTMLInputElement;
  "[data-rows]": HTMLTableSectionElement;
  "[data-saved-link]": HTMLAnchorElement;
  "[data-send-link]": HTMLInputElement;
  "[data-share-link]": HTMLInputElement;
  "[data-share-name]": HTMLInputElement;
  "[data-slot]": With<"slot">;
  "[data-store-problem]": With<"storeProblem">;
  "[data-anew-template]": HTMLTemplateElement;
  "[data-step]": With<"step">;
  "[data-steps]": HTMLElement | null; // in an exercise that is an order
  "[data-stop-tick]": HTMLInputElement | null; // none where the definition has no words for it
  "[data-submit]": HTMLTemplateElement;
  "[data-said-what]": With<"saidWhat">;
  "[data-take-back]": HTMLButtonElement;
  "[data-walled] a": HTMLAnchorElement;
  "[data-walled]": HTMLElement;
  "template[data-new-window]": HTMLTemplateElement;
  "template[data-no-window]": HTMLTemplateElement;
  "template[data-said-line]": TemplateOf<HTMLElement>;
  "[data-unreadable-item]": HTMLTemplateElement;
  "a[data-other-language]": HTMLAnchorElement;
  "template[data-group-row]": TemplateOf<HTMLTableRowElement>;
  "template[data-row]": TemplateOf<HTMLTableRowElement>;

  // Templates and forms name these in other ways.
  ".no-window": HTMLElement | null;
  ".no-window textarea": HTMLTextAreaElement;
  "a:not([data-do])": HTMLAnchorElement;
  "a[target=_blank]": HTMLAnchorElement;
  "#facts": HTMLElement;
  "#lesson-cases": HTMLElement | null;
  "#list-heading": HTMLElement;
  ".done": HTMLElement | null;
  ":scope > template": TemplateOf<HTMLElement>;
  "[name=difficulty]": HTMLSelectElement;
  "[name=focus]": HTMLSelectElement;
  "[name=headed]": HTMLInputElement;
  "[name=sheet]": HTMLSelectElement;
  "[name=map-name]": HTMLSelectElement;
  "[name=order]": HTMLInputElement;
  "[name=others]": HTMLInputElement;
  "[name=seller]": HTMLInputElement;
  "[name]": Control;
  "table, thead, tbody, tr, td, th": HTMLElement & { readonly scope?: string };
  [prospect: `[data-prospect="${string}"] a`]: HTMLAnchorElement | null;
  b: HTMLElement;
  button: HTMLButtonElement;
  details: HTMLDetailsElement;
  dialog: HTMLDialogElement;
  form: HTMLFormElement;
  h1: HTMLElement;
  h2: HTMLElement;
  h3: HTMLElement;
  "input:checked": HTMLInputElement | null;
  label: HTMLLabelElement;
  caption: HTMLTableCaptionElement;
  li: HTMLLIElement;
  path: SVGPathElement;
  "quiz-practice": HTMLElement & { engine: import("./page").PageEngine };
  progress: HTMLProgressElement;
  select: HTMLSelectElement;
  "[data-mapping]": With<"nameless", HTMLFormElement>;
  "[data-mapping-more]": HTMLDetailsElement;
  "[data-mapping-word]": HTMLSelectElement;
  "[data-mapping-words]": HTMLElement;
  "[data-mapping-words] > template": TemplateOf<HTMLElement>;
  "[data-slot=shown]": HTMLElement;
  "[data-slot=count]": HTMLElement;
  "[data-paste-list]": HTMLDetailsElement;
  "[data-pasted]": HTMLTextAreaElement;
  td: HTMLTableCellElement;
  template: HTMLTemplateElement;
  th: HTMLTableCellElement;
  tr: HTMLTableRowElement;
  "form[autocomplete=off]": HTMLFormElement;

  // Material's own.
  ".md-header label.md-header__button[data-called]": With<"called", HTMLLabelElement>;
  "[data-md-component=search]": HTMLElement;
  "a.md-nav__link": HTMLAnchorElement;
  "input[name=__palette]": HTMLInputElement;
  input: HTMLInputElement;
}

interface ParentNode {
  querySelector<Selector extends keyof Parts>(selector: Selector): Parts[Selector];
  querySelectorAll<Selector extends keyof Parts>(
    selector: Selector,
  ): NodeListOf<NonNullable<Parts[Selector]> & Element>;
}

interface Element {
  closest<Selector extends keyof Parts>(selector: Selector): Parts[Selector] | null;
}

interface DocumentFragment {
  cloneNode(deep?: boolean): DocumentFragment;
}

/** What fill.js fills. */
type Filled = Pick<Parts, "[data-address]" | "[data-if]" | "[data-list]" | "[data-slot]">;

// What some browsers have, and TypeScript does not know.
interface Window {
  __md_get(key: string): unknown;
  __md_set(key: string, value: unknown, ...where: unknown[]): void;
  readonly BarcodeDetector?: {
    new (options: { formats: string[] }): import("./page").CodeReader;
    getSupportedFormats(): Promise<string[]>;
  };
  readonly trustedTypes?: {
    createPolicy(
      name: string,
      rules: { [create: string]: (text: string) => string | null },
    ): object;
  };
}
interface Navigator {
  readonly connection?: { readonly saveData: boolean };
}
