// Places whose messages a meter hears of.

import type { Places } from "./destination.ts";
import type { Meter } from "./meter.ts";

export function measuredPlaces<P extends Places>(places: P, { sent }: Pick<Meter, "sent">): P {
  return {
    ...places,
    async open(...opened: Parameters<Places["open"]>) {
      const [, { platform }] = opened;
      const destination = await places.open(...opened);
      return destination === undefined
        ? undefined
        : {
            ...destination,
            async send(...message) {
              const outcome = await destination.send(...message);
              sent(platform, outcome.type);
              return outcome;
            },
          };
    },
  };
}
