// What an examination of a set-up found: one thing a finding, with what to do where it is a problem.

export type Finding =
  /** `note`: nothing is wrong, and it is worth knowing. */
  | { readonly about: string; readonly state: "ok" | "note"; readonly says: string }
  | { readonly about: string; readonly state: "problem"; readonly says: string; readonly mend: string };

/** How the other end of a network is examined. */
export interface Examination {
  /** Where it is, to see whether it can be reached at all. */
  readonly address: string;
  /** Asks it. Tells every failure as a finding; never rejects. */
  findings(): Promise<readonly Finding[]>;
}

export function ok(about: string, says: string): Finding {
  return { about, state: "ok", says };
}

export function note(about: string, says: string): Finding {
  return { about, state: "note", says };
}

export function problem(about: string, says: string, mend: string): Finding {
  return { about, state: "problem", says, mend };
}

/** A problem that sentences tell which say at their end what to do; `mend` where they are only one. */
export function problemIn(about: string, sentences: string, mend: string): Finding {
  const [says = sentences, ...advice] = sentences.split(/(?<=[.?:]) +(?=[A-Z/])/);
  return problem(about, says.replace(/:$/, "."), advice.length === 0 ? mend : advice.join(" "));
}
