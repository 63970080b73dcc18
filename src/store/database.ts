// Opens the store: SQLite in the data directory, or Postgres; brought to this program's schema.

import { mkdir, open, stat } from "node:fs/promises";
import { join } from "node:path";
import {
  CamelCasePlugin,
  DeleteQueryNode,
  type Dialect,
  InsertQueryNode,
  Kysely,
  type KyselyPlugin,
  type RootOperationNode,
  sql,
  UpdateQueryNode,
} from "kysely";
import { AppError, messageOf } from "../errors.ts";
import type { FirstTimes } from "../platform/first-times.ts";
import type { NoticeRecords } from "../platform/notices.ts";
import { within } from "../platform/waiting.ts";
import { type Actions, createActions } from "./actions.ts";
import { type Allowances, createAllowances } from "./allowances.ts";
import { type Audit, createAudit } from "./audit.ts";
import { createPlatformChoices, type PlatformChoices } from "./chosen-workspaces.ts";
import { type Connections, createConnections } from "./connections.ts";
import { type Conversations, createConversations } from "./conversations.ts";
import { createDataChanges, type DataChanges } from "./data-changes.ts";
import { createDataSets, type DataSets } from "./data-sets.ts";
import { createFirstTimes } from "./first-times.ts";
import { createJudgements, type Judgements } from "./judgements.ts";
import { createLedger, type Ledger } from "./ledger.ts";
import { createLists, type Lists } from "./lists.ts";
import { migrate } from "./migrate.ts";
import { createMutes, type Mutes } from "./mutes.ts";
import { createNoticeRecords } from "./notices.ts";
import { createPending, type Pending } from "./pending.ts";
import { createLastQuestions, type LastQuestions } from "./questions.ts";
import { createPlatformRests, type PlatformRests } from "./rests.ts";
import { createSavedQuestions, type SavedQuestions } from "./saved-questions.ts";
import { createSeen, type Seen } from "./seen.ts";
import { createSqliteDialect } from "./sqlite-dialect.ts";
import { createSubscriptions, type Subscriptions } from "./subscriptions.ts";
import { createSyncedFiles, type SyncedFiles } from "./synced-files.ts";
import type { StateDatabase, Tables } from "./tables.ts";
import { unsyncedInPostgres, unsyncedInSqlite } from "./unsynced.ts";
import {
  actionsWhileFull,
  conversationsWhileFull,
  listsWhileFull,
  questionsWhileFull,
} from "./while-full.ts";

/** Where the state lives: `state.sqlite` in a directory, or a Postgres database. */
export type StoreLocation = { readonly dataDirectory: string } | { readonly databaseUrl: string };

export interface StoreOptions {
  /** Read beside the process that holds the lock: nothing is made or migrated, every write is refused. Default false. */
  readonly readOnly?: boolean;
}

/** The state of the program. Times are ms since 1970 UTC; "now" always comes from the caller. */
export interface Store {
  readonly kind: "sqlite" | "postgres";
  readonly readOnly: boolean;
  /** For transactions over several table groups and for `rotateKeys`. */
  readonly db: StateDatabase;
  readonly actions: Actions;
  readonly lists: Lists;
  readonly conversations: Conversations;
  readonly questions: LastQuestions;
  readonly dataSets: DataSets;
  readonly dataChanges: DataChanges;
  readonly connections: Connections;
  readonly pending: Pending;
  readonly syncedFiles: SyncedFiles;
  readonly subscriptions: Subscriptions;
  readonly ledger: Ledger;
  readonly mutes: Mutes;
  readonly judgements: Judgements;
  readonly savedQuestions: SavedQuestions;
  readonly notices: NoticeRecords;
  readonly seen: Seen;
  readonly rests: PlatformRests;
  /** Whether it answers now, within two seconds. Never rejects. */
  answers(): Promise<boolean>;
  readonly choices: PlatformChoices;
  readonly firstTimes: FirstTimes;
  readonly allowances: Allowances;
  /** Who changed what. */
  readonly audit: Audit;
  /** For when nobody asks any more: what is under way ends first. A second call does nothing. */
  close(): Promise<void>;
}

/**
 * Opens the store and runs the missing migrations. On SQLite the caller holds the data directory's lock, unless it
 * opens `readOnly`.
 * @throws AppError bad-configuration when it cannot be opened or its schema is newer than the program (with
 * `readOnly`: older, too); no-data when a store to be read does not exist
 */
export async function openStore(location: StoreLocation, options: StoreOptions = {}): Promise<Store> {
  const readOnly = options.readOnly ?? false;
  const dialect =
    "databaseUrl" in location
      ? await postgresDialect(location.databaseUrl, readOnly)
      : createSqliteDialect({ path: await stateFile(location.dataDirectory, readOnly), readOnly });
  const db = new Kysely<Tables>({
    dialect,
    plugins: [new CamelCasePlugin(), ...(readOnly ? [refuseWrites] : [])],
  });
  try {
    await migrate(db, { readOnly });
  } catch (error) {
    await db.destroy();
    if (error instanceof AppError && error.code === "no-room")
      throw new AppError(
        "bad-configuration",
        "The disk that keeps the bot's state is full or cannot be written. Make room, then start again.",
        { cause: error },
      );
    if (error instanceof AppError) throw error;
    throw new AppError("bad-configuration", `The stored state cannot be opened: ${messageOf(error)}.`, {
      cause: error,
    });
  }
  const kind = "databaseUrl" in location ? "postgres" : "sqlite";
  const unsynced = kind === "postgres" ? unsyncedInPostgres(db) : unsyncedInSqlite(db);
  return {
    kind,
    readOnly,
    db,
    actions: actionsWhileFull(createActions(db, unsynced)),
    lists: listsWhileFull(createLists(db, unsynced)),
    conversations: conversationsWhileFull(createConversations(db, unsynced)),
    questions: questionsWhileFull(createLastQuestions(db, unsynced)),
    dataSets: createDataSets(db),
    dataChanges: createDataChanges(db),
    connections: createConnections(db),
    pending: createPending(db),
    syncedFiles: createSyncedFiles(db),
    subscriptions: createSubscriptions(db),
    ledger: createLedger(db),
    mutes: createMutes(db),
    judgements: createJudgements(db),
    savedQuestions: createSavedQuestions(db),
    notices: createNoticeRecords(db),
    seen: createSeen(db, unsynced),
    rests: createPlatformRests(db),
    answers: () => within(answered(db), ANSWER_MS).then((isAnswered) => isAnswered === true),
    choices: createPlatformChoices(db),
    firstTimes: createFirstTimes(db),
    allowances: createAllowances(db),
    audit: createAudit(db),
    close: () => db.destroy(),
  };
}

/** Its client is loaded where it is used alone. */
async function postgresDialect(databaseUrl: string, readOnly: boolean): Promise<Dialect> {
  const { createPostgresDialect } = await import("./postgres-dialect.ts");
  return createPostgresDialect(databaseUrl, readOnly);
}

/** How long it may take to say that it is there. */
const ANSWER_MS = 2_000;

async function answered(db: StateDatabase): Promise<boolean> {
  return sql`SELECT 1`.execute(db).then(
    () => true,
    () => false,
  );
}

/** The path of `state.sqlite`, which is there afterwards and which nobody else may read. */
async function stateFile(dataDirectory: string, readOnly: boolean): Promise<string> {
  const path = join(dataDirectory, "state.sqlite");
  try {
    if (readOnly) {
      await stat(path);
    } else {
      await mkdir(dataDirectory, { recursive: true, mode: 0o700 });
      // SQLite gives its -wal and -shm files the mode of this one.
      await (await open(path, "a", 0o600)).close();
    }
  } catch (error) {
    const code = error instanceof Error && "code" in error ? String(error.code) : messageOf(error);
    if (readOnly && code === "ENOENT") {
      throw new AppError("no-data", "There is no stored state yet; start the bot once.", { cause: error });
    }
    throw new AppError("bad-configuration", `The data directory cannot be used (${code}).`, { cause: error });
  }
  return path;
}

const refuseWrites: KyselyPlugin = {
  transformQuery({ node }): RootOperationNode {
    if (InsertQueryNode.is(node) || UpdateQueryNode.is(node) || DeleteQueryNode.is(node)) {
      throw new AppError(
        "busy",
        "Another process holds the stored state, so it can be read here but not changed. Without --files and --now a running bot does it for you; else stop that process first.",
      );
    }
    return node;
  },
  transformResult: async ({ result }) => result,
};
