// `judged`: what a workspace's people said of verdicts, as judged data for `bench quality`.

import { resolve } from "node:path";
import { readConfig } from "../config.ts";
import { openStateStore } from "../configured.ts";
import { AppError } from "../errors.ts";
import { listOf } from "../language/read/text.ts";
import { judgedData, judgedText, LABELS_OF_ONE } from "../news/relevance/judges.ts";
import { counted } from "../reply/build.ts";
import type { Judgements } from "../store/judgements.ts";

/**
 * Prints the judged data, and to the other output what was left out. `wanted`: the workspace; without it the only one there is.
 * Throws AppError when nothing was judged there, or when several workspaces have and none is named.
 */
export async function printJudged(wanted: string | undefined): Promise<void> {
  const config = readConfig();
  // Beside a running bot, too: nothing is written.
  const store = await openStateStore(config, resolve(config.DATA_DIR), true);
  try {
    const { text, told } = await judgedOf(store.judgements, wanted);
    process.stdout.write(text);
    process.stderr.write(`${told}\n`);
  } finally {
    await store.close();
  }
}

/** The judged data of a workspace, and a sentence about them. */
export async function judgedOf(
  judgements: Pick<Judgements, "workspaces" | "ofWorkspace">,
  wanted: string | undefined,
): Promise<{ readonly text: string; readonly told: string }> {
  const known = await judgements.workspaces();
  const names = listOf(known, "and");
  if (known.length === 0) throw new AppError("no-data", "Nobody has judged a verdict yet.");
  if (wanted === undefined && known.length > 1)
    throw new AppError("bad-input", `Name one of the workspaces that have judged: ${names}.`);
  const workspace = known.find((name) => wanted === undefined || name === wanted);
  if (workspace === undefined)
    throw new AppError("bad-input", `Nobody has judged a verdict in ${wanted}; in ${names} somebody has.`);
  const labels = (await judgements.ofWorkspace(workspace)).filter(
    // A story is no assessment, and a line has its fields between tabs.
    ({ pillar, article }) => pillar !== 0 && !/[\t\r\n]/.test(article),
  );
  const { rows, leftOut } = judgedData(labels);
  const rest =
    leftOut === 0
      ? ""
      : ` ${counted(leftOut, "label")} left out: two judges count for an assessment, those who judged the fewest, and nobody gives more than ${LABELS_OF_ONE} labels and more than all others together.`;
  return {
    text: judgedText(rows),
    told: `${counted(rows.length, "judged assessment")} of ${workspace}.${rest}`,
  };
}
