// The application's commands as Discord keeps them: with ids and defaults of its own, leaving out what says nothing.

import { z } from "zod";
import { type FakeRequest, type FakeResponse, type Route, refusal } from "./http.ts";
import type { BodyCheck } from "./openapi.ts";
import { commandProblems } from "./rules.ts";

const COMMANDS = "/applications/{application_id}/commands";
const COMMAND = `${COMMANDS}/{command_id}`;

const command = z.looseObject({
  name: z.string(),
  type: z.number().default(1),
  contexts: z.array(z.number()).optional(),
  integration_types: z.array(z.number()).optional(),
});
type Stored = z.infer<typeof command> & { readonly id: string };

export interface FakeRegistry {
  readonly routes: readonly Route[];
  readonly commands: Stored[];
  /** Commands that were registered before the test. */
  seed(bodies: readonly object[]): void;
}

export function createRegistry(options: {
  readonly nextId: () => string;
  readonly applicationId: string;
  readonly check: BodyCheck;
  /** The ways in which the application may be installed. */
  readonly installs: readonly number[];
}): FakeRegistry {
  const { nextId, applicationId, check, installs } = options;
  const commands: Stored[] = [];

  function stored(body: unknown, id: string): Stored {
    return {
      name_localizations: null,
      description_localizations: null,
      ...command.parse(tidied(body)),
      id,
      application_id: applicationId,
      version: nextId(),
      nsfw: false,
      default_permission: true,
      dm_permission: true,
    };
  }

  const problems =
    (method: string, template: string) =>
    ({ body }: FakeRequest): readonly string[] => [
      ...commandProblems(body),
      ...installProblems(body),
      // The description says integer where the documentation says string; strings are what everybody sends.
      ...check(method, template, withPermissionsAsNumber(body)),
    ];

  /** https://docs.discord.com/developers/interactions/application-commands#installation-context */
  function installProblems(body: unknown): readonly string[] {
    const { integration_types: named = [] } = command.partial().parse(body);
    return named.filter((type) => !installs.includes(type)).map((type) => `not installable as ${type}`);
  }

  const known = (handle: (request: FakeRequest) => FakeResponse) => (request: FakeRequest) =>
    request.values[0] === applicationId ? handle(request) : refusal(404, 10002, "Unknown Application");

  return {
    commands,
    seed(bodies) {
      commands.push(...bodies.map((body) => stored(body, nextId())));
    },
    routes: [
      {
        method: "GET",
        template: "/applications/@me",
        handle: () => ({
          status: 200,
          body: {
            id: applicationId,
            name: "rol-news",
            integration_types_config: Object.fromEntries(installs.map((type) => [type, {}])),
          },
        }),
      },
      {
        method: "GET",
        template: COMMANDS,
        handle: known(({ query }) => ({
          status: 200,
          body: query.get("with_localizations") === "true" ? commands : withoutWords(commands),
        })),
      },
      {
        method: "POST",
        template: COMMANDS,
        problems: problems("POST", COMMANDS),
        handle: known(({ body }) => {
          const { name, type } = command.parse(body);
          // Global message commands: https://docs.discord.com/developers/interactions/application-commands#registering-a-command
          if (type === 3 && commands.filter((existing) => existing.type === 3).length >= 15)
            return refusal(400, 30034, `no room for ${name}`);
          const added = stored(body, nextId());
          commands.push(added);
          return { status: 201, body: added };
        }),
      },
      {
        method: "PATCH",
        template: COMMAND,
        problems: problems("PATCH", COMMAND),
        handle: known(({ body, values: [, id = ""] }) => {
          const place = commands.findIndex((existing) => existing.id === id);
          if (place === -1) return refusal(404, 10063, "Unknown application command");
          const changed = stored(body, id);
          commands.splice(place, 1, changed);
          return { status: 200, body: changed };
        }),
      },
      {
        method: "DELETE",
        template: COMMAND,
        handle: known(({ values: [, id] }) => {
          const place = commands.findIndex((existing) => existing.id === id);
          if (place === -1) return refusal(404, 10063, "Unknown application command");
          commands.splice(place, 1);
          return { status: 204 };
        }),
      },
    ],
  };
}

function withPermissionsAsNumber(body: unknown): unknown {
  const parsed = z.looseObject({ default_member_permissions: z.string() }).safeParse(body);
  if (!parsed.success) return body;
  return { ...parsed.data, default_member_permissions: Number(parsed.data.default_member_permissions) };
}

/** As Discord tells commands to whoever does not ask for all languages. */
function withoutWords(part: unknown): unknown {
  if (Array.isArray(part)) return part.map(withoutWords);
  if (typeof part !== "object" || part === null) return part;
  const kept = Object.entries(part).filter(([name]) => !name.endsWith("_localizations"));
  return Object.fromEntries(kept.map(([name, value]) => [name, withoutWords(value)]));
}

/** Fields in an order of Discord's own, false and empty ones left out. */
function tidied(part: unknown): unknown {
  if (Array.isArray(part)) return part.map(tidied);
  if (typeof part !== "object" || part === null) return part;
  const kept = Object.entries(part).filter(
    ([, value]) => value !== false && !(Array.isArray(value) && value.length === 0),
  );
  return Object.fromEntries(kept.toReversed().map(([name, value]) => [name, tidied(value)]));
}
