// MCP over HTTP put together: each request is one of its own, so that nothing of any program stays behind.

import type { IncomingMessage, ServerResponse } from "node:http";
import { StreamableHTTPServerTransport } from "@modelcontextprotocol/sdk/server/streamableHttp.js";
import type { Mount, Platform } from "../../src/platform/platform.ts";
import { within } from "../../src/platform/waiting.ts";
import type { Host } from "../adapter.ts";
import { createAnswering } from "./in/answer.ts";
import { createDoor } from "./in/door.ts";
import { MCP_PLATFORM } from "./in/read.ts";
import { createToolServers } from "./in/tools.ts";
import { createNotifier } from "./out/notifier.ts";
import type { McpSettings } from "./settings.ts";

/** A call has a cursor of some thousand characters at most. */
export const MOST_CALL_BYTES = 64 * 1024;
/** How long closing waits for answers in flight. */
const DRAIN_MS = 5_000;
/** Answers under way at the same time. */
export const MOST_CALLS = 32;

export interface McpPlatform extends Platform {
  readonly mount: Mount;
}

export function createPlatform(host: Host, settings: McpSettings): McpPlatform {
  const { router, log } = host;
  const newServer = createToolServers(createAnswering({ router, workspace: settings.workspace }), log);
  const door = createDoor(settings);
  const underWay = new Set<Promise<void>>();
  let isClosing = false;

  async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const refused = door(request);
    if (refused !== undefined) return refuse(response, refused.status, refused.sentence);
    if (request.method !== "POST") return refuse(response, 405, "Calls are posted.");
    if (isClosing) return refuse(response, 503, "The bot is restarting. Ask again in a minute.");
    if (underWay.size >= MOST_CALLS) return refuse(response, 503, "Too many calls at once. Ask again.");
    const answered = answer(request, response);
    underWay.add(answered);
    try {
      await answered;
    } finally {
      underWay.delete(answered);
    }
  }

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const over = new Promise<void>((resolve) => response.once("close", resolve));
    const server = newServer();
    try {
      const transport = new StreamableHTTPServerTransport({ maxRequestBodySize: MOST_CALL_BYTES });
      await server.connect(transport);
      await transport.handleRequest(request, response);
      await over;
    } finally {
      await server.close();
    }
  }

  return {
    id: MCP_PLATFORM,
    name: "MCP",
    mount: [
      "/mcp",
      (request, response) => {
        serve(request, response).catch((error: unknown) => {
          log.error({ err: error }, "a call of a program was not answered");
          if (!response.headersSent)
            refuse(response, 500, "Something went wrong in the bot; its log has it.");
          else response.end();
        });
      },
    ],
    notifier: createNotifier(host),
    start: async () => undefined,
    async close() {
      isClosing = true;
      await within(Promise.all(underWay), DRAIN_MS);
    },
  };
}

/** In the protocol's own shape of an error, which some clients read whatever the status says. */
function refuse(response: ServerResponse, status: number, message: string): void {
  const headers = {
    "content-type": "application/json",
    ...(status === 401 ? { "www-authenticate": "Bearer" } : {}),
    ...(status === 405 ? { allow: "POST" } : {}),
  };
  response.writeHead(status, headers);
  response.end(JSON.stringify({ jsonrpc: "2.0", id: null, error: { code: -32_000, message } }));
}
