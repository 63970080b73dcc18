// Which workspace somebody means where the place does not tell it, such as a conversation with the bot alone.

import type { ChosenWorkspaces } from "../platform/chosen-workspaces.ts";
import type { StateDatabase } from "./tables.ts";

/** The choices of each platform's people, by the platform's id. */
export interface PlatformChoices {
  of(platform: string): ChosenWorkspaces;
}

export function createPlatformChoices(db: StateDatabase): PlatformChoices {
  return {
    of: (platform) => ({
      async of(actor) {
        const found = await db
          .selectFrom("chosenWorkspaces")
          .select("workspace")
          .where("platform", "=", platform)
          .where("actor", "=", actor)
          .executeTakeFirst();
        return found?.workspace;
      },
      async choose(actor, workspace) {
        await db
          .insertInto("chosenWorkspaces")
          .values({ platform, actor, workspace })
          .onConflict((conflict) => conflict.columns(["platform", "actor"]).doUpdateSet({ workspace }))
          .execute();
      },
    }),
  };
}
