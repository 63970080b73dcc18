// Tools at standard input and output, for an assistant that starts the program itself.

import { once } from "node:events";
import type { Readable, Writable } from "node:stream";
import { StdioServerTransport } from "@modelcontextprotocol/sdk/server/stdio.js";
import type { Logger } from "../../../src/log.ts";
import type { Answering } from "./answer.ts";
import { createToolServers } from "./tools.ts";

/** Answers until the input ends. */
export async function serveStdio(
  answering: Answering,
  { input, output, log }: { readonly input: Readable; readonly output: Writable; readonly log: Logger },
): Promise<void> {
  const server = createToolServers(answering, log)();
  const ended = once(input, "close");
  await server.connect(new StdioServerTransport(input, output));
  await ended;
  await server.close();
}
