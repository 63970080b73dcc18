// One of the ways in a process of its own, from outside.

import { z } from "zod";
import { startProcess } from "../processes.ts";
import type { InsteadRequest } from "./process.ts";
import type { WayName } from "./ways.ts";

/** ms each, or bytes. */
export interface Instead {
  open(): Promise<number>;
  top(pillar: number): Promise<number>;
  say(words: string): Promise<number>;
  residentBytes(): Promise<number>;
  end(): Promise<void>;
}

/** Objects of a million rows need more than Node gives by itself. */
const HEAP_MB = 12_000;

const number = z.number();

export function startInstead(way: WayName, paths: readonly string[], folder: string): Instead {
  const child = startProcess(new URL("./process.ts", import.meta.url), {
    execArgv: [`--max-old-space-size=${HEAP_MB}`],
  });
  const ask = (request: InsteadRequest): Promise<number> => child.ask(request, number);
  return {
    open: () => ask({ type: "open", way, paths: [...paths], folder }),
    top: (pillar) => ask({ type: "top", pillar }),
    say: (words) => ask({ type: "say", words }),
    residentBytes: () => ask({ type: "memory" }),
    end: child.end,
  };
}

/** ms that DuckDB takes to read every value of the files, in a process of its own. */
export async function decodeMs(paths: readonly string[]): Promise<number> {
  const child = startProcess(new URL("./process.ts", import.meta.url));
  try {
    const request: InsteadRequest = { type: "decode", paths: [...paths] };
    return await child.ask(request, number);
  } finally {
    await child.end();
  }
}
