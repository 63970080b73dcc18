// What changed of articles that a digest showed before: scored anew, or no longer in the data.

import { isScore } from "../../reply/article-card.ts";
import { type Content, heading, list, note, strong } from "../../reply/build.ts";
import type { Block } from "../../reply/reply.ts";
import { signOf } from "../../reply/signs.ts";
import { allTold, NOTHING_TOLD, type Told } from "../../store/told.ts";
import { say, sayParts } from "../../wording/say.ts";
import type { DigestContents } from "./contents.ts";
import { nameOfTitle, type Passage } from "./pieces.ts";

/** Lines of rescored and withdrawn articles before the rest is only counted. */
const CHANGES_LISTED = 5;

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
    { block: title(), pieces: [] },
    ...linesOf(
      [...byFile].flatMap(([file, articles]) =>
        file === null
          ? []
          : [
              {
                content: sayParts(
                  "Most of {file} was scored anew, {count, plural, one {# article} other {# articles}} shown here with it",
                  { file: strong(file), count: articles.length },
                ),
                name: nameOfTitle(file),
                tells: rescoring(articles),
              },
            ],
      ),
      filesMore,
    ),
    ...linesOf(
      (byFile.get(null) ?? []).map((change) => ({
        content: sayParts("Rescored: {title}  {before} → {after}", {
          title: strong(change.title),
          before: signs(change.before),
          after: signs(change.after),
        }),
        name: nameOfTitle(change.title),
        tells: rescoring([change]),
      })),
      rescoredMore,
    ),
    ...linesOf(
      withdrawn.map(({ article, title }) => ({
        content: sayParts("Withdrawn, no longer in the data: {title}", { title: strong(title) }),
        name: nameOfTitle(title),
        tells: { ...NOTHING_TOLD, withdrawn: [article] },
      })),
      withdrawnMore,
    ),
  ];
}

function rescoring(changes: DigestContents["rescored"]): Told {
  return {
    ...NOTHING_TOLD,
    rescored: changes.map(({ article, before, after }) => ({ article, before, after })),
  };
}

/** How those that are only counted are told, and what they are called where that is refused. */
interface Counted {
  readonly text: string;
  readonly name: string;
}

function filesMore(count: number): Counted {
  return {
    text: say("… {count} more {count, plural, one {file} other {files}} scored anew", { count }),
    name: say("a count of those files scored anew"),
  };
}

function rescoredMore(count: number): Counted {
  return { text: say("… {count} more rescored", { count }), name: say("a count of those rescored") };
}

function withdrawnMore(count: number): Counted {
  return { text: say("… {count} more withdrawn", { count }), name: say("a count of those withdrawn") };
}

function title(): Block {
  return heading(say("CHANGED"));
}

function linesOf(lines: readonly Line[], more: (count: number) => Counted): readonly Passage[] {
  const [listed, others] = [lines.slice(0, CHANGES_LISTED), lines.slice(CHANGES_LISTED)];
  if (listed.length === 0) return [];
  const passage: Passage = {
    block: list(listed.map(({ content }) => content)),
    pieces: listed.map(({ content, name, tells }) => ({ name, alone: [title(), list([content])], tells })),
  };
  if (others.length === 0) return [passage];
  const { text, name } = more(others.length);
  const rest = note(text);
  const piece = {
    name,
    alone: [title(), rest],
    tells: allTold(others.map(({ tells }) => tells)),
  };
  return [passage, { block: rest, pieces: [piece] }];
}
