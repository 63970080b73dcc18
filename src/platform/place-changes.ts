// What a platform tells of places by itself, before anything is sent there. Digests implement this port; adapters call it.

import type { Place } from "./destination.ts";

export interface PlaceChanges {
  /**
   * A channel and all its threads take no digests any more: what goes there is paused now, as when a send finds out, and
   * its owners are told once. `reason`: the sentence that a send would have ended with. Call it for what the platform
   * itself says of the channel now: an event may be older than that. Never rejects.
   */
  closed(channel: Pick<Place, "platform" | "channel">, reason: string): Promise<void>;
  /** A channel has another name. `labelOf`: what people then call a place in it. Never rejects. */
  renamed(channel: Pick<Place, "platform" | "channel">, labelOf: (place: Place) => string): Promise<void>;
}
