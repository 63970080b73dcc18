// What of a data set serves, is held, is labelled, and is news, by plain rules: everything is written down whole for every
// step, and an article is who it is, so that no id, link or stamp has to be understood.

import type { Answer, Content, PlainArticle, Step } from "./history.ts";
import { DAY_MS } from "./history.ts";

/** An article as it serves. */
export interface Served {
  readonly k: number;
  readonly file: string;
  readonly score: number;
  readonly publishedAt: number | null;
}

interface FileBook {
  serving?: Content;
  /** Contents that admins let go, and that nothing has made good since. */
  letGo: Content[];
  held?: Content;
  isKept: boolean;
}

/** What a step comes to. Articles by who they are, ascending. */
export interface Outcome {
  readonly serves: readonly Served[];
  /** Files whose newest content does not serve while an earlier one does, and whether an admin keeps it so. */
  readonly held: readonly (readonly [file: string, isKept: boolean])[];
  /** Files of which nothing can be read. */
  readonly refused: readonly string[];
  readonly fresh: readonly number[];
  readonly back: readonly number[];
  readonly rescored: readonly number[];
  /** Of these, those that were scored anew with most of their file. */
  readonly inMass: readonly number[];
  readonly withdrawn: readonly number[];
  readonly posted: readonly number[];
}

const sizesOf = ({ articles, condition }: Content) => ({
  articles: articles.length,
  scores: condition === "no-scores" ? 0 : articles.length,
  dates: condition === "no-dates" ? 0 : articles.filter(({ publishedAt }) => publishedAt !== null).length,
});

function isLoss(before: Content, now: Content): boolean {
  const [had, has] = [sizesOf(before), sizesOf(now)];
  return (["articles", "scores", "dates"] as const).some((of) => has[of] < had[of] / 2);
}

export function createModel() {
  const books = new Map<string, FileBook>();
  /** Everything that ever served: its score as it last did. */
  const known = new Map<number, number>();
  /** The dates with which articles came. */
  const firstDates = new Map<number, number | null>();
  const everRead = new Set<string>();
  const posted = new Set<number>();
  /** News that no digest has looked at yet. */
  let waiting = new Set<number>();
  let serves = new Map<number, Served>();

  function look(files: ReadonlyMap<string, Content>): void {
    for (const file of books.keys()) if (!files.has(file)) books.delete(file);
    for (const [file, content] of files) {
      const book = books.get(file) ?? { letGo: [], isKept: false };
      books.set(file, book);
      const serving = book.serving;
      if (serving?.version === content.version) {
        delete book.held;
        book.isKept = false;
      } else if (content.condition === "broken" || (serving !== undefined && isLoss(serving, content))) {
        if (book.held?.version !== content.version) book.isKept = false;
        book.held = content;
      } else {
        book.serving = content;
        delete book.held;
        book.isKept = false;
        book.letGo = book.letGo.filter((gone) => isLoss(gone, content));
      }
    }
  }

  /** Whether anything comes of it. */
  function decide(file: string, answer: Answer): boolean {
    const book = books.get(file);
    const { serving, held } = book ?? {};
    if (book === undefined || serving === undefined) return false;
    if (answer === "undo") {
      const last = book.letGo[0];
      if (book.isKept) book.isKept = false;
      else if (last === undefined) return false;
      else {
        book.held ??= serving;
        book.serving = last;
        book.letGo.shift();
      }
      return true;
    }
    if (held === undefined) return false;
    if (answer === "keep") book.isKept = true;
    else if (held.condition === "broken") return false;
    else {
      book.letGo.unshift(serving);
      book.serving = held;
      delete book.held;
      book.isKept = false;
    }
    return true;
  }

  function servedNow(): Map<number, Served> {
    return new Map(
      [...books].flatMap(([file, { serving }]) =>
        (serving?.articles ?? []).map(({ k, score, publishedAt }: PlainArticle): [number, Served] => [
          k,
          {
            k,
            file,
            score: serving?.condition === "no-scores" ? 0 : score,
            publishedAt: serving?.condition === "no-dates" ? null : publishedAt,
          },
        ]),
      ),
    );
  }

  const ascending = (numbers: Iterable<number>): readonly number[] => [...numbers].toSorted((a, b) => a - b);

  return {
    /** @returns what the step comes to, and whether the admin's word in it had any effect. */
    step({ at, files, answer, isDigestDue }: Step): Outcome & { readonly isAnswered: boolean } {
      const isAnswered = answer !== undefined && decide(answer.file, answer.answer);
      if (answer === undefined) look(files);
      const now = servedNow();
      const fresh = [...now.values()].filter(({ k }) => !known.has(k));
      const silent = fresh.filter(({ publishedAt, file }) => publishedAt === null && !everRead.has(file));
      const stayed = [...now.values()].filter(({ k }) => serves.has(k));
      const rescored = stayed.filter(({ k, score }) => known.get(k) !== score);
      const back = [...now.values()].filter(({ k }) => known.has(k) && !serves.has(k));
      const inMass = rescored.filter(({ file }) => {
        const of = rescored.filter((one) => one.file === file).length;
        return of >= 5 && of > stayed.filter((one) => one.file === file).length / 2;
      });
      const withdrawn = [...serves.keys()].filter((k) => !now.has(k));
      for (const { k } of [...fresh, ...rescored, ...back]) waiting.add(k);
      for (const { k } of silent) waiting.delete(k);
      for (const { k, publishedAt } of fresh) firstDates.set(k, publishedAt);
      for (const { k, score, file } of now.values()) {
        known.set(k, score);
        everRead.add(file);
      }
      serves = now;
      const due = isDigestDue
        ? [...waiting].filter((k) => {
            const article = now.get(k);
            if (article === undefined || article.score === 0 || posted.has(k)) return false;
            const dates = [article.publishedAt, firstDates.get(k) ?? null];
            return dates.every((date) => date === null || date >= at - 14 * DAY_MS);
          })
        : [];
      if (isDigestDue) waiting = new Set();
      for (const k of due) posted.add(k);
      const ks = (articles: readonly Served[]): readonly number[] => ascending(articles.map(({ k }) => k));
      return {
        isAnswered,
        serves: [...now.values()].toSorted((a, b) => a.k - b.k),
        held: [...books]
          .filter(([, { serving, held }]) => serving !== undefined && held !== undefined)
          .map(([file, { isKept }]) => [file, isKept] as const)
          .toSorted(([a], [b]) => (a < b ? -1 : 1)),
        refused: [...books]
          .filter(([, { serving }]) => serving === undefined)
          .map(([file]) => file)
          .toSorted(),
        fresh: ks(fresh.filter((one) => !silent.includes(one))),
        back: ks(back),
        rescored: ks(rescored),
        inMass: ks(inMass),
        withdrawn: ascending(withdrawn),
        posted: ascending(due),
      };
    },
  };
}
