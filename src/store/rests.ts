// Until when a platform asked not to be called again.

import type { KeptRests } from "../platform/rests.ts";
import type { StateDatabase } from "./tables.ts";

/** The rests of each platform by its id. */
export interface PlatformRests {
  of(platform: string): KeptRests;
}

export function createPlatformRests(db: StateDatabase): PlatformRests {
  return {
    of: (platform) => ({
      async since(now) {
        await db
          .deleteFrom("platformRests")
          .where("platform", "=", platform)
          .where("until", "<=", now)
          .execute();
        return await db
          .selectFrom("platformRests")
          .select(["kind", "until"])
          .where("platform", "=", platform)
          .execute();
      },
      async keep({ kind, until }) {
        await db
          .insertInto("platformRests")
          .values({ platform, kind, until })
          .onConflict((conflict) => conflict.columns(["platform", "kind"]).doUpdateSet({ until }))
          .execute();
      },
    }),
  };
}

/** The same, where other processes write them down, too. */
export function sharedRests({ of }: PlatformRests): PlatformRests {
  return { of: (platform) => ({ ...of(platform), isShared: true }) };
}
