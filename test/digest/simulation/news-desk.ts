// What digests ask of the data, over snapshots that a test hands in: which one serves, and what stands in the way.

import type { DataSetStatus } from "../../../src/datasets/data-set-status.ts";
import type { Datasets } from "../../../src/datasets/keeper.ts";
import type { NewsLook } from "../../../src/datasets/look.ts";
import { readOnce } from "../../../src/datasets/read-once.ts";
import { AppError } from "../../../src/errors.ts";
import type { Catalog } from "../../../src/news/catalog.ts";

export interface NewsDesk {
  readonly datasets: Pick<Datasets, "look" | "status">;
  /** From now on this snapshot serves. The one before is closed when nobody reads it any more. */
  serve(catalog: Catalog): void;
  /** Why the newest files do not serve from now on; undefined when they do. */
  refuse(problem: { readonly sentence: string; readonly since: number } | undefined): void;
  /** Everything that was served and is not read any more is closed. */
  settled(): Promise<void>;
}

/** The only data set of the only workspace. */
const DATA_SET = "news";

export function createNewsDesk(): NewsDesk {
  const leases = new Map<Catalog, number>();
  const closing: Promise<void>[] = [];
  let serving: Catalog | undefined;
  let refused: { readonly sentence: string; readonly since: number } | undefined;

  function leave(catalog: Catalog): void {
    if ((leases.get(catalog) ?? 0) > 0 || catalog === serving) return;
    leases.delete(catalog);
    closing.push(catalog.close());
  }

  const status = (): DataSetStatus => ({
    description: "files of this test",
    refused: [],
    held: [],
    building: false,
    ...(serving === undefined ? {} : { manifest: serving.manifest }),
    ...(refused === undefined ? {} : { problem: refused }),
  });

  function look(): NewsLook {
    let held: Catalog | undefined;
    return {
      lexicon: notAsked,
      snapshot: notAsked,
      async serving() {
        held ??= take();
        return { catalog: readOnce(held), dataSet: DATA_SET };
      },
      status: async () => status(),
      release() {
        if (held === undefined) return;
        leases.set(held, (leases.get(held) ?? 1) - 1);
        leave(held);
        held = undefined;
      },
    };
  }

  function take(): Catalog {
    if (serving === undefined)
      throw new AppError("no-data", "No news is connected yet. An admin can type /dropbox connect.");
    leases.set(serving, (leases.get(serving) ?? 0) + 1);
    return serving;
  }

  const notAsked = (): never => {
    throw new Error("Digests do not ask for that.");
  };

  return {
    datasets: {
      look,
      status: async () => status(),
    },
    serve(catalog) {
      const before = serving;
      serving = catalog;
      if (before !== undefined) leave(before);
    },
    refuse(problem) {
      refused = problem;
    },
    async settled() {
      await Promise.all(closing.splice(0));
    },
  };
}
