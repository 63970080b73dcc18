// What a refresh came to, in words.

import type { RefreshOutcome } from "../../datasets/data-set.ts";
import { AppError, assertNever } from "../../errors.ts";
import type { Manifest } from "../../news/manifest.ts";
import { counted, list, paragraph, privately } from "../../reply/build.ts";
import { formatDate } from "../../reply/dates.ts";
import type { Block } from "../../reply/reply.ts";
import { heldBlocks } from "../held-files.ts";
import type { CommandContext } from "../serve/define.ts";
import type { DropboxServices } from "./services.ts";

/** How long an answer waits for files to be read; the reading itself goes on. */
const WAIT_MS = 90_000;

/** Countries named before the rest is only counted. */
const COUNTRIES_NAMED = 8;

/**
 * What follows a change that stands already: whatever fails in it is told, and does not make the change look undone.
 * `again` is what brings it.
 */
export async function thenBlocks(
  { log }: Pick<DropboxServices, "log">,
  again: string,
  follow: () => Promise<readonly Block[]>,
): Promise<readonly Block[]> {
  try {
    return await follow();
  } catch (error) {
    log.warn({ err: error }, "what follows a change of the connection failed");
    const reason =
      error instanceof AppError ? error.message : "What comes after failed, and the log says why.";
    return [paragraph(`${reason} What was done above stands: ${again} goes on.`)];
  }
}

/** Brings the data up to date, telling progress, and says what came of it. */
export async function refreshBlocks(
  services: Pick<DropboxServices, "datasets">,
  context: CommandContext,
): Promise<readonly Block[]> {
  return (await refreshed(services, context)).blocks;
}

/** The same, and whether it failed. */
export async function refreshed(
  { datasets }: Pick<DropboxServices, "datasets">,
  { invocation, progress }: CommandContext,
): Promise<{ readonly blocks: readonly Block[]; readonly isFailure: boolean }> {
  let timer: NodeJS.Timeout | undefined;
  const expired = new Promise<undefined>((resolve) => {
    timer = setTimeout(() => resolve(undefined), WAIT_MS);
  });
  const tell = (sentence: string): void => progress(privately(paragraph(sentence)));
  const outcome = await Promise.race([datasets.refresh(invocation.workspace, tell), expired]);
  clearTimeout(timer);
  if (outcome !== undefined) return { blocks: outcomeBlocks(outcome), isFailure: outcome.type === "failed" };
  return {
    blocks: [paragraph("The files are still being read. /dropbox status tells when they are in use.")],
    isFailure: false,
  };
}

export function outcomeBlocks(outcome: RefreshOutcome): Block[] {
  switch (outcome.type) {
    case "unchanged":
      return [
        paragraph(
          outcome.newlyHeld.length > 0 ? "What serves has not changed: " : "Nothing has changed: ",
          contentsOf(outcome.manifest),
        ),
        ...heldBlocks(outcome.held),
        ...refusedBlocks(outcome),
      ];
    case "swapped":
      return [
        paragraph(contentsOf(outcome.manifest)),
        ...heldBlocks(outcome.held),
        ...refusedBlocks(outcome),
      ];
    case "failed":
      return [paragraph(outcome.error.message)];
    default:
      return assertNever(outcome);
  }
}

/** `81,204 articles in 27 files: Austria … Sweden, 9 Aug 2023 – 7 Mar 2024.` */
function contentsOf(manifest: Manifest): string {
  const countries = [...new Set(manifest.files.flatMap(({ country }) => country ?? []))].toSorted();
  const named =
    countries.length > COUNTRIES_NAMED ? `${countries[0]} … ${countries.at(-1)}` : countries.join(", ");
  const { firstDate, lastDate } = manifest;
  const dates =
    firstDate === null || lastDate === null ? "" : `, ${formatDate(firstDate)} – ${formatDate(lastDate)}`;
  return `${counted(manifest.articles, "article")} in ${counted(manifest.files.length, "file")}${named === "" ? "" : `: ${named}`}${dates}.`;
}

function refusedBlocks({ manifest: { refused } }: { readonly manifest: Manifest }): Block[] {
  if (refused.length === 0) return [];
  return [paragraph("Not read:"), list(refused.slice(0, 20).map(({ reason }) => [reason]))];
}
