// What stands in one browser's conversation: the answers with what belongs to them, so that the page can be loaded anew, a file
// taken and a payload looked at. The oldest are forgotten.

import { randomUUID } from "node:crypto";
import type { Reply } from "../../../src/reply/reply.ts";
import type { Codes } from "../../adapter.ts";

const MOST_TURNS = 100;

export interface Turn {
  readonly id: string;
  /** What was said or pressed; absent of a post. */
  readonly asked?: string;
  /** Where it was posted by a digest. */
  readonly isPost?: true;
  readonly reply: Reply;
  readonly codes: Codes;
  /** PNGs by the number of their block. */
  readonly pictures: ReadonlyMap<number, Uint8Array>;
}

export interface Turns {
  add(turn: Omit<Turn, "id">): Turn;
  find(id: string): Turn | undefined;
  /** Takes the form out of a turn that has been sent. */
  settle(id: string): void;
  /** Oldest first. */
  all(): readonly Turn[];
}

export function createTurns(): Turns {
  const turns = new Map<string, Turn>();
  return {
    add(given) {
      const turn: Turn = { ...given, id: randomUUID() };
      turns.set(turn.id, turn);
      const [oldest] = turns.keys();
      if (turns.size > MOST_TURNS && oldest !== undefined) turns.delete(oldest);
      return turn;
    },
    find: (id) => turns.get(id),
    settle(id) {
      const turn = turns.get(id);
      if (turn === undefined) return;
      const blocks = turn.reply.blocks.filter(({ type }) => type !== "form");
      turns.set(id, { ...turn, reply: { ...turn.reply, blocks } });
    },
    all: () => [...turns.values()],
  };
}
