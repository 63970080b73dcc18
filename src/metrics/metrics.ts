// The program's numbers in the form that Prometheus reads. https://prometheus.io/docs/practices/naming/

import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from "prom-client";
import type { Meter } from "../platform/meter.ts";
import type { PlatformStanding } from "../platform/standing.ts";
import { SECOND_MS } from "../time/units.ts";

/** What is looked at when the numbers are read. */
export interface Gauges {
  readonly standings: readonly PlatformStanding[];
  readonly news: readonly NewsGauge[];
  /** Digests that are decided and not delivered yet. */
  readonly waitingSlots: number;
}

export interface NewsGauge {
  /** The workspace that reads them. */
  readonly workspace: string;
  /** ms UTC. */
  readonly preparedAt: number;
  /** Of the newest article, ms UTC; absent when no article has a date. */
  readonly newestAt?: number;
  readonly assessments: number;
  /** Files that do not serve, or not with their newest content. */
  readonly filesInTrouble: number;
}

export interface Metrics {
  readonly meter: Meter;
  readonly contentType: string;
  /** All numbers as text. Rejects when what is looked at cannot be read. */
  text(): Promise<string>;
}

/** Seconds: an answer from the index takes milliseconds, one that waits for files a minute. */
const BUCKETS = [0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10, 60];

export function createMetrics(look: () => Promise<Gauges>): Metrics {
  const register = new Registry();
  const registers = [register];
  collectDefaultMetrics({ register });
  const commands = new Histogram({
    name: "rolnews_command_duration_seconds",
    help: "How long commands took, by what became of them",
    labelNames: ["command", "outcome"],
    buckets: BUCKETS,
    registers,
  });
  const refreshes = new Counter({
    name: "rolnews_data_refreshes_total",
    help: "Looks at the files of a data set, by what became of them",
    labelNames: ["outcome"],
    registers,
  });
  const messages = new Counter({
    name: "rolnews_digest_messages_total",
    help: "Messages of digests, by platform and what it answered",
    labelNames: ["platform", "outcome"],
    registers,
  });
  const waiting = new Gauge({
    name: "rolnews_digest_slots_waiting",
    help: "Digests that are decided and not delivered yet",
    registers,
  });
  const connected = new Gauge({
    name: "rolnews_platform_connected",
    help: "1 while a platform is connected, 0 while it is away or refuses the bot",
    labelNames: ["platform"],
    registers,
  });
  const prepared = new Gauge({
    name: "rolnews_news_prepared_timestamp_seconds",
    help: "When the news that serve were prepared",
    labelNames: ["workspace"],
    registers,
  });
  const newest = new Gauge({
    name: "rolnews_news_newest_article_timestamp_seconds",
    help: "The date of the newest article",
    labelNames: ["workspace"],
    registers,
  });
  const assessments = new Gauge({
    name: "rolnews_news_assessments",
    help: "Assessments that serve",
    labelNames: ["workspace"],
    registers,
  });
  const inTrouble = new Gauge({
    name: "rolnews_news_files_in_trouble",
    help: "Files that do not serve, or not with their newest content",
    labelNames: ["workspace"],
    registers,
  });
  const looked = [connected, prepared, newest, assessments, inTrouble];

  return {
    meter: {
      answered: ({ command, outcome, durationMs }) =>
        commands.observe({ command, outcome }, durationMs / SECOND_MS),
      refreshed: (outcome) => refreshes.inc({ outcome }),
      sent: (platform, outcome) => messages.inc({ platform, outcome }),
    },
    contentType: register.contentType,
    async text() {
      const { standings, news, waitingSlots } = await look();
      // A workspace that is gone is told no more.
      for (const gauge of looked) gauge.reset();
      waiting.set(waitingSlots);
      for (const { id, standing } of standings)
        connected.set({ platform: id }, standing.type === "connected" ? 1 : 0);
      for (const { workspace, ...one } of news) {
        prepared.set({ workspace }, one.preparedAt / SECOND_MS);
        if (one.newestAt !== undefined) newest.set({ workspace }, one.newestAt / SECOND_MS);
        assessments.set({ workspace }, one.assessments);
        inTrouble.set({ workspace }, one.filesInTrouble);
      }
      return register.metrics();
    },
  };
}
