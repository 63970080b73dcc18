// Discord's gateway: hello, identify, heartbeats, resume with everything that was missed, invalid sessions.

import type { IncomingMessage } from "node:http";
import type { Duplex } from "node:stream";
import { z } from "zod";
import { acceptSocket, type Socket } from "../websocket.ts";

const received = z.discriminatedUnion("op", [
  z.object({ op: z.literal(1), d: z.number().nullable() }),
  z.object({
    op: z.literal(2),
    d: z.object({
      token: z.string(),
      intents: z.number(),
      /** The number of the shard, and of how many. */
      shard: z.tuple([z.number(), z.number()]).default([0, 1]),
    }),
  }),
  z.object({ op: z.literal(6), d: z.object({ token: z.string(), session_id: z.string(), seq: z.number() }) }),
]);

const [DISPATCH, RECONNECT, INVALID_SESSION, HELLO, HEARTBEAT_ACK] = [0, 7, 9, 10, 11] as const;
const AUTHENTICATION_FAILED = 4004;
/** https://docs.discord.com/developers/topics/opcodes-and-status-codes#gateway-gateway-close-event-codes */
const [INVALID_INTENTS, DISALLOWED_INTENTS] = [4013, 4014] as const;
const UNKNOWN_ERROR = 4000;

type Identify = Extract<z.infer<typeof received>, { op: 2 }>["d"];

interface Session {
  readonly id: string;
  readonly shard: readonly [id: number, count: number];
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
  cut(shard?: number): void;
  /** Asks the client to come again. */
  askToReconnect(shard?: number): void;
  /** Hears nothing of that shard from now on: it neither identifies nor resumes, until `admit`. */
  ignore(shard: number): void;
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
  /** So many are recommended; what is of no server is told to the first. */
  readonly shards: number;
  readonly changed: () => void;
}): FakeGateway {
  const { token, botId, applicationId, heartbeatMs, url, guilds, shards, changed } = options;
  const counts: GatewayCounts = { identified: 0, refused: 0, resumed: 0, heartbeats: 0 };
  const sessions = new Map<number, Session>();
  let ignored: number | undefined;
  let refusing: number | undefined;
  let isMute = false;
  let isHidden = false;
  const open = new Set<Socket>();

  const dispatchText = (type: string, data: unknown, seq: number): string =>
    JSON.stringify({ op: DISPATCH, t: type, s: seq, d: data });

  /** https://docs.discord.com/developers/events/gateway#sharding-sharding-formula */
  const shardOf = (data: unknown): number => {
    const id = idOfGuild.safeParse(data).data?.guild_id;
    return id === undefined ? 0 : Number((BigInt(id) >> 22n) % BigInt(shards));
  };

  function dispatchTo(session: Session | undefined, type: string, data: unknown): void {
    if (session === undefined) throw new Error("nobody has identified with the gateway");
    const text = dispatchText(type, data, session.events.length + 1);
    session.events.push(text);
    session.socket?.send(text);
  }

  const dispatch = (type: string, data: unknown): void => dispatchTo(sessions.get(shardOf(data)), type, data);

  function tell(type: string, data: Readonly<Record<string, unknown>>): void {
    // Of servers themselves the id is their own.
    const of = type.startsWith("GUILD_") ? { guild_id: data.id } : data;
    const session = sessions.get(shardOf(of));
    if (session === undefined || !isWanted(type, data, session.intents)) return;
    dispatchTo(
      session,
      type,
      type === "MESSAGE_CREATE" ? withoutContent(data, session.intents, botId) : data,
    );
  }

  function identify(socket: Socket, { token: given, intents, shard }: Identify): void {
    const refusal = refusing ?? (given === token ? refusalOf(intents) : AUTHENTICATION_FAILED);
    if (refusal !== undefined) {
      counts.refused += 1;
      socket.close(refusal);
      return;
    }
    counts.identified += 1;
    const [id] = shard;
    const session = { id: `session-${counts.identified}`, shard, intents, events: [], socket };
    sessions.set(id, session);
    const own = guilds().filter((guild) => shardOf({ guild_id: guild.id }) === id);
    dispatchTo(session, "READY", {
      v: 10,
      user: { id: botId, username: "rol-news", discriminator: "0000", avatar: null, bot: true },
      guilds: own.map((guild) => ({ id: guild.id, unavailable: true })),
      session_id: session.id,
      resume_gateway_url: url(),
      shard,
      application: { id: applicationId, flags: 0 },
    });
    for (const guild of own) tell("GUILD_CREATE", guild);
  }

  function resume(socket: Socket, given: { token: string; session_id: string; seq: number }): void {
    if (refusing !== undefined || given.token !== token) {
      counts.refused += 1;
      socket.close(refusing ?? AUTHENTICATION_FAILED);
      return;
    }
    const session = [...sessions.values()].find(({ id }) => id === given.session_id);
    if (session === undefined || given.seq > session.events.length) {
      socket.send(JSON.stringify({ op: INVALID_SESSION, d: false }));
      return;
    }
    if (session.shard[0] === ignored) return;
    counts.resumed += 1;
    session.socket = socket;
    for (const text of session.events.slice(given.seq)) socket.send(text);
    dispatchTo(session, "RESUMED", {});
  }

  const linesOf = (): readonly Socket[] =>
    [...sessions.values()].flatMap(({ socket }) => (socket === undefined ? [] : [socket]));

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
            } else if (data.op === 2) {
              if (data.d.shard[0] !== ignored) identify(socket, data.d);
            } else resume(socket, data.d);
            changed();
          },
          gone() {
            open.delete(socket);
            for (const session of sessions.values())
              if (session.socket === socket) session.socket = undefined;
            changed();
          },
        };
      });
    },
    dispatch,
    tell,
    raw: (text) => sessions.get(0)?.socket?.send(text),
    refuse(code) {
      refusing = code;
      for (const line of linesOf()) line.close(code);
    },
    admit() {
      refusing = undefined;
      ignored = undefined;
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
      const session = sessions.get(0);
      const last = session?.events.findLast((text) =>
        /INTERACTION_CREATE|"author":(?!.*"bot":true)/.test(text),
      );
      if (last !== undefined) session?.socket?.send(last);
    },
    cut(shard = 0) {
      const session = sessions.get(shard);
      const lost = session?.socket;
      if (session !== undefined) session.socket = undefined;
      lost?.cut();
    },
    askToReconnect(shard = 0) {
      sessions.get(shard)?.socket?.send(JSON.stringify({ op: RECONNECT, d: null }));
    },
    ignore(shard) {
      ignored = shard;
    },
    forget() {
      const lost = linesOf();
      sessions.clear();
      for (const line of lost) line.close(UNKNOWN_ERROR);
    },
    isConnected: () => linesOf().length === shards,
  };
}

const idOfGuild = z.object({ guild_id: z.string() });

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
