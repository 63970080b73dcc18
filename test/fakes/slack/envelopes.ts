// Socket Mode's envelopes: over one of the connections, acknowledged in time, sent again when a connection ended before that.

import { randomUUID } from "node:crypto";
import { z } from "zod";
import type { Socket, SocketEvents } from "../websocket.ts";

const ACK_WITHIN_MS = 3_000;

export type EnvelopeType = "slash_commands" | "interactive" | "events_api";
export type Payload = Readonly<Record<string, unknown>>;

interface Envelope {
  readonly id: string;
  readonly type: EnvelopeType;
  readonly payload: Payload;
  readonly acknowledged: PromiseWithResolvers<unknown>;
  sentAt: number;
  deliveries: number;
}

export interface Envelopes {
  /** Milliseconds that each acknowledgement took. */
  readonly acknowledgedAfterMs: readonly number[];
  /** Resolves with the payload of the acknowledgement. */
  deliver(type: EnvelopeType, payload: Payload): Promise<unknown>;
  /** Takes a new connection. */
  connect(peer: Socket): SocketEvents;
  /** Sends a text over one of the connections, as it is. */
  raw(text: string): void;
  /** How many connections there are. */
  count(): number;
  /** Says that the connections must be renewed, as Slack does every few hours. */
  renew(): void;
  /** Cuts every connection. */
  cut(): void;
}

const acknowledgement = z.strictObject({ envelope_id: z.string(), payload: z.unknown() });

/** `onProblem` is told what Slack would not have taken, `onChange` that a connection came or went. */
export function createEnvelopes({
  onProblem,
  onChange,
}: {
  readonly onProblem: (problem: string) => void;
  readonly onChange: () => void;
}): Envelopes {
  const peers = new Set<Socket>();
  const waiting = new Map<string, Envelope>();
  /** By envelope that was acknowledged: how many more acknowledgements of it may come. */
  const sentAgain = new Map<string, number>();
  const acknowledgedAfterMs: number[] = [];

  /** Round robin, as Slack spreads over connections. */
  function nextPeer(): Socket | undefined {
    const [peer] = peers;
    if (peer === undefined) return undefined;
    peers.delete(peer);
    peers.add(peer);
    return peer;
  }

  function send(envelope: Envelope): void {
    const peer = nextPeer();
    if (peer === undefined) return;
    envelope.deliveries += 1;
    envelope.sentAt = performance.now();
    peer.send(
      JSON.stringify({
        envelope_id: envelope.id,
        type: envelope.type,
        payload: envelope.payload,
        accepts_response_payload: envelope.type !== "events_api",
        ...(envelope.type === "events_api"
          ? { retry_attempt: envelope.deliveries - 1, retry_reason: "" }
          : {}),
      }),
    );
  }

  function receive(text: string): void {
    const { envelope_id, payload } = acknowledgement.parse(JSON.parse(text));
    const envelope = waiting.get(envelope_id);
    if (envelope === undefined) {
      // What was sent over a second connection too is acknowledged as often as it was sent.
      const surplus = sentAgain.get(envelope_id) ?? 0;
      if (surplus > 0) sentAgain.set(envelope_id, surplus - 1);
      else onProblem("an acknowledgement of nothing");
      return;
    }
    waiting.delete(envelope_id);
    sentAgain.set(envelope_id, envelope.deliveries - 1);
    const tookMs = performance.now() - envelope.sentAt;
    acknowledgedAfterMs.push(tookMs);
    if (tookMs > ACK_WITHIN_MS) onProblem(`acknowledged after ${Math.round(tookMs)} ms`);
    envelope.acknowledged.resolve(payload);
  }

  return {
    acknowledgedAfterMs,
    deliver(type, payload) {
      const acknowledged = Promise.withResolvers<unknown>();
      const envelope = { id: randomUUID(), type, payload, acknowledged, sentAt: 0, deliveries: 0 };
      waiting.set(envelope.id, envelope);
      send(envelope);
      return acknowledged.promise;
    },
    connect(peer) {
      peers.add(peer);
      peer.send(
        JSON.stringify({ type: "hello", num_connections: peers.size, connection_info: { app_id: "A0NEWS" } }),
      );
      // What was not acknowledged on a connection that ended comes again.
      for (const envelope of waiting.values()) send(envelope);
      onChange();
      return {
        message: receive,
        gone() {
          peers.delete(peer);
          onChange();
        },
      };
    },
    raw: (text) => nextPeer()?.send(text),
    count: () => peers.size,
    renew() {
      for (const peer of peers) {
        peer.send(
          JSON.stringify({ type: "disconnect", reason: "refresh_requested", debug_info: { host: "fake" } }),
        );
      }
    },
    cut() {
      for (const peer of peers) peer.cut();
    },
  };
}
