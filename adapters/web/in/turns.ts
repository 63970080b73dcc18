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
  /** The number of that post. */
  readonly post?: number;
  readonly reply: Reply;
  /** The reader's zone (IANA), where the browser told it. */
  readonly zone?: string | undefined;
  readonly codes: Codes;
  /** PNGs by the number of their block. */
  readonly pictures: ReadonlyMap<number, Uint8Array>;
}

export interface Turns {
  add(turn: Omit<Turn, "id">): Turn;
  find(id: string): Turn | undefined;
  /** Puts another in its place; nothing where it is forgotten. */
  replace(id: string, turn: Omit<Turn, "id">): Turn | undefined;
  /** Those of a post. */
  ofPost(post: number): readonly Turn[];
  remove(id: string): void;
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
    replace(id, given) {
      if (!turns.has(id)) return undefined;
      const turn = { ...given, id };
      turns.set(id, turn);
      return turn;
    },
    ofPost: (post) => [...turns.values()].filter((turn) => turn.post === post),
    remove: (id) => void turns.delete(id),
    settle(id) {
      const turn = turns.get(id);
      if (turn === undefined) return;
      const blocks = turn.reply.blocks.filter(({ type }) => type !== "form");
      turns.set(id, { ...turn, reply: { ...turn.reply, blocks } });
    },
    all: () => [...turns.values()],
  };
}
