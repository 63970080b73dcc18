// One of the ways in a process of its own.

import { z } from "zod";
import { answerRequests } from "../processes.ts";
import { decodeWithDuckDb } from "./duckdb.ts";
import { type OpenWay, WAYS, type Way, type WayName } from "./ways.ts";

const requestSchema = z.discriminatedUnion("type", [
  z.object({
    type: z.literal("open"),
    way: z.enum(WAYS),
    paths: z.array(z.string()),
    folder: z.string(),
  }),
  z.object({ type: z.literal("top"), pillar: z.number() }),
  z.object({ type: z.literal("say"), words: z.string() }),
  z.object({ type: z.literal("decode"), paths: z.array(z.string()) }),
  z.object({ type: z.literal("memory") }),
]);
export type InsteadRequest = z.infer<typeof requestSchema>;

let way: Way | undefined;

/** Each with its library, which not every machine has. */
async function opener(name: WayName): Promise<OpenWay> {
  switch (name) {
    case "hyparquet":
      return (await import("./hyparquet.ts")).openWithHyparquet;
    case "polars":
      return (await import("./polars.ts")).openWithPolars;
    case "duckdb":
      return (await import("./duckdb.ts")).openWithDuckDb;
    case "ilike":
      return (await import("./ilike.ts")).openIlike;
  }
}

async function timedMs(work: () => Promise<unknown>): Promise<number> {
  const startedAt = performance.now();
  await work();
  return performance.now() - startedAt;
}

answerRequests(requestSchema, async (request) => {
  switch (request.type) {
    case "open":
      return timedMs(async () => {
        way = await (await opener(request.way))(request.paths, request.folder);
      });
    case "top":
      return timedMs(async () => way?.top(request.pillar));
    case "say":
      return timedMs(async () => way?.say?.(request.words));
    case "decode":
      return decodeWithDuckDb(request.paths);
    case "memory":
      return process.memoryUsage.rss();
  }
});
