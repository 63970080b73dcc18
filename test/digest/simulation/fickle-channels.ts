// Channels that answer in every way that a platform has, each with habits of its own: what is sent arrives, late or never, with
// an answer or without one, is put off, or is refused for what it says, for its length or for good.

import { AppError } from "../../../src/errors.ts";
import type { SendOutcome } from "../../../src/platform/destination.ts";
import type { Block } from "../../../src/reply/reply.ts";
import { type Attempt, articlesIn, type Behaviour } from "./platform.ts";
import { createRandom, type Random } from "./random.ts";

const MINUTE_MS = 60_000;
const DAY_MS = 1_440 * MINUTE_MS;

export const CLOSED = "The channel is archived.";
const NOT_TAKEN = "AutoMod does not let it pass.";

/** What one channel is like. */
export interface Habits {
  readonly blocksAMessage: number;
  /** Articles that it never takes. */
  readonly refusedArticles: ReadonlySet<string>;
  /** It takes no heading of a digest. */
  readonly refusesHeadings: boolean;
  /** It takes no message of more blocks. */
  readonly mostBlocks: number;
  /** Nobody may read what stands in it. */
  readonly isUnreadable: boolean;
  /** It takes nothing for longer than a digest is tried. */
  readonly isAwayForDays: boolean;
}

export interface FickleChannels {
  readonly behaviour: Behaviour;
  readonly habitsOf: (channel: string) => Habits;
  /** What was sent and is still on its way arrives. */
  settle(): void;
  /** How often each kind of answer was given. */
  readonly counts: Readonly<Record<string, number>>;
}

export function createFickleChannels(options: {
  readonly seed: number;
  readonly articles: readonly string[];
  readonly clock: () => number;
  /** From then on everything is answered honestly; what is never taken still is not. */
  readonly honestFrom: number;
}): FickleChannels {
  const { seed, articles, clock, honestFrom } = options;
  const habits = new Map<string, Habits>();
  /** Each channel has chance of its own: in which order they are sent to is not the same in every run. */
  const chances = new Map<string, Random>();
  const late: (() => void)[] = [];
  const counts: Record<string, number> = {};
  const started = clock();

  function chanceOf(channel: string): Random {
    const known = chances.get(channel);
    if (known !== undefined) return known;
    const mixed = [...channel].reduce((sum, sign) => Math.imul(sum, 31) + (sign.codePointAt(0) ?? 0), seed);
    const own = createRandom(mixed);
    chances.set(channel, own);
    return own;
  }

  function habitsOf(channel: string): Habits {
    const known = habits.get(channel);
    if (known !== undefined) return known;
    const random = chanceOf(channel);
    const own: Habits = {
      blocksAMessage: random.pick([3, 4, 6, 8, 12, 40]),
      refusedArticles: new Set(random.chance(0.4) ? random.some(articles, 0.2) : []),
      refusesHeadings: random.chance(0.06),
      mostBlocks: random.chance(0.2) ? random.between(3, 6) : 100,
      isUnreadable: random.chance(0.2),
      isAwayForDays: random.chance(0.04),
    };
    habits.set(channel, own);
    return own;
  }

  const count = (kind: string): void => {
    counts[kind] = (counts[kind] ?? 0) + 1;
  };

  /** What the channel never takes, whatever its mood. */
  function refusalOf({ channel, part }: Attempt, blocks: readonly Block[]): SendOutcome | undefined {
    const { refusedArticles, refusesHeadings, mostBlocks } = habitsOf(channel);
    if (blocks.length > mostBlocks) return { type: "refused", cause: "length", reason: "It is too long." };
    const isHeaded = refusesHeadings && part.payload.includes(`"${channel} · `);
    if (isHeaded || articlesIn(blocks).some((article) => refusedArticles.has(article)))
      return { type: "refused", cause: "content", reason: NOT_TAKEN };
    return undefined;
  }

  /** A row of the table of answers, drawn anew for each try. */
  function answer({ channel, arrive }: Attempt): SendOutcome {
    const random = chanceOf(channel);
    if (habitsOf(channel).isAwayForDays && clock() < started + 9 * DAY_MS)
      return { type: "later", afterMs: random.between(0, 12) * 30 * MINUTE_MS };
    if (clock() >= honestFrom || random.chance(0.5)) return arrive();
    const row = random.below(100);
    if (row < 25) {
      // It stands, and nobody hears of it.
      arrive();
      return { type: "unknown" };
    }
    if (row < 40) {
      late.push(arrive);
      return { type: "unknown" };
    }
    if (row < 55) return { type: "unknown" };
    if (row < 90) return { type: "later", afterMs: random.pick([0, 0, 1_000, 40_000, 30 * MINUTE_MS]) };
    return { type: "never", reason: CLOSED };
  }

  return {
    habitsOf,
    counts,
    settle() {
      for (const arrive of late.splice(0)) arrive();
    },
    behaviour: {
      async send(attempt) {
        const refusal = refusalOf(attempt, attempt.blocks);
        const outcome = refusal ?? answer(attempt);
        count(outcome.type === "refused" ? `refused ${outcome.cause}` : outcome.type);
        return outcome;
      },
      async find(channel, look) {
        if (clock() < honestFrom && chanceOf(channel).chance(0.2)) {
          count("away");
          throw new AppError("network", "It is away.", { retryable: true });
        }
        if (habitsOf(channel).isUnreadable) {
          count("unreadable");
          return { type: "unreadable" };
        }
        const found = look();
        count(`found ${found.type}`);
        return found;
      },
    },
  };
}
