// What whoever runs the bot hears of its machine.

import { paragraph, privately } from "../reply/build.ts";
import { formatInstant } from "../reply/dates.ts";
import type { Reply } from "../reply/reply.ts";
import type { ClockJump } from "../time/clock-watch.ts";

/** The clock jumped by more than a day. */
export function clockJumped({ from, to }: ClockJump): Reply {
  return privately(
    paragraph(
      `The clock of the bot's machine jumped from ${formatInstant(from, "UTC")} to ${formatInstant(to, "UTC")}. Questions are answered as before. Digests wait for an hour in case it is set right, then they go by the new time. If that is right already, restarting the bot makes them go on at once.`,
    ),
  );
}

/** It is right again. */
export function clockReturned(): Reply {
  return privately(
    paragraph(
      "The clock of the bot's machine is right again. Digests go on as they should; nothing was lost.",
    ),
  );
}
