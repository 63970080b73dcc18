// What every adapter hands to the router, whatever the platform.

import type { WorkspaceKey } from "./workspace.ts";

/** read: everybody; manage: digests of this place; admin: the workspace's connection and settings. */
export type Role = "read" | "manage" | "admin";

export interface Actor {
  readonly id: string;
  readonly name: string;
  readonly roles: readonly Role[];
  /**
   * Why they have no more roles, where it is not that they were given none. `not-known`: the platform does not tell now.
   * `elsewhere`: they belong to another workspace than the bot, and share a channel with it.
   */
  readonly rolesAre?: "not-known" | "elsewhere";
  /** BCP 47, as far as the platform tells. */
  readonly locale?: string;
  /** IANA zone, as far as the platform tells. */
  readonly timezone?: string;
  /** What the platform takes the clock there to be ahead of UTC now, in ms. */
  readonly utcOffsetMs?: number;
}

export type Input =
  /** Typed: `/news top pillar 1` (Slack's text after the slash command, with the command's name before it). */
  | { readonly type: "text"; readonly text: string }
  /**
   * Said to the bot without a slash: `top pillar 1`, and then `and latvia?`. `conversation` is the thread or the direct
   * conversation within the place; what was asked there before holds on.
   */
  | {
      readonly type: "said";
      readonly text: string;
      readonly conversation: string;
      /** A conversation that may begin at these words, such as the thread under them: it goes on from them, too. */
      readonly opens?: string;
    }
  /** Fields of a form-like interface (Discord): path words and raw values by option name. */
  | {
      readonly type: "options";
      readonly path: readonly string[];
      readonly values: Readonly<Record<string, string | number | boolean>>;
    }
  /** A pressed button: the code made by `actionCodes`. */
  | { readonly type: "action"; readonly code: string }
  /** A sent form: the code of its command and the answers by field name. */
  | { readonly type: "form"; readonly code: string; readonly values: Readonly<Record<string, string>> };

export interface Invocation {
  readonly platform: string;
  /** The team, server or machine whose data and settings apply. */
  readonly workspace: WorkspaceKey;
  /** The channel or conversation it came from. */
  readonly place: string;
  readonly actor: Actor;
  /** The same for a repeated delivery of the same request: it is answered once. */
  readonly requestId: string;
  readonly input: Input;
}
