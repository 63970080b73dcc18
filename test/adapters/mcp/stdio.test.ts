// Standard streams: who sends everything at once and ends is answered all the same.

import { PassThrough } from "node:stream";
import { expect, it } from "vitest";
import { createAnswering } from "../../../adapters/mcp/in/answer.ts";
import { serveStdio } from "../../../adapters/mcp/in/stdio.ts";
import { defineCommand } from "../../../src/commands/serve/define.ts";
import { createLogger } from "../../../src/log.ts";
import { paragraph, privately } from "../../../src/reply/build.ts";

const looking = defineCommand({
  path: ["news", "look"],
  summary: "For the streams",
  role: "read",
  answers: "message",
  isLookup: true,
  examples: ["/news look"],
  options: {},
  handler: async () => privately(),
});

it("answers what was asked before the input ended, with its progress before it", async () => {
  const [input, output] = [new PassThrough(), new PassThrough()];
  const late = Promise.withResolvers<void>();
  // Later than whoever waits for nobody is gone.
  input.once("close", () => setImmediate(() => setImmediate(late.resolve)));
  const answering = createAnswering({
    workspace: "terminal:local",
    router: {
      commands: [looking],
      async handle(_invocation, { progress }) {
        progress(privately(paragraph("Half of it\u2028\u001b[2J")));
        await late.promise;
        return privately(paragraph("All of it"));
      },
      drain: async () => undefined,
    },
  });
  const served = serveStdio(answering, { input, output, log: createLogger("silent") });
  const params = {
    protocolVersion: "2025-06-18",
    capabilities: {},
    clientInfo: { name: "script", version: "1" },
  };
  for (const sent of [
    { id: 1, method: "initialize", params },
    { method: "notifications/initialized" },
    {
      id: 2,
      method: "tools/call",
      params: { name: "news_look", arguments: {}, _meta: { progressToken: "p" } },
    },
    { id: 3, method: "tools/call", params: { name: "news_look", arguments: {} } },
    { id: 4, method: "tools/call", params: { name: "digest_delete", arguments: {} } },
  ])
    input.write(`${JSON.stringify({ jsonrpc: "2.0", ...sent })}\n`);
  input.end();
  await served;
  output.end();
  const heard = (await output.toArray())
    .join("")
    .trim()
    .split("\n")
    .map((line): unknown => JSON.parse(line));
  expect(heard).toContainEqual({
    jsonrpc: "2.0",
    method: "notifications/progress",
    params: { progressToken: "p", progress: 1, message: "Half of it\n[2J" },
  });
  for (const id of [2, 3])
    expect(heard).toContainEqual(
      expect.objectContaining({
        id,
        result: expect.objectContaining({ structuredContent: expect.anything() }),
      }),
    );
  expect(heard).toContainEqual(
    expect.objectContaining({ id: 4, result: expect.objectContaining({ isError: true }) }),
  );
  expect(heard.filter((one) => JSON.stringify(one).includes("notifications/progress"))).toHaveLength(1);
});
