// Brings the application's registered commands in line with ours, writing only what differs: Discord allows 200 new
// ones a day, and every write makes clients load them anew.

import { type REST, Routes } from "discord.js";
import { z } from "zod";
import type { DiscordCommand } from "./commands.ts";
import { MESSAGE, type MessageCommand } from "./message-commands.ts";

/** https://discord.com/developers/docs/interactions/application-commands#application-command-object-application-command-types */
const CHAT_INPUT = 1;

/** Names are unique among the commands of one kind. */
const OURS: readonly number[] = [CHAT_INPUT, MESSAGE];

const registered = z.array(z.looseObject({ id: z.string(), name: z.string(), type: z.number().optional() }));

export interface SyncOutcome {
  readonly created: readonly string[];
  readonly changed: readonly string[];
  readonly deleted: readonly string[];
}

/** Throws what discord.js throws when Discord refuses a command. */
export async function syncCommands(
  rest: REST,
  applicationId: string,
  wanted: readonly (DiscordCommand | MessageCommand)[],
  signal: AbortSignal,
): Promise<SyncOutcome> {
  const route = Routes.applicationCommands(applicationId);
  // Without the words in other languages it cannot be told whether they are ours.
  const query = new URLSearchParams({ with_localizations: "true" });
  const answer = await rest.get(route, { query, signal });
  const known = registered
    .parse(answer)
    .map((command) => ({ ...command, type: command.type ?? CHAT_INPUT }))
    .filter(({ type }) => OURS.includes(type));
  const outcome = { created: [] as string[], changed: [] as string[], deleted: [] as string[] };
  for (const command of wanted) {
    const existing = known.find(({ name, type }) => name === command.name && type === command.type);
    if (existing === undefined) {
      await rest.post(route, { body: command, signal });
      outcome.created.push(command.name);
    } else if (!isSame(existing, command)) {
      // What kind of command it is cannot be changed, so it may not be said.
      const { type: _, ...body } = command;
      await rest.patch(Routes.applicationCommand(applicationId, existing.id), { body, signal });
      outcome.changed.push(command.name);
    }
  }
  for (const { id, name, type } of known) {
    if (wanted.some((command) => command.name === name && command.type === type)) continue;
    await rest.delete(Routes.applicationCommand(applicationId, id), { signal });
    outcome.deleted.push(name);
  }
  return outcome;
}

/** What we can set, and what it is when it is not said. Discord adds fields of its own and leaves defaults out. */
const DEFAULTS: Readonly<Record<string, unknown>> = {
  type: undefined,
  name: undefined,
  name_localizations: null,
  description: "",
  description_localizations: null,
  required: false,
  autocomplete: false,
  choices: [],
  options: [],
  min_value: null,
  max_value: null,
  max_length: null,
  channel_types: [],
  contexts: [],
  integration_types: [],
  default_member_permissions: null,
};

function isSame(existing: unknown, wanted: unknown): boolean {
  return JSON.stringify(comparable(existing)) === JSON.stringify(comparable(wanted));
}

function comparable(part: unknown): unknown {
  if (Array.isArray(part)) {
    const items = part.map(comparable);
    return items.every((item) => typeof item === "number") ? items.toSorted((a, b) => a - b) : items;
  }
  if (typeof part !== "object" || part === null) return part;
  const entries = new Map<string, unknown>(Object.entries(part));
  if (entries.has("value")) return { name: entries.get("name"), value: entries.get("value") };
  return Object.fromEntries(
    Object.entries(DEFAULTS).map(([name, fallback]) => {
      const value = entries.get(name) ?? fallback;
      return [name, name.endsWith("_localizations") ? byLocale(value) : comparable(value)];
    }),
  );
}

function byLocale(words: unknown): unknown {
  return typeof words === "object" && words !== null ? Object.entries(words).toSorted() : words;
}
