// What one client can take of the web server: slow ones, large ones, and whoever is refused again and again.

import { once } from "node:events";
import { connect } from "node:net";
import { Hono } from "hono";
import { beforeEach, describe, expect, it, onTestFinished } from "vitest";
import { addressOf, createGate, LARGEST_BODY_BYTES, MOST_REFUSALS_A_MINUTE } from "../../src/http/gate.ts";
import { type ListenOptions, listen } from "../../src/http/server.ts";
import { within } from "../../src/platform/waiting.ts";

let now: number;
let port: number;
let reached: string[];
let unread: PromiseWithResolvers<"read" | "let go">;

beforeEach(async () => {
  now = Date.UTC(2024, 2, 5, 9);
  reached = [];
  unread = Promise.withResolvers();
  port = await serving({ headersMs: 150, requestMs: 300, checkMs: 20, idleMs: 400 });
});

/** The port of a server with these limits of time, until the test ends. */
async function serving(timeouts: NonNullable<ListenOptions["timeouts"]>): Promise<number> {
  const routes = new Hono();
  routes.get("/ok", (context) => context.text("ok"));
  const server = await listen({
    host: "127.0.0.1",
    port: 0,
    routes,
    mounts: new Map([
      [
        "/unread",
        (_request, response) => {
          response.on("close", () => unread.resolve(response.writableFinished ? "read" : "let go"));
          response.end(Buffer.alloc(50_000_000));
        },
      ],
      [
        "/slack",
        (request, response) => {
          request.resume().on("end", () => {
            reached.push(request.url ?? "");
            response.writeHead(request.headers["x-signed"] === "yes" ? 200 : 401).end();
          });
        },
      ],
    ]),
    gate: createGate({ clock: () => now }),
    timeouts,
  });
  onTestFinished(() => server.close(0));
  return server.port;
}

/** Whoever that is, behind a proxy on this machine. */
const from = (address: string, extra: Readonly<Record<string, string>> = {}) => ({
  "x-forwarded-for": `6.6.6.6, ${address}`,
  ...extra,
});

const post = (headers: Readonly<Record<string, string>>, body = "hello") =>
  fetch(`http://127.0.0.1:${port}/slack`, { method: "POST", headers, body });

/** Longer than any of its limits. */
const PATIENCE_MS = 20_000;

/** Everything that comes back for what is sent raw, until the server ends it. */
async function raw(...sent: readonly string[]): Promise<string> {
  const socket = connect(port, "127.0.0.1");
  await once(socket, "connect");
  for (const part of sent) socket.write(part);
  let answer = "";
  socket.on("data", (bytes) => {
    answer += bytes.toString();
  });
  socket.on("error", () => undefined);
  await once(socket, "close");
  return answer;
}

describe("a slow client", () => {
  it("whose head never ends is let go", async () => {
    // All of a request may take longer.
    port = await serving({ headersMs: 150, requestMs: 600_000, checkMs: 20, idleMs: 600_000 });
    const answer = await within(raw("POST /slack HTTP/1.1\r\nhost: x\r\n"), PATIENCE_MS);
    expect(answer ?? "none").toMatch(/^HTTP\/1\.1 408 /);
  });

  it("whose body never ends is let go", async () => {
    expect(await raw("POST /slack HTTP/1.1\r\nhost: x\r\ncontent-length: 9\r\n\r\nhello")).toMatch(
      /^HTTP\/1\.1 408 /,
    );
    expect(reached).toEqual([]);
  });

  it("that reads nothing of its answer is let go", async () => {
    const socket = connect(port, "127.0.0.1");
    await once(socket, "connect");
    socket.on("error", () => undefined);
    socket.pause();
    socket.write("GET /unread HTTP/1.1\r\nhost: x\r\n\r\n");
    expect(await within(unread.promise, PATIENCE_MS)).toBe("let go");
    socket.destroy();
  });

  it("holds up nobody else", async () => {
    const slow = Array.from({ length: 20 }, () => raw("GET /ok HTTP/1.1\r\nhost: x\r\n"));
    expect(await (await fetch(`http://127.0.0.1:${port}/ok`)).text()).toBe("ok");
    await Promise.all(slow);
  });
});

describe("a body", () => {
  it("that is larger than anybody sends is refused by its length, unread", async () => {
    const length = LARGEST_BODY_BYTES + 1;
    expect(await raw(`POST /slack HTTP/1.1\r\nhost: x\r\ncontent-length: ${length}\r\n\r\n`)).toMatch(
      /^HTTP\/1\.1 413 .*\r\nconnection: close/is,
    );
    expect(reached).toEqual([]);
  });

  it("without a length is refused, unread", async () => {
    expect(await raw("POST /slack HTTP/1.1\r\nhost: x\r\ntransfer-encoding: chunked\r\n\r\n")).toMatch(
      /^HTTP\/1\.1 411 /,
    );
    expect(reached).toEqual([]);
  });

  it("as large as one is taken", async () => {
    expect((await post({ "x-signed": "yes" }, "x".repeat(LARGEST_BODY_BYTES))).status).toBe(200);
  });
});

describe("whoever is refused again and again", () => {
  it("waits for a minute, and is not read meanwhile; others go on", async () => {
    for (let n = 0; n < MOST_REFUSALS_A_MINUTE; n += 1)
      expect((await post(from("9.9.9.9"))).status).toBe(401);
    const read = reached.length;
    const flooded = await post(from("9.9.9.9"));
    expect([flooded.status, flooded.headers.get("retry-after")]).toEqual([429, "60"]);
    expect(reached).toHaveLength(read);
    expect((await post(from("9.9.9.8", { "x-signed": "yes" }))).status).toBe(200);
    now += 60_000;
    expect((await post(from("9.9.9.9", { "x-signed": "yes" }))).status).toBe(200);
  });

  it("is nobody that the bot answers", async () => {
    for (let n = 0; n <= MOST_REFUSALS_A_MINUTE; n += 1)
      expect((await post(from("9.9.9.9", { "x-signed": "yes" }))).status).toBe(200);
  });

  it("cannot say to be another, and a proxy that does not say who asks is not shut out", async () => {
    const asked = (peer: string, forwarded = "") => addressOf({ peer, forwarded });
    expect(asked("8.8.8.8", "1.1.1.1")).toBe("8.8.8.8");
    expect(asked("::ffff:8.8.8.8")).toBe("8.8.8.8");
    expect(asked("127.0.0.1", "1.1.1.1, 9.9.9.9")).toBe("9.9.9.9");
    expect(asked("::ffff:10.0.0.7", "1.1.1.1, 9.9.9.9, 192.168.0.4")).toBe("9.9.9.9");
    expect(asked("fd00::1", "2001:db8::1")).toBe("2001:db8::1");
    expect(asked("127.0.0.1", "nonsense")).toBeUndefined();
    expect(asked("127.0.0.1")).toBeUndefined();
    for (let n = 0; n <= MOST_REFUSALS_A_MINUTE; n += 1) expect((await post({})).status).toBe(401);
    expect((await post({ "x-signed": "yes" })).status).toBe(200);
  });
});
