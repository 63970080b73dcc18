// How Discord's interactions, and what people write to the bot alone, reach it: from the gateway, each once, declined when
// the bot is closing.

import type { AcrossReplicas } from "../../../src/commands/serve/across-replicas.ts";
import type { Logger } from "../../../src/log.ts";
import { createRequests } from "../../../src/platform/requests.ts";
import type { Clock } from "../../../src/reply/ports.ts";
import { MINUTE_MS } from "../../../src/time/units.ts";
import type { Answering } from "./answer.ts";
import { readMessage } from "./hear.ts";
import { createLocales } from "./locales.ts";
import { type Inbound, type InboundOptions, readInteraction } from "./read.ts";

/** How long an interaction can be answered: one that the gateway brings again later is lost all the same. */
const INTERACTION_LIFE_MS = 15 * MINUTE_MS;

export interface Intake {
  /** Takes an interaction of any shape; what cannot be read is logged. */
  receive(payload: unknown): void;
  /** Takes a message of any shape; what nobody said to the bot alone is nothing. */
  hear(payload: unknown): void;
  /** Declines what is new, and resolves when what is in flight is answered, or after `timeoutMs`. */
  close(timeoutMs: number): Promise<void>;
}

export interface IntakeOptions extends InboundOptions {
  readonly answering: Answering;
  /** Default: this is the only process that is asked. */
  readonly acrossReplicas?: AcrossReplicas | undefined;
  readonly clock: Clock;
  readonly log: Logger;
}

export function createIntake({
  answering,
  acrossReplicas = (_, work) => work(),
  clock,
  log,
  ...reading
}: IntakeOptions): Intake {
  const requests = createRequests<void>({ clock, rememberMs: INTERACTION_LIFE_MS });
  const locales = createLocales();
  let isClosing = false;

  function take(inbound: Inbound): void {
    void requests.once(inbound.replyTo.id, () =>
      acrossReplicas(`discord ${inbound.replyTo.id}`, () =>
        isClosing ? answering.decline(inbound) : answering.answer(inbound),
      ),
    );
  }

  return {
    receive(payload) {
      const inbound = readInteraction(payload, reading);
      if (inbound === undefined) return log.warn("an interaction of an unknown kind was not answered");
      locales.note(inbound);
      take(inbound);
    },
    hear(payload) {
      const said = readMessage(payload, reading);
      if (said !== undefined) take(locales.known(said));
    },
    close(timeoutMs) {
      isClosing = true;
      return requests.drain(timeoutMs);
    },
  };
}
