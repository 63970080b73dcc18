// What "show 2" and "more" mean: the numbers of an actor's last answer, the articles they stood for, and the command of
// the list that goes on.

import type { Transaction } from "kysely";
import { z } from "zod";
import type { WorkspaceKey } from "../platform/workspace.ts";
import type { StateDatabase, Tables } from "./tables.ts";
import type { WriteUnsynced } from "./unsynced.ts";

/** Entries a list holds: fifty pages of ten, the most `/news top` shows. */
export const MAX_ENTRIES = 500;

const entriesSchema = z.array(z.tuple([z.number().int(), z.string()]));

/** Lists that were kept before any could go on are bare entries. */
const storedSchema = z.union([
  entriesSchema.transform((entries) => ({
    entries,
    pages: undefined,
    asked: undefined,
    question: undefined,
  })),
  z.object({
    entries: entriesSchema,
    pages: z.object({ command: z.string(), page: z.number().int() }).optional(),
    asked: z.string().optional(),
    question: z.string().optional(),
  }),
]);

/** Where in a list of several pages somebody is. */
export interface Pages {
  /** Page 1 of the list, with its exact dates and state of the news. */
  readonly command: string;
  /** The page that was printed last. */
  readonly page: number;
}

export interface LastList {
  /** Article ids by their printed number. */
  readonly entries: ReadonlyMap<number, string>;
  /** Absent where there is nothing to go on with. */
  readonly pages?: Pages;
  /** What was answered last, with its exact dates and state of the news; absent when that cannot be asked again so. */
  readonly asked?: string;
  /** The same as it would be typed, for news and dates as they are then. Of a later page it is what the first was asked by. */
  readonly question?: string;
}

/** An answer that has no numbers: those before go on meaning what they mean. */
export type Unnumbered = Required<Pick<LastList, "asked" | "question">>;

export interface Lists {
  /**
   * Makes `answer` what the actor's numbers mean. Another page of the same list adds its numbers to those before; a number
   * given again changes its article. Beyond 500 the entries written longest ago go.
   */
  remember(workspace: WorkspaceKey, actor: string, answer: LastList | Unnumbered, now: number): Promise<void>;
  /** What was printed last with numbers; undefined when nothing was yet. */
  last(workspace: WorkspaceKey, actor: string): Promise<LastList | undefined>;
}

/** Whether what was printed before can still count. */
function mayGoOn(answer: LastList | Unnumbered): boolean {
  return !("entries" in answer) || (answer.pages !== undefined && answer.pages.page > 1);
}

/** The list after another answer. */
export function listAfter(before: LastList | undefined, answer: LastList | Unnumbered): LastList {
  if (!("entries" in answer)) return { ...(before ?? { entries: new Map() }), ...answer };
  const { entries, ...rest } = answer;
  const { pages } = rest;
  const goesOn = mayGoOn(answer) && before?.pages?.command === pages?.command;
  const kept = new Map(goesOn ? before?.entries : []);
  for (const [number, article] of entries) {
    kept.delete(number);
    kept.set(number, article);
  }
  const question = goesOn ? (before?.question ?? rest.question) : rest.question;
  return {
    entries: new Map([...kept].slice(-MAX_ENTRIES)),
    ...rest,
    ...(question === undefined ? {} : { question }),
  };
}

export function createLists(db: StateDatabase, unsynced: WriteUnsynced): Lists {
  return {
    async remember(workspace, actor, answer, now) {
      const write = (trx: Transaction<Tables>, entries: string) =>
        trx
          .insertInto("lastLists")
          .values({ workspace, actor, entries, updatedAt: now })
          .onConflict((conflict) =>
            conflict.columns(["workspace", "actor"]).doUpdateSet({ entries, updatedAt: now }),
          );
      await unsynced(async (trx) => {
        if (!mayGoOn(answer)) {
          await write(trx, written(listAfter(undefined, answer))).execute();
          return;
        }
        // Writes before it reads: the row is then locked, and two pages at once both count.
        const before = await trx
          .insertInto("lastLists")
          .values({ workspace, actor, entries: "[]", updatedAt: now })
          .onConflict((conflict) => conflict.columns(["workspace", "actor"]).doUpdateSet({ updatedAt: now }))
          .returning("entries")
          .executeTakeFirstOrThrow();
        await write(trx, written(listAfter(readList(before.entries), answer))).execute();
      });
    },

    async last(workspace, actor) {
      const row = await db
        .selectFrom("lastLists")
        .select("entries")
        .where("workspace", "=", workspace)
        .where("actor", "=", actor)
        .executeTakeFirst();
      return row === undefined ? undefined : readList(row.entries);
    },
  };
}

function written({ entries, ...rest }: LastList): string {
  return JSON.stringify({ entries: [...entries], ...rest });
}

function readList(json: string): LastList {
  const { entries, pages, asked, question } = storedSchema.parse(JSON.parse(json));
  return {
    entries: new Map(entries),
    ...(pages === undefined ? {} : { pages }),
    ...(asked === undefined ? {} : { asked }),
    ...(question === undefined ? {} : { question }),
  };
}
