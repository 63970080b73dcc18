// Discord's gateway: hello, identify, heartbeats, resume with everything that was missed, invalid sessions.

import type { IncomingMessage } from "node:http";
import type { Duplex } from "node:stream";
import { z } from "zod";
import { acceptSocket, type Socket } from "../websocket.ts";

const received = z.discriminatedUnion("op", [
  z.object({ op: z.literal(1), d: z.number().nullable() }),
  z.object({ op: z.literal(2), d: z.object({ token: z.string(), intents: z.number() }) }),
  z.object({ op: z.literal(6), d: z.object({ token: z.string(), session_id: z.string(), seq: z.number() }) }),
]);

const [DISPATCH, RECONNECT, INVALID_SESSION, HELLO, HEARTBEAT_ACK] = [0, 7, 9, 10, 11] as const;
const AUTHENTICATION_FAILED = 4004;
const UNKNOWN_ERROR = 4000;

interface Session {
  readonly id: string;
  readonly events: string[];
  socket: Socket | undefined;
}

export interface GatewayCounts {
  identified: number;
  refused: number;
  resumed: number;
  heartbeats: number;
}

export interface FakeGateway {
  readonly counts: GatewayCounts;
  /** Takes over an upgrade request. */
  accept(request: IncomingMessage, stream: Duplex): void;
  /** Sends an event, at once or when the session is resumed. */
  dispatch(type: string, data: unknown): void;
  /** Sends the last event once more, as after a resume that remembered too little. */
  repeatLast(): void;
  /** Sends a message as it is. */
  raw(text: string): void;
  /** Closes the line with a code, and refuses every other with it until `admit`. */
  refuse(code: number): void;
  admit(): void;
  /** Lines hear no hello from now on, until `admit`. */
  mute(): void;
  /** Refuses lines before they are open, until `admit`. */
  hide(): void;
  /** Lines that are open. */
  lines(): number;
  /** Cuts the line: the client resumes. */
  cut(): void;
  /** Asks the client to come again. */
  askToReconnect(): void;
  /** Cuts the line and forgets the session: the client has to identify anew. */
  forget(): void;
  isConnected(): boolean;
}

export function createGateway(options: {
  readonly token: string;
  readonly botId: string;
  readonly applicationId: string;
  readonly heartbeatMs: number;
  readonly url: () => string;
  readonly changed: () => void;
}): FakeGateway {
  const { token, botId, applicationId, heartbeatMs, url, changed } = options;
  const counts: GatewayCounts = { identified: 0, refused: 0, resumed: 0, heartbeats: 0 };
  let session: Session | undefined;
  let refusing: number | undefined;
  let isMute = false;
  let isHidden = false;
  const open = new Set<Socket>();

  const dispatchText = (type: string, data: unknown, seq: number): string =>
    JSON.stringify({ op: DISPATCH, t: type, s: seq, d: data });

  function dispatch(type: string, data: unknown): void {
    if (session === undefined) throw new Error("nobody has identified with the gateway");
    const text = dispatchText(type, data, session.events.length + 1);
    session.events.push(text);
    session.socket?.send(text);
  }

  function identify(socket: Socket, given: string): void {
    if (refusing !== undefined || given !== token) {
      counts.refused += 1;
      socket.close(refusing ?? AUTHENTICATION_FAILED);
      return;
    }
    counts.identified += 1;
    session = { id: `session-${counts.identified}`, events: [], socket };
    dispatch("READY", {
      v: 10,
      user: { id: botId, username: "rol-news", discriminator: "0000", avatar: null, bot: true },
      guilds: [],
      session_id: session.id,
      resume_gateway_url: url(),
      application: { id: applicationId, flags: 0 },
    });
  }

  function resume(socket: Socket, given: { token: string; session_id: string; seq: number }): void {
    if (refusing !== undefined || given.token !== token) {
      counts.refused += 1;
      socket.close(refusing ?? AUTHENTICATION_FAILED);
      return;
    }
    if (session === undefined || session.id !== given.session_id || given.seq > session.events.length) {
      socket.send(JSON.stringify({ op: INVALID_SESSION, d: false }));
      return;
    }
    counts.resumed += 1;
    session.socket = socket;
    for (const text of session.events.slice(given.seq)) socket.send(text);
    dispatch("RESUMED", {});
  }

  return {
    counts,
    accept(request, stream) {
      if (isHidden) {
        stream.destroy();
        return;
      }
      acceptSocket(request, stream, (socket) => {
        open.add(socket);
        changed();
        if (!isMute) socket.send(JSON.stringify({ op: HELLO, d: { heartbeat_interval: heartbeatMs } }));
        return {
          message(text) {
            const message = received.safeParse(JSON.parse(text));
            if (!message.success) return;
            const { data } = message;
            if (data.op === 1) {
              counts.heartbeats += 1;
              socket.send(JSON.stringify({ op: HEARTBEAT_ACK, d: null }));
            } else if (data.op === 2) identify(socket, data.d.token);
            else resume(socket, data.d);
            changed();
          },
          gone() {
            open.delete(socket);
            if (session?.socket === socket) session.socket = undefined;
            changed();
          },
        };
      });
    },
    dispatch,
    raw: (text) => session?.socket?.send(text),
    refuse(code) {
      refusing = code;
      session?.socket?.close(code);
    },
    admit() {
      refusing = undefined;
      isMute = false;
      isHidden = false;
    },
    mute() {
      isMute = true;
    },
    hide() {
      isHidden = true;
    },
    lines: () => open.size,
    repeatLast() {
      const last = session?.events.findLast((text) => text.includes("INTERACTION_CREATE"));
      if (last !== undefined) session?.socket?.send(last);
    },
    cut() {
      const lost = session?.socket;
      if (session !== undefined) session.socket = undefined;
      lost?.cut();
    },
    askToReconnect() {
      session?.socket?.send(JSON.stringify({ op: RECONNECT, d: null }));
    },
    forget() {
      const lost = session?.socket;
      session = undefined;
      lost?.close(UNKNOWN_ERROR);
    },
    isConnected: () => session?.socket !== undefined,
  };
}
