// How Discord's interactions reach the bot: from the gateway, each once, declined when the bot is closing.

import { type Client, Events } from "discord.js";
import { z } from "zod";
import type { Logger } from "../../../src/log.ts";
import { createRequests } from "../../../src/platform/requests.ts";
import type { Clock } from "../../../src/reply/ports.ts";
import { MINUTE_MS } from "../../../src/time/units.ts";
import type { Answering } from "./answer.ts";
import { type InboundOptions, readInteraction } from "./read.ts";

/** An interaction as the gateway brings it. */
const interactionEvent = z.object({ t: z.literal("INTERACTION_CREATE"), d: z.unknown() });

/** How long an interaction can be answered: one that the gateway brings again later is lost all the same. */
const INTERACTION_LIFE_MS = 15 * MINUTE_MS;

export interface Intake {
  /** Declines what is new, and resolves when what is in flight is answered, or after `timeoutMs`. */
  close(timeoutMs: number): Promise<void>;
}

export interface IntakeOptions extends InboundOptions {
  readonly client: Client;
  readonly answering: Answering;
  readonly clock: Clock;
  readonly log: Logger;
}

/** Takes interactions as soon as the client is connected. */
export function createIntake({ client, answering, clock, log, ...reading }: IntakeOptions): Intake {
  const requests = createRequests<void>({ clock, rememberMs: INTERACTION_LIFE_MS });
  let isClosing = false;

  function receive(payload: unknown): void {
    const inbound = readInteraction(payload, reading);
    if (inbound === undefined) {
      log.warn("an interaction of an unknown kind was not answered");
      return;
    }
    void requests.once(inbound.replyTo.id, () =>
      isClosing ? answering.decline(inbound) : answering.answer(inbound),
    );
  }

  client.on(Events.Raw, (packet: object) => {
    const event = interactionEvent.safeParse(packet);
    if (!event.success) return;
    // discord.js would build objects of its own from it, and end the process with an unhandled rejection where a field
    // that it counts on is missing. Nobody needs them, so it does not get to see interactions.
    Object.assign(packet, { t: null });
    receive(event.data.d);
  });

  return {
    close(timeoutMs) {
      isClosing = true;
      return requests.drain(timeoutMs);
    },
  };
}
