// How a platform stands: whether the bot reaches it, and whether the platform takes the bot. What is refused or away is
// tried again for ever, so that it goes on by itself once somebody has mended it.

import type { Pace } from "../reply/ports.ts";

export type Standing =
  | { readonly type: "connected" }
  /** Not reached yet, or away. */
  | { readonly type: "trying" }
  /** The platform refuses the bot, and the operator has to mend that. `reason`: a sentence or two on what and how. */
  | { readonly type: "refused"; readonly reason: string };

export type Report = (standing: Standing) => void;

/** How long until what was refused is tried again: slow enough for years, and back within a minute. */
export const TRY_AGAIN_MS = 45_000;

const WORST_FIRST = ["refused", "trying", "connected"] as const;

/**
 * Makes one standing of those of several parts, which all begin as `trying`: the worst. `report` hears of every change
 * of it.
 */
export function joinStandings<Part extends string>(
  parts: readonly Part[],
  report: Report,
): Readonly<Record<Part, Report>>;
export function joinStandings(parts: readonly string[], report: Report): Readonly<Record<string, Report>> {
  const standings = new Map<string, Standing>(parts.map((part) => [part, { type: "trying" }]));
  let told: Standing | undefined;

  function tell(): void {
    const all = [...standings.values()];
    const worst = WORST_FIRST.flatMap((type) => all.filter((one) => one.type === type))[0];
    if (worst === undefined || (told !== undefined && isSame(worst, told))) return;
    told = worst;
    report(worst);
  }

  return Object.fromEntries(
    parts.map((part) => [
      part,
      (standing: Standing) => {
        standings.set(part, standing);
        tell();
      },
    ]),
  );
}

export function isSame(one: Standing, other: Standing): boolean {
  if (one.type !== "refused" || other.type !== "refused") return one.type === other.type;
  return one.reason === other.reason;
}

/** What every call with a token tells about it. */
export interface TokenWatch {
  /** The platform took it. */
  taken(): void;
  refused(reason: string): void;
  /** The platform could not be reached. */
  away(): void;
  /** Nothing is known from what came of a call: what is taken stays so, and else it is tried again. */
  unsure(): void;
}

/**
 * Reports how a token stands, and tries it again by `probe` while it is not taken. `probe` makes any call with it; what
 * came of that call arrives like that of any other. It may reject.
 */
export function watchToken({
  probe,
  report,
  pace,
  closing,
}: {
  readonly probe: () => Promise<unknown>;
  readonly report: Report;
  readonly pace: Pace;
  readonly closing: AbortSignal;
}): TokenWatch {
  let isTaken = false;
  let isAsking = false;

  async function askUntilTaken(): Promise<void> {
    if (isAsking) return;
    isAsking = true;
    while (!isTaken && !closing.aborted) {
      await pace.sleep(TRY_AGAIN_MS, closing).catch(() => undefined);
      if (!isTaken && !closing.aborted) await probe().catch(() => undefined);
    }
    isAsking = false;
  }

  function notTaken(standing: Standing): void {
    isTaken = false;
    report(standing);
    void askUntilTaken();
  }

  return {
    taken() {
      isTaken = true;
      report({ type: "connected" });
    },
    refused: (reason) => notTaken({ type: "refused", reason }),
    away: () => notTaken({ type: "trying" }),
    unsure() {
      if (!isTaken) void askUntilTaken();
    },
  };
}

/** A platform of this process, for people. */
export interface PlatformStanding {
  readonly id: string;
  readonly name: string;
  readonly standing: Standing;
  /** Since when it stands like that, ms UTC. */
  readonly since: number;
}
