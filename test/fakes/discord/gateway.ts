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
/** https://docs.discord.com/developers/topics/opcodes-and-status-codes#gateway-gateway-close-event-codes */
const [INVALID_INTENTS, DISALLOWED_INTENTS] = [4013, 4014] as const;
const UNKNOWN_ERROR = 4000;

interface Session {
  readonly id: string;
  readonly intents: number;
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
  /** Sends an event if the session asked for such ones, with as much of it as it may know. */
  tell(
    type: "MESSAGE_CREATE" | "GUILD_CREATE" | "GUILD_DELETE" | "CHANNEL_DELETE",
    data: Readonly<Record<string, unknown>>,
  ): void;
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
  /** The servers of the bot, as they are told when they become available. */
  readonly guilds: () => readonly Readonly<Record<string, unknown>>[];
  readonly changed: () => void;
}): FakeGateway {
  const { token, botId, applicationId, heartbeatMs, url, guilds, changed } = options;
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

  function tell(type: string, data: Readonly<Record<string, unknown>>): void {
    if (session === undefined || !isWanted(type, data, session.intents)) return;
    dispatch(type, type === "MESSAGE_CREATE" ? withoutContent(data, session.intents, botId) : data);
  }

  function identify(
    socket: Socket,
    { token: given, intents }: { readonly token: string; readonly intents: number },
  ): void {
    const refusal = refusing ?? (given === token ? refusalOf(intents) : AUTHENTICATION_FAILED);
    if (refusal !== undefined) {
      counts.refused += 1;
      socket.close(refusal);
      return;
    }
    counts.identified += 1;
    session = { id: `session-${counts.identified}`, intents, events: [], socket };
    dispatch("READY", {
      v: 10,
      user: { id: botId, username: "rol-news", discriminator: "0000", avatar: null, bot: true },
      guilds: guilds().map(({ id }) => ({ id, unavailable: true })),
      session_id: session.id,
      resume_gateway_url: url(),
      application: { id: applicationId, flags: 0 },
    });
    for (const guild of guilds()) tell("GUILD_CREATE", guild);
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
            } else if (data.op === 2) identify(socket, data.d);
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
    tell,
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
      const last = session?.events.findLast((text) =>
        /INTERACTION_CREATE|"author":(?!.*"bot":true)/.test(text),
      );
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

/** https://docs.discord.com/developers/events/gateway#list-of-intents */
const GUILDS = 1 << 0;
const GUILD_MESSAGES = 1 << 9;
const DIRECT_MESSAGES = 1 << 12;
const MESSAGE_CONTENT = 1 << 15;
/** https://docs.discord.com/developers/events/gateway#privileged-intents: members, presences, content. */
const PRIVILEGED = (1 << 1) | (1 << 8) | MESSAGE_CONTENT;
const KNOWN = 0x1ffff | (0b11 << 20) | (0b11 << 24);

/** Why a line is closed; nobody has switched a privileged intent on. */
function refusalOf(intents: number): number | undefined {
  if ((intents & ~KNOWN) !== 0) return INVALID_INTENTS;
  return (intents & PRIVILEGED) === 0 ? undefined : DISALLOWED_INTENTS;
}

function isWanted(
  type: string,
  { guild_id: guildId }: Readonly<Record<string, unknown>>,
  intents: number,
): boolean {
  const needed =
    type !== "MESSAGE_CREATE" ? GUILDS : guildId === undefined ? DIRECT_MESSAGES : GUILD_MESSAGES;
  return (intents & needed) !== 0;
}

/**
 * Without the intent for content a message tells it only to the bot alone, to whom it mentions and to who sent it:
 * https://docs.discord.com/developers/events/gateway#message-content-intent
 */
function withoutContent(
  data: Readonly<Record<string, unknown>>,
  intents: number,
  botId: string,
): Readonly<Record<string, unknown>> {
  const {
    guild_id: guildId,
    content,
    author,
  } = z
    .looseObject({
      guild_id: z.string().optional(),
      content: z.string(),
      author: z.looseObject({ id: z.string() }),
    })
    .parse(data);
  const isTold =
    (intents & MESSAGE_CONTENT) !== 0 ||
    guildId === undefined ||
    author.id === botId ||
    content.includes(`<@${botId}>`);
  return isTold ? data : { ...data, content: "", embeds: [], attachments: [], components: [] };
}
