// Slack put together: payloads come in over sockets or HTTP, go through the router as invocations, and the replies go
// back as Slack's messages and modals.

import { z } from "zod";
import { createPrefix } from "../../src/commands/serve/prefix.ts";
import { AppError } from "../../src/errors.ts";
import type { Platform } from "../../src/platform/platform.ts";
import { createRests } from "../../src/platform/rests.ts";
import type { Host } from "../adapter.ts";
import { createWeb, failureOf, reasonOf } from "./api/client.ts";
import { SLACK_PATH } from "./api/manifest.ts";
import { createPeople } from "./api/people.ts";
import { createResponseUrls } from "./api/response-urls.ts";
import { createPlaces } from "./digests/places.ts";
import { createAnswering } from "./in/answer.ts";
import { createIntake } from "./in/intake.ts";
import { createSharing } from "./in/sharing.ts";
import { createNotifier } from "./out/notifier.ts";
import { createResponses } from "./out/responses.ts";
import type { SlackSettings } from "./settings.ts";

export interface SlackPlatform extends Required<Omit<Platform, "mount">>, Pick<Platform, "mount"> {
  /** Waits for answers in flight at most `timeoutMs`, default 5 s. */
  close(timeoutMs?: number): Promise<void>;
}

const DRAIN_MS = 5_000;

const authTest = z.object({
  user_id: z.string().optional(),
  bot_id: z.string().optional(),
});

/** Nothing is sent before `start`. Throws AppError "bad-configuration" when no way in is configured. */
export function createPlatform(host: Host, settings: SlackSettings): SlackPlatform {
  const { router, codes, prefix, adminIds, adminChannel, clock, pace, log, proxy, keptRests: kept } = host;
  const { botToken, apiUrl } = settings;
  const rests = createRests({ clock, pace, kept, log });
  const web = createWeb({ token: botToken, apiUrl, rests, pace, log });
  const responseUrls = createResponseUrls({ apiUrl, rests, clock, pace, log });
  const responses = createResponses({ web, responseUrls, log });
  const people = createPeople({ web, adminIds, clock, log });
  const asRead = createPrefix(prefix, router.commands);
  const answering = createAnswering({
    router,
    codes,
    prefix: asRead,
    web,
    responses,
    people,
    sharing: createSharing({ web, log }),
    clock,
    pace,
    log,
  });
  let team: z.infer<typeof authTest> | undefined;
  const intake = createIntake({
    settings,
    proxy,
    prefix,
    answering,
    identity: () => ({
      ...(team?.bot_id === undefined ? {} : { botId: team.bot_id }),
      ...(team?.user_id === undefined ? {} : { botUserId: team.user_id }),
    }),
    rests,
    pace,
    log,
  });

  return {
    id: "slack",
    name: "Slack",
    ...(intake.listener === undefined ? {} : { mount: [SLACK_PATH, intake.listener] }),
    notifier: createNotifier({ web, codes, adminIds, adminChannel, log }),
    places: createPlaces({ web }),
    async start() {
      try {
        team = authTest.parse(await web.call("auth.test", {}, { repeatable: true }));
      } catch (error) {
        const failure = failureOf(error);
        if (failure.type === "refused") throw refusedToken(failure.error);
        // Slack is away: the sockets are tried until it is back.
        log.warn({ reason: reasonOf(error) }, "slack cannot be reached yet");
      }
      await intake.start();
    },
    async close(timeoutMs = DRAIN_MS) {
      await intake.close();
      await answering.drain(timeoutMs);
    },
  };
}

function refusedToken(error: string): AppError {
  return new AppError(
    "bad-configuration",
    `Slack refuses SLACK_BOT_TOKEN (${error}). Install the app to the workspace and set the token of its bot user.`,
  );
}
