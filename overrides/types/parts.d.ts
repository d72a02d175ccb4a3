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

/** Those of which no more is asked than that they are elements. */
type PlainPart =
  | "[data-accents-mac]"
  | "[data-accents-now]"
  | "[data-accents]"
  | "[data-after]"
  | "[data-anew]"
  | "[data-answered]"
  | "[data-aside-name]"
  | "[data-aside]"
  | "[data-backup-day]"
  | "[data-backup-last]"
  | "[data-backup-never]"
  | "[data-backup-reminder]"
  | "[data-backup]"
  | "[data-bad]"
  | "[data-broken]"
  | "[data-cell]"
  | "[data-choice]"
  | "[data-closed-on]"
  | "[data-collect]"
  | "[data-compare-result]"
  | "[data-compare-row]"
  | "[data-compare], [data-do=compare]"
  | "[data-complete]"
  | "[data-copied]"
  | "[data-copy-waits]"
  | "[data-copy]"
  | "[data-count-line]"
  | "[data-count-problems]"
  | "[data-count]"
  | "[data-days]"
  | "[data-drawing]"
  | "[data-drop]"
  | "[data-empty]"
  | "[data-engine-files]"
  | "[data-engine-status]"
  | "[data-erased]"
  | "[data-evidence-heading]"
  | "[data-filters]"
  | "[data-form-place]"
  | "[data-group-result]"
  | "[data-history] [data-picture]"
  | "[data-index]"
  | "[data-kept-none]"
  | "[data-kept-some]"
  | "[data-kept]"
  | "[data-key-heading]"
  | "[data-keys]"
  | "[data-keys-before]"
  | "[data-left]"
  | "[data-link-error]"
  | "[data-link-problem]"
  | "[data-links-table]"
  | "[data-list-view]"
  | "[data-live]"
  | "[data-may-evict]"
  | "[data-mapping-doubtful]"
  | "[data-mapping-first]"
  | "[data-mapping-order]"
  | "[data-mapping-others]"
  | "[data-mapping-remembered]"
  | "[data-mapping-statuses]"
  | "[data-mine-heading]"
  | "[data-mine]"
  | "[data-more-problems]"
  | "[data-name-error]"
  | "[data-names]"
  | "[data-news]"
  | "[data-next-due]"
  | "[data-none]"
  | "[data-open-files]"
  | "[data-open]"
  | "[data-outcome]"
  | "[data-outcomes]"
  | "[data-own-level]"
  | "[data-page]"
  | "[data-pager]"
  | "[data-pages]"
  | "[data-percent]"
  | "[data-pictures-part]"
  | "[data-pictures]"
  | "[data-pipeline]"
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
  | "[data-recheck-before]"
  | "[data-recheck-error]"
  | "[data-recheck-name]"
  | "[data-recheck-on]"
  | "[data-recheck]"
  | "[data-result-heading]"
  | "[data-result]"
  | "[data-said]"
  | "[data-same-day]"
  | "[data-same-list]"
  | "[data-same-name]"
  | "[data-same-on]"
  | "[data-same]"
  | "[data-save-error]"
  | "[data-saved-name]"
  | "[data-seller-known]"
  | "[data-seller-name]"
  | "[data-seller-none]"
  | "[data-seller-some]"
  | "[data-sellers]"
  | "[data-share]"
  | "[data-shared-newer]"
  | "[data-shared-who]"
  | "[data-shared]"
  | "[data-short-verdict]"
  | "[data-short]"
  | "[data-shown]"
  | "[data-stop-figures]"
  | "[data-stop-off]"
  | "[data-store-failed]"
  | "[data-store-problems]"
  | "[data-store-unread]"
  | "[data-table]"
  | "[data-talk]"
  | "[data-team-file]"
  | "[data-team-none]"
  | "[data-team-result]"
  | "[data-total]"
  | "[data-undo-name]"
  | "[data-undo]"
  | "[data-unread]"
  | "[data-unreadable]"
  | "[data-update]"
  | "[data-value]"
  | "[data-verdicts]"
  | "[data-ways]"
  | "[data-week-count]"
  | "[data-week-more]"
  | "[data-week-none]"
  | "[data-week]"
  | "[data-when-some]"
  | "[data-who]"
  | "[data-whose-name]"
  | "[data-whose]"
  | `[data-answer=${string}]`
  | `[data-evidence=${string}]`
  | `[data-figure=${string}]`
  | `[data-file-problem=${string}]`
  | `[data-kept-count=${string}]`
  | `[data-kept-item=${string}]`
  | `[data-lesson-done="${string}"]`
  | `[data-reason="${string}"]`
  | `[data-row=${string}]`
  | `[data-spread="${string}"]`;

type PartButton =
  | "calling-again"
  | "calling-back"
  | "ask"
  | "later"
  | "next"
  | "own"
  | "previous"
  | "print-week"
  | "retry"
  | "send"
  | "undo"
  | "update";

interface Parts
  extends Record<PlainPart, HTMLElement>,
    Record<`[data-do=${PartButton}]`, HTMLButtonElement> {
  "[data-address]": With<"address" | "key", HTMLAnchorElement>;
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
  "[data-curve]": With<"curve">;
  "[data-detail-form]": DetailForm;
  "[data-detail]": HTMLElement;
  "[data-do=more-rows]": HTMLButtonElement | null; // not below what came of closed ones
  "[data-do]": With<"do">;
  "[data-evidence-for]": With<"evidenceFor">;
  "[data-evidence-part]": HTMLDetailsElement;
  "[data-files]": HTMLInputElement;
  "[data-if]": With<"if">;
  "[data-import]": HTMLInputElement; // none in a lesson
  "[data-key-panel]": HTMLDetailsElement;
  "[data-link]": With<"link">;
  "[data-list]": With<"list">;
  "[data-mine-link]": HTMLInputElement;
  "[data-name]": HTMLInputElement;
  "[data-note]": With<"note", HTMLTextAreaElement>;
  "[data-offline-when]": With<"offlineWhen">;
  "[data-offline-worker]": With<"offlineWorker">; // none in a preview
  "[data-new-prospect]": NewProspectForm;
  "[data-others]": HTMLElement;
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
  "[data-stop-tick]": HTMLInputElement | null; // none where the definition has no words for it
  "[data-submit]": HTMLTemplateElement;
  "[data-unreadable-item]": HTMLTemplateElement;
  "a[data-other-language]": HTMLAnchorElement;
  "template[data-group-row]": TemplateOf<HTMLTableRowElement>;
  "template[data-row]": TemplateOf<HTMLTableRowElement>;

  // Templates and forms name these in other ways.
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
  button: HTMLButtonElement;
  details: HTMLDetailsElement;
  dialog: HTMLDialogElement;
  form: HTMLFormElement;
  h2: HTMLElement;
  h3: HTMLElement;
  "input:checked": HTMLInputElement | null;
  label: HTMLLabelElement;
  li: HTMLLIElement;
  path: SVGPathElement;
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
  template: HTMLTemplateElement;
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
