// What is said to a process that holds a whole bot, and what it answers.

import { z } from "zod";

/** Typed by somebody. `isAside`: asked so that another question makes sense, and not measured. */
const questionSchema = z.object({
  actor: z.string(),
  text: z.string(),
  isAside: z.boolean().optional(),
});
export type Question = z.infer<typeof questionSchema>;

export const requestSchema = z.discriminatedUnion("type", [
  /** Puts a bot together from the sources of a checkout, over local files. `now`: its time at the beginning, ms. */
  z.object({
    type: z.literal("open"),
    checkout: z.url(),
    files: z.string(),
    dataDirectory: z.string(),
    now: z.number(),
  }),
  /** Brings the data up to date: builds a snapshot and swaps to it when files changed. */
  z.object({ type: z.literal("refresh") }),
  /** What the service does behind its start; nothing in older checkouts. */
  z.object({ type: z.literal("rehearse") }),
  /** Asks in order, so many at a time. */
  z.object({ type: z.literal("ask"), questions: z.array(questionSchema), inFlight: z.number() }),
  /** Asks over and over until told to stop. */
  z.object({ type: z.literal("ask-on"), questions: z.array(questionSchema), inFlight: z.number() }),
  z.object({ type: z.literal("stop") }),
  z.object({ type: z.literal("memory") }),
  z.object({ type: z.literal("close") }),
]);
export type Request = z.infer<typeof requestSchema>;

/** The commands that the bot has, as people type them: `news top`. */
export const openedSchema = z.object({ commands: z.array(z.string()) });

export const refreshedSchema = z.object({
  outcome: z.enum(["unchanged", "swapped", "failed"]),
  ms: z.number(),
  /** Why it failed. */
  reason: z.string().optional(),
});
export type Refreshed = z.infer<typeof refreshedSchema>;

export const answeredSchema = z.object({
  /** From the question to the reply and the codes of its buttons, as they were answered. */
  tookMs: z.array(z.number()),
  /** Of the whole process, its threads included; that of asides is not in it where questions come one by one. */
  cpuMs: z.number(),
  /** Answers that have an article in them. */
  withArticles: z.number(),
  /** What the first answer without one says. */
  without: z.string().optional(),
  refused: z.number(),
  /** The first refusal, as text. */
  refusal: z.string().optional(),
  /** How late the event loop came round meanwhile: sampled every ms, which is in it. */
  loopDelayMs: z.object({ p50: z.number(), p99: z.number(), max: z.number() }),
});
export type Answered = z.infer<typeof answeredSchema>;

export const memorySchema = z.object({ residentBytes: z.number() });
