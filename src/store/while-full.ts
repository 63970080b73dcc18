// What a question leaves behind while the disk is full: in memory, so that it is answered all the same.

import { AppError } from "../errors.ts";
import type { WorkspaceKey } from "../platform/workspace.ts";
import { type Actions, newActionIds } from "./actions.ts";
import { type ConversationKey, type Conversations, isAlive, type LastCommand } from "./conversations.ts";
import { type LastList, type Lists, listAfter } from "./lists.ts";
import type { LastQuestions } from "./questions.ts";

/** Kept in memory at most, of each kind; the oldest go first. */
export const MOST_KEPT = 2_000;

/** Lists that are remembered while nothing can be saved, until they can be again or the program ends. */
export function listsWhileFull(below: Lists): Lists {
  const own = new Map<string, LastList>();
  const keyOf = (workspace: WorkspaceKey, actor: string): string => JSON.stringify([workspace, actor]);
  const last: Lists["last"] = async (workspace, actor) =>
    own.get(keyOf(workspace, actor)) ?? (await below.last(workspace, actor));
  return {
    async remember(workspace, actor, list, now) {
      const key = keyOf(workspace, actor);
      const unsaved = own.get(key);
      await whereFull(
        async () => {
          if (unsaved !== undefined) await below.remember(workspace, actor, unsaved, now);
          await below.remember(workspace, actor, list, now);
          own.delete(key);
        },
        async () => keep(own, key, listAfter(await last(workspace, actor), list)),
      );
    },
    last,
  };
}

/** Buttons that work while nothing can be saved, until the program ends. */
export function actionsWhileFull(below: Actions): Actions {
  const own = new Map<string, { readonly workspace: WorkspaceKey; readonly command: string }>();
  return {
    ...below,
    keep: (workspace, commands, now) =>
      whereFull(
        () => below.keep(workspace, commands, now),
        async () => {
          const made = newActionIds(commands.length);
          const ids = new Map(commands.map((command, at) => [command, made[at] ?? ""]));
          for (const [command, id] of ids) keep(own, id, { workspace, command });
          return ids;
        },
      ),
    async find(workspace, id, now) {
      const kept = own.get(id);
      if (kept === undefined) return below.find(workspace, id, now);
      return kept.workspace === workspace ? kept.command : undefined;
    },
  };
}

/** Conversations that go on while nothing can be saved. */
export function conversationsWhileFull(below: Conversations): Conversations {
  const own = new Map<string, LastCommand>();
  return {
    ...below,
    remember(key, last) {
      const name = conversationName(key);
      return whereFull(
        async () => {
          await below.remember(key, last);
          own.delete(name);
        },
        async () => keep(own, name, last),
      );
    },
    async last(key, now) {
      const kept = own.get(conversationName(key));
      if (kept === undefined) return below.last(key, now);
      return isAlive(kept, now) ? kept : undefined;
    },
  };
}

/** One text for a conversation. */
export function conversationName({ workspace, place, conversation }: ConversationKey): string {
  return JSON.stringify([workspace, place, conversation]);
}

/** What is asked while nothing can be saved is not among what was asked last. */
export function questionsWhileFull(below: LastQuestions): LastQuestions {
  return {
    ...below,
    note: (...question) =>
      whereFull(
        () => below.note(...question),
        async () => undefined,
      ),
  };
}

async function whereFull<T>(work: () => Promise<T>, full: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof AppError && error.code === "no-room") return full();
    throw error;
  }
}

function keep<T>(own: Map<string, T>, key: string, value: T): void {
  own.delete(key);
  own.set(key, value);
  const [oldest] = own.keys();
  if (own.size > MOST_KEPT && oldest !== undefined) own.delete(oldest);
}
