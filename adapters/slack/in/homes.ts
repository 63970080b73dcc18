// People's Home tabs: each is filled with how things are when it is opened, and anew after something was pressed there. One
// after the other for each person, so that nothing older is published over something newer.

import { z } from "zod";
import type { ActionCodes } from "../../../src/commands/serve/action-codes.ts";
import type { Prefix } from "../../../src/commands/serve/prefix.ts";
import type { Router } from "../../../src/commands/serve/router.ts";
import type { Logger } from "../../../src/log.ts";
import type { Actor } from "../../../src/platform/invocation.ts";
import { createRequests } from "../../../src/platform/requests.ts";
import type { WorkspaceKey } from "../../../src/platform/workspace.ts";
import type { Clock } from "../../../src/reply/ports.ts";
import { languageFor } from "../../../src/wording/languages.ts";
import { inLanguage } from "../../../src/wording/say.ts";
import { failureOf, reasonOf } from "../api/client.ts";
import type { Installation } from "../api/installation.ts";
import type { People } from "../api/people.ts";
import { homeView } from "../out/home.ts";
import type { HomeOpened } from "./read.ts";

export interface Homes {
  /** Publishes somebody's Home tab. Resolves when it shows how things are now or later. Never rejects. */
  show(opened: HomeOpened): Promise<void>;
  /** Resolves when all that is in flight is over, or after `timeoutMs`. */
  drain(timeoutMs: number): Promise<void>;
}

const published = z.object({ view: z.object({ hash: z.string() }) });

/** A tab that is being filled. `next`: somebody asked for it meanwhile. */
interface Filling {
  next: HomeOpened | undefined;
  readonly done: PromiseWithResolvers<void>;
}

export function createHomes(options: {
  readonly router: Router;
  readonly codes: ActionCodes;
  /** For what the adapter says by itself; replies come as people read them. */
  readonly prefix: Prefix;
  readonly installation: Installation;
  readonly people: People;
  readonly clock: Clock;
  readonly log: Logger;
}): Homes {
  const { router, codes, prefix, installation, people, clock, log } = options;
  const { web } = installation;
  const requests = createRequests<void>({ clock });
  const fillings = new Map<string, Filling>();

  async function viewOf({ workspace, userId }: HomeOpened, requestId: string) {
    const actor = await people.actor(workspace, userId);
    return inLanguage(languageFor(actor.locale), () => viewFor(actor, workspace, requestId));
  }

  async function viewFor(actor: Actor, workspace: WorkspaceKey, requestId: string) {
    const reply = await router.handle(
      {
        platform: "slack",
        workspace,
        place: actor.id,
        actor,
        requestId,
        input: { type: "options", path: ["news", "home"], values: {} },
      },
      { progress: () => undefined },
    );
    const found = await codes.codesOf(workspace, reply).catch((error: unknown) => {
      log.error({ err: error }, "buttons got no codes");
      return new Map<string, string>();
    });
    return homeView(reply, found, prefix);
  }

  /**
   * `hash`: that of the view which it takes the place of, if that is known. Resolves with the new one. Slack refuses a hash of
   * a view that is not there any more (https://docs.slack.dev/reference/methods/views.publish): then somebody else published,
   * and what they saw may be older or newer. So it is looked at once more, and what is so by then is published.
   */
  async function publish(opened: HomeOpened, hash: string | undefined): Promise<string | undefined> {
    const { userId: user_id, requestId } = opened;
    const put = async (of: { readonly hash?: string }, view: unknown): Promise<string | undefined> => {
      const answer = await web.call("views.publish", { user_id, view, ...of }, { repeatable: true });
      return published.safeParse(answer).data?.view.hash;
    };
    try {
      return await put(hash === undefined ? {} : { hash }, await viewOf(opened, requestId));
    } catch (error) {
      const failure = failureOf(error);
      if (failure.type !== "refused" || failure.error !== "hash_conflict") throw error;
      return put({}, await viewOf(opened, `${requestId} again`));
    }
  }

  async function fill(opened: HomeOpened): Promise<void> {
    if ((await installation.covers(opened.workspace)) !== true) {
      log.warn({ workspace: opened.workspace }, "the home tab of another workspace was not filled");
      return;
    }
    const key = `${opened.workspace} ${opened.userId}`;
    const begun = fillings.get(key);
    if (begun !== undefined) {
      begun.next = opened;
      return begun.done.promise;
    }
    const filling: Filling = { next: opened, done: Promise.withResolvers() };
    fillings.set(key, filling);
    try {
      let hash = opened.hash;
      while (filling.next !== undefined) {
        const { next } = filling;
        filling.next = undefined;
        hash = await publish(next, hash);
      }
    } finally {
      fillings.delete(key);
      filling.done.resolve();
    }
  }

  return {
    show: (opened) =>
      requests.once(opened.requestId, () =>
        fill(opened).catch((error: unknown) => {
          log.error({ reason: reasonOf(error), err: error }, "a home tab was not filled");
        }),
      ),
    drain: requests.drain,
  };
}
