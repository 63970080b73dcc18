// Slack put together: payloads come in over sockets or HTTP, go through the router as invocations, and the replies go
// back as Slack's messages and modals.

import { createPrefix } from "../../src/commands/serve/prefix.ts";
import type { Platform } from "../../src/platform/platform.ts";
import { createRests } from "../../src/platform/rests.ts";
import { joinStandings } from "../../src/platform/standing.ts";
import type { Host } from "../adapter.ts";
import { createWeb, reasonOf } from "./api/client.ts";
import { createFiles } from "./api/files.ts";
import { createGranted } from "./api/granted.ts";
import { createInstallation } from "./api/installation.ts";
import { SLACK_PATH } from "./api/manifest.ts";
import { createPeople } from "./api/people.ts";
import { createResponseUrls } from "./api/response-urls.ts";
import { createPlaces } from "./digests/places.ts";
import { createAnswering } from "./in/answer.ts";
import { createDoors } from "./in/doors.ts";
import { createHearing } from "./in/hear.ts";
import { createHomes } from "./in/homes.ts";
import { createIntake } from "./in/intake.ts";
import { createSharing } from "./in/sharing.ts";
import { createNotifier } from "./out/notifier.ts";
import { createResponses } from "./out/responses.ts";
import type { SlackSettings } from "./settings.ts";

export interface SlackPlatform
  extends Required<Omit<Platform, "mount" | "invitation">>,
    Pick<Platform, "mount"> {
  /** Waits for answers in flight at most `timeoutMs`, default 5 s. */
  close(timeoutMs?: number): Promise<void>;
}

const DRAIN_MS = 5_000;

/** Nothing is sent before `start`. Throws AppError "bad-configuration" when no way in is configured. */
export function createPlatform(host: Host, settings: SlackSettings): SlackPlatform {
  const {
    router,
    codes,
    complete,
    prefix,
    adminIds,
    adminChannel,
    report,
    clock,
    pace,
    log,
    proxy,
    keptRests,
    acrossReplicas,
  } = host;
  const { botToken, apiUrl } = settings;
  const closing = new AbortController();
  const rests = createRests({ clock, pace, kept: keptRests, log });
  const standings = joinStandings(["token", "connections"], report);
  const installation = createInstallation({
    web: createWeb({ token: botToken, apiUrl, rests, pace, log }),
    report: standings.token,
    granted: createGranted({ notifier: () => notifier, toldOnce: host.toldOnce, log }),
    pace,
    closing: closing.signal,
  });
  const { web } = installation;
  const notifier = createNotifier({ web, codes, adminIds, adminChannel, log });
  const responseUrls = createResponseUrls({ apiUrl, rests, clock, pace, log });
  const responses = createResponses({ web, responseUrls, files: createFiles({ web }), log });
  const people = createPeople({ web, adminIds, clock, log });
  const asRead = createPrefix(prefix, router.commands);
  const answering = createAnswering({
    router,
    codes,
    complete,
    web,
    responses,
    people,
    sharing: createSharing({ web, log }),
    installation,
    ...(acrossReplicas === undefined ? {} : { acrossReplicas }),
    clock,
    pace,
    log,
  });
  const { greeter, placeChanges } = host;
  const hearing = createHearing({ installation, codes, greeter, placeChanges, acrossReplicas, clock, log });
  const homes = createHomes({ router, codes, prefix: asRead, installation, people, clock, log });
  const intake = createIntake({
    settings,
    proxy,
    prefix,
    answering,
    hearing,
    homes,
    doors: createDoors({
      answering,
      web,
      responses,
      identity: installation.identity,
      people,
      clock,
      pace,
      log,
    }),
    identity: installation.identity,
    rests,
    report: standings.connections,
    pace,
    log,
  });

  return {
    id: "slack",
    name: "Slack",
    ...(intake.listener === undefined ? {} : { mount: [SLACK_PATH, intake.listener] }),
    notifier,
    places: createPlaces({ web }),
    async start() {
      await installation.ask().catch((error: unknown) => {
        log.warn({ reason: reasonOf(error) }, "slack does not take the bot yet");
      });
      await intake.start();
    },
    async close(timeoutMs = DRAIN_MS) {
      closing.abort();
      await intake.close();
      await Promise.all([answering, hearing, homes].map(({ drain }) => drain(timeoutMs)));
    },
  };
}
