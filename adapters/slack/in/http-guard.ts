// Stands before Bolt's HTTP receiver. Its work runs where nobody catches, so that a signed body of `null` ends the process,
// and it answers what it does not know with 404, for which Slack sends it again and in the end switches events off.

import type { IncomingMessage, RequestListener, ServerResponse } from "node:http";
import { defaultBodyLimit, HTTPModuleFunctions, type HTTPReceiver, isRawBodyError } from "@slack/bolt";
import { z } from "zod";
import { messageOf } from "../../../src/errors.ts";
import type { Logger } from "../../../src/log.ts";
import { MINUTE_MS } from "../../../src/time/units.ts";
import { passedOver } from "./passed-over.ts";

/** Questions of Slack's to the address, which Bolt answers. */
const aboutTheAddress = z.union([
  z.looseObject({ ssl_check: z.literal("1") }),
  z.looseObject({ type: z.literal("url_verification"), challenge: z.string() }),
]);

/** Bolt refuses what was signed longer ago than that; what is signed for a time to come could be sent again until then. */
const SIGNED_WITHIN_MS = 5 * MINUTE_MS;

/** The receiver's requests: signed, and of a shape that it can read. Takes nothing while `isClosing`. */
export function guardHttp(options: {
  readonly receiver: HTTPReceiver;
  readonly signingSecret: string;
  readonly path: string;
  readonly isClosing: () => boolean;
  readonly log: Logger;
}): RequestListener {
  const { receiver, signingSecret, path, isClosing, log } = options;

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    if (isClosing()) end(response, 503);
    else if (request.method !== "POST" || request.url?.split("?")[0] !== path) end(response, 404);
    else {
      const buffered = await verified(request, response);
      if (buffered !== undefined) takeSigned(buffered, response);
    }
  }

  function takeSigned(request: Buffered, response: ServerResponse): void {
    const body = bodyOf(request);
    const what = aboutTheAddress.safeParse(body).success ? undefined : passedOver(body);
    if (body === undefined) end(response, 400);
    else if (what === undefined) receiver.requestListener(request, response);
    else {
      log.info({ what }, "slack sent what the bot does not take");
      end(response, 200);
    }
  }

  async function verified(request: IncomingMessage, response: ServerResponse) {
    try {
      // By the clock that Bolt goes by.
      if (Number(request.headers["x-slack-request-timestamp"]) * 1_000 - Date.now() > SIGNED_WITHIN_MS)
        throw new Error("it was signed for a time to come");
      return await HTTPModuleFunctions.parseAndVerifyHTTPRequest(
        { signingSecret, bodyLimit: defaultBodyLimit },
        request,
      );
    } catch (error) {
      log.warn({ reason: messageOf(error) }, "a request that slack did not sign was refused");
      end(response, isRawBodyError(error) ? error.statusCode : 401);
      return undefined;
    }
  }

  return (request, response) => {
    answer(request, response).catch((error: unknown) => {
      log.error({ reason: messageOf(error) }, "a request over http failed");
      if (!response.headersSent) end(response, 500);
    });
  };
}

function end(response: ServerResponse, status: number): void {
  response.writeHead(status).end();
}

type Buffered = Parameters<typeof HTTPModuleFunctions.parseHTTPRequestBody>[0];

/** Undefined for what is no JSON. */
function bodyOf(request: Buffered): unknown {
  try {
    const body: unknown = HTTPModuleFunctions.parseHTTPRequestBody(request);
    return body === undefined ? null : body;
  } catch {
    return undefined;
  }
}
