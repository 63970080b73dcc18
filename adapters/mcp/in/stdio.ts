// Tools at standard input and output, for an assistant that starts the program itself.

import { once } from "node:events";
import type { Readable, Writable } from "node:stream";
import { setImmediate } from "node:timers/promises";
import { StdioServerTransport } from "@modelcontextprotocol/sdk/server/stdio.js";
import type { Logger } from "../../../src/log.ts";
import type { Answering } from "./answer.ts";
import { createToolServers } from "./tools.ts";

/** Answers until the input ends, and what was asked before that. */
export async function serveStdio(
  answering: Answering,
  { input, output, log }: { readonly input: Readable; readonly output: Writable; readonly log: Logger },
): Promise<void> {
  const underWay = new Set<Promise<unknown>>();
  const server = createToolServers(
    {
      ...answering,
      async answer(...call) {
        const answered = answering.answer(...call);
        underWay.add(answered);
        return answered.finally(() => underWay.delete(answered));
      },
    },
    log,
  )();
  const ended = once(input, "close");
  await server.connect(new StdioServerTransport(input, output));
  await ended;
  // A script may send everything at once and end.
  do {
    await Promise.allSettled(underWay);
    // What is answered now is written in this turn.
    await setImmediate();
  } while (underWay.size > 0);
  await server.close();
}
