// Slack before several processes, over sockets of each or behind a balancer that knows nothing of who asked which before: people
// read what they would read of one process, whichever of them has its turn.

import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { expect, inject, onTestFinished, test } from "vitest";
import { COMMANDS_PER_MINUTE } from "../../src/commands/serve/router.ts";
import { httpClient } from "../adapters/mcp/client.ts";
import { textOf } from "../adapters/slack/reading.ts";
import { rulings } from "../contract/articles.ts";
import { placeArticles } from "../kept.ts";
import { implementations } from "../store/implementations.ts";
import {
  connect,
  type House,
  install,
  MCP_TOKEN,
  openHouse,
  SLACK_WAYS,
  type SlackWay,
} from "./replica-house.ts";
import { type Conversation, converse, type Step, someStep } from "./slack-conversation.ts";

const LONG = inject("long");
const REPLICAS = LONG ? 3 : 2;
const STEPS = LONG ? 300 : 30;
const TIMEOUT_MS = LONG ? 3_600_000 : 180_000;
const STEP_MS = 10_000;
const NOW = Date.UTC(2024, 2, 29, 9);

const type = (line: string): Step => ({ do: "type", user: "U0ADMIN", line });

/** What must work in any case, before people do as they like. */
const FIRST: readonly Step[] = [
  type("/digest create Brief when daily 09:00"),
  type("/digest create"),
  // A name that is taken, then another one.
  { do: "fill", n: 0, name: "Brief" },
  { do: "fill", n: 0, name: "Second" },
  type("/digest run Brief"),
  type("/news top limit 3"),
  { do: "press", user: "U0ADMIN", which: "More" },
  type("/news more"),
  type("/news show 2"),
  { do: "say", user: "U0MEMBER", text: "latest limit 2", where: "thread" },
  { do: "repeat" },
  { do: "say", user: "U0MEMBER", text: "and in Latvia", where: "thread" },
  { do: "say", user: "U0MEMBER", text: "show 2", where: "direct" },
  type("/news export csv"),
  { do: "open home", user: "U0ADMIN" },
];

interface Both {
  readonly houses: readonly [alone: House, several: House];
  readonly talks: readonly [alone: Conversation, several: Conversation];
}

/** One process with a file of its own, and several over one Postgres. They end with the test. */
async function openBoth(way: SlackWay): Promise<Both> {
  const dropbox = await mkdtemp(join(tmpdir(), "rol-replicas-dropbox-"));
  onTestFinished(() => rm(dropbox, { recursive: true }));
  await placeArticles(join(dropbox, "Estonia_master.parquet.gzip"), rulings);
  const latvian = rulings.map(({ id, title, ...rest }) => ({
    ...rest,
    id: id.replace("c0de", "cafe"),
    title: `${title} in Riga`,
  }));
  await placeArticles(join(dropbox, "Latvia_master.parquet.gzip"), latvian);
  const place = await implementations.find(({ kind }) => kind === "postgres")?.create();
  if (place === undefined || !("databaseUrl" in place.location)) throw new Error("There is no Postgres.");
  onTestFinished(place.remove);
  const alone = await openHouse({ dropbox, way, now: NOW });
  onTestFinished(alone.close);
  const several = await openHouse({
    dropbox,
    way,
    now: NOW,
    shared: { ...place.location, replicas: REPLICAS },
  });
  onTestFinished(several.close);
  return { houses: [alone, several], talks: [converse(alone), converse(several)] };
}

/** The same is done in both houses, and the same is seen there after each step. Resolves with what was wrong in forms. */
async function sameFor(
  { houses, talks: [alone, several] }: Both,
  steps: readonly Step[],
  stepMs = STEP_MS,
): Promise<readonly string[]> {
  const wrong: string[] = [];
  for (const [n, step] of steps.entries()) {
    const what = `step ${n}: ${JSON.stringify(steps.slice(Math.max(0, n - 3), n + 1))}`;
    const errors = await alone.take(step);
    expect(await several.take(step), what).toEqual(errors);
    wrong.push(...Object.values(errors));
    // What nobody asked for, such as what admins are told, may come a moment later.
    const seen = alone.seen();
    await expect.poll(() => several.seen(), { interval: 5, timeout: 5_000, message: what }).toEqual(seen);
    for (const house of houses) house.advance(stepMs);
  }
  return wrong;
}

/** A program's list, page after page, and an article of it by its number: each call is another process's. */
async function askByProgram({ origin }: House): Promise<unknown> {
  const client = await httpClient(`${origin}/mcp`, MCP_TOKEN);
  const first = await client.call("news_latest", { limit: 2 });
  const { next_cursor: cursor } = { next_cursor: undefined, ...first.structuredContent };
  const next = await client.call("news_latest", { cursor });
  return [await client.tools(), first, next, await client.call("news_show", { article: "2" })];
}

test.each(SLACK_WAYS)(
  "over %s people are answered by several as by one",
  { timeout: TIMEOUT_MS },
  async (way) => {
    const both = await openBoth(way);
    const [alone, several] = both.houses;
    for (const house of both.houses) await install(house);
    await sameFor(both, [type("/dropbox connect")]);
    for (const house of both.houses) await connect(house);
    const wrong = await sameFor(both, FIRST);
    expect(wrong).toHaveLength(1);
    const stands = JSON.stringify(alone.slack.workspace.messages.map(textOf));
    for (const said of ["Second", "2 new articles", "in Riga", "Export"]) expect(stands).toContain(said);
    expect(await askByProgram(several)).toEqual(await askByProgram(alone));
    const seed = inject("seed");
    await sameFor(both, fc.sample(someStep, { seed, numRuns: STEPS }));
    // How much somebody may ask is counted over all of them, to the very one.
    await sameFor(
      both,
      Array.from({ length: COMMANDS_PER_MINUTE + 2 }, () => type("/news hlep")),
      1,
    );
    const refused = alone.slack.workspace.messages.filter((one) =>
      textOf(one).includes("more than 30 commands"),
    );
    expect(refused.length).toBeGreaterThan(1);
    for (const { slack } of both.houses) expect(slack.problems, `seed ${seed}`).toEqual([]);
  },
);
