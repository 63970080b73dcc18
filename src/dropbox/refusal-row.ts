// What a refusal of Dropbox is: what it is known by, what people are told, and what it makes of a connection.

import type { ErrorCode } from "../errors.ts";

/** What a refusal makes of a connection: who is told, and what answers say. */
export const STATES = {
  refused: {
    means: "access refused",
    told: "admins at once, after a day, then every week; once when it is accepted again",
    label: "{sentence} So this is still the news of {time}.",
  },
  outage: {
    means: "connected, Dropbox out of reach",
    told: "admins once, whatever the failures of the outage; once when it is over",
    label: "{sentence} So this is still the news of {time}.",
  },
  stuck: {
    means: "connected, somebody has to change something",
    told: "admins once; once when it is over",
    label: "{sentence} So this is still the news of {time}.",
  },
  file: {
    means: "connected, all other files are read",
    told: "admins who look at /dropbox files; all of them at once when the file served before",
    label: "1 file could not be read and is left out: /news status says why.",
  },
  asked: {
    means: "as it was, nothing was changed",
    told: "whoever typed the command",
    label: "none: answers are as they were",
  },
} as const;

export type RefusalState = keyof typeof STATES;

/** What an answer must be like to be of a row; every part that is there. */
export interface Sign {
  readonly status?: number | "5xx";
  /** The beginning of error_summary. */
  readonly tag?: string;
  /** In a body that is text for people. */
  readonly text?: RegExp;
  /** The body is a web page. */
  readonly page?: true;
  /** The content of one file was asked for. */
  readonly ofFile?: true;
  /** A file was put there. */
  readonly ofExport?: true;
  /** A new token or an exchange was asked for: the `error` of OAuth. */
  readonly oauth?: string;
}

export interface RefusalRow {
  /** What happens, for people who run a bot. */
  readonly when: string;
  readonly state: RefusalState;
  /** A message: `{thing}` is what was asked for, `{said}` what Dropbox says itself, `{status}`, `{scope}` and `{wait}` as they are. */
  readonly sentence: string;
  readonly code: ErrorCode;
  /** Whether trying again later may succeed by itself. */
  readonly passes: boolean;
  /** Absent: it is no answer but a failure on the way, named where it is found. */
  readonly sign?: Sign;
}
