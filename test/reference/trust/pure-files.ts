// Files decided by the pure rules of src/datasets/trust.ts, their snapshots written down instead of built.

import { heldFilesOf } from "../../../src/datasets/held-files.ts";
import {
  answered,
  type FileReading,
  type FileState,
  type ListedContent,
  needsReading,
  nextState,
  servingContents,
} from "../../../src/datasets/trust.ts";
import type { StoryEntry } from "../../../src/news/catalog.ts";
import type { Score } from "../../../src/reply/article-card.ts";
import type { Decided } from "./bench.ts";
import { type Content, type PlainArticle, type Step, titleOf } from "./history.ts";

const BUILDER = 1;

export function createPureFiles() {
  let states: readonly FileState[] = [];
  const contents = new Map<string, Content>();

  function list(files: Step["files"], now: number): void {
    for (const content of files.values()) contents.set(content.version, content);
    const known = new Map(states.map((state) => [state.name, state]));
    states = [...files].map(([name, content]) => {
      const listed: ListedContent = {
        type: "here",
        name,
        contentHash: content.version,
        sizeBytes: 1,
        modifiedAt: 0,
      };
      const state = known.get(name);
      const reading = needsReading(state, listed, BUILDER) ? readingOf(content) : undefined;
      return nextState(state, listed, {
        ...(reading === undefined ? {} : { reading }),
        now,
        builder: BUILDER,
      });
    });
  }

  function decide({ file, answer }: NonNullable<Step["answer"]>, now: number): boolean {
    const state = states.find(({ name }) => name === file);
    const outcome = state === undefined ? undefined : answered(state, answer, { now, builder: BUILDER });
    if (outcome?.type !== "done") return false;
    states = states.map((one) => (one.name === file ? outcome.state : one));
    return true;
  }

  return {
    async step({ at, files, answer }: Step): Promise<Decided> {
      const isAnswered = answer !== undefined && decide(answer, at);
      if (answer === undefined) list(files, at);
      const serving = servingContents(states).flatMap(({ name, contentHash }) => {
        const content = contents.get(contentHash);
        return content === undefined || content.condition === "broken" ? [] : [{ name, content }];
      });
      return { isAnswered, ...snapshotOf(serving), held: heldFilesOf(states), refused: refusedOf(states) };
    },
  };
}

function readingOf({ articles, condition }: Content): FileReading {
  if (condition === "broken") return { type: "refused", reason: "It is broken." };
  return {
    type: "read",
    facts: {
      articles: articles.length,
      scores: condition === "no-scores" ? 0 : articles.length,
      dates: condition === "no-dates" ? 0 : articles.filter(({ publishedAt }) => publishedAt !== null).length,
      unread: [],
    },
  };
}

const refusedOf = (states: readonly FileState[]): readonly string[] =>
  states.filter(({ serving }) => serving === undefined).map(({ name }) => name);

const SCORES: readonly Score[] = [0, 1, 2, 3, 4, 5];

function snapshotOf(
  files: readonly { readonly name: string; readonly content: Content }[],
): Pick<Decided, "catalog" | "serves"> {
  const all = files.flatMap(({ name, content: { articles, condition } }) =>
    articles.map((article: PlainArticle) => ({
      ...article,
      file: name,
      score: condition === "no-scores" ? 0 : article.score,
      publishedAt: condition === "no-dates" ? null : article.publishedAt,
    })),
  );
  const ids = Map.groupBy(all, ({ id }) => id);
  // Where ids restart, the builder gives each article its own.
  const named = all.map((one) => ({
    ...one,
    id: (ids.get(one.id)?.length ?? 0) > 1 ? `${one.id}~${one.k}` : one.id,
  }));
  const entries = new Map(
    named.map(({ id, k, link, publishedAt, score }): [string, StoryEntry] => [
      id,
      {
        article: {
          id,
          link,
          title: titleOf(k),
          source: "news.example",
          ...(publishedAt === null ? {} : { publishedAt }),
          countries: [],
          assessments: [{ pillar: 1, score: SCORES[score] ?? 0, relevance: 2, fit: 200 }],
          isOpinion: false,
          storyId: id,
          affairId: id,
        },
        pillar: 1,
        outlets: 1,
        reports: [],
      },
    ]),
  );
  return {
    serves: named.map(({ k, file, score, publishedAt }) => ({ k, file, score, publishedAt })),
    catalog: {
      manifest: {
        id: JSON.stringify(files.map(({ name, content: { version } }) => [name, version])),
        files: files.map(({ name }) => ({ name })),
      },
      async *sightings() {
        yield named.map(({ id, k, link, file, publishedAt, score }) => ({
          id,
          link,
          file,
          title: titleOf(k),
          source: "news.example",
          countries: [],
          verdicts: `1:${score}`,
          ...(publishedAt === null ? {} : { publishedAt }),
        }));
      },
      entries: async (wanted) => wanted.flatMap((id) => entries.get(id) ?? []),
      publishedSince: async () => [],
    },
  };
}
