// The neutral reply: what every command answers and every adapter renders. Plain data, no behaviour.

import type { ArticleCard } from "./article-card.ts";
import type { Chart } from "./chart.ts";
import type { FieldProblem, FormField } from "./form.ts";

/** A run of text. Formatting is a node, never markup in a string, so each adapter escapes in one place. */
export type Inline =
  /** `isQuoted`: somebody else's words, such as an article's; they name no command of ours. */
  | { readonly type: "text"; readonly text: string; readonly isQuoted?: true }
  | { readonly type: "strong"; readonly text: string }
  | { readonly type: "emphasis"; readonly text: string }
  | { readonly type: "code"; readonly text: string }
  | { readonly type: "link"; readonly url: string; readonly text: string }
  /**
   * An instant in ms since 1970 UTC. With a `zone` (IANA) it is meant there, as a digest's times are, and everybody reads it so;
   * without one everybody reads their own, and UTC with its name where the platform cannot. A date is the UTC day, always.
   */
  | {
      readonly type: "time";
      readonly at: number;
      readonly show: "date" | "datetime";
      readonly zone?: string;
    }
  /**
   * Pings a person or a group, by the platform's own id (a group of Discord's begins with `&`), or `here`. The only node
   * that ever pings; nothing that comes from an article becomes one.
   */
  | { readonly type: "mention"; readonly id: string };

/**
 * Something to press: a link, or a command that runs exactly as if it had been typed (parser, role check, handler).
 * `command` is the full text, for example `/news top pillar 1 page 2`.
 */
export type Action =
  | { readonly type: "link"; readonly label: string; readonly url: string }
  | {
      readonly type: "command";
      readonly label: string;
      readonly command: string;
      /** The shorter form that a person would type for nearly the same, where the exact one is long. */
      readonly typed?: string;
      readonly style?: ActionStyle;
      /** What was most likely meant: at a prompt, an empty line or "yes" runs it. */
      readonly isSuggestion?: true;
      /** What it answers stands where this answer stood, where the platform can: the next page, the same with another filter. */
      readonly replaces?: true;
    };

export type ActionStyle = "primary" | "danger";

export interface Field {
  readonly label: string;
  readonly value: readonly Inline[];
}

export type Block =
  | { readonly type: "heading"; readonly text: string; readonly aside?: string }
  | { readonly type: "paragraph"; readonly content: readonly Inline[] }
  | { readonly type: "article"; readonly article: ArticleCard; readonly actions: readonly Action[] }
  | { readonly type: "fields"; readonly fields: readonly Field[] }
  | { readonly type: "list"; readonly ordered: boolean; readonly items: readonly (readonly Inline[])[] }
  | { readonly type: "image"; readonly alt: string; readonly mediaType: "image/png"; readonly base64: string }
  /** Made by `chart` in build.ts, which holds it to its bounds. */
  | { readonly type: "chart"; readonly chart: Chart }
  /** A whole file on this machine, there for half an hour: the platform hands it to whoever sees the answer. */
  | {
      readonly type: "file";
      readonly name: string;
      readonly mediaType: string;
      readonly path: string;
      readonly sizeBytes: number;
    }
  | { readonly type: "divider" }
  | {
      readonly type: "actions";
      readonly actions: readonly Action[];
      /** The first says that what stands above is right, the second that it is wrong; there are no others. */
      readonly isFeedback?: true;
    }
  /** Small print: dates covered, counts, age of the data. */
  | { readonly type: "note"; readonly content: readonly Inline[] }
  /** A form that `command` receives when it is sent. */
  | {
      readonly type: "form";
      readonly title: string;
      readonly submit: string;
      readonly command: string;
      readonly fields: readonly FormField[];
    };

export type FileBlock = Extract<Block, { readonly type: "file" }>;

/** What an answer about the news covers, for programs; its blocks say it in words. Times are ms UTC, bounds inclusive. */
export interface Covered {
  /** Absent where nothing bounds it. */
  readonly from?: number;
  readonly to?: number;
  /** That match, shown or not. */
  readonly stories: number;
  /** Articles that match and could not be scored. */
  readonly notScored: number;
  /** The newest dated article of the countries and outlets that were asked for; absent when none is dated. */
  readonly newest?: number;
}

/** An answer. `asker`: only the person who asked sees it; `everyone`: the whole place does. */
export interface Reply {
  readonly audience: "asker" | "everyone";
  /** What was asked was not done: for scripts, which do not read sentences. */
  readonly isRefusal?: true;
  /** Of a sent form that was not taken: what is wrong, by field. The blocks say the same to whoever cannot show it there. */
  readonly problems?: readonly FieldProblem[];
  readonly blocks: readonly Block[];
  /** Of an answer that counts stories. */
  readonly covers?: Covered;
}
