// What a terminal is made of. Nothing of it stands in the environment: whoever sits there starts the program with it.

import type { Readable, Writable } from "node:stream";
import type { LineCompleter } from "../../src/commands/serve/complete-line.ts";
import type { Reply } from "../../src/reply/reply.ts";
import { defineSettings } from "../adapter.ts";

export interface TerminalSettings {
  readonly input: Readable;
  readonly output: Writable & { readonly isTTY?: boolean; readonly columns?: number };
  /** Where progress is told while people look on, and digests are printed where the output carries data. */
  readonly asides: Writable & { readonly isTTY?: boolean };
  /** Makes of a reply what is printed as JSON instead of lines. */
  readonly asData?: (reply: Reply) => Promise<unknown>;
  /** The reader's, as the machine is set: "pl_PL.UTF-8". Absent: English. */
  readonly locale?: string;
  /** Completes lines instead of the host: the one that answers them knows their words. */
  readonly complete?: LineCompleter;
  /** Where files of answers are put; absent: they stay where they are. */
  readonly folder?: string;
  /** Done before each question, such as a look at the files; `tell` says how far it is. */
  readonly before?: (tell: (sentence: string) => void) => Promise<void>;
  /** Done before an answer is printed: what the command sent stands above it. */
  readonly after?: () => Promise<void>;
}

export const settings = defineSettings({
  variables: {},
  read: (): TerminalSettings | undefined => undefined,
});
