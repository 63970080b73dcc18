// The program's numbers as a monitor reads them, and that the page, the dashboard and the alerts name the same ones.

import { readFile } from "node:fs/promises";
import { expect, it } from "vitest";
import type { CommandContext } from "../../src/commands/serve/define.ts";
import { measured } from "../../src/commands/serve/measured.ts";
import { AppError } from "../../src/errors.ts";
import { createMetrics, type Gauges } from "../../src/metrics/metrics.ts";
import { newsGauges } from "../../src/metrics/news.ts";
import { measuredPlaces } from "../../src/platform/measured-places.ts";
import { paragraph, privately, refusing } from "../../src/reply/build.ts";
import type { Reply } from "../../src/reply/reply.ts";
import { doing, invocationOf, noNews } from "../commands/serve/running-commands.ts";
import { createFakePlatform } from "../digest/simulation/platform.ts";

/** Nothing of it is asked for here. */
const context: CommandContext = {
  invocation: invocationOf("/news top"),
  now: 0,
  news: noNews(),
  progress: () => undefined,
  run: async () => privately(),
};

const NOTHING: Gauges = { standings: [], news: [], waitingSlots: 0 };

/** The value of a series; undefined when there is none. */
async function seriesIn(text: Promise<string>, series: string): Promise<number | undefined> {
  const line = (await text).split("\n").find((one) => one.startsWith(`${series} `));
  return line === undefined ? undefined : Number(line.slice(series.length + 1));
}

it("counts commands by what became of them", async () => {
  const { meter, text } = createMetrics(async () => NOTHING);
  const answers: readonly (() => Promise<Reply>)[] = [
    async () => privately(paragraph("done")),
    async () => refusing(paragraph("no")),
    async () => Promise.reject(new AppError("no-data", "Nothing yet.")),
    async () => Promise.reject(new AppError("internal", "A defect.")),
    async () => Promise.reject(new TypeError("A defect.")),
  ];
  for (const handler of answers) {
    const [command] = measured([{ ...doing(["news", "top"], async () => ""), handler }], meter);
    await command?.handler({}, context).catch(() => undefined);
  }
  const countOf = (outcome: string) =>
    seriesIn(text(), `rolnews_command_duration_seconds_count{command="news top",outcome="${outcome}"}`);
  expect(await countOf("done")).toBe(1);
  expect(await countOf("refused")).toBe(2);
  expect(await countOf("failed")).toBe(2);
});

it("counts messages of digests by what the platform answered", async () => {
  const { meter, text } = createMetrics(async () => NOTHING);
  const places = measuredPlaces(createFakePlatform({ clock: () => 0 }).places, meter);
  const delivery = { main: privately(paragraph("news")) };
  const destination = await places.open("slack:T1", { platform: "test", channel: "C1" }, [delivery.main]);
  for (const part of destination?.plan(delivery, "key") ?? [])
    await destination?.send(part, { signal: new AbortController().signal });
  expect(await seriesIn(text(), 'rolnews_digest_messages_total{platform="test",outcome="sent"}')).toBe(1);
});

it("tells how the platforms stand and how old the news are, and forgets a workspace that is gone", async () => {
  let gauges: Gauges = {
    standings: [
      { id: "slack", name: "Slack", standing: { type: "connected" }, since: 0 },
      { id: "discord", name: "Discord", standing: { type: "trying" }, since: 0 },
    ],
    news: [{ workspace: "slack:T1", preparedAt: 5_000, newestAt: 4_000, assessments: 7, filesInTrouble: 1 }],
    waitingSlots: 3,
  };
  const { text } = createMetrics(async () => gauges);
  expect(await seriesIn(text(), 'rolnews_platform_connected{platform="slack"}')).toBe(1);
  expect(await seriesIn(text(), 'rolnews_platform_connected{platform="discord"}')).toBe(0);
  expect(await seriesIn(text(), "rolnews_digest_slots_waiting")).toBe(3);
  const prepared = 'rolnews_news_prepared_timestamp_seconds{workspace="slack:T1"}';
  expect(await seriesIn(text(), prepared)).toBe(5);
  expect(await seriesIn(text(), 'rolnews_news_files_in_trouble{workspace="slack:T1"}')).toBe(1);
  gauges = NOTHING;
  expect(await seriesIn(text(), prepared)).toBeUndefined();
  expect(await seriesIn(text(), "process_resident_memory_bytes")).toBeGreaterThan(1e6);
});

it("leaves a workspace out whose news cannot be told", async () => {
  const status = async () => Promise.reject(new AppError("no-data", "Nothing is connected."));
  expect(await newsGauges({ status }, ["slack:T1"])).toEqual([]);
});

/** Every metric with its labels, once everything that can be counted was. */
async function everyLabel(): Promise<ReadonlyMap<string, ReadonlySet<string>>> {
  const { meter, text } = createMetrics(async () => ({
    standings: [{ id: "slack", name: "Slack", standing: { type: "connected" }, since: 0 }],
    news: [{ workspace: "slack:T1", preparedAt: 1, newestAt: 1, assessments: 1, filesInTrouble: 0 }],
    waitingSlots: 0,
  }));
  meter.answered({ command: "news top", outcome: "done", durationMs: 1 });
  meter.refreshed("swapped");
  meter.sent("slack", "sent");
  const lines = await text();
  const labels = new Map(
    [...lines.matchAll(/^# TYPE (\S+)/gm)].map(([, name = ""]) => [name, new Set<string>()]),
  );
  for (const [, name = "", given = ""] of lines.matchAll(/^(\w+)\{(.*)\} /gm))
    for (const [, label = ""] of given.matchAll(/(\w+)="/g)) labels.get(withoutPart(name))?.add(label);
  return labels;
}

const withoutPart = (name: string): string => name.replace(/_(?:bucket|count|sum)$/, "");

it("has no label that a person or an article could fill", async () => {
  const own = [...(await everyLabel())].filter(([name]) => name.startsWith("rolnews_"));
  const labels = new Set(own.flatMap(([, of]) => [...of]));
  expect([...labels].toSorted()).toEqual(["command", "le", "outcome", "platform", "workspace"]);
});

it("the dashboard and the alerts ask for numbers and labels that there are", async () => {
  const known = await everyLabel();
  for (const file of ["dashboard.json", "alerts.yml"]) {
    const written = await readFile(new URL(`../../docs/operations/${file}`, import.meta.url), "utf8");
    const asked = [...written.matchAll(/\b((?:rolnews|process|nodejs)_\w+)(?:\{([^}]*)\})?/g)];
    expect(asked.length).toBeGreaterThan(3);
    expect(asked.map(([, name = ""]) => withoutPart(name)).filter((name) => !known.has(name))).toEqual([]);
    const wrong = asked.flatMap(([all, name = "", given = ""]) =>
      [...given.matchAll(/(\w+)\s*[=!]/g)]
        // Prometheus adds the job's name itself.
        .filter(([, label = ""]) => label !== "job" && known.get(withoutPart(name))?.has(label) !== true)
        .map(() => all),
    );
    expect(wrong).toEqual([]);
  }
});
