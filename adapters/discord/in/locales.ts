// Which language people read: Discord tells it with each interaction, and with no message that somebody writes to the bot. So
// what it told last holds for what is written.

import type { Inbound } from "./read.ts";

/** People remembered at most; whoever asked longest ago is forgotten first. */
export const MOST_LOCALES = 5_000;

export interface Locales {
  /** Remembers what an interaction tells. */
  note(inbound: Inbound): void;
  /** What somebody wrote, with their language where it is known. */
  known<Said extends Extract<Inbound, { type: "said" }>>(said: Said): Said;
}

export function createLocales(): Locales {
  const byUser = new Map<string, string>();
  return {
    note(inbound) {
      const { id, locale } =
        inbound.type === "completion"
          ? { id: inbound.userId, locale: inbound.locale }
          : inbound.invocation.actor;
      if (locale === undefined) return;
      byUser.delete(id);
      byUser.set(id, locale);
      const [oldest] = byUser.keys();
      if (byUser.size > MOST_LOCALES && oldest !== undefined) byUser.delete(oldest);
    },
    known(said) {
      const { invocation } = said;
      const locale = byUser.get(invocation.actor.id);
      if (locale === undefined) return said;
      return { ...said, invocation: { ...invocation, actor: { ...invocation.actor, locale } } };
    },
  };
}
