// The news that an answer is made of: a certain state of them, which an earlier answer was made of, else what serves.

import type { NewsLook, ServedNews } from "../../datasets/look.ts";
import { AppError } from "../../errors.ts";
import { say } from "../../wording/say.ts";

export interface AskedNews {
  readonly served: ServedNews;
  /** Whether a state was asked for that is no longer kept: then it is what serves. */
  readonly isGone: boolean;
}

/** Throws AppError "not-found" where an answer is to be cited whose state of the news is no longer kept. */
export async function askedNews(
  { snapshot, cite }: { readonly snapshot?: string; readonly cite?: boolean },
  news: NewsLook,
): Promise<AskedNews> {
  const wanted = snapshot === undefined ? undefined : await news.snapshot(snapshot);
  const isGone = snapshot !== undefined && wanted === undefined;
  if (isGone && cite === true)
    throw new AppError(
      "not-found",
      say("The state of the news of that answer is no longer kept. Ask again, then /news cite."),
    );
  return { served: wanted ?? (await news.serving()), isGone };
}
