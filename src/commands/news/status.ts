// `/news status`: what the answers are made of, and what could not be read.

import type { DataSetStatus } from "../../datasets/data-set.ts";
import type { DiskUse } from "../../datasets/keeper.ts";
import { AppError } from "../../errors.ts";
import { listOf } from "../../language/read/text.ts";
import { gigabytes } from "../../news/disk-room.ts";
import type { Manifest } from "../../news/manifest.ts";
import type { PlatformStanding } from "../../platform/standing.ts";
import {
  counted,
  dotted,
  fields,
  heading,
  list,
  note,
  paragraph,
  privately,
  refusing,
  sentence,
  strong,
} from "../../reply/build.ts";
import { formatAge, formatDate, formatDates, formatInstant } from "../../reply/dates.ts";
import type { Block } from "../../reply/reply.ts";
import type { JudgementCounts } from "../../store/judgements.ts";
import { zoneDataVersion } from "../../time/zones.ts";
import { countsOfFile, overlapBlocks, unreadBlocks } from "../data-files.ts";
import { heldBlocks } from "../held-files.ts";
import { type Command, defineCommand } from "../serve/define.ts";
import { SCORED_BY } from "./footer.ts";
import type { NewsServices } from "./services.ts";

/** Files named one by one before the rest is only counted. */
const FILES_NAMED = 30;

export function statusCommand({
  standings = () => [],
  diskUse,
  judgements,
}: Pick<NewsServices, "standings" | "diskUse" | "judgements">): Command {
  return defineCommand({
    path: ["news", "status"],
    summary: "What the data hold, how old they are and what could not be read",
    role: "read",
    answers: "message",
    isLookup: true,
    examples: ["/news status"],
    options: {},
    async handler(_values, { news, now, invocation }) {
      const isAdmin = invocation.actor.roles.includes("admin");
      const platforms = platformBlocks(standings(), isAdmin);
      // Asking for news first brings in data that were never read yet.
      const served = await news.serving().catch((error: unknown) => {
        if (error instanceof AppError && error.code === "no-data" && platforms.length > 0) return error;
        throw error;
      });
      // How the bot stands is to be seen before it has news.
      if (served instanceof AppError)
        return refusing(heading("State of the news"), ...platforms, paragraph(...sentence(served.message)));
      const { manifest } = served.catalog;
      const status = await news.status();
      return privately(
        heading("State of the news", status.description),
        ...platforms,
        ...troubles(status),
        contents(manifest, now),
        ...(isAdmin && diskUse !== undefined ? [onDisk(await diskUse())] : []),
        ...(isAdmin ? feedbackBlocks(await judgements.count(invocation.workspace)) : []),
        heading("Files"),
        ...files(manifest),
        ...dropped(manifest),
        ...unreadBlocks(manifest),
        ...overlapBlocks(manifest),
        note(SCORED_BY),
      );
    },
  });
}

/** How the bot stands with each platform; what to mend is for admins. */
function platformBlocks(standings: readonly PlatformStanding[], isAdmin: boolean): Block[] {
  if (standings.length === 0) return [];
  return [
    fields(
      standings.map(({ name, standing, since }) => [
        name,
        `${standing.type} since ${formatInstant(since, "UTC")}`,
      ]),
    ),
    ...standings.flatMap(({ standing }) =>
      isAdmin && standing.type === "refused" ? [paragraph(standing.reason)] : [],
    ),
  ];
}

/** What is wrong with the news as they stand, in sentences. */
export function troubles({ problem, held, refused, building }: DataSetStatus): Block[] {
  return [
    ...(problem === undefined
      ? []
      : [
          paragraph(
            `${problem.sentence} Since ${formatInstant(problem.since, "UTC")}; the last good news is still served.`,
          ),
        ]),
    ...heldBlocks(held),
    ...(refused.length === 0
      ? []
      : [
          paragraph(`${counted(refused.length, "file")} could not be read:`),
          list(refused.slice(0, FILES_NAMED).map(({ reason }) => [reason])),
          ...(refused.length > FILES_NAMED ? [note(`… ${refused.length - FILES_NAMED} more files.`)] : []),
        ]),
    ...(building ? [paragraph("Newer files are being read now.")] : []),
  ];
}

function contents(manifest: Manifest, now: number): Block {
  const { assessments, articles, stories, firstDate, lastDate, undated, notScored, builtAt } = manifest;
  return fields([
    [
      "Assessments",
      assessments.toLocaleString("en-US"),
      notScored > 0 ? ` (${notScored.toLocaleString("en-US")} not scored)` : "",
    ],
    [
      "Articles",
      articles.toLocaleString("en-US"),
      undated > 0 ? ` (${undated.toLocaleString("en-US")} undated)` : "",
    ],
    ["Stories", stories.toLocaleString("en-US")],
    [
      "Dates",
      firstDate === null || lastDate === null
        ? "none"
        : `${isoDate(firstDate)} to ${isoDate(lastDate)} (${formatDates(firstDate, lastDate)})`,
    ],
    ...(lastDate === null
      ? []
      : [["Newest article", `${formatDate(lastDate)}, ${formatAge(lastDate, now)}`] as const]),
    ["Files read", formatInstant(builtAt, "UTC")],
    ["Time zones", `zone data ${zoneDataVersion()}`],
  ]);
}

/** Of all workspaces that share the machine, so it is for admins. */
function onDisk({ bytes, servingBytes }: DiskUse): Block {
  return fields([
    [
      "News on disk",
      bytes < LITTLE_BYTES
        ? gigabytes(bytes)
        : `${gigabytes(bytes)}, of which ${gigabytes(servingBytes)} serve now`,
    ],
  ]);
}

/** What people said of verdicts and stories; nothing where nobody did. */
function feedbackBlocks({ people, verdicts, stories }: JudgementCounts): Block[] {
  if (people === 0) return [];
  const judged = [
    ...(verdicts === 0 ? [] : [counted(verdicts, "verdict")]),
    ...(stories === 0 ? [] : [counted(stories, "story", "stories")]),
  ];
  return [
    fields([["Feedback", `${listOf(judged, "and")} judged by ${counted(people, "person", "people")}`]]),
  ];
}

/** Of less it says nothing how it is divided. */
const LITTLE_BYTES = 50_000_000;

function isoDate(at: number): string {
  return new Date(at).toISOString().slice(0, 10);
}

function files({ files: all }: Manifest): Block[] {
  const shown = all.slice(0, FILES_NAMED);
  return [
    list(shown.map((file) => [strong(file.name), ` · ${countsOfFile(file)}`])),
    ...(all.length > shown.length ? [note(`… ${all.length - shown.length} more files.`)] : []),
  ];
}

function dropped({ files: all }: Manifest): Block[] {
  const lines = all.flatMap(({ name, dropped: { withoutId, unreadablePillar, repeated } }) => {
    const reasons = dotted(
      withoutId > 0 && `${counted(withoutId, "row")} without an id`,
      unreadablePillar > 0 && `${counted(unreadablePillar, "row")} with a pillar that is not 1 to 8`,
      repeated > 0 && `${counted(repeated, "row")} repeated by a later row`,
    );
    return reasons === "" ? [] : [[strong(name), ` · ${reasons}`]];
  });
  return lines.length === 0 ? [] : [heading("Rows left out"), list(lines)];
}
