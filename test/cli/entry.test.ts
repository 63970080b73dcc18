// What Node made of the program is found by the next start, so that what strips types is not even loaded: 50 ms, and 17 MB that stay.

import { mkdir, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it, onTestFinished } from "vitest";
import { runCli } from "./run.ts";

/** At the end a process says whether it loaded what strips types, and a thread of it that it starts then. */
const SAYS = `
  process.on("exit", () => {
    const { isMainThread } = process.getBuiltinModule("node:worker_threads");
    const strips = process.moduleLoadList.some((name) => name.includes("amaro"));
    process._rawDebug((isMainThread ? "program" : "thread") + (strips ? " strips" : " finds"));
  });
  const { isMainThread, Worker } = process.getBuiltinModule("node:worker_threads");
  if (isMainThread) process.once("beforeExit", () => new Worker(process.env.THREAD));
`;

it("strips no types that it stripped before, nor do its threads", async () => {
  const dataDirectory = await mkdtemp(join(tmpdir(), "rol-compiled-"));
  onTestFinished(() => rm(dataDirectory, { recursive: true, force: true }));
  await mkdir(join(dataDirectory, "compiled"));
  const environment = {
    NODE_OPTIONS: `--import=data:text/javascript,${encodeURIComponent(SAYS)}`,
    THREAD: "./src/time/units.ts",
  };
  const help = async (): Promise<readonly string[]> => {
    const { stderr } = await runCli(["help"], { dataDirectory, environment });
    return stderr.trim().split("\n");
  };
  expect(await help()).toEqual(["thread strips", "program strips"]);
  expect(await help()).toEqual(["thread finds", "program finds"]);
});
