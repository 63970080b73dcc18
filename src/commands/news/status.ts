// `/news status`: what the answers are made of, and what could not be read.

import type { DataSetStatus } from "../../datasets/data-set-status.ts";
import type { DiskUse } from "../../datasets/keeper.ts";
import { AppError } from "../../errors.ts";
import { listOf } from "../../language/read/text.ts";
import { gigabytes } from "../../news/disk-room.ts";
import type { Manifest } from "../../news/manifest.ts";
import type { PlatformStanding } from "../../platform/standing.ts";
import {
  dotted,
  fields,
  heading,
  instant,
  list,
  note,
  paragraph,
  privately,
  refusing,
  sentence,
  strong,
} from "../../reply/build.ts";
import { formatAge, formatDate, formatDates } from "../../reply/dates.ts";
import type { Block } from "../../reply/reply.ts";
import type { JudgementCounts } from "../../store/judgements.ts";
import { zoneDataVersion } from "../../time/zones.ts";
import { formatNumber } from "../../wording/numbers.ts";
import { say, sayParts, wording } from "../../wording/say.ts";
import { sayStored } from "../../wording/stored.ts";
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
    summary: wording("What the data hold, how old they are and what could not be read"),
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
        return refusing(
          heading(say("State of the news")),
          ...platforms,
          paragraph(...sentence(served.message)),
        );
      const { manifest } = served.catalog;
      const status = await news.status();
      return privately(
        heading(say("State of the news"), status.description),
        ...platforms,
        ...troubles(status),
        contents(manifest, now),
        ...(isAdmin && diskUse !== undefined ? [onDisk(await diskUse())] : []),
        ...(isAdmin ? feedbackBlocks(await judgements.count(invocation.workspace)) : []),
        heading(say("Files")),
        ...files(manifest),
        ...dropped(manifest),
        ...unreadBlocks(manifest),
        ...overlapBlocks(manifest),
        note(say(SCORED_BY)),
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
        ...sayParts(
          "{standing, select, connected {connected} trying {trying} other {refused}} since {instant}",
          {
            standing: standing.type,
            instant: instant(since),
          },
        ),
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
            `${sayStored(problem.sentence)} `,
            ...sayParts("Since {instant}; the last good news is still served.", {
              instant: instant(problem.since),
            }),
          ),
        ]),
    ...heldBlocks(held),
    ...(refused.length === 0
      ? []
      : [
          paragraph(
            say("{files, plural, one {# file} other {# files}} could not be read:", {
              files: refused.length,
            }),
          ),
          list(refused.slice(0, FILES_NAMED).map(({ reason }) => [reason])),
          ...(refused.length > FILES_NAMED ? [moreFiles(refused.length - FILES_NAMED)] : []),
        ]),
    ...(building ? [paragraph(say("Newer files are being read now."))] : []),
  ];
}

function moreFiles(files: number): Block {
  return note(say("… {files, plural, one {# more file} other {# more files}}.", { files }));
}

function contents(manifest: Manifest, now: number): Block {
  const { assessments, articles, stories, firstDate, lastDate, undated, notScored, builtAt } = manifest;
  return fields([
    [
      say("Assessments"),
      notScored > 0
        ? say("{count, number} ({notScored, number} not scored)", { count: assessments, notScored })
        : formatNumber(assessments),
    ],
    [
      say("Articles"),
      undated > 0
        ? say("{count, number} ({undated, number} undated)", { count: articles, undated })
        : formatNumber(articles),
    ],
    [say("Stories"), formatNumber(stories)],
    [
      say("Dates"),
      firstDate === null || lastDate === null
        ? say("none")
        : say("{first} to {last} ({dates})", {
            first: isoDate(firstDate),
            last: isoDate(lastDate),
            dates: formatDates(firstDate, lastDate),
          }),
    ],
    ...(lastDate === null
      ? []
      : [[say("Newest article"), `${formatDate(lastDate)}, ${formatAge(lastDate, now)}`] as const]),
    [say("Files read"), instant(builtAt)],
    [say("Time zones"), say("zone data {version}", { version: zoneDataVersion() })],
  ]);
}

/** Of all workspaces that share the machine, so it is for admins. */
function onDisk({ bytes, servingBytes }: DiskUse): Block {
  return fields([
    [
      say("News on disk"),
      bytes < LITTLE_BYTES
        ? gigabytes(bytes)
        : say("{all}, of which {serving} serve now", {
            all: gigabytes(bytes),
            serving: gigabytes(servingBytes),
          }),
    ],
  ]);
}

/** What people said of verdicts and stories; nothing where nobody did. */
function feedbackBlocks({ people, verdicts, stories }: JudgementCounts): Block[] {
  if (people === 0) return [];
  const judged = [
    ...(verdicts === 0 ? [] : [say("{verdicts, plural, one {# verdict} other {# verdicts}}", { verdicts })]),
    ...(stories === 0 ? [] : [say("{stories, plural, one {# story} other {# stories}}", { stories })]),
  ];
  return [
    fields([
      [
        say("Feedback"),
        say("{judged} judged by {people, plural, one {# person} other {# people}}", {
          judged: listOf(judged, "and"),
          people,
        }),
      ],
    ]),
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
    ...(all.length > shown.length ? [moreFiles(all.length - shown.length)] : []),
  ];
}

function dropped({ files: all }: Manifest): Block[] {
  const lines = all.flatMap(({ name, dropped: { withoutId, unreadablePillar, repeated } }) => {
    const reasons = dotted(
      withoutId > 0 && say("{rows, plural, one {# row} other {# rows}} without an id", { rows: withoutId }),
      unreadablePillar > 0 &&
        say("{rows, plural, one {# row} other {# rows}} with a pillar that is not 1 to 8", {
          rows: unreadablePillar,
        }),
      repeated > 0 &&
        say("{rows, plural, one {# row} other {# rows}} repeated by a later row", { rows: repeated }),
    );
    return reasons === "" ? [] : [[strong(name), ` · ${reasons}`]];
  });
  return lines.length === 0 ? [] : [heading(say("Rows left out")), list(lines)];
}
