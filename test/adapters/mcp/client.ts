// A client of the protocol written by hand from its pages, not from the SDK that the bot uses: it takes no message that these do
// not have. Protocol 2025-06-18: modelcontextprotocol.io/specification/2025-06-18/basic (messages), /basic/lifecycle,
// /basic/transports (a line a message; a POST a message, answered as JSON or as events), /basic/utilities/progress,
// /server/tools.

import { createInterface } from "node:readline";
import type { Readable, Writable } from "node:stream";
import { z } from "zod";

const PROTOCOL = "2025-06-18";

const schemaObject = z.looseObject({
  type: z.literal("object"),
  properties: z.record(z.string(), z.unknown()).optional(),
});

const tool = z.strictObject({
  name: z.string().regex(/^[A-Za-z0-9_.-]{1,64}$/),
  title: z.string().optional(),
  description: z.string(),
  inputSchema: schemaObject,
  outputSchema: schemaObject.optional(),
  annotations: z.strictObject({
    title: z.string().optional(),
    readOnlyHint: z.boolean(),
    destructiveHint: z.boolean().optional(),
    idempotentHint: z.boolean().optional(),
    openWorldHint: z.boolean(),
  }),
  // Of a later revision, which clients of this one pass over.
  execution: z.unknown().optional(),
  _meta: z.record(z.string(), z.unknown()).optional(),
});

const toolResult = z.strictObject({
  content: z.array(z.strictObject({ type: z.literal("text"), text: z.string() })),
  structuredContent: z.record(z.string(), z.unknown()).optional(),
  isError: z.boolean().optional(),
});

const initialized = z.strictObject({
  protocolVersion: z.literal(PROTOCOL),
  capabilities: z.strictObject({ tools: z.strictObject({ listChanged: z.boolean().optional() }) }),
  serverInfo: z.strictObject({ name: z.string(), version: z.string() }),
  instructions: z.string().optional(),
});

const id = z.union([z.string(), z.number()]);
const progress = z.strictObject({
  jsonrpc: z.literal("2.0"),
  method: z.literal("notifications/progress"),
  params: z.strictObject({
    progressToken: id,
    progress: z.number(),
    total: z.number().optional(),
    message: z.string().optional(),
  }),
});
const message = z.union([
  z.strictObject({ jsonrpc: z.literal("2.0"), id, result: z.record(z.string(), z.unknown()) }),
  z.strictObject({
    jsonrpc: z.literal("2.0"),
    id,
    error: z.strictObject({ code: z.int(), message: z.string(), data: z.unknown().optional() }),
  }),
  progress,
]);

type Message = z.infer<typeof message>;
export type Tool = z.infer<typeof tool>;
export type ToolResult = z.infer<typeof toolResult>;

export interface Client {
  /** Every tool. */
  tools(): Promise<readonly Tool[]>;
  /** Calls one; `told` hears its progress. Rejects where the protocol answers with an error. */
  call(
    name: string,
    given?: Readonly<Record<string, unknown>>,
    told?: (sentence: string) => void,
  ): Promise<ToolResult>;
}

/** Brings one message over and hands on whatever comes back, until that is the answer to it. */
type Exchange = (sent: object, id: number | undefined, heard: (message: Message) => void) => Promise<void>;

async function clientOver(exchange: Exchange): Promise<Client> {
  let requests = 0;

  async function request(
    method: string,
    params: object,
    told: (sentence: string) => void = () => undefined,
  ): Promise<unknown> {
    requests += 1;
    const number = requests;
    let steps = 0;
    let answer: Message | undefined;
    const meta = { _meta: { progressToken: `p${number}` } };
    await exchange(
      { jsonrpc: "2.0", id: number, method, params: { ...params, ...meta } },
      number,
      (heard) => {
        if ("method" in heard) {
          // It increases with each, and is of this request.
          if (heard.params.progressToken !== `p${number}` || heard.params.progress <= steps)
            throw new Error("progress of nothing that was asked");
          steps = heard.params.progress;
          told(heard.params.message ?? "");
        } else {
          if (heard.id !== number) throw new Error(`an answer to ${heard.id}`);
          answer = heard;
        }
      },
    );
    if (answer === undefined || "method" in answer) throw new Error("no answer");
    if ("error" in answer) throw new Error(answer.error.message);
    return answer.result;
  }

  initialized.parse(
    await request("initialize", {
      protocolVersion: PROTOCOL,
      capabilities: {},
      clientInfo: { name: "by hand", version: "1" },
    }),
  );
  await exchange({ jsonrpc: "2.0", method: "notifications/initialized" }, undefined, () => undefined);
  return {
    async tools() {
      return z.strictObject({ tools: z.array(tool) }).parse(await request("tools/list", {})).tools;
    },
    async call(name, given = {}, told) {
      return toolResult.parse(await request("tools/call", { name, arguments: given }, told));
    },
  };
}

/** Over the standard streams of a process, where every line is a message. One request at a time. */
export async function stdioClient(input: Writable, output: Readable): Promise<Client> {
  const lines = createInterface({ input: output })[Symbol.asyncIterator]();
  return clientOver(async (sent, number, heard) => {
    input.write(`${JSON.stringify(sent)}\n`);
    for (let isAnswered = number === undefined; !isAnswered; ) {
      const { value, done } = await lines.next();
      if (done === true) throw new Error("it ended without an answer");
      const read = message.parse(JSON.parse(value));
      heard(read);
      isAnswered = "id" in read;
    }
  });
}

/** Over HTTP, a POST for each message. Throws with the status where that is not taken. */
export async function httpClient(url: string, token: string): Promise<Client> {
  return clientOver(async (sent, number, heard) => {
    const response = await post(url, sent, { authorization: `Bearer ${token}` });
    const text = await response.text();
    if (!response.ok) throw new Error(`${response.status} ${text}`);
    if (number === undefined) {
      if (response.status !== 202 || text !== "") throw new Error("a notification is accepted, no more");
      return;
    }
    for (const read of messagesIn(response, text)) heard(message.parse(read));
  });
}

/** As the transport wants it, with other headers besides. */
export function post(
  url: string,
  sent: object,
  headers: Readonly<Record<string, string>> = {},
): Promise<Response> {
  return fetch(url, {
    method: "POST",
    headers: {
      "content-type": "application/json",
      accept: "application/json, text/event-stream",
      "mcp-protocol-version": PROTOCOL,
      ...headers,
    },
    body: JSON.stringify(sent),
  });
}

function messagesIn(response: Response, text: string): readonly unknown[] {
  const type = response.headers.get("content-type") ?? "";
  if (type.startsWith("application/json")) return [JSON.parse(text)];
  if (!type.startsWith("text/event-stream")) throw new Error(`neither JSON nor events: ${type}`);
  return text
    .split("\n\n")
    .map((event) =>
      event
        .split("\n")
        .flatMap((line) => (line.startsWith("data:") ? [line.slice("data:".length).trim()] : []))
        .join("\n"),
    )
    .filter((data) => data !== "")
    .map((data): unknown => JSON.parse(data));
}
