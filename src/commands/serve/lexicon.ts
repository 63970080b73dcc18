// The words that a workspace's data and digests know, for reading and completing what is typed.

import { AppError } from "../../errors.ts";
import { type Lexicon, NO_WORDS } from "../../language/declare/parsed.ts";
import type { WorkspaceKey } from "../../platform/workspace.ts";
import type { Store } from "../../store/database.ts";

/** The words of the data and the digests; none of the data where nothing is connected, so that help still works. */
export async function lexiconOf(
  ofData: () => Promise<Pick<Lexicon, "countries" | "sources">>,
  { subscriptions }: Pick<Store, "subscriptions">,
  workspace: WorkspaceKey,
): Promise<Lexicon> {
  const digests = (await subscriptions.ofWorkspace(workspace)).map(({ name }) => name);
  return { ...(await orNothing(ofData(), NO_WORDS)), digests };
}

/** What the data say; `nothing` where none are connected. */
export async function orNothing<T>(asked: Promise<T>, nothing: T): Promise<T> {
  try {
    return await asked;
  } catch (error) {
    if (error instanceof AppError) return nothing;
    throw error;
  }
}
