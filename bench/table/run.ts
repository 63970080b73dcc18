// One run: every line that is asked for, one after the other. A line that fails takes no other with it.

import { AppError, messageOf } from "../../src/errors.ts";
import type { Figure } from "./figures.ts";
import { type Line, NotMeasured } from "./line.ts";
import { describeMachine, type Machine } from "./machine.ts";
import { isAskedFor, type TableOptions } from "./options.ts";
import { openSite } from "./site.ts";
import { heldAgainst, TARGETS, type Target } from "./targets.ts";

/** A figure with the target it is held against. */
export interface HeldFigure extends Figure {
  readonly target?: Target;
  /** Of the target: above 1 it is missed. */
  readonly share?: number;
  readonly holds?: boolean;
}

export interface MeasuredLine {
  readonly id: string;
  readonly title: string;
  readonly figures: readonly HeldFigure[];
  /** Why there are none. */
  readonly skipped?: string;
  readonly failed?: string;
  readonly tookMs: number;
}

export interface Report {
  readonly machine: Machine;
  readonly startedAt: string;
  readonly news: {
    readonly rows: number;
    readonly articles: number;
    readonly files: number;
    readonly sizeBytes: number;
  };
  readonly lines: readonly MeasuredLine[];
}

/** @param say hears what goes on. */
export async function runTable(
  asked: readonly Line[],
  options: TableOptions,
  say: (sentence: string) => void,
): Promise<Report> {
  const unknown = options.only.filter((name) => !asked.some(({ id }) => isAskedFor(id, [name])));
  if (unknown.length > 0)
    throw new AppError(
      "bad-input",
      `There is no line ${unknown.join(", ")}. There are ${asked.map(({ id }) => id).join(", ")}.`,
    );
  const startedAt = new Date().toISOString();
  const site = await openSite(options, say);
  try {
    const machine = await describeMachine(site.folder);
    const { paths, sizeBytes } = await site.news();
    const { rows, articles } = await site.corpus();
    const lines: MeasuredLine[] = [];
    for (const { id, title, measure } of asked.filter(({ id }) => isAskedFor(id, options.only))) {
      say(id);
      const began = performance.now();
      const { figures, ...outcome } = await outcomeOf(() => measure(site));
      const all = [...figures, ...missingFrom(figures, id)].map(held);
      lines.push({ id, title, ...outcome, figures: all, tookMs: Math.round(performance.now() - began) });
    }
    return {
      machine,
      startedAt,
      news: { rows, articles, files: paths.length, sizeBytes },
      lines,
    };
  } finally {
    await site.close();
  }
}

async function outcomeOf(
  measure: () => Promise<readonly Figure[]>,
): Promise<Pick<MeasuredLine, "figures" | "skipped" | "failed">> {
  try {
    return { figures: await measure() };
  } catch (error) {
    if (error instanceof NotMeasured) return { figures: [], skipped: error.message };
    return { figures: [], failed: messageOf(error) };
  }
}

/** Figures that a line has targets for, and that it did not measure: no target goes without a word. */
function missingFrom(figures: readonly Figure[], line: string): readonly Figure[] {
  return Object.entries(TARGETS).flatMap(([id, { unit }]) => {
    const [of, says = id] = id.split(".");
    const isThere = of !== line || figures.some((figure) => figure.id === id);
    return isThere ? [] : [{ id, says, value: Number.NaN, unit }];
  });
}

function held(figure: Figure): HeldFigure {
  const target = TARGETS[figure.id];
  if (target === undefined) return figure;
  if (Number.isNaN(figure.value)) return { ...figure, target };
  return { ...figure, target, ...heldAgainst(figure.value, target) };
}
