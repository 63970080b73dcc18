// What somebody asked last, so that it can be asked again after days and restarts.

import { z } from "zod";
import type { WorkspaceKey } from "../platform/workspace.ts";
import { DAY_MS } from "../time/units.ts";
import type { StateDatabase } from "./tables.ts";
import type { WriteUnsynced } from "./unsynced.ts";

/** Questions of a person that are kept. */
export const MOST_QUESTIONS_KEPT = 5;

/** Of whoever asks nothing for so long nothing is kept. */
const LIFE_MS = 90 * DAY_MS;

export interface LastQuestion {
  /** In canonical text. */
  readonly command: string;
  /** ms UTC. */
  readonly at: number;
}

export interface LastQuestions {
  /** Puts a question before the others; one that was asked before moves there. */
  note(workspace: WorkspaceKey, actor: string, question: LastQuestion): Promise<void>;
  /** At most five, the last one first. */
  of(workspace: WorkspaceKey, actor: string): Promise<readonly LastQuestion[]>;
  /** Returns of how many people. */
  deleteExpired(now: number): Promise<number>;
}

const storedSchema = z.array(z.object({ command: z.string(), at: z.number() }));

/** The questions after one more. */
export function questionsAfter(
  before: readonly LastQuestion[],
  question: LastQuestion,
): readonly LastQuestion[] {
  const others = before.filter(({ command }) => command !== question.command);
  return [question, ...others].slice(0, MOST_QUESTIONS_KEPT);
}

export function createLastQuestions(db: StateDatabase, unsynced: WriteUnsynced): LastQuestions {
  return {
    async note(workspace, actor, question) {
      const updatedAt = question.at;
      await unsynced(async (trx) => {
        // Writes before it reads: the row is then locked, and two questions at once both count.
        const before = await trx
          .insertInto("lastQuestions")
          .values({ workspace, actor, questions: "[]", updatedAt })
          .onConflict((conflict) => conflict.columns(["workspace", "actor"]).doUpdateSet({ updatedAt }))
          .returning("questions")
          .executeTakeFirstOrThrow();
        const questions = JSON.stringify(questionsAfter(readQuestions(before.questions), question));
        await trx
          .updateTable("lastQuestions")
          .set({ questions })
          .where("workspace", "=", workspace)
          .where("actor", "=", actor)
          .execute();
      });
    },

    async of(workspace, actor) {
      const row = await db
        .selectFrom("lastQuestions")
        .select("questions")
        .where("workspace", "=", workspace)
        .where("actor", "=", actor)
        .executeTakeFirst();
      return row === undefined ? [] : readQuestions(row.questions);
    },

    async deleteExpired(now) {
      const old = await db
        .deleteFrom("lastQuestions")
        .where("updatedAt", "<=", now - LIFE_MS)
        .executeTakeFirst();
      return Number(old.numDeletedRows);
    },
  };
}

function readQuestions(json: string): readonly LastQuestion[] {
  return storedSchema.parse(JSON.parse(json));
}
