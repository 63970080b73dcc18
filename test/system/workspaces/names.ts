// What a workspace's things are called by, taken from whatever the store keeps of it. Every column of every table is a name or
// says that it is none, so that a new table or column is in the matrix or fails a test.

import { sql } from "kysely";
import type { Store } from "../../../src/store/database.ts";
import { storedTables } from "../../../src/store/move/tables.ts";
import { secretOf, type Workspace } from "./words.ts";

interface Columns {
  /** Their values name something: others are given them. */
  readonly names: readonly string[];
  /** Times, counts, states, whose it is, texts and settings. */
  readonly others: readonly string[];
}

const of = (names: string, others: string): Columns => ({ names: words(names), others: words(others) });
const words = (text: string): readonly string[] => text.split(/\s+/).filter((word) => word !== "");

/** As the database has them. */
export const COLUMNS: Readonly<Record<string, Columns>> = {
  actions: of("id command_hash", "workspace command expires_at"),
  // Its subject is a person in a workspace, for counting alone.
  allowances: of("", "subject times taken_at"),
  audit_entries: of("subject", "workspace about n at actor_id actor_name kind subject_name details"),
  chosen_workspaces: of("workspace", "platform actor"),
  connections: of(
    "workspace account_id path root_namespace",
    "account_name account_email sealed_refresh_token key_id scopes root_kind country connected_by place state state_since last_notice_at notice_step created_at updated_at refusal",
  ),
  conversations: of("place conversation", "workspace actor command updated_at"),
  data_files: of("data_set name", "country serving earlier held kept"),
  data_set_changes: of("data_set", "n at files"),
  data_set_looks: of("data_set", "workspace actor n at"),
  data_sets: of("data_set snapshot", "problem problem_since updated_at troubles"),
  delivery_parts: of("slot key message_id", "n position payload pieces tells state refusal claimed_at"),
  first_times: of("subject", "workspace at"),
  installations: of(
    "workspace app_id bot_id bot_user_id",
    "name installed_by scopes sealed_tokens key_id renewed_by_until revision installed_at removed_at",
  ),
  installs_taken: of("", "state_hash expires_at"),
  judgements: of("article snapshot", "workspace actor pillar label reports judged_at"),
  last_lists: of("", "workspace actor entries updated_at"),
  last_questions: of("", "workspace actor questions updated_at"),
  mutes: of("id value subscription", "workspace kind label expires_at created_by created_at"),
  notices: of("key", "workspace actor reply attempts created_at next_attempt_at"),
  oauth_pending: of(
    "state",
    "workspace actor sealed_verifier key_id redirect created_at expires_at actor_name",
  ),
  platform_rests: of("", "platform kind until"),
  posts: of(
    "slot subscription",
    "n contents posted_at state correction changes planned_at attempts next_attempt_at",
  ),
  saved_questions: of("name name_key", "workspace actor question saved_at"),
  seen_articles: of(
    "data_set article current_id link",
    "first_seen_at verdicts source countries title published_at rescored_at withdrawn_at rescored_with renamed_at",
  ),
  seen_snapshots: of("data_set snapshot", "seen_at files"),
  sent_articles: of("subscription article slot", "pillar score title sent_at refused withdrawal_told owed"),
  served_snapshots: of("data_set snapshot", "at"),
  slots: of(
    "id subscription",
    "slot_at kind state reason place seen_from open_from seen_through settled attempts next_attempt_at decided_at finished_at begun",
  ),
  subscriptions: of(
    "id name name_key",
    "workspace platform kind owner_id owner_name place place_label rule zone settings state pause_reason paused_until seen_through open_from decided_slot next_slot silent_since silence_told outage_told created_at updated_at spikes",
  ),
  sync_state: of("cursor", "workspace listed_at checked_at"),
  synced_files: of(
    "path_lower path_display rev content_hash",
    "workspace size_bytes server_modified_at country",
  ),
};

/** A name, and what it is one of: `slots.id`. */
export interface Name {
  readonly kind: string;
  readonly value: string;
}

/** What no column has: ids of a platform, and the number and short form of an article. */
function further(workspace: Workspace, article: string): readonly Name[] {
  return [
    { kind: "an article's short id", value: article.slice(0, 12) },
    { kind: "a workspace", value: workspace },
    { kind: "a platform's id of the workspace", value: workspace.slice(workspace.indexOf(":") + 1) },
    { kind: "a data set", value: `dropbox:${workspace}` },
  ];
}

/** At most `most` of each kind. What only its own people have a word of is no name: whoever types it knows it. */
export async function namesOf(
  { db }: Pick<Store, "db">,
  workspace: Workspace,
  most: number,
): Promise<readonly Name[]> {
  const rows = await rowsOf({ db }, workspace);
  const found = [...rows].flatMap(([table, own]) =>
    (COLUMNS[table]?.names ?? []).flatMap((column): Name[] => {
      const values = own.flatMap((row) => row[column] ?? []).map(String);
      const kind = `${table}.${column}`;
      const opaque = [...new Set(values)].filter(
        (value) => value !== "" && !value.includes(secretOf(workspace)),
      );
      return opaque.slice(0, most).map((value) => ({ kind, value }));
    }),
  );
  const article = found.find(({ kind }) => kind === "seen_articles.article")?.value ?? "";
  // One value is given once, whatever has it.
  return [...new Map([...found, ...further(workspace, article)].map((name) => [name.value, name])).values()];
}

type Row = Readonly<Record<string, unknown>>;

/** All rows of a workspace, by table. */
async function rowsOf(
  { db }: Pick<Store, "db">,
  workspace: Workspace,
): Promise<ReadonlyMap<string, readonly Row[]>> {
  const subscriptions = await db
    .selectFrom("subscriptions")
    .select("id")
    .where("workspace", "=", workspace)
    .execute();
  const slots = await db
    .selectFrom("slots")
    .innerJoin("subscriptions", "subscriptions.id", "slots.subscription")
    .select("slots.id as id")
    .where("subscriptions.workspace", "=", workspace)
    .execute();
  const owners: readonly (readonly [column: string, values: readonly string[]])[] = [
    ["workspace", [workspace]],
    ["data_set", [`dropbox:${workspace}`]],
    ["subscription", subscriptions.map(({ id }) => id)],
    ["slot", slots.map(({ id }) => id)],
  ];
  const found = new Map<string, readonly Row[]>();
  for (const { name, columns } of await storedTables(db)) {
    const [column, values = []] = owners.find(([owner]) => columns.includes(owner)) ?? [];
    if (column === undefined || values.length === 0) continue;
    const { rows } = await sql<Row>`
      select * from ${sql.table(name)} where ${sql.ref(column)} in (${sql.join(values)})`.execute(
      db.withoutPlugins(),
    );
    found.set(name, rows);
  }
  return found;
}

/** All that a workspace has and that others could take or change. */
export async function possessions(store: Pick<Store, "db">, workspace: Workspace): Promise<string> {
  return JSON.stringify([...(await rowsOf(store, workspace))]);
}
