// What the digest commands need from below.

import type { Digests } from "../../digest/conduct.ts";
import type { Explainer } from "../../digest/explain.ts";
import type { Places } from "../../platform/destination.ts";
import type { Mentions } from "../../platform/mentions.ts";
import type { Store } from "../../store/database.ts";
import type { Lists } from "../../store/lists.ts";

export interface DigestServices {
  readonly store: Pick<Store, "subscriptions" | "ledger" | "mutes" | "seen" | "audit">;
  readonly digests: Digests;
  readonly explainer: Explainer;
  readonly places: Places & Mentions;
  /** What the numbers of people's last lists stand for. */
  readonly lists: Lists;
  /** Of digests whose maker's platform tells no zone. */
  readonly defaultZone: string;
}
