// What a platform tells of places by itself, before anything is sent there. Digests implement this port; adapters call it.

import type { Place } from "./destination.ts";
import type { WorkspaceKey } from "./workspace.ts";

/**
 * A channel with all its threads, by the ids of its platform. `workspace`: only the digests of that one are meant, where two
 * may be in the same channel.
 */
export type ToldChannel = Pick<Place, "platform" | "channel"> & { readonly workspace?: WorkspaceKey };

/**
 * What is told may be old, or come twice: `ask` finds out what the platform says of the channel now, and is called only when
 * something goes there. It may reject: then nothing changes, and sending finds out.
 */
export interface PlaceChanges {
  /**
   * The channel may take no digests any more. `ask`: why it takes none, in the sentence that a send would end with;
   * undefined when it takes them. What goes there is paused as when a send finds out, only earlier, and each of its owners is
   * told once. Never rejects.
   */
  closed(channel: ToldChannel, ask: () => Promise<string | undefined>): Promise<void>;
  /** The bot is out of a workspace: `closed` for each channel that its digests go to. Never rejects. */
  left(workspace: WorkspaceKey, ask: (channel: string) => Promise<string | undefined>): Promise<void>;
  /** The channel has another name. `ask`: what people call a place in it now. Never rejects. */
  renamed(channel: ToldChannel, ask: () => Promise<(place: Place) => string>): Promise<void>;
}
