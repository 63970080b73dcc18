// Stands before discord.js's gateway connection, which reads messages where nobody catches: one of another shape ends the
// process. It gets what it needs to stay connected; what the bot works on goes past it, and everything else only counts.
//
// Reaches for methods of its shards by name, since they have no public one: a version without them fails at once.

import { type IShardingStrategy, SimpleShardingStrategy } from "discord.js";
import { z } from "zod";
import { AppError } from "../../../src/errors.ts";
import type { Logger } from "../../../src/log.ts";

/** Opcodes: https://discord.com/developers/docs/topics/opcodes-and-status-codes#gateway-gateway-opcodes */
const [DISPATCH, HEARTBEAT, RECONNECT, INVALID_SESSION, HELLO, HEARTBEAT_ACK] = [0, 1, 7, 9, 10, 11] as const;

/** Shorter than Discord's by far: a client that is told to beat more often only does harm. */
const SHORTEST_HEARTBEAT_MS = 1_000;
const LONGEST_HEARTBEAT_MS = 10 * 60_000;

const seq = z.number().int().min(0).nullish().catch(undefined);
const ready = z.object({
  session_id: z.string().min(1),
  resume_gateway_url: z.url({ protocol: /^wss?$/ }),
  user: z.object({ id: z.string() }),
  application: z.object({ id: z.string(), flags: z.number().optional().catch(undefined) }),
});

const message = z.discriminatedUnion("op", [
  z.object({ op: z.literal(DISPATCH), t: z.unknown(), s: seq, d: z.unknown() }),
  z.object({ op: z.literal(HEARTBEAT) }),
  z.object({ op: z.literal(RECONNECT) }),
  z.object({ op: z.literal(INVALID_SESSION), d: z.boolean().catch(false) }),
  z.object({
    op: z.literal(HELLO),
    d: z.object({
      heartbeat_interval: z.number().min(SHORTEST_HEARTBEAT_MS).max(LONGEST_HEARTBEAT_MS),
    }),
  }),
  z.object({ op: z.literal(HEARTBEAT_ACK) }),
]);

export interface Read {
  /** What discord.js may read in its place. */
  readonly readable: object;
  /** It comes once on each line; a second one would start heartbeats that nothing ends. */
  readonly isGreeting?: true;
  /** What it told of that the bot works on. */
  readonly told?: Told;
}

/** What the bot works on, by Discord's names: https://docs.discord.com/developers/events/gateway-events */
const TOLD = [
  "INTERACTION_CREATE",
  "MESSAGE_CREATE",
  "GUILD_CREATE",
  "GUILD_DELETE",
  "CHANNEL_DELETE",
] as const;

/** Its payload may have any shape. */
export interface Told {
  readonly type: (typeof TOLD)[number];
  readonly payload: unknown;
}

/** Reads one message of the gateway; undefined for what discord.js could not. */
export function readMessage(data: unknown): Read | undefined {
  const { data: read } = message.safeParse(parsed(data));
  if (read?.op === HELLO) return { readable: read, isGreeting: true };
  if (read?.op !== DISPATCH) return read && { readable: read };
  const counted = { op: DISPATCH, t: null, s: read.s, d: null };
  switch (read.t) {
    case "READY": {
      const { data: welcome } = ready.safeParse(read.d);
      if (welcome === undefined) return undefined;
      const { user, ...rest } = welcome;
      // Servers are looked up when somebody names a place, so that none is waited for here.
      const known = { ...rest, user: { id: user.id, username: "", discriminator: "0" }, guilds: [] };
      return { readable: { ...counted, t: "READY", d: known } };
    }
    case "RESUMED":
      return { readable: { ...counted, t: "RESUMED", d: {} } };
    default: {
      const type = TOLD.find((one) => one === read.t);
      return { readable: counted, ...(type === undefined ? {} : { told: { type, payload: read.d } }) };
    }
  }
}

function parsed(data: unknown): unknown {
  try {
    return typeof data === "string" ? JSON.parse(data) : undefined;
  } catch {
    return undefined;
  }
}

export interface Guard {
  /** For the client's options. */
  buildStrategy(manager: ConstructorParameters<typeof SimpleShardingStrategy>[0]): IShardingStrategy;
  /** Cuts what is open or being opened, and opens nothing any more. */
  end(): void;
}

/** `broken`: the connection does not go on by itself. */
export function createGuard(options: {
  readonly receive: (told: Told) => void;
  readonly broken: (error: unknown) => void;
  readonly log: Logger;
}): Guard {
  const { receive, broken, log } = options;
  const shards: object[] = [];
  let isOver = false;

  function guard(shard: object): void {
    shards.push(shard);
    let greeted: unknown;
    replace(shard, "onMessage", (own) => async (data) => {
      if (isOver) return;
      const read = readMessage(data);
      if (read === undefined) {
        log.warn("discord's gateway sent what cannot be read");
        return;
      }
      const line: unknown = Reflect.get(shard, "connection");
      if (read.isGreeting && greeted === line) return;
      if (read.isGreeting) greeted = line;
      if (read.told !== undefined) receive(read.told);
      await own(JSON.stringify(read.readable), false);
    });
    // A destroyed connection that was about to be opened again opens all the same.
    replace(shard, "internalConnect", (own) => async () => (isOver ? undefined : own()));
    // These run where nobody catches.
    for (const name of ["onMessage", "internalConnect", "heartbeat", "onClose"])
      replace(shard, name, (own) => async (...args) => {
        try {
          return await own(...args);
        } catch (error) {
          if (!isOver) broken(error);
          return undefined;
        }
      });
  }

  return {
    buildStrategy(manager) {
      const strategy = new SimpleShardingStrategy(manager);
      const spawn = strategy.spawn.bind(strategy);
      return Object.assign(strategy, {
        async spawn(ids: number[]) {
          if (isOver) throw new AppError("closing", "The connection was given up.");
          await spawn(ids);
          for (const shard of shardsOf(strategy)) guard(shard);
        },
      });
    },
    end() {
      isOver = true;
      for (const shard of shards) {
        const line: unknown = Reflect.get(shard, "connection");
        if (isLine(line)) cut(line);
      }
    },
  };
}

interface Line {
  onerror: unknown;
  terminate(): void;
}

function isLine(value: unknown): value is Line {
  return (
    typeof value === "object" &&
    value !== null &&
    "terminate" in value &&
    typeof value.terminate === "function"
  );
}

function cut(line: Line): void {
  // One that is still being opened fails when it is cut.
  line.onerror = () => undefined;
  line.terminate();
}

function shardsOf(strategy: SimpleShardingStrategy): readonly object[] {
  const shards: unknown = Reflect.get(strategy, "shards");
  if (shards instanceof Map) return [...shards.values()];
  throw new AppError("internal", "This version of discord.js keeps its shards elsewhere.");
}

type Method = (...args: readonly unknown[]) => unknown;

function replace(target: object, name: string, by: (own: Method) => Method): void {
  const own: unknown = Reflect.get(target, name);
  if (typeof own !== "function") throw new AppError("internal", `This version of discord.js has no ${name}.`);
  Object.assign(target, { [name]: by((...args) => Reflect.apply(own, target, args)) });
}
