// `demo --once`: the tour on sample articles, without an account, leaving nothing behind.

import { mkdir, mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it } from "vitest";
import { runCli } from "../cli/run.ts";

it("connects, answers and ends well, and leaves no folder", async () => {
  const folder = await mkdtemp(join(tmpdir(), "rol-news-tour-"));
  const [temporary, unused] = [join(folder, "tmp"), join(folder, "data")];
  await mkdir(temporary);
  try {
    const { code, stdout, stderr } = await runCli(["demo", "--once"], {
      dataDirectory: unused,
      environment: { TMPDIR: temporary },
    });
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    for (const said of [
      "> /dropbox connect",
      "Connected as ",
      "> /news top pillar 1",
      "Top news · Constraints on Government Powers",
      "Verdicts by pillar",
      "Did you mean: /news top pillar 2",
      "Digest made",
      "A terminal is not always there: only /digest run sends it.",
      "The digest goes to this terminal.",
      "- Morning brief · shown on ",
      "sent by hand · 5 of ",
      "State of the news",
    ])
      expect(stdout).toContain(said);
    expect(stdout).not.toContain("Something went wrong");
    expect(await readdir(temporary)).toEqual([]);
    expect(await readdir(folder)).toEqual(["tmp"]);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
});
