// The news that each connection serves: whether there are any, what does not serve, and how old they are.

import type { DataSetStatus } from "../datasets/data-set-status.ts";
import type { Datasets } from "../datasets/keeper.ts";
import { type Finding, note, ok, problem, problemIn } from "../platform/finding.ts";
import type { WorkspaceKey } from "../platform/workspace.ts";
import { counted } from "../reply/build.ts";
import { formatDate } from "../reply/dates.ts";
import { DAY_MS } from "../time/units.ts";

/** Without newer articles for so long, somebody has probably stopped bringing them. */
const OLD_MS = 14 * DAY_MS;
/** Files named one by one before the rest is only counted. */
const NAMED = 5;

export async function examineNews(
  datasets: Pick<Datasets, "status">,
  workspaces: readonly WorkspaceKey[],
  now: number,
): Promise<readonly Finding[]> {
  const each = await Promise.all(
    workspaces.map(async (workspace) => statusFindings(await datasets.status(workspace), now)),
  );
  return each.flat();
}

/** What a data set's status means for whoever runs the bot. */
export function statusFindings(
  { description, manifest, refused, held, problem: trouble }: DataSetStatus,
  now: number,
): readonly Finding[] {
  const about = `news of ${description}`;
  return [
    ...(manifest === undefined
      ? [note(about, "nothing is prepared yet: npm start or the first question does that")]
      : [
          ok(about, `${manifest.assessments.toLocaleString("en-US")} assessments`),
          ...(manifest.lastDate !== null && now - manifest.lastDate > OLD_MS
            ? [note(about, `the newest article is of ${formatDate(manifest.lastDate)}`)]
            : []),
        ]),
    ...(trouble === undefined
      ? []
      : [
          problemIn(
            about,
            trouble.sentence,
            "The last good news are served until then; /dropbox refresh tries again.",
          ),
        ]),
    ...held
      .filter(({ isKept }) => !isKept)
      .slice(0, NAMED)
      .map(({ reason }) =>
        problemIn(
          about,
          reason,
          "An admin looks at it with /dropbox files, and answers /dropbox accept or keep.",
        ),
      ),
    ...refused
      .slice(0, NAMED)
      .map(({ reason }) => problemIn(about, reason, "Bring that file again; the others are served.")),
    ...(refused.length > NAMED
      ? [
          problem(
            about,
            `${counted(refused.length - NAMED, "more file")} cannot be read.`,
            "/dropbox files names them.",
          ),
        ]
      : []),
  ];
}
