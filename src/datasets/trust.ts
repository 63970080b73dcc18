// What of each data file serves, and what is held: decided for every file by itself, from what it held before and what it
// holds now. Pure. docs/adr/0017.

/** What is found of a file when it is read. */
export interface FileFacts {
  readonly articles: number;
  /** Assessments with a score of 1 to 5, and articles with a date; null when an older program did not count them. */
  readonly scores: number | null;
  readonly dates: number | null;
  /** Columns with values that are there and could not be read. */
  readonly unread: readonly UnreadColumn[];
}

export interface UnreadColumn {
  readonly column: string;
  readonly values: number;
  /** The first of them. */
  readonly sample: string;
}

/** One content of a file. */
export interface FileContent {
  readonly contentHash: string;
  readonly sizeBytes: number;
  /** ms; of two files with the same assessment the newer counts. */
  readonly modifiedAt: number;
}

/** A content whose news serve, or did. `since` is when they began to, ms UTC. */
export interface GoodContent extends FileContent {
  readonly facts: FileFacts;
  readonly since: number;
}

/** The newest content of a file, which does not serve. `since` is when it was first seen, ms UTC. */
export type HeldContent =
  /** It lost over half of something. */
  | (FileContent & {
      readonly type: "lossy";
      readonly since: number;
      readonly facts: FileFacts;
      readonly builder: number;
    })
  /** It cannot be read; `reason` is a sentence that names the file. */
  | (FileContent & {
      readonly type: "unreadable";
      readonly since: number;
      readonly reason: string;
      readonly builder: number;
    })
  /** It could not be fetched, and is tried again. */
  | {
      readonly type: "unfetched";
      readonly contentHash: string;
      readonly since: number;
      readonly reason: string;
    };

/** What is remembered of one file. */
export interface FileState {
  readonly name: string;
  /** An English country name set by an admin. */
  readonly country?: string;
  /** The content whose news serve; absent while none could be read. */
  readonly serving?: GoodContent;
  /** Contents that an admin let go by accepting a loss that is not made good yet, the last one first. */
  readonly earlier: readonly GoodContent[];
  readonly held?: HeldContent;
  /** An admin chose to keep what serves: nobody is asked any more, and the label stays. */
  readonly isKept: boolean;
}

/** A file as it is listed now. */
export type ListedContent =
  | (FileContent & { readonly type: "here"; readonly name: string; readonly country?: string })
  | {
      readonly type: "unfetched";
      readonly name: string;
      readonly contentHash: string;
      readonly reason: string;
    };

/** What came of reading a content. */
export type FileReading =
  | { readonly type: "read"; readonly facts: FileFacts }
  | { readonly type: "refused"; readonly reason: string };

export type Loss = {
  readonly of: "articles" | "scores" | "dates";
  readonly before: number;
  readonly now: number;
};

/** Whatever is less than half of what it was. */
export function lossesBetween(before: FileFacts, now: FileFacts): readonly Loss[] {
  return (["articles", "scores", "dates"] as const).flatMap((of) => {
    const [had, has] = [before[of], now[of]];
    return had !== null && has !== null && has * 2 < had ? [{ of, before: had, now: has }] : [];
  });
}

/** Whether a content has to be read before anything can be said of it by this builder. */
export function needsReading(state: FileState | undefined, listed: ListedContent, builder: number): boolean {
  if (listed.type === "unfetched" || state?.serving?.contentHash === listed.contentHash) return false;
  const held = state?.held;
  return held?.contentHash !== listed.contentHash || held.type === "unfetched" || held.builder !== builder;
}

/**
 * The file after it was listed, and read where `needsReading` says so.
 * `now` is ms UTC; `builder` the version of what read it.
 */
export function nextState(
  state: FileState | undefined,
  listed: ListedContent,
  {
    reading,
    now,
    builder,
  }: { readonly reading?: FileReading; readonly now: number; readonly builder: number },
): FileState {
  const before = state ?? { name: listed.name, earlier: [], isKept: false };
  if (listed.type === "unfetched") return hold(before, { ...listed, since: now });
  const { type: _, name, country, ...content } = listed;
  const { serving, earlier } = before;
  const base = { name, ...(country === undefined ? {} : { country }) };
  if (serving?.contentHash === content.contentHash)
    return { ...base, serving: { ...serving, ...content }, earlier, isKept: false };
  if (reading === undefined) return { ...before, ...base };
  if (reading.type === "refused")
    return hold(
      { ...before, ...base },
      { ...content, type: "unreadable", since: now, reason: reading.reason, builder },
    );
  const { facts } = reading;
  if (serving !== undefined && lossesBetween(serving.facts, facts).length > 0)
    return hold({ ...before, ...base }, { ...content, type: "lossy", since: now, facts, builder });
  return {
    ...base,
    serving: { ...content, facts, since: now },
    earlier: earlier.filter((one) => lossesBetween(one.facts, facts).length > 0),
    isKept: false,
  };
}

/** What was decided of a content, and since when it is held, does not change while it stays the same. */
function hold(state: FileState, held: HeldContent): FileState {
  const isSame = state.held?.contentHash === held.contentHash;
  return {
    ...state,
    held: isSame ? { ...held, since: state.held?.since ?? held.since } : held,
    isKept: isSame && state.isKept,
  };
}

/** What an admin says of a file. */
export type HoldAnswer = "accept" | "keep" | "undo";

/** What an answer comes to: another state, or why there is none. */
export type Answered =
  | { readonly type: "done"; readonly state: FileState }
  | { readonly type: "refused"; readonly because: "nothing-held" | "unreadable" | "nothing-to-undo" };

/** `now` is ms UTC; `builder` the version of what read what serves. */
export function answered(
  state: FileState,
  answer: HoldAnswer,
  { now, builder }: { readonly now: number; readonly builder: number },
): Answered {
  const { held, serving, earlier, ...rest } = state;
  switch (answer) {
    case "keep":
      if (held === undefined || serving === undefined) return { type: "refused", because: "nothing-held" };
      return { type: "done", state: { ...state, isKept: true } };
    case "accept": {
      if (held === undefined || serving === undefined) return { type: "refused", because: "nothing-held" };
      if (held.type !== "lossy") return { type: "refused", because: "unreadable" };
      const { type: _, builder: __, ...content } = held;
      const accepted = { ...content, since: now };
      return {
        type: "done",
        state: { ...rest, serving: accepted, earlier: [serving, ...earlier], isKept: false },
      };
    }
    case "undo": {
      if (state.isKept) return { type: "done", state: { ...state, isKept: false } };
      const [last, ...others] = earlier;
      if (last === undefined || serving === undefined) return { type: "refused", because: "nothing-to-undo" };
      const newest = held ?? { ...serving, type: "lossy", builder };
      return {
        type: "done",
        state: { ...rest, serving: last, earlier: others, held: newest, isKept: false },
      };
    }
  }
}

/** A content of which the snapshot is made. */
export interface ServingContent extends FileContent {
  readonly name: string;
  readonly country?: string;
  /** False of a file that could never be read: the snapshot only tells why it is not, and can do without. */
  readonly isRead: boolean;
}

/** The contents that serve, by file, those that could never be read among them. */
export function servingContents(states: readonly FileState[]): readonly ServingContent[] {
  return states.flatMap(({ name, country, serving, held }) => {
    const content = serving ?? (held?.type === "unreadable" ? held : undefined);
    if (content === undefined) return [];
    const { contentHash, sizeBytes, modifiedAt } = content;
    const isRead = serving !== undefined;
    return [
      { name, contentHash, sizeBytes, modifiedAt, isRead, ...(country === undefined ? {} : { country }) },
    ];
  });
}

/** Every content that may serve again: none of them may be thrown away. */
export function neededContents({ serving, earlier, held }: FileState): readonly FileContent[] {
  return [...(serving === undefined ? [] : [serving]), ...earlier, ...(held?.type === "lossy" ? [held] : [])];
}
