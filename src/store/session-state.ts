// The state of a process that may only read: what it must remember lives in its memory and ends with it.

import type { WorkspaceKey } from "../platform/workspace.ts";
import type { Actions } from "./actions.ts";
import { type Conversations, isAlive, type LastCommand } from "./conversations.ts";
import type { DataChanges, DataSetLookRecord } from "./data-changes.ts";
import type { DataSets } from "./data-sets.ts";
import type { Store } from "./database.ts";
import { type LastList, type Lists, listAfter } from "./lists.ts";
import { type LastQuestion, type LastQuestions, questionsAfter } from "./questions.ts";
import type { DataFileRecord, DataSetRecord } from "./tables.ts";
import { conversationName } from "./while-full.ts";

/**
 * A store whose lists, conversations, actions and data sets are written to memory and read from there first. Everything else is as in
 * the store below, so an admin's change is still refused in a sentence.
 */
export function withSessionState(store: Store): Store {
  return {
    ...store,
    lists: sessionLists(store.lists),
    conversations: sessionConversations(),
    questions: sessionQuestions(store.questions),
    actions: sessionActions(store.actions),
    dataSets: sessionDataSets(store.dataSets),
    dataChanges: sessionDataChanges(store.dataChanges),
  };
}

function sessionLists(below: Lists): Lists {
  const own = new Map<string, LastList>();
  const keyOf = (workspace: WorkspaceKey, actor: string): string => JSON.stringify([workspace, actor]);
  const last: Lists["last"] = async (workspace, actor) =>
    own.get(keyOf(workspace, actor)) ?? (await below.last(workspace, actor));
  return {
    async remember(workspace, actor, list) {
      own.set(keyOf(workspace, actor), listAfter(await last(workspace, actor), list));
    },
    last,
  };
}

/** It has one conversation, which ends with it. */
function sessionConversations(): Conversations {
  const own = new Map<string, LastCommand>();
  return {
    async remember(key, last) {
      own.set(conversationName(key), last);
    },
    async last(key, now) {
      const kept = own.get(conversationName(key));
      return kept !== undefined && isAlive(kept, now) ? kept : undefined;
    },
    deleteExpired: async () => 0,
  };
}

function sessionQuestions(below: LastQuestions): LastQuestions {
  const own = new Map<string, readonly LastQuestion[]>();
  const keyOf = (workspace: WorkspaceKey, actor: string): string => JSON.stringify([workspace, actor]);
  const of: LastQuestions["of"] = async (workspace, actor) =>
    own.get(keyOf(workspace, actor)) ?? (await below.of(workspace, actor));
  return {
    of,
    async note(workspace, actor, question) {
      own.set(keyOf(workspace, actor), questionsAfter(await of(workspace, actor), question));
    },
    deleteExpired: async () => 0,
  };
}

function sessionActions(below: Actions): Actions {
  const own = new Map<string, { readonly workspace: WorkspaceKey; readonly command: string }>();
  return {
    async keep(workspace, commands) {
      const ids = new Map<string, string>();
      for (const command of commands) {
        const id = `session-${own.size + 1}`;
        own.set(id, { workspace, command });
        ids.set(command, id);
      }
      return ids;
    },
    async find(workspace, id, now) {
      const kept = own.get(id);
      if (kept === undefined) return below.find(workspace, id, now);
      return kept.workspace === workspace ? kept.command : undefined;
    },
    deleteExpired: async () => 0,
  };
}

function sessionDataChanges(below: DataChanges): DataChanges {
  const own = new Map<string, DataSetLookRecord>();
  const keyOf = (...parts: readonly string[]): string => JSON.stringify(parts);
  return {
    ...below,
    look: async (...of) => own.get(keyOf(...of)) ?? (await below.look(...of)),
    async noteLook(dataSet, workspace, actor, look) {
      own.set(keyOf(dataSet, workspace, actor), look);
    },
  };
}

function sessionDataSets(below: DataSets): DataSets {
  const own = new Map<string, DataSetRecord>();
  const ownFiles = new Map<string, readonly DataFileRecord[]>();
  const files: DataSets["files"] = async (dataSet) => ownFiles.get(dataSet) ?? (await below.files(dataSet));
  return {
    files,
    heldFiles: async (dataSet) => (await files(dataSet)).filter(({ held }) => held !== null),
    async allFiles() {
      const others = (await below.allFiles()).filter(({ dataSet }) => !ownFiles.has(dataSet));
      return [...others, ...[...ownFiles.values()].flat()];
    },
    async saveFiles(dataSet, records) {
      ownFiles.set(dataSet, records);
    },
    get: async (dataSet) => own.get(dataSet) ?? (await below.get(dataSet)),
    hasServed: async (dataSet, snapshot) =>
      own.get(dataSet)?.snapshot === snapshot || (await below.hasServed(dataSet, snapshot)),
    async all() {
      const changed = (await below.all()).filter(({ dataSet }) => !own.has(dataSet));
      return [...changed, ...own.values()];
    },
    async save(record, { files: records } = {}) {
      own.set(record.dataSet, record);
      if (records !== undefined) ownFiles.set(record.dataSet, records);
    },
    async delete(dataSet) {
      own.delete(dataSet);
      ownFiles.delete(dataSet);
    },
  };
}
