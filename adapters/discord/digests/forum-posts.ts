// Opens a digest's post in a forum. Its tags are those that the forum had when the digest was set up; when it does not
// take them any more, they are read again.

import { DiscordAPIError, type REST, Routes } from "discord.js";
import type { Place } from "../../../src/platform/destination.ts";
import { THREAD } from "../out/limits.ts";
import type { Upload } from "../out/uploads.ts";
import { TAG_PROBLEMS } from "./answers.ts";
import { readChannel } from "./channels.ts";
import { forumTagsOf } from "./forum-tags.ts";
import type { Planned } from "./parts.ts";

export type ForumPost = Extract<Planned, { kind: "forum-post" }>;

/** Discord's answer to the post. Throws what discord.js throws; a tag problem only when no tag of the forum helps. */
export async function openForumPost(
  { name, tags, pillars }: Pick<ForumPost, "name" | "tags" | "pillars">,
  { body, files }: Upload,
  {
    sending,
    reading,
    place,
    signal,
  }: { readonly sending: REST; readonly reading: REST; readonly place: Place; readonly signal: AbortSignal },
): Promise<unknown> {
  const open = (applied: readonly string[]): Promise<unknown> => {
    const message = { name, applied_tags: applied, message: body };
    return sending.post(Routes.threads(place.channel), { body: message, files, signal });
  };

  /** What may be tried instead: the pillars' tags as they are now, none, and any, since the digest counts more. */
  async function others(): Promise<readonly (readonly string[])[]> {
    const forum = await readChannel(reading, place.channel, signal);
    if (forum === "hidden" || forum === "unknown") return [];
    const usable = forum.tags.filter(({ isModerated }) => !isModerated);
    const byPillar = forumTagsOf(usable);
    const meant = pillars.flatMap((pillar) => byPillar[pillar] ?? []).slice(0, THREAD.tags);
    const before = Object.values(place.forumTags ?? {}).filter((tag) => usable.some(({ id }) => id === tag));
    const [any] = [...Object.values(byPillar), ...before];
    return [
      ...(meant.length === 0 ? [] : [meant]),
      ...(forum.requiresTag ? [] : [[]]),
      ...(any === undefined ? [] : [[any]]),
    ];
  }

  try {
    return await open(tags);
  } catch (error) {
    if (!isTagProblem(error)) throw error;
    for (const applied of await others()) {
      try {
        return await open(applied);
      } catch (again) {
        if (!isTagProblem(again)) throw again;
      }
    }
    throw error;
  }
}

function isTagProblem(error: unknown): boolean {
  return error instanceof DiscordAPIError && TAG_PROBLEMS.includes(Number(error.code));
}
