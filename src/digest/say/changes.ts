// What changed of articles that a digest showed before: scored anew, or no longer in the data.

import { isScore } from "../../reply/article-card.ts";
import { type Content, counted, heading, list, note, strong } from "../../reply/build.ts";
import { signOf } from "../../reply/signs.ts";
import { allTold, NOTHING_TOLD, type Told } from "../../store/told.ts";
import type { DigestContents } from "./contents.ts";
import { nameOfTitle, type Passage } from "./pieces.ts";

/** Lines of rescored and withdrawn articles before the rest is only counted. */
const CHANGES_LISTED = 5;

const TITLE = heading("CHANGED");

interface Line {
  readonly content: Content;
  readonly name: string;
  readonly tells: Told;
}

export function changePassages({ rescored, withdrawn }: DigestContents): readonly Passage[] {
  const signs = (score: number): string => (isScore(score) ? signOf(score) : "");
  if (rescored.length === 0 && withdrawn.length === 0) return [];
  const byFile = Map.groupBy(rescored, ({ withFile }) => withFile);
  return [
    { block: TITLE, pieces: [] },
    ...linesOf(
      [...byFile].flatMap(([file, articles]) =>
        file === null
          ? []
          : [
              {
                content: [
                  "Most of ",
                  strong(file),
                  ` was scored anew, ${counted(articles.length, "article")} shown here with it`,
                ],
                name: nameOfTitle(file),
                tells: rescoring(articles),
              },
            ],
      ),
      "files scored anew",
    ),
    ...linesOf(
      (byFile.get(null) ?? []).map((change) => ({
        content: ["Rescored: ", strong(change.title), `  ${signs(change.before)} → ${signs(change.after)}`],
        name: nameOfTitle(change.title),
        tells: rescoring([change]),
      })),
      "rescored",
    ),
    ...linesOf(
      withdrawn.map(({ article, title }) => ({
        content: ["Withdrawn, no longer in the data: ", strong(title)],
        name: nameOfTitle(title),
        tells: { ...NOTHING_TOLD, withdrawn: [article] },
      })),
      "withdrawn",
    ),
  ];
}

function rescoring(changes: DigestContents["rescored"]): Told {
  return {
    ...NOTHING_TOLD,
    rescored: changes.map(({ article, before, after }) => ({ article, before, after })),
  };
}

function linesOf(lines: readonly Line[], what: string): readonly Passage[] {
  const [listed, others] = [lines.slice(0, CHANGES_LISTED), lines.slice(CHANGES_LISTED)];
  if (listed.length === 0) return [];
  const passage: Passage = {
    block: list(listed.map(({ content }) => content)),
    pieces: listed.map(({ content, name, tells }) => ({ name, alone: [TITLE, list([content])], tells })),
  };
  if (others.length === 0) return [passage];
  const rest = note(`… ${others.length} more ${what}`);
  const piece = {
    name: `a count of those ${what}`,
    alone: [TITLE, rest],
    tells: allTold(others.map(({ tells }) => tells)),
  };
  return [passage, { block: rest, pieces: [piece] }];
}
