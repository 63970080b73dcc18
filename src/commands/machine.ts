// What the bot notices of the machine that it runs on, and tells whoever runs it: a clock that jumps, zone data that are old.

import type { Logger } from "../log.ts";
import type { Actor } from "../platform/invocation.ts";
import { createZoneCheck, type ZoneDifference } from "../platform/zone-check.ts";
import { paragraph, privately } from "../reply/build.ts";
import { formatInstant } from "../reply/dates.ts";
import type { Clock } from "../reply/ports.ts";
import type { Reply } from "../reply/reply.ts";
import { type ClockJump, type ClockWatch, createClockWatch } from "../time/clock-watch.ts";
import { DAY_MS, HOUR_MS } from "../time/units.ts";
import { zoneDataVersion } from "../time/zones.ts";
import { say } from "../wording/say.ts";

/** A clock that jumps all the time is told of this often at most. */
const TOLD_AGAIN_MS = DAY_MS;

export interface MachineOptions {
  readonly clock: Clock;
  /** How long the machine has run, in ms. */
  readonly runMs: () => number;
  /** To whoever runs the bot. */
  readonly tell: (reply: Reply) => void;
  readonly log: Logger;
}

export interface Machine {
  readonly watch: ClockWatch;
  /** Holds what the platform tells of an actor's zone against ours. */
  readonly checkZone: (actor: Actor) => void;
}

export function watchMachine({ clock, runMs, tell, log }: MachineOptions): Machine {
  let toldAt = Number.NEGATIVE_INFINITY;
  let isReturnTold = false;
  return {
    watch: createClockWatch({
      clock,
      runMs,
      onJump(jump) {
        log.error(jump, "the clock of this machine jumped");
        isReturnTold = runMs() - toldAt >= TOLD_AGAIN_MS;
        if (!isReturnTold) return;
        toldAt = runMs();
        tell(clockJumped(jump));
      },
      onReturn() {
        log.warn("the clock of this machine is where it should be again");
        if (isReturnTold) tell(clockReturned());
      },
    }),
    checkZone: createZoneCheck({
      clock,
      onDifference(difference) {
        log.error({ ...difference, zoneData: zoneDataVersion() }, "a platform's clock differs from ours");
        tell(zoneDiffers(difference));
      },
    }),
  };
}

/** The clock jumped by more than a day. */
function clockJumped({ from, to }: ClockJump): Reply {
  return privately(
    paragraph(
      say(
        "The clock of the bot's machine jumped from {from} to {to}. Questions are answered as before. Digests wait for an hour in case it is set right, then they go by the new time. If that is right already, restarting the bot makes them go on at once.",
        { from: formatInstant(from, "UTC"), to: formatInstant(to, "UTC") },
      ),
    ),
  );
}

/** It is right again. */
function clockReturned(): Reply {
  return privately(
    paragraph(
      say("The clock of the bot's machine is right again. Digests go on as they should; nothing was lost."),
    ),
  );
}

/** A platform's clock in some zone is another one than ours. */
function zoneDiffers({ zone, offsetMs, ownOffsetMs }: ZoneDifference): Reply {
  const seen = { zone, time: utc(offsetMs), version: zoneDataVersion() };
  return privately(
    paragraph(
      ownOffsetMs === undefined
        ? say(
            "In {zone} the time is {time} for the chat platform, and the bot does not know that zone. Digests there may come at the wrong hour. The bot's zone data are {version}; a newer version of the bot brings newer ones.",
            seen,
          )
        : say(
            "In {zone} the time is {time} for the chat platform, and the bot takes it for {own}. Digests there may come at the wrong hour. The bot's zone data are {version}; a newer version of the bot brings newer ones.",
            { ...seen, own: utc(ownOffsetMs) },
          ),
    ),
  );
}

/** `UTC−5`, `UTC+5:30`. */
function utc(offsetMs: number): string {
  const minutes = Math.round(Math.abs(offsetMs / HOUR_MS) * 60);
  const rest = minutes % 60;
  return `UTC${offsetMs < 0 ? "−" : "+"}${Math.floor(minutes / 60)}${rest === 0 ? "" : `:${String(rest).padStart(2, "0")}`}`;
}
