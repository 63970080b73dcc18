// What a refresh came to, in words.

import type { RefreshOutcome } from "../../datasets/data-set.ts";
import { AppError, assertNever } from "../../errors.ts";
import type { Manifest, RefusedFile } from "../../news/manifest.ts";
import { joined, list, note, paragraph, privately } from "../../reply/build.ts";
import { formatDate, formatInstant } from "../../reply/dates.ts";
import type { Block } from "../../reply/reply.ts";
import { say } from "../../wording/say.ts";
import { heldBlocks } from "../held-files.ts";
import type { CommandContext } from "../serve/define.ts";
import type { DropboxServices } from "./services.ts";
import { beginLook, type Since } from "./since.ts";

/** How long an answer waits for files to be read; the reading itself goes on. */
const WAIT_MS = 90_000;

/** Countries named before the rest is only counted. */
const COUNTRIES_NAMED = 8;

/** Files that were not read named before the rest is only counted. */
const FILES_NAMED = 20;

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
    log.warn({ err: error }, "what follows a change failed");
    const reason =
      error instanceof AppError ? error.message : say("What followed failed, and the log says why.");
    return [
      paragraph(joined(reason, say("What was done above stands: {command} goes on.", { command: again }))),
    ];
  }
}

type Services = Pick<DropboxServices, "datasets" | "changes">;

/** Brings the data up to date after a choice, telling progress, and says what is there then: that counts as a look. */
export async function refreshBlocks(services: Services, context: CommandContext): Promise<readonly Block[]> {
  const { outcome } = await refreshed(services, context);
  return outcome === undefined ? [stillReading()] : outcomeBlocks(outcome);
}

/** Brings the data up to date, and says what changed since the asker's last look. */
export async function changesBlocks(
  services: Services,
  context: CommandContext,
): Promise<{ readonly blocks: readonly Block[]; readonly isFailure: boolean }> {
  const { outcome, since } = await refreshed(services, context);
  return outcome === undefined
    ? { blocks: [stillReading()], isFailure: false }
    : { blocks: outcomeBlocks(outcome, since), isFailure: outcome.type === "failed" };
}

/** Nothing when that takes too long; it goes on then. */
async function refreshed(
  services: Services,
  context: CommandContext,
): Promise<{ readonly outcome?: RefreshOutcome; readonly since?: Since }> {
  const { invocation, progress } = context;
  const endLook = await beginLook(services, context);
  let timer: NodeJS.Timeout | undefined;
  const expired = new Promise<undefined>((resolve) => {
    timer = setTimeout(() => resolve(undefined), WAIT_MS);
  });
  const tell = (sentence: string): void => progress(privately(paragraph(sentence)));
  const outcome = await Promise.race([services.datasets.refresh(invocation.workspace, tell), expired]);
  clearTimeout(timer);
  return outcome === undefined ? {} : { outcome, since: await endLook() };
}

function stillReading(): Block {
  return paragraph(say("The files are still being read. /dropbox status tells when they are in use."));
}

/** `since`: what changed since the asker's last look, whatever this look found. */
export function outcomeBlocks(outcome: RefreshOutcome, since?: Since): Block[] {
  const { blocks = [], lookedAt } = since ?? {};
  switch (outcome.type) {
    case "unchanged":
    case "swapped": {
      const contents = contentsOf(outcome.manifest);
      const isSame = blocks.length === 0 && outcome.type === "unchanged";
      const isHeld = outcome.newlyHeld.length > 0;
      return [
        ...blocks,
        paragraph(isSame ? sameSentence(contents, isHeld, lookedAt) : contents),
        ...heldBlocks(outcome.held),
        ...refusedBlocks(outcome.refused),
      ];
    }
    case "failed":
      return [...blocks, paragraph(outcome.error.message)];
    default:
      return assertNever(outcome);
  }
}

/** That nothing changed since a look, and what there is. `isHeld`: what came since then does not serve. */
function sameSentence(contents: string, isHeld: boolean, lookedAt: number | undefined): string {
  if (lookedAt === undefined)
    return isHeld
      ? say("What serves has not changed. It is still {contents}", { contents })
      : say("Nothing has changed. It is still {contents}", { contents });
  const time = formatInstant(lookedAt, "UTC");
  return isHeld
    ? say("What serves has not changed since your last look, {time}. It is still {contents}", {
        time,
        contents,
      })
    : say("Nothing has changed since your last look, {time}. It is still {contents}", { time, contents });
}

/** `81,204 articles in 27 files: Austria … Sweden, 9 Aug 2023 – 7 Mar 2024.` */
function contentsOf(manifest: Manifest): string {
  const countries = [...new Set(manifest.files.flatMap(({ country }) => country ?? []))].toSorted();
  const named =
    countries.length > COUNTRIES_NAMED ? `${countries[0]} … ${countries.at(-1)}` : countries.join(", ");
  const { firstDate, lastDate } = manifest;
  const dates =
    firstDate === null || lastDate === null ? "" : `, ${formatDate(firstDate)} – ${formatDate(lastDate)}`;
  const counts = say(
    "{articles, plural, one {# article} other {# articles}} in {files, plural, one {# file} other {# files}}",
    { articles: manifest.articles, files: manifest.files.length },
  );
  return `${counts}${named === "" ? "" : `: ${named}`}${dates}.`;
}

function refusedBlocks(refused: readonly RefusedFile[]): Block[] {
  if (refused.length === 0) return [];
  const more = refused.length - FILES_NAMED;
  return [
    paragraph(say("Not read:")),
    list(refused.slice(0, FILES_NAMED).map(({ reason }) => [reason])),
    ...(more > 0
      ? [note(say("… {count, plural, one {# more file} other {# more files}}.", { count: more }))]
      : []),
  ];
}
