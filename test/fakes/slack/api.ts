// What the methods of the fake Slack work with.

import type { FakeFile } from "./files.ts";
import type { FakeView } from "./rules.ts";
import type { FakeWorkspace } from "./workspace.ts";

export const BOT = { userId: "U0BOT", botId: "B0BOT", name: "rol_news" } as const;

export interface Trigger {
  readonly at: number;
  isUsed: boolean;
}

export interface ApiState {
  readonly workspace: FakeWorkspace;
  readonly scopes: ReadonlySet<string>;
  readonly triggers: Map<string, Trigger>;
  readonly modals: FakeView[];
  readonly homes: Map<string, FakeView>;
  readonly files: FakeFile[];
  /** Where the bytes of a file go. */
  readonly uploadUrl: (id: string) => string;
  readonly clock: () => number;
  /** Told of everything that Slack would refuse as malformed. */
  readonly onProblem: (problem: string) => void;
  /** Whom messages may ping; every other ping is a problem. */
  readonly mayPing: Set<string>;
  /** Whether it takes the blocks of 2026. */
  readonly takesCharts: () => boolean;
  /** Objects of one page of a history at most: 15 for distributed apps outside the Marketplace, else 999. */
  readonly historyPage: number;
  /** Channels or members of one page at most: Slack gives fewer than it is asked for when it likes. */
  readonly listPage: number;
}

export type ApiArguments = Readonly<Record<string, string>>;
export type ApiAnswer = Readonly<Record<string, unknown>>;

export const no = (error: string): ApiAnswer => ({ ok: false, error });

export interface Method {
  /** The scope it needs, which may depend on the channel. */
  readonly scope?: (args: ApiArguments, state: ApiState) => string;
  readonly run: (args: ApiArguments, state: ApiState) => ApiAnswer;
}
