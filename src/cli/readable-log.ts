// Log lines for people at a terminal: the time, what happened, and its details behind it. Others' words cannot forge a line
// or colour it: they are printed as JSON has them.

import { styleText } from "node:util";
import { z } from "zod";
import type { LogDestination } from "../log.ts";
import { inOneLine } from "../steering.ts";

/** https://getpino.io/#/docs/api?id=loggerlevels-object */
const LEVELS: Readonly<Record<number, "debug" | "info" | "warn" | "error">> = {
  20: "debug",
  30: "info",
  40: "warn",
  50: "error",
};
const COLOURS = { debug: "dim", warn: "yellow", error: "red" } as const;

const lineSchema = z.looseObject({ level: z.number(), time: z.number(), msg: z.string().default("") });
const errorSchema = z.object({ message: z.string(), stack: z.string().optional() });

/** Takes pino's lines and hands readable ones to `print`, each with its end of line. Colours where `hasColours`. */
export function readableLog(print: (text: string) => void, hasColours: boolean): LogDestination {
  return { write: (line) => print(`${readable(line, hasColours)}\n`) };
}

function readable(line: string, hasColours: boolean): string {
  const { level, time, msg, err, ...details } = lineSchema.parse(JSON.parse(line));
  const name = LEVELS[level] ?? "error";
  const at = new Date(time).toISOString().slice(11, 19);
  const more = Object.entries(details).map(([key, value]) => `${key}=${plain(value)}`);
  const first = [at, ...(name === "info" ? [] : [name.toUpperCase()]), inOneLine(msg), ...more].join("  ");
  const text = [first, ...stackOf(err)].join("\n");
  return hasColours && name !== "info" ? styleText(COLOURS[name], text, { validateStream: false }) : text;
}

function plain(value: unknown): string {
  return typeof value === "string" && /^[\w.:/@-]+$/.test(value) ? value : inOneLine(JSON.stringify(value));
}

function stackOf(error: unknown): readonly string[] {
  const { data } = errorSchema.safeParse(error);
  if (data === undefined) return [];
  return (data.stack ?? data.message).split("\n").map((part) => `    ${inOneLine(part).trim()}`);
}
