// The process that runs tests of a copied project, in whose folder it was started, as often as it is told: what was read and
// transformed once is kept, but for files that were changed since.

import { resolve } from "node:path";
import { createVitest, type TestModule } from "vitest/node";
import { z } from "zod";
import type { Ran } from "./copied-tree.ts";

const orderSchema = z.object({
  files: z.array(z.string()),
  pattern: z.string(),
  /** From the root of the project. */
  changed: z.array(z.string()),
});

const vitest = await createVitest({ root: process.cwd(), watch: false, reporters: [{}] });

async function ran(order: unknown): Promise<Ran> {
  const { files, pattern, changed } = orderSchema.parse(order);
  for (const file of changed) vitest.invalidateFile(resolve(file));
  vitest.setGlobalTestNamePattern(new RegExp(pattern));
  const wanted = new Set(files.map((file) => resolve(file)));
  const all = await vitest.globTestSpecifications([...files]);
  const { testModules } = await vitest.runTestSpecifications(
    all.filter(({ moduleId }) => wanted.has(moduleId)),
  );
  return resultOf(testModules.filter(({ moduleId }) => wanted.has(moduleId)));
}

function resultOf(modules: readonly TestModule[]): Ran {
  const tests = modules.flatMap((module) => [...module.children.allTests()]);
  return {
    passed: tests.filter((test) => test.result().state === "passed").map(({ fullName }) => fullName),
    failed: tests
      .filter((test) => test.result().state === "failed")
      .map((test) => ({
        title: test.fullName,
        errors: (test.result().errors ?? []).map(({ name = "", message }) => `${name}: ${message}`),
      })),
    broken: modules.flatMap((module) => module.errors().map(({ message }) => message)),
  };
}

process.on("message", (order: unknown) => {
  ran(order).then(
    (result) => process.send?.(result),
    (error: unknown) => process.send?.({ passed: [], failed: [], broken: [String(error)] }),
  );
});
// What it started goes with it.
process.on("disconnect", () => void vitest.exit(true));
