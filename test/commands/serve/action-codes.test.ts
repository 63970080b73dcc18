// The codes behind buttons and forms: short, kept for 30 days, good after a restart and for one workspace.

import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, inject, it } from "vitest";
import { type ActionCodes, createActionCodes } from "../../../src/commands/serve/action-codes.ts";
import type { WorkspaceKey } from "../../../src/platform/workspace.ts";
import { actions, command, paragraph, privately } from "../../../src/reply/build.ts";
import type { Block } from "../../../src/reply/reply.ts";
import { openStore, type Store } from "../../../src/store/database.ts";
import { vetoCard } from "../../reply/samples.ts";

const DAY_MS = 86_400_000;
const LONG = `/news top ${"country Estonia source postimees.ee ".repeat(5)}page 2`;

describe("the code of a command", () => {
  let dataDirectory: string;
  let now: number;
  let store: Store;
  let codes: ActionCodes;

  beforeEach(async () => {
    dataDirectory = await mkdtemp(join(tmpdir(), "rol-news-codes-"));
    now = Date.UTC(2024, 2, 5, 9);
    store = await openStore({ dataDirectory });
    codes = createActionCodes(store.actions, () => now);
  });

  afterEach(async () => {
    await store.close();
    await rm(dataDirectory, { recursive: true, force: true });
  });

  async function codeOf(text: string, workspace: WorkspaceKey = "slack:T1"): Promise<string> {
    const found = await codes.codesOf(workspace, privately(actions(command("Run it", text))));
    return found.get(text) ?? "";
  }

  it("is the command itself where that is short, and needs no store", async () => {
    const code = await codeOf("/news top pillar 1");
    expect(code).toBe("c1:/news top pillar 1");
    expect(await codes.commandOf("slack:T1", code)).toBe("/news top pillar 1");
    expect(await store.db.selectFrom("actions").selectAll().execute()).toEqual([]);
  });

  it("has at most 80 bytes, whatever the command, and gives the command back", async () => {
    const text = fc.oneof(
      fc.string({ unit: "grapheme", maxLength: 120 }),
      fc.string({ minLength: 70, maxLength: 85 }),
    );
    await fc.assert(
      fc.asyncProperty(text, async (said) => {
        const code = await codeOf(`/news search ${said}`);
        expect(Buffer.byteLength(code)).toBeLessThanOrEqual(80);
        expect(await codes.commandOf("slack:T1", code)).toBe(`/news search ${said}`);
      }),
      { seed: inject("seed"), numRuns: inject("long") ? 2_000 : 100 },
    );
    expect((await codeOf("x".repeat(77))).startsWith("c1:")).toBe(true);
    expect((await codeOf("x".repeat(78))).startsWith("r1:")).toBe(true);
    expect((await codeOf("ä".repeat(39))).startsWith("r1:")).toBe(true);
  });

  it("works after a restart", async () => {
    const code = await codeOf(LONG);
    await store.close();
    store = await openStore({ dataDirectory });
    codes = createActionCodes(store.actions, () => now);
    expect(await codes.commandOf("slack:T1", code)).toBe(LONG);
  });

  it("expires after 30 days, unless the button was shown again", async () => {
    const code = await codeOf(LONG);
    now += 30 * DAY_MS - 1;
    expect(await codes.commandOf("slack:T1", code)).toBe(LONG);
    expect(await codeOf(LONG)).toBe(code);
    now += 30 * DAY_MS - 1;
    expect(await codes.commandOf("slack:T1", code)).toBe(LONG);
    now += 1;
    await expect(codes.commandOf("slack:T1", code)).rejects.toMatchObject({
      code: "not-found",
      message: "This button is too old to work. Type the command again, for example /news top.",
    });
  });

  it("is refused in another workspace", async () => {
    const code = await codeOf(LONG, "slack:T1");
    await expect(codes.commandOf("slack:T2", code)).rejects.toMatchObject({ code: "not-found" });
    expect(await codeOf(LONG, "slack:T2")).not.toBe(code);
  });

  it.each(["", "r1:", "r1:AAAAAAAAAAAA", "r1:' OR 1=1 --", "c2:/news top", "/news top"])(
    "that we never made is refused: %j",
    async (code) => {
      await codeOf(LONG);
      await expect(codes.commandOf("slack:T1", code)).rejects.toMatchObject({ code: "not-found" });
    },
  );

  it("is there for every button of a reply, those of cards and forms included", async () => {
    const blocks: readonly Block[] = [
      paragraph("/news about"),
      { type: "article", article: vetoCard, actions: [command("Details", "/news show 1")] },
      actions(command("More", "/news top page 2"), {
        type: "link",
        label: "Open",
        url: "https://example.org/",
      }),
      { type: "form", title: "Connect", submit: "Connect", command: "/dropbox connect", fields: [] },
      actions(command("More", "/news top page 2")),
    ];
    const found = await codes.codesOf("slack:T1", privately(...blocks));
    expect([...found.keys()]).toEqual(["/news show 1", "/news top page 2", "/dropbox connect"]);
  });
});
