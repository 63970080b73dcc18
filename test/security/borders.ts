// The rows of docs/security.md: what may not cross a border, and the tests that the page names for it.

import { readFileSync } from "node:fs";

/** A test that a row names. */
export interface Proof {
  /** From the root of the project. */
  readonly file: string;
  /** As the test's source has it, placeholders of a table included. */
  readonly title: string;
}

export interface Border {
  /** What may not cross it, as the page says it. */
  readonly refused: string;
  readonly proofs: readonly Proof[];
}

const ROW = /^\|([^|]+)\|([^|]+)\|(.+)\|$/;
/** One link may stand before several titles of the same file. */
const LINK = /\[[^\]]+\]\(\.\.\/(test\/[^)]+)\): ("[^"]+"(?: and "[^"]+")*)/g;

/** In the order of the page. */
export function readBorders(): readonly Border[] {
  const page = readFileSync(new URL("../../docs/security.md", import.meta.url), "utf8");
  return page.split("\n").flatMap((line) => {
    const [, , refused = "", shownBy = ""] = ROW.exec(line) ?? [];
    const proofs = [...shownBy.matchAll(LINK)].flatMap(([, file = "", titles = ""]) =>
      [...titles.matchAll(/"([^"]+)"/g)].map(([, title = ""]) => ({ file, title })),
    );
    return proofs.length === 0 ? [] : [{ refused: refused.trim(), proofs }];
  });
}
