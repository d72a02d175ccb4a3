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
interface DetailForm extends HTMLFormElement {
  readonly elements: HTMLFormControlsCollection & {
    readonly name: HTMLInputElement;
    readonly seller: HTMLInputElement;
    readonly note: HTMLTextAreaElement;
    readonly what: HTMLInputElement;
    readonly on: HTMLInputElement;
    readonly revisit: HTMLInputElement;
    readonly outcome: NodeListOf<HTMLInputElement> & { value: import("./messages").Ending | "" };
    readonly closed: HTMLInputElement;
  };
}

/** Those of which no more is asked than that they are elements. */
type PlainPart =
  | "[data-backup]"
  | "[data-closed-on]"
  | "[data-compare-result]"
  | "[data-compare-row]"
  | "[data-compare], [data-do=compare]"
  | "[data-drawing]"
  | "[data-engine-files]"
  | "[data-engine-status]"
  | "[data-filters]"
  | "[data-history] [data-picture]"
  | "[data-index]"
  | "[data-kept-none]"
  | "[data-kept-some]"
  | "[data-kept]"
  | "[data-keys]"
  | "[data-live]"
  | "[data-name-error]"
  | "[data-news]"
  | "[data-none]"
  | "[data-outcomes]"
  | "[data-page]"
  | "[data-pager]"
  | "[data-pages]"
  | "[data-percent]"
  | "[data-pictures]"
  | "[data-qr-large]"
  | "[data-said]"
  | "[data-shown]"
  | "[data-table]"
  | "[data-total]"
  | "[data-unread]"
  | "[data-update]"
  | `[data-kept-count=${string}]`
  | `[data-kept-item=${string}]`
  | `[data-lesson-done="${string}"]`
  | `[data-reason="${string}"]`;

type PartButton = "ask" | "later" | "next" | "previous" | "retry" | "update";

interface Parts
  extends Record<PlainPart, HTMLElement>,
    Record<`[data-do=${PartButton}]`, HTMLButtonElement> {
  "[data-address]": With<"address" | "key", HTMLAnchorElement>;
  "[data-case]": With<"case">;
  "[data-compare-option]": TemplateOf<HTMLOptionElement>;
  "[data-compare]": HTMLElement;
  "[data-condition]": With<"condition">;
  "[data-copy-text]": HTMLTextAreaElement;
  "[data-detail-form]": DetailForm;
  "[data-detail]": HTMLElement;
  "[data-do=more-rows]": HTMLButtonElement | null; // not below what came of closed ones
  "[data-do]": With<"do">;
  "[data-if]": With<"if">;
  "[data-link]": With<"link">;
  "[data-list]": With<"list">;
  "[data-offline-when]": With<"offlineWhen">;
  "[data-offline-worker]": With<"offlineWorker">; // none in a preview
  "[data-picture]:has(details[open])": With<"picture">;
  "[data-prospect]": With<"prospect">;
  "[data-qr-picture]": SVGSVGElement;
  "[data-question]": With<"question">;
  "[data-rating-form]": HTMLTemplateElement;
  "[data-rows]": HTMLTableSectionElement;
  "[data-send-link]": HTMLInputElement;
  "[data-slot]": With<"slot">;
  "template[data-row]": TemplateOf<HTMLTableRowElement>;

  // Templates and forms name these in other ways.
  "#lesson-cases": HTMLElement | null;
  "#list-heading": HTMLElement;
  ".done": HTMLElement | null;
  ".prospect-table": HTMLTableElement;
  ":scope > template": TemplateOf<HTMLElement>;
  "[name]": Control;
  "table, thead, tbody, tr, td, th": HTMLElement & { readonly scope?: string };
  [prospect: `[data-prospect="${string}"] a`]: HTMLAnchorElement | null;
  details: HTMLDetailsElement;
  dialog: HTMLDialogElement;
  form: HTMLFormElement;
  h2: HTMLElement;
  label: HTMLLabelElement;
  path: SVGPathElement;
  progress: HTMLProgressElement;
  select: HTMLSelectElement;
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
