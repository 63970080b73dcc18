// What the platforms document as their errors, from the files beside this one.

import { readFileSync } from "node:fs";
import { z } from "zod";

function read(name: string): unknown {
  return JSON.parse(readFileSync(new URL(name, import.meta.url), "utf8"));
}

/** By method, and those that every method may answer. */
export const slackErrors = z
  .object({ anyMethod: z.array(z.string()), methods: z.record(z.string(), z.array(z.string())) })
  .parse(read("slack-errors.json"));

/** All of Discord's JSON error codes. */
export const discordCodes = z.object({ codes: z.array(z.number()) }).parse(read("discord-errors.json")).codes;
