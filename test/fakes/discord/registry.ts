// The application's commands as Discord keeps them: with ids and defaults of its own, leaving out what says nothing.

import { z } from "zod";
import { type FakeRequest, type FakeResponse, type Route, refusal } from "./http.ts";
import type { BodyCheck } from "./openapi.ts";
import { commandProblems } from "./rules.ts";

const COMMANDS = "/applications/{application_id}/commands";
const COMMAND = `${COMMANDS}/{command_id}`;

const command = z.looseObject({ name: z.string(), type: z.number().default(1) });
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
}): FakeRegistry {
  const { nextId, applicationId, check } = options;
  const commands: Stored[] = [];

  function stored(body: unknown, id: string): Stored {
    return {
      ...command.parse(tidied(body)),
      id,
      application_id: applicationId,
      version: nextId(),
      nsfw: false,
      default_permission: true,
      dm_permission: true,
      name_localizations: null,
      description_localizations: null,
    };
  }

  const problems =
    (method: string, template: string) =>
    ({ body }: FakeRequest): readonly string[] => [
      ...commandProblems(body),
      // The description says integer where the documentation says string; strings are what everybody sends.
      ...check(method, template, withPermissionsAsNumber(body)),
    ];

  const known = (handle: (request: FakeRequest) => FakeResponse) => (request: FakeRequest) =>
    request.values[0] === applicationId ? handle(request) : refusal(404, 10002, "Unknown Application");

  return {
    commands,
    seed(bodies) {
      commands.push(...bodies.map((body) => stored(body, nextId())));
    },
    routes: [
      { method: "GET", template: COMMANDS, handle: known(() => ({ status: 200, body: commands })) },
      {
        method: "POST",
        template: COMMANDS,
        problems: problems("POST", COMMANDS),
        handle: known(({ body }) => {
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

/** Fields in an order of Discord's own, false and empty ones left out. */
function tidied(part: unknown): unknown {
  if (Array.isArray(part)) return part.map(tidied);
  if (typeof part !== "object" || part === null) return part;
  const kept = Object.entries(part).filter(
    ([, value]) => value !== false && !(Array.isArray(value) && value.length === 0),
  );
  return Object.fromEntries(kept.toReversed().map(([name, value]) => [name, tidied(value)]));
}
