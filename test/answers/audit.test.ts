// Who changed what: every change leaves one entry, what is refused leaves none, and each reads what is theirs to read.

import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, beforeAll, expect, inject, it } from "vitest";
import { plainText } from "../../src/reply/plain-text.ts";
import type { Reply } from "../../src/reply/reply.ts";
import { openStore, type Store } from "../../src/store/database.ts";
import { ANA, BEN, CLEO, startTestBot, type TestBot } from "./bot.ts";
import { FILE, firstDay, MADE_AT } from "./digest-news.ts";

let directory: string;
let store: Store;
let bot: TestBot;

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), "rol-audit-"));
  store = await openStore({ dataDirectory: directory });
  bot = await startTestBot({ files: { [FILE]: firstDay }, now: MADE_AT, dataDirectory: directory, store });
});
afterAll(async () => {
  await bot.close();
  await rm(directory, { recursive: true, force: true });
});

/** What commands may change, without what changes of itself. */
async function state(): Promise<unknown> {
  const [subscriptions, mutes, runs] = await Promise.all([
    store.db
      .selectFrom("subscriptions")
      .select([
        "id",
        "name",
        "ownerId",
        "place",
        "rule",
        "zone",
        "settings",
        "state",
        "pauseReason",
        "pausedUntil",
      ])
      .orderBy("id")
      .execute(),
    store.db
      .selectFrom("mutes")
      .select(["id", "value", "subscription", "label", "expiresAt"])
      .orderBy("id")
      .execute(),
    store.db.selectFrom("slots").select("id").orderBy("id").execute(),
  ]);
  return { subscriptions, mutes, runs };
}

const entries = () => store.audit.of("slack:T1", "digest", { limit: 100_000 });

const actors = [ANA, BEN, CLEO];
const named = fc.constantFrom("Alpha", "Beta", "Gamma", "Nobody");
const told = fc.constantFrom("source delfi.ee", "word football", "source nothing", "word trial");
const commands = fc.oneof(
  named.map((name) => `/digest create ${name} when daily 09:00`),
  named.map((name) => `/digest alert ${name}`),
  fc
    .tuple(
      named,
      fc.constantFrom(
        "limit 3",
        "limit 4",
        "when weekdays 08:30",
        "tz Europe/Riga",
        "channel C9",
        "quiet 22:00-07:00",
        "rename Beta",
        "country Estonia",
        "pillar 1",
        "mention everyone",
      ),
    )
    .map(([name, change]) => `/digest edit ${name} ${change}`),
  named.map((name) => `/digest pause ${name}`),
  named.map((name) => `/digest pause ${name} until 2024-01-01`),
  named.map((name) => `/digest resume ${name}`),
  named.map((name) => `/digest run ${name}`),
  named.map((name) => `/digest delete ${name}`),
  named.map((name) => `/digest delete ${name} sure`),
  told.map((what) => `/digest mute ${what}`),
  told.map((what) => `/digest mute ${what} for 7d`),
  fc.tuple(told, named).map(([what, name]) => `/digest mute ${what} digest ${name}`),
  told.map((what) => `/digest unmute ${what}`),
  fc.constantFrom(
    "/digest list",
    "/digest history",
    "/digest history Alpha",
    "/news top",
    "/digest nonsense",
  ),
  fc.constant("/digest morning corruption name Delta sure"),
);

it("a change leaves one entry, by whoever made it; what is refused or changes nothing leaves none", async () => {
  const length = inject("long") ? 3_000 : 150;
  const drawn = fc.sample(fc.tuple(commands, fc.constantFrom(...actors)), {
    numRuns: length,
    seed: inject("seed"),
  });
  // So that every kind is there, whatever is drawn.
  const sure = [
    "create Zeta when daily 09:00",
    "pause Zeta",
    "edit Zeta rename Eta",
    "resume Eta",
    "run Eta",
    "delete Eta sure",
  ];
  const steps = [...drawn, ...sure.map((verb) => [`/digest ${verb}`, CLEO] as const)];
  const seen = new Set<string>();
  for (const [text, actor] of steps) {
    const [before, known] = [await state(), await entries()];
    const reply = await bot.ask(text, actor);
    const after = await state();
    const fresh = (await entries()).slice(0, -known.length || undefined);
    expect((await entries()).slice(fresh.length), text).toEqual(known);
    const isChange = JSON.stringify(before) !== JSON.stringify(after);
    const told = `${actor.name}: ${text}\n${plainText(reply)}`;
    // Muting or pausing what is muted or paused for good already counts as said once more.
    if (isChange) expect(fresh, told).toHaveLength(1);
    else if (reply.isRefusal === true || !/^.digest (?:mute|pause)/.test(text))
      expect(fresh, told).toHaveLength(0);
    for (const entry of fresh) {
      expect(entry).toMatchObject({ actorId: actor.id, actorName: actor.name, workspace: "slack:T1" });
      seen.add(entry.kind);
    }
  }
  expect([...seen].toSorted()).toEqual(
    ["created", "deleted", "edited", "muted", "paused", "ran", "resumed", "unmuted"].toSorted(),
  );
});

it("tells between a digest's slots who changed it", async () => {
  await bot.ask('/digest create Told when "daily 09:00"', CLEO);
  await bot.ask("/digest edit Told limit 3 channel secret-plans", ANA);
  await bot.ask("/digest run Told", CLEO);
  await bot.ask("/digest pause Told", ANA);
  const history = plainText(await bot.ask("/digest history Told", BEN));
  const lines = history.split("\n").filter((line) => line.includes(" · "));
  expect(lines.map((line) => line.replace(/^.*?(\d\d:\d\d)/, "").trim())).toEqual([
    expect.stringContaining("paused by Ana"),
    expect.stringContaining("sent by hand"),
    expect.stringContaining("run by Cleo"),
    expect.stringContaining("changed by Ana: channel, limit"),
    expect.stringContaining("made by Cleo"),
  ]);
  expect(history).not.toContain("secret-plans");
});

it("tells admins of all digests, of deleted ones, too, and nobody else", async () => {
  await bot.ask("/digest create Short-lived when daily 09:00", CLEO);
  await bot.ask("/digest delete Short-lived sure", CLEO);
  expect(plainText(await bot.ask("/digest history", ANA))).toContain("Short-lived: deleted by Cleo");
  const refused = await bot.ask("/digest history", CLEO);
  expect(plainText(refused)).toContain("Name the digest");
  expect(plainText(await bot.ask("/dropbox history export", CLEO))).toContain("is for admins");
});

it("is a file for admins, in which no cell is a formula", async () => {
  await bot.ask("/digest create =HYPERLINK when daily 09:00", { ...CLEO, name: '=cmd|"/c calc"' });
  const reply = await bot.ask("/dropbox history export");
  const rows = (await readFile(fileOf(reply), "utf8")).split("\r\n");
  expect(rows[0]).toBe("\ufeffat,about,did,actor,actor_name,subject,subject_name,details");
  const last = rows.at(-2) ?? "";
  expect(last).toMatch(
    /^"2024-03-\d\dT[^"]+Z","digest","created","U4","'=cmd\|""\/c calc""","[0-9a-f]{12}","'=HYPERLINK","\{\}"$/,
  );
});

function fileOf({ blocks }: Reply): string {
  const file = blocks.find((block) => block.type === "file");
  return file?.path ?? "";
}
