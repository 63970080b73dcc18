// What the web server refuses before anything of a request is read: bodies that nobody sends, and whoever was refused often.

import type { IncomingMessage } from "node:http";
import { BlockList, isIP } from "node:net";
import type { Clock } from "../reply/ports.ts";
import { MINUTE_MS } from "../time/units.ts";

/** Slack's largest payloads, views with all their state, have a quarter of this. */
export const LARGEST_BODY_BYTES = 1024 * 1024;

/** Answers of 400 and above that an address gets in a minute; then it waits. */
export const MOST_REFUSALS_A_MINUTE = 30;

/** Addresses remembered at most; the oldest are forgotten first. */
const MOST_ADDRESSES = 10_000;

/** Why a request is not taken, as HTTP has it. */
export interface Refusal {
  readonly status: 411 | 413 | 429;
  readonly retryAfterS?: number;
}

/** The other end of a connection, and what a proxy says of whom it speaks for. */
export interface Sender {
  readonly peer: string | undefined;
  readonly forwarded?: string;
}

export interface Gate {
  /** Whether a request is taken, by its head; undefined when it is. */
  refusalOf(request: IncomingMessage): Refusal | undefined;
  /** Tells how a request was answered. */
  note(request: IncomingMessage, status: number): void;
}

export function createGate({ clock }: { readonly clock: Clock }): Gate {
  /** By address: since when it is counted, and how many refusals there were. */
  const refused = new Map<string, { readonly since: number; readonly count: number }>();

  function countedNow(address: string, now: number): { readonly since: number; readonly count: number } {
    const known = refused.get(address);
    // A clock that was set back begins anew.
    return known !== undefined && now >= known.since && now - known.since < MINUTE_MS
      ? known
      : { since: now, count: 0 };
  }

  return {
    refusalOf(request) {
      const address = addressOf(senderOf(request));
      const now = clock();
      const { since, count } = address === undefined ? { since: now, count: 0 } : countedNow(address, now);
      if (count >= MOST_REFUSALS_A_MINUTE)
        return { status: 429, retryAfterS: Math.ceil((since + MINUTE_MS - now) / 1000) };
      // Without a length nobody knows how much comes; no platform and no browser sends so.
      if (request.headers["transfer-encoding"] !== undefined) return { status: 411 };
      const length = Number(request.headers["content-length"] ?? 0);
      return length > LARGEST_BODY_BYTES ? { status: 413 } : undefined;
    },
    note(request, status) {
      const address = addressOf(senderOf(request));
      // A bot that closes refuses everybody.
      if (status < 400 || status === 503 || address === undefined) return;
      const { since, count } = countedNow(address, clock());
      refused.delete(address);
      refused.set(address, { since, count: count + 1 });
      const [oldest] = refused.keys();
      if (refused.size > MOST_ADDRESSES && oldest !== undefined) refused.delete(oldest);
    },
  };
}

/** https://www.iana.org/assignments/iana-ipv4-special-registry, and that of IPv6: where proxies of our own stand. */
function nearby(): BlockList {
  const list = new BlockList();
  for (const [net, prefix] of [
    ["127.0.0.0", 8],
    ["10.0.0.0", 8],
    ["172.16.0.0", 12],
    ["192.168.0.0", 16],
    ["169.254.0.0", 16],
    ["100.64.0.0", 10],
  ] as const)
    list.addSubnet(net, prefix, "ipv4");
  for (const [net, prefix] of [
    ["::1", 128],
    ["fc00::", 7],
    ["fe80::", 10],
  ] as const)
    list.addSubnet(net, prefix, "ipv6");
  return list;
}

const NEARBY = nearby();

function isNearby(address: string): boolean {
  return NEARBY.check(address, isIP(address) === 6 ? "ipv6" : "ipv4");
}

/**
 * Who asks. Behind a proxy of ours that is the last address in `X-Forwarded-For` which is not ours: what stands before it, anybody
 * may have written. Undefined where only the proxy is known: it speaks for everybody.
 */
export function addressOf({ peer: from = "", forwarded = "" }: Sender): string | undefined {
  const peer = plain(from);
  if (isIP(peer) === 0) return undefined;
  if (!isNearby(peer)) return peer;
  const all = forwarded.split(",").map((one) => plain(one.trim()));
  return all.findLast((one) => isIP(one) !== 0 && !isNearby(one));
}

function senderOf({ socket, headers }: IncomingMessage): Sender {
  return { peer: socket.remoteAddress, forwarded: [headers["x-forwarded-for"] ?? []].flat().join(",") };
}

/** An IPv4 address that came as an IPv6 one, as itself. */
function plain(address: string): string {
  return address.replace(/^::ffff:(?=\d+\.)/i, "");
}
