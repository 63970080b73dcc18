// Who is let in at all, by the head of a request: this machine's own browser, on a page of our own. A name that leads here from
// elsewhere (DNS rebinding), another page's request and a proxy's visitor are refused before anything is read.

import type { IncomingMessage } from "node:http";
import { BlockList, isIP } from "node:net";
import { say } from "../../../src/wording/say.ts";

/** Names of this machine for itself. */
const NAMES = ["127.0.0.1", "localhost", "[::1]"];

const HTTP_PORT = 80;

const LOOPBACK = new BlockList();
LOOPBACK.addSubnet("127.0.0.0", 8, "ipv4");
LOOPBACK.addAddress("::1", "ipv6");

/** What proxies add; whoever stands behind one is not at this machine. */
const FORWARDED = ["forwarded", "x-forwarded-for", "x-real-ip", "via"];

/** What of a request tells who sends it. */
export interface Head extends Pick<IncomingMessage, "headers" | "method"> {
  readonly socket: Pick<IncomingMessage["socket"], "remoteAddress" | "localPort">;
}

/** Why a request is not taken, a sentence; undefined when it is. */
export function refusalOf(request: Head): string | undefined {
  const { headers, socket } = request;
  if (!isLoopback(socket.remoteAddress) || FORWARDED.some((name) => headers[name] !== undefined))
    return say(
      "The chat answers only on the machine that the bot runs on. Open it there, or through an SSH tunnel.",
    );
  const { host = "" } = headers;
  if (!isOwnHost(host, socket.localPort))
    return say(
      "The chat answers only under this machine's own names. Open the address that the bot printed.",
    );
  if (!isOwnPage(request, host))
    return say("Another page asked for this. Open the chat from its own address.");
  return undefined;
}

/**
 * Whether no other page asks. Browsers tell who does by `Origin`, which Chromium leaves out of a page's requests to its own
 * server, and by `Sec-Fetch-Site`, where `none` is an address that somebody typed. Only looking needs neither.
 */
function isOwnPage({ headers, method }: Head, host: string): boolean {
  const { origin, "sec-fetch-site": site } = headers;
  if (site !== undefined && site !== "same-origin" && site !== "none") return false;
  if (origin !== undefined) return origin === `http://${host}`;
  return method === "GET" || method === "HEAD" || site === "same-origin";
}

function isLoopback(address = ""): boolean {
  const plain = address.replace(/^::ffff:(?=\d+\.)/i, "");
  return isIP(plain) !== 0 && LOOPBACK.check(plain, isIP(plain) === 6 ? "ipv6" : "ipv4");
}

function isOwnHost(host: string, port: number | undefined): boolean {
  return NAMES.some((name) => host === `${name}:${port}` || (port === HTTP_PORT && host === name));
}
