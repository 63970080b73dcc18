// What a platform's own messages look like there, as plain data. It is read back from what would be sent, so that whoever looks
// at it sees the payload and not another rendering of the answer.

export interface LookRun {
  readonly text: string;
  readonly style?: "strong" | "emphasis" | "strong-emphasis" | "code";
  /** Where it leads. */
  readonly url?: string;
}

export interface LookButton {
  readonly label: string;
  readonly style?: "primary" | "danger" | "link";
}

export type Look =
  | { readonly type: "heading"; readonly runs: readonly LookRun[] }
  /** Line breaks in it are shown. `button` stands beside it. */
  | { readonly type: "text"; readonly runs: readonly LookRun[]; readonly button?: LookButton }
  | { readonly type: "small"; readonly runs: readonly LookRun[] }
  | { readonly type: "buttons"; readonly buttons: readonly LookButton[] }
  /** A closed menu, or a field to write into. */
  | { readonly type: "field"; readonly label: string; readonly hint?: string; readonly inside: string }
  | { readonly type: "divider" }
  /** What the platform draws by itself; `text` says what. */
  | { readonly type: "drawn"; readonly text: string }
  /** Set apart, with a colour at its edge (`#rrggbb`), or as a window with its button. */
  | { readonly type: "card"; readonly colour?: string; readonly inside: readonly Look[] }
  | {
      readonly type: "window";
      readonly title: string;
      readonly submit: string;
      readonly inside: readonly Look[];
    };

/** A platform's messages for an answer, one after the other. */
export type Looks = readonly (readonly Look[])[];
