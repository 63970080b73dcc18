// The bot in one workspace: everything that is done with one token.

import { createPrefix } from "../../../src/commands/serve/prefix.ts";
import type { Notifier } from "../../../src/platform/notifier.ts";
import type { Rests } from "../../../src/platform/rests.ts";
import type { Report } from "../../../src/platform/standing.ts";
import { parseWorkspace } from "../../../src/platform/workspace.ts";
import type { Host } from "../../adapter.ts";
import { acrossTeams } from "../api/across-teams.ts";
import { createWeb, type SlackWeb, type TokenSource } from "../api/client.ts";
import { createFiles } from "../api/files.ts";
import { createGranted } from "../api/granted.ts";
import { createInstallation, type Installation, type OneOfMany } from "../api/installation.ts";
import { createPeople } from "../api/people.ts";
import { createResponseUrls } from "../api/response-urls.ts";
import { createPlaces } from "../digests/places.ts";
import { createNotifier } from "../out/notifier.ts";
import { createResponses } from "../out/responses.ts";
import { type Answering, createAnswering } from "./answer.ts";
import { createDoors, type Doors } from "./doors.ts";
import { createHearing, type Hearing } from "./hear.ts";
import { createHomes, type Homes } from "./homes.ts";
import { createSharing } from "./sharing.ts";

export interface InstalledBot {
  readonly installation: Installation;
  readonly web: SlackWeb;
  readonly answering: Answering;
  readonly hearing: Hearing;
  readonly homes: Homes;
  readonly doors: Doors;
  readonly notifier: Notifier;
  readonly places: ReturnType<typeof createPlaces>;
  /** Resolves when all that is in flight is over, or after `timeoutMs`. */
  drain(timeoutMs: number): Promise<void>;
  /** Asks no more by itself; what is in flight goes on. */
  close(): void;
}

export interface InstalledBotOptions {
  readonly host: Host;
  readonly token: string | TokenSource;
  readonly apiUrl: string | undefined;
  /** How long calls with that token are held back. */
  readonly rests: Rests;
  /** Hears how the token stands. */
  readonly report: Report;
  /** People of that workspace who are admins whatever Slack says, and a channel there. */
  readonly adminIds: readonly string[];
  readonly adminChannel: string | undefined;
  readonly oneOfMany?: OneOfMany;
}

/** Nothing is sent before somebody asks, but for what admins are told of permissions that their installation lacks. */
export function createInstalledBot(options: InstalledBotOptions): InstalledBot {
  const { host, token, apiUrl, rests, report, adminIds, adminChannel, oneOfMany } = options;
  const {
    router,
    codes,
    complete,
    prefix,
    greeter,
    placeChanges,
    toldOnce,
    acrossReplicas,
    clock,
    pace,
    log,
  } = host;
  const closing = new AbortController();
  const granted = createGranted({ notifier: () => notifier, toldOnce, log });
  const unobserved = createWeb({ token, apiUrl, rests, pace, log });
  const installation = createInstallation({
    web: isOrganisation(oneOfMany) ? acrossTeams(unobserved) : unobserved,
    report,
    granted,
    pace,
    closing: closing.signal,
    ...(oneOfMany === undefined ? {} : { oneOfMany }),
  });
  const { web } = installation;
  const notifier = createNotifier({ web, codes, adminIds, adminChannel, log });
  const responseUrls = createResponseUrls({ apiUrl, rests, clock, pace, log });
  const responses = createResponses({ web, responseUrls, files: createFiles({ web }), log });
  const people = createPeople({ web, adminIds, clock, log });
  const sharing = createSharing({ web, log });
  const answering = createAnswering({
    router,
    codes,
    complete,
    web,
    responses,
    people,
    sharing,
    installation,
    ...(acrossReplicas === undefined ? {} : { acrossReplicas }),
    clock,
    pace,
    log,
  });
  const hearing = createHearing({ installation, codes, greeter, placeChanges, acrossReplicas, clock, log });
  const asRead = createPrefix(prefix, router.commands);
  const homes = createHomes({ router, codes, prefix: asRead, installation, people, clock, log });
  const { identity } = installation;
  if (oneOfMany?.identity !== undefined) granted.heard(oneOfMany.identity.scopes, oneOfMany.workspace);
  return {
    installation,
    web,
    answering,
    hearing,
    homes,
    doors: createDoors({ answering, web, responses, identity, people, clock, pace, log }),
    notifier,
    places: createPlaces({ web }),
    async drain(timeoutMs) {
      await Promise.all([answering, hearing, homes].map((part) => part.drain(timeoutMs)));
    },
    close: () => closing.abort(),
  };
}

/** Slack's ids of organisations begin so, those of teams with a T. */
function isOrganisation(of: OneOfMany | undefined): boolean {
  return of !== undefined && parseWorkspace(of.workspace)?.id.startsWith("E") === true;
}
