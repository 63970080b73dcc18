// The server's side of RFC 6455, as much as Discord's gateway and Slack's Socket Mode need: whole text frames, close, ping.
// No extensions.

import { createHash } from "node:crypto";
import type { IncomingMessage } from "node:http";
import type { Duplex } from "node:stream";

const [TEXT, CLOSE, PING, PONG] = [0x1, 0x8, 0x9, 0xa] as const;
const GUID = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";

export interface Socket {
  send(text: string): void;
  /** Closes in order, with a code. */
  close(code: number): void;
  /** Cuts the line. */
  cut(): void;
}

export interface SocketEvents {
  message(text: string): void;
  gone(): void;
}

/** Finishes the handshake of an upgrade request. */
export function acceptSocket(
  request: IncomingMessage,
  stream: Duplex,
  events: (socket: Socket) => SocketEvents,
): void {
  const key = request.headers["sec-websocket-key"] ?? "";
  const accept = createHash("sha1").update(`${key}${GUID}`).digest("base64");
  stream.write(
    `HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: ${accept}\r\n\r\n`,
  );
  let isOpen = true;
  const write = (opcode: number, payload: Buffer): void => {
    if (isOpen) stream.write(Buffer.concat([header(opcode, payload.length), payload]));
  };
  const socket: Socket = {
    send: (text) => write(TEXT, Buffer.from(text)),
    close(code) {
      const payload = Buffer.alloc(2);
      payload.writeUInt16BE(code);
      write(CLOSE, payload);
      isOpen = false;
      stream.end();
    },
    cut() {
      isOpen = false;
      stream.destroy();
    },
  };
  const { message, gone } = events(socket);
  let pending = Buffer.alloc(0);
  stream.on("data", (chunk: Buffer) => {
    pending = Buffer.concat([pending, chunk]);
    for (let frame = readFrame(pending); frame !== undefined; frame = readFrame(pending)) {
      pending = pending.subarray(frame.length);
      if (frame.opcode === TEXT) message(frame.payload.toString("utf8"));
      if (frame.opcode === PING) write(PONG, frame.payload);
      if (frame.opcode === CLOSE) {
        write(CLOSE, frame.payload);
        isOpen = false;
        stream.end();
      }
    }
  });
  stream.on("error", () => undefined);
  // A peer that is gone without a word.
  stream.on("end", () => stream.end());
  stream.on("close", () => {
    isOpen = false;
    gone();
  });
}

function header(opcode: number, length: number): Buffer {
  if (length < 126) return Buffer.from([0x80 | opcode, length]);
  if (length < 65_536) {
    const short = Buffer.from([0x80 | opcode, 126, 0, 0]);
    short.writeUInt16BE(length, 2);
    return short;
  }
  const long = Buffer.alloc(10);
  long.writeUInt8(0x80 | opcode, 0);
  long.writeUInt8(127, 1);
  long.writeBigUInt64BE(BigInt(length), 2);
  return long;
}

interface Frame {
  readonly opcode: number;
  readonly payload: Buffer;
  /** Bytes of the whole frame. */
  readonly length: number;
}

/** A client's frame is masked and, as these clients send it, never in fragments. */
function readFrame(bytes: Buffer): Frame | undefined {
  if (bytes.length < 2) return undefined;
  const short = bytes.readUInt8(1) & 0x7f;
  const lengthBytes = short === 126 ? 2 : short === 127 ? 8 : 0;
  const maskAt = 2 + lengthBytes;
  if (bytes.length < maskAt + 4) return undefined;
  const size =
    lengthBytes === 0 ? short : lengthBytes === 2 ? bytes.readUInt16BE(2) : Number(bytes.readBigUInt64BE(2));
  const end = maskAt + 4 + size;
  if (bytes.length < end) return undefined;
  const mask = bytes.subarray(maskAt, maskAt + 4);
  const payload = Buffer.from(bytes.subarray(maskAt + 4, end)).map(
    (byte, index) => byte ^ (mask[index % 4] ?? 0),
  );
  return { opcode: bytes.readUInt8(0) & 0x0f, payload: Buffer.from(payload), length: end };
}
