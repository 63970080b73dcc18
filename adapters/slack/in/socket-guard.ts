// Stands before Slack's socket client, which reads `payload.event.type` and emits it as an event of its own: an envelope
// without one ends the process by a rejection that nobody handles (github.com/slackapi/node-slack-sdk/issues/2167), and one
// called "close" closes the connection.

import type { SocketModeReceiver } from "@slack/bolt";
import { z } from "zod";
import { messageOf } from "../../../src/errors.ts";
import type { Logger } from "../../../src/log.ts";
import { passedOver } from "./passed-over.ts";

const control = z.object({ type: z.enum(["hello", "disconnect"]) });
const envelope = z.looseObject({
  type: z.enum(["events_api", "slash_commands", "interactive"]),
  envelope_id: z.string(),
  payload: z.unknown(),
});
const acknowledgeable = z.object({ envelope_id: z.string() });

/** From now on the client gets what it can read. What the bot does not take is acknowledged and logged. */
export function guardSocket({ client }: Pick<SocketModeReceiver, "client">, log: Logger): void {
  const receivers = client.listeners("ws_message");
  client.removeAllListeners("ws_message");
  client.on("ws_message", (data: unknown) => {
    const readable = readableOf(data, log);
    if (readable === undefined) return;
    for (const receive of receivers) {
      const received: unknown = receive(readable, false);
      Promise.resolve(received).catch((error: unknown) => {
        log.error({ reason: messageOf(error) }, "slack's socket client failed on a message");
      });
    }
  });
}

function readableOf(data: unknown, log: Logger): string | undefined {
  const message = parsed(data);
  if (control.safeParse(message).success) return JSON.stringify(message);
  const { data: read } = envelope.safeParse(message);
  const isEvent = read?.type === "events_api";
  const what =
    read === undefined
      ? "no envelope"
      : (passedOver(read.payload) ??
        (isEvent === hasEvent(read.payload) ? undefined : "an event in disguise"));
  if (what === undefined) return JSON.stringify(read);
  log.info({ what }, "slack sent what the bot does not take");
  const { data: other } = acknowledgeable.safeParse(message);
  // Bolt acknowledges every event by itself, and nobody listens for this one.
  return (
    other && JSON.stringify({ ...other, type: "events_api", payload: { event: { type: "passed_over" } } })
  );
}

function hasEvent(payload: unknown): boolean {
  return z.object({ event: z.object({}) }).safeParse(payload).success;
}

function parsed(data: unknown): unknown {
  try {
    return typeof data === "string" ? JSON.parse(data) : undefined;
  } catch {
    return undefined;
  }
}
