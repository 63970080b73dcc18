// The answer to a download: the bytes, or a range of them, with the faults that only bytes can have.

import type { ServerResponse } from "node:http";
import { RESPONSE_ALREADY_SENT } from "@hono/node-server/utils/response";
import type { Context } from "hono";
import { partOf } from "./download.ts";
import type { FaultKind } from "./faults.ts";
import type { Answer } from "./route.ts";
import type { TrafficCounter } from "./traffic.ts";
import { commonHeaders, countersOf, type Wire } from "./wire.ts";

const chunkBytes = 64 * 1024;

/** Sends one revision: 200, 206 of a range, 304 to If-None-Match, 416 beyond the end. */
export async function sendFile(
  c: Context<Wire>,
  { metadata, content }: Extract<Answer, { kind: "file" }>,
  traffic: TrafficCounter,
): Promise<Response> {
  const etag = `W/"${metadata.rev}"`;
  const headers = {
    ...commonHeaders(),
    etag,
    "accept-ranges": "bytes",
    "dropbox-api-result": asciiJson(metadata),
    "original-content-length": String(content.length),
  };
  const weak = (tag: string) => tag.trim().replace(/^W\//, "");
  if (c.req.header("if-none-match")?.split(",").map(weak).includes(weak(etag))) {
    return new Response(null, { status: 304, headers });
  }
  const part = partOf(c.req.header("range"), content.length);
  if (part.kind === "unsatisfiable") {
    return new Response(null, {
      status: 416,
      headers: { ...commonHeaders(), "content-range": `bytes */${content.length}` },
    });
  }
  const bytes = part.kind === "whole" ? content : content.subarray(part.start, part.end + 1);
  const { outgoing } = c.env;
  const status = part.kind === "whole" ? 200 : 206;
  const counters = countersOf(c, traffic);
  for (const counter of counters) counter.status("files/download", status);
  outgoing.writeHead(status, {
    ...headers,
    "content-type": "application/octet-stream",
    "content-length": bytes.length,
    ...(part.kind === "range"
      ? { "content-range": `bytes ${part.start}-${part.end}/${content.length}` }
      : {}),
  });
  await writeBody(outgoing, bytes, c.get("fault"), (sent) => {
    for (const counter of counters) counter.sent("files/download", sent);
  });
  return RESPONSE_ALREADY_SENT;
}

async function writeBody(
  outgoing: ServerResponse,
  content: Buffer,
  fault: FaultKind | undefined,
  count: (bytes: number) => void,
): Promise<void> {
  const bytes = fault?.kind === "corrupt" ? flipByte(content, fault.atByte) : content;
  const cutAt = fault?.kind === "cut" && fault.afterBytes < bytes.length ? fault.afterBytes : undefined;
  const sending = bytes.subarray(0, cutAt);
  for (let offset = 0; offset < sending.length && !outgoing.destroyed; offset += chunkBytes) {
    const chunk = sending.subarray(offset, offset + chunkBytes);
    count(chunk.length);
    await written(outgoing, chunk);
  }
  if (cutAt === undefined) outgoing.end();
  else outgoing.destroy();
}

/** Waits until the kernel has the chunk, so that a cut afterwards still delivers it; or until the caller is gone. */
function written(outgoing: ServerResponse, chunk: Buffer): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      outgoing.off("close", done);
      resolve();
    };
    outgoing.once("close", done);
    outgoing.write(chunk, done);
  });
}

function flipByte(content: Buffer, atByte = Math.floor(content.length / 2)): Buffer {
  const flipped = Buffer.from(content);
  if (atByte < flipped.length) flipped.writeUInt8(flipped.readUInt8(atByte) ^ 0xff, atByte);
  return flipped;
}

/** JSON for a header: everything above ASCII as \u escapes, as the real service sends it. */
function asciiJson(value: unknown): string {
  return JSON.stringify(value).replace(
    /[\u007f-\uffff]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}
