// Plants each mistake of test/security/planted/ in a copy of the project: the test that docs/security.md names for it has to
// fail, and to fail for what it asserts. `npm run test:long` alone: each is a run of its own.

import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import { type Proof, readBorders } from "../security/borders.ts";
import { assertedIn, type CopiedTree, copyTree, isOf, type Ran } from "../security/copied-tree.ts";
import { PLANTED, type PlantedFault } from "../security/planted/index.ts";

const TIMEOUT_MS = 3_600_000;
const proofs = readBorders().flatMap((border) => border.proofs);

/** The test that has to catch it: a title that moves to another file takes its faults along. */
function catcherOf({ caughtBy, runBy }: PlantedFault): Proof {
  const proof = proofs.find(({ title }) => title === caughtBy);
  if (proof === undefined) throw new Error(`docs/security.md names no test "${caughtBy}".`);
  return { ...proof, file: runBy ?? proof.file };
}

describe.runIf(inject("long"))("a planted fault", () => {
  let tree: CopiedTree;
  /** What each file's tests come to without a fault. */
  const sound = new Map<string, Promise<Ran>>();

  beforeAll(async () => {
    tree = await copyTree();
  }, TIMEOUT_MS);

  afterAll(() => tree.remove());

  function soundOf(file: string): Promise<Ran> {
    const titles = PLANTED.map(catcherOf)
      .filter((catcher) => catcher.file === file)
      .map(({ title }) => title);
    const known = sound.get(file) ?? tree.run([file], titles);
    sound.set(file, known);
    return known;
  }

  it.each(PLANTED)("is caught: $mistake", { timeout: TIMEOUT_MS }, async (fault) => {
    const { file, title } = catcherOf(fault);
    const { passed, failed } = await soundOf(file);
    expect(passed.filter((full) => isOf(title, full))).not.toEqual([]);
    expect(failed.filter((one) => isOf(title, one.title))).toEqual([]);
    const ran = await tree.runWith(fault, [file], [title]);
    expect(ran.broken).toEqual([]);
    const asserted = assertedIn(ran).filter((full) => isOf(title, full));
    expect(asserted, JSON.stringify(ran.failed, null, 2)).not.toEqual([]);
  });
});
