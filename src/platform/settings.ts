// Kinds of settings that several rooms read from the environment.

import { z } from "zod";

/** Any text, or none. */
export const text = z.string().min(1).optional();

/** Whether something is wanted that is off otherwise. */
export const onOrOff = z.enum(["on", "off"]).optional();

/** An address of a server, without a slash at its end, or none. */
export const origin = z
  .url({ protocol: /^https?$/, error: "is not an http(s) address" })
  .transform((url) => url.replace(/\/+$/, ""))
  .optional();

/** Of these settings those that somebody gave, and did not switch off. */
export function givenOf(
  names: readonly string[],
  environment: Readonly<Record<string, string | undefined>>,
): readonly string[] {
  return names.filter((name) => (environment[name] ?? "off") !== "off");
}
