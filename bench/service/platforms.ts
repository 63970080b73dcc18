// Slack and Discord for a service that is measured: the fakes of the tests in a process of their own, on loopback.

import { z } from "zod";
import { startProcess } from "../processes.ts";

const PLATFORMS = new URL("../../test/bench/platforms-process.ts", import.meta.url);

const placesSchema = z.array(
  z.object({
    workspace: z.templateLiteral(["discord:", z.string()]),
    place: z.object({ platform: z.literal("discord"), channel: z.string() }),
  }),
);

const valuesSchema = z.record(z.string(), z.union([z.string(), z.number()]));

export const platformRequestSchema = z.discriminatedUnion("type", [
  /** `aheadMs`: how far their clock is ahead of the real time. */
  z.object({ type: z.literal("open"), aheadMs: z.number() }),
  /** A person by number types a command: without `/news`. */
  z.object({ type: z.literal("slack"), person: z.number(), text: z.string() }),
  z.object({ type: z.literal("discord"), person: z.number(), verb: z.string(), values: valuesSchema }),
  z.object({ type: z.literal("places"), count: z.number() }),
  z.object({ type: z.literal("problems") }),
]);
type PlatformRequest = z.infer<typeof platformRequestSchema>;

export interface FakePlatforms {
  /** The service's settings for both. */
  readonly settings: Readonly<Record<string, string>>;
  /** ms until the answer stands there. */
  onSlack(person: number, text: string): Promise<number>;
  onDiscord(person: number, verb: string, values: Readonly<Record<string, string | number>>): Promise<number>;
  /** Makes so many channels on Discord. */
  addPlaces(count: number): Promise<z.infer<typeof placesSchema>>;
  /** What the real ones would have refused. */
  problems(): Promise<readonly string[]>;
  end(): Promise<void>;
}

export async function startFakePlatforms(aheadMs: number): Promise<FakePlatforms> {
  const child = startProcess(PLATFORMS);
  const say = <T extends z.ZodType>(request: PlatformRequest, answer: T): Promise<z.infer<T>> =>
    child.ask(request, answer);
  return {
    settings: await say({ type: "open", aheadMs }, z.record(z.string(), z.string())),
    onSlack: (person, text) => say({ type: "slack", person, text }, z.number()),
    onDiscord: (person, verb, values) => say({ type: "discord", person, verb, values }, z.number()),
    addPlaces: (count) => say({ type: "places", count }, placesSchema),
    problems: () => say({ type: "problems" }, z.array(z.string())),
    end: child.end,
  };
}
