// Random histories of a data set: files come, go, grow, shrink, break, get new ids and links, lose a column, are dated and
// scored anew, and admins decide. Nothing of the program is used here.

import type { Random } from "../../digest/simulation/random.ts";

export const DAY_MS = 86_400_000;

/** An article as a file holds it. `k` is who it is, whatever id and link it has. */
export interface PlainArticle {
  readonly k: number;
  readonly id: string;
  readonly link: string;
  /** ms UTC, whole seconds; null: undated. */
  readonly publishedAt: number | null;
  /** 1 to 5. */
  readonly score: number;
}

/** One content of a file. What is broken cannot be read; without scores or dates, that column is nonsense. */
export interface Content {
  readonly version: string;
  readonly articles: readonly PlainArticle[];
  readonly condition: "whole" | "broken" | "no-scores" | "no-dates";
}

export type Answer = "accept" | "keep" | "undo";

/** What happens at one time: the files are these, or an admin decides of one; and whether the digest is due then. */
export interface Step {
  /** ms UTC. */
  readonly at: number;
  readonly files: ReadonlyMap<string, Content>;
  readonly answer?: { readonly file: string; readonly answer: Answer };
  readonly isDigestDue: boolean;
}

const FILES = ["Estonia.parquet", "Latvia.parquet", "Lithuania.parquet"];

/** Words that no other article has, so that titles and texts of two are never alike. */
export function titleOf(k: number): string {
  const name = [...String(k)].map((digit) => "abcdefghij"[Number(digit)]).join("");
  return ["court", "bribe", "press", "mayor", "bill"].map((word) => `${name}${word}`).join(" ");
}

export function articleOfTitle(title: string): number {
  const name = (title.split(" ")[0] ?? "").replace(/court$/, "");
  return Number([...name].map((letter) => "abcdefghij".indexOf(letter)).join(""));
}

export function randomHistory(
  random: Random,
  { start, steps }: { readonly start: number; readonly steps: number },
): readonly Step[] {
  const files = new Map<string, Content>();
  const wholes = new Map<string, readonly PlainArticle[]>();
  let written = 0;
  let versions = 0;
  /** Of a pipeline that numbers its articles anew with every file that it writes. */
  const isRestarting = random.chance(0.3);
  let lastChanged = random.pick(FILES);
  let at = start;

  function write(): PlainArticle {
    written += 1;
    const k = 100 + written;
    const isOld = random.chance(0.15);
    const publishedAt = at - (isOld ? 20 * DAY_MS + random.below(DAY_MS) : random.below(2 * DAY_MS));
    return {
      k,
      id: `id-${k}`,
      link: `https://news.example/a/${k}`,
      publishedAt: random.chance(0.15) ? null : Math.floor(publishedAt / 1_000) * 1_000,
      score: random.between(1, 5),
    };
  }

  /** Ids that restart in every file, in whatever order. */
  const restarted = (articles: readonly PlainArticle[]): readonly PlainArticle[] => {
    const isReversed = random.chance(0.5);
    return articles.map((one, index) => ({
      ...one,
      id: `${isReversed ? articles.length - index : index + 1}`,
    }));
  };

  const many = (count: number): readonly PlainArticle[] => Array.from({ length: count }, write);

  function put(
    file: string,
    articles: readonly PlainArticle[],
    condition: Content["condition"] = "whole",
  ): void {
    versions += 1;
    const ids = isRestarting ? restarted(articles) : articles;
    files.set(file, { version: `v${versions}`, articles: ids, condition });
    if (condition === "whole") wholes.set(file, ids);
  }

  const readable = (): number => [...files.keys()].filter((file) => wholes.has(file)).length;

  function change(): void {
    const file = random.chance(0.5) ? lastChanged : random.pick(FILES);
    lastChanged = file;
    const own = wholes.get(file);
    if (own === undefined || !files.has(file)) {
      const articles = own !== undefined && random.chance(0.5) ? own : many(random.between(4, 12));
      // The last file that can be read stays: a folder without one is trouble of its own.
      put(file, articles, own === undefined && readable() > 0 && random.chance(0.2) ? "broken" : "whole");
      return;
    }
    const generation = versions + 1;
    const share = random.pick([0.2, 0.5, 0.8]);
    const changes: readonly (() => void)[] = [
      () => put(file, [...own, ...many(random.between(1, 4))]),
      () => put(file, [...own, ...many(random.between(1, 4))]),
      // Over half of them is lost, or less.
      () => put(file, own.slice(0, Math.max(1, Math.floor(own.length * random.pick([0.2, 0.4, 0.6, 0.9]))))),
      () => put(file, own, "broken"),
      () => put(file, own, "no-scores"),
      () => put(file, own, "no-dates"),
      // What broke or shrank is as it was, with its news.
      () => put(file, own),
      () =>
        put(
          file,
          own.map((one) => ({ ...one, id: `n${generation}-${one.k}` })),
        ),
      () =>
        put(
          file,
          own.map((one) => ({
            ...one,
            id: `m${generation}-${one.k}`,
            link: `https://news.example/${generation}/${one.k}`,
          })),
        ),
      () => put(file, restarted(own)),
      () =>
        put(
          file,
          own.map((one) =>
            one.publishedAt === null
              ? one
              : { ...one, publishedAt: one.publishedAt - random.below(2) * 3_600_000 },
          ),
        ),
      () =>
        put(
          file,
          own.map((one) => (random.chance(share) ? { ...one, score: (one.score % 5) + 1 } : one)),
        ),
      () =>
        put(
          file,
          own.map((one) => ({ ...one, score: (one.score % 5) + 1 })),
        ),
      () => void (readable() > 1 && files.delete(file)),
    ];
    random.pick(changes)();
  }

  for (const file of FILES.slice(0, random.between(1, 3))) put(file, many(random.between(4, 12)));
  return Array.from({ length: steps }, (_, index): Step => {
    at += index === 0 ? 0 : random.between(1, 12) * 3_600_000;
    const asks = index > 0 && random.chance(0.4);
    if (index > 0 && !asks) for (let n = random.between(1, 2); n > 0; n -= 1) change();
    return {
      at,
      files: new Map(files),
      isDigestDue: random.chance(0.6),
      ...(asks
        ? {
            answer: {
              file: random.chance(0.8) ? lastChanged : random.pick(FILES),
              answer: random.pick(["accept", "accept", "keep", "undo"] as const),
            },
          }
        : {}),
    };
  });
}
