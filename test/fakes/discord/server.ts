// A strict fake Discord on loopback: HTTP API and gateway, wrong tokens refused, deadlines and limits enforced. People
// press, choose, type and send forms in it; what the bot did is there to be looked at.

import { z } from "zod";
import { channelShown, type FakeChannel, isThread } from "./channel.ts";
import { createChannels, type FakeChannels } from "./channels.ts";
import { createGateway, type FakeGateway } from "./gateway.ts";
import { createGuild, type FakeGuild, guildRoutes } from "./guilds.ts";
import { type FakeHttp, listenHttp } from "./http.ts";
import { type Circumstances, createInteractions, type Exchange } from "./interactions.ts";
import { createIds, type FakeMessage, shown } from "./messages.ts";
import { type FakeModal, type Filled, rolesIn, sentComponents } from "./modals.ts";
import { openApiCheck } from "./openapi.ts";
import { type FakePerson, frameOf, installsOf, isOffered, userOf } from "./people.ts";
import { createRegistry, type FakeRegistry } from "./registry.ts";
import { message } from "./rules.ts";
import { type FakeValue, slashCommand, typedField } from "./slash.ts";

export const TOKEN = "MTIzNDU2Nzg5MDEyMzQ1Njc4.fake.token-of-the-fake-discord";
export const APPLICATION_ID = "123456789012345678";
export const GUILD_ID = "200000000000000001";
/** The server as a workspace. */
export const GUILD_WORKSPACE = `discord:${GUILD_ID}` as const;
export const CHANNEL_ID = "300000000000000001";
export const OWNER_ID = "400000000000000009";

/** Bits of a member's permissions. */
export const MANAGE_GUILD = String(1n << 5n);
export const MANAGE_MESSAGES = String(1n << 13n);

export type { FakePerson } from "./people.ts";
export type { FakeValue } from "./slash.ts";

export interface FakeDiscord {
  readonly apiUrl: string;
  readonly http: FakeHttp;
  readonly gateway: FakeGateway;
  readonly channels: FakeChannels;
  /** The first server. */
  readonly guild: FakeGuild;
  /** Another server that the bot is in. */
  addGuild(id: string, name: string): FakeGuild;
  readonly registry: FakeRegistry;
  /** Conversations in which it showed that it works on an answer. */
  readonly typing: readonly string[];
  /** What Discord would have refused, with the request. Empty in a good test. */
  readonly problems: readonly string[];
  /** Users who take no direct messages. */
  readonly closedTo: Set<string>;
  /** Sets the fake's clock forward. */
  advance(ms: number): void;
  /** Somebody sends a slash command. */
  command(
    person: FakePerson,
    name: string,
    verb: string,
    values?: Readonly<Record<string, FakeValue>>,
  ): Exchange;
  /** Somebody types into a field. */
  complete(person: FakePerson, name: string, verb: string, field: string, partial: string): Exchange;
  /** Somebody chooses a command from the menu of a message; of ours or of somebody else's. */
  fromMenu(person: FakePerson, name: string, message: Readonly<Record<string, unknown>>): Exchange;
  /** Somebody writes a message, alone with the bot or in a channel, others than people too. Returns its id. */
  say(person: FakePerson, text: string, how?: Readonly<Record<string, unknown>>): string;
  /** The bot comes into a server. */
  join(id: string, name: string, how?: Readonly<Record<string, unknown>>): FakeGuild;
  /** Somebody puts the bot out of a server. */
  leave(id: string): void;
  /** `message`: the id of the answer in which it stands. */
  press(person: FakePerson, customId: string, message?: string): Exchange;
  choose(person: FakePerson, customId: string, value: string, message?: string): Exchange;
  sendForm(
    person: FakePerson,
    customId: string,
    values: Readonly<Record<string, string>>,
    message?: string,
  ): Exchange;
  /** Somebody puts away an answer that only they see. */
  putAway(message: string): void;
  /** Fills in a modal as people do, by `custom_id`, and sends it. */
  fillIn(person: FakePerson, modal: FakeModal, filled: Readonly<Record<string, Filled>>): Exchange;
  /** Sends a recorded payload, with an id and a token of its own. */
  replay(payload: Readonly<Record<string, unknown>>): Exchange;
  /** Resolves when the condition holds; it is looked at after everything that happens. Rejects after `timeoutMs`. */
  until(condition: () => boolean, timeoutMs?: number): Promise<void>;
  close(): Promise<void>;
}

export async function startFakeDiscord(
  options: {
    readonly heartbeatMs?: number;
    /** The port of a line to that port, which clients then see. */
    readonly behind?: (port: number) => Promise<number>;
    /** Whether people may install the application for themselves. */
    readonly isForPeople?: boolean;
    /** Lines that Discord recommends, and how many may identify at the same time. Default: one. */
    readonly shards?: { readonly count: number; readonly atOnce: number };
  } = {},
): Promise<FakeDiscord> {
  const { count: shards, atOnce } = options.shards ?? { count: 1, atOnce: 1 };
  let ahead = 0;
  const now = (): number => Date.now() + ahead;
  const nextId = createIds(now);
  const check = openApiCheck();
  const botId = APPLICATION_ID;
  const problems: string[] = [];
  const waiting = new Set<() => void>();
  const closedTo = new Set<string>();
  const changed = (): void => {
    for (const look of waiting) look();
  };
  const shared = { now, nextId, botId, applicationId: APPLICATION_ID, check };
  const interactions = createInteractions({
    ...shared,
    written: (id) =>
      [...channels.all.values()].flatMap(({ messages }) => messages).find((one) => one.id === id),
  });
  const guild = createGuild({ id: GUILD_ID, name: "Newsroom", ownerId: OWNER_ID, botId });
  const guilds = new Map([[guild.id, guild]]);
  const isOutOf = (guildId: string | undefined): boolean => guilds.get(guildId ?? "")?.isKicked === true;
  const typing: string[] = [];
  const channels = createChannels({
    ...shared,
    closedTo,
    isOutOf,
    // What the bot writes comes back to it like everybody's.
    posted: (message, channel) => hear(message, channel),
    typing: (channelId) => void typing.push(channelId),
  });
  channels.add({ id: CHANNEL_ID, type: "text", guildId: GUILD_ID, name: "rule-of-law" });
  const registry = createRegistry({ ...shared, installs: options.isForPeople === true ? [0, 1] : [0] });
  let url = "";
  const gateway = createGateway({
    token: TOKEN,
    botId,
    applicationId: APPLICATION_ID,
    heartbeatMs: options.heartbeatMs ?? 41_250,
    url: () => url.replace("http:", "ws:"),
    guilds: () => [...guilds.values()].filter(({ isKicked }) => !isKicked).map(guildCreated),
    shards,
    changed,
  });
  const http = await listenHttp({
    token: TOKEN,
    onUpgrade: gateway.accept,
    onProblems: ({ method, path }, found) => problems.push(`${method} ${path}: ${found.join("; ")}`),
    changed,
    routes: [
      ...interactions.routes,
      ...channels.routes,
      ...registry.routes,
      {
        method: "GET",
        template: "/gateway/bot",
        handle: () => ({
          status: 200,
          body: {
            url: url.replace("http:", "ws:"),
            shards,
            session_start_limit: { total: 1000, remaining: 999, reset_after: 0, max_concurrency: atOnce },
          },
        }),
      },
      ...guildRoutes({
        guilds,
        botId,
        channels: (guildId) =>
          [...channels.all.values()]
            .filter((channel) => channel.guildId === guildId && !isThread(channel))
            .map(channelShown),
      }),
    ],
  });
  url = `http://127.0.0.1:${(await options.behind?.(http.port)) ?? http.port}`;

  function send(
    kind: Exchange["kind"],
    person: FakePerson,
    type: number,
    data: object,
    of?: string,
  ): Exchange {
    const { in: at = CHANNEL_ID, alone = false } = person;
    const channel = channels.all.get(at);
    if (channel === undefined) throw new Error(`there is no channel ${at}`);
    return dispatch(
      kind,
      { ...frameOf(person, channel), type, data, ...pressedIn(of) },
      {
        // https://github.com/discord/discord-api-docs/issues/5517
        isClosed: () => !alone && channel.isLocked === true && channel.archivedAt !== undefined,
        ...installsOf(person),
        message: of,
      },
    );
  }

  /** One that was put away since is known to whoever still had it before them. */
  function pressedIn(id: string | undefined): object {
    if (id === undefined) return {};
    const stood = interactions.standing(id);
    return { message: { id, flags: stood === undefined || stood.isPrivate ? 64 : 0 } };
  }

  /** A command that is not offered in a place cannot be sent there. */
  function checkOffered(name: string, type: number, person: FakePerson): void {
    const found = registry.commands.find((command) => command.name === name && command.type === type);
    // Where a test registers nothing everything is there.
    if (registry.commands.length === 0) return;
    if (found === undefined || !isOffered(found, person)) throw new Error(`${name} is not offered here`);
  }

  function dispatch(
    kind: Exchange["kind"],
    payload: Readonly<Record<string, unknown>>,
    how: Partial<Circumstances> = {},
  ): Exchange {
    const exchange = interactions.open(kind, nextId(), {
      isClosed: () => false,
      isOwnInstall: false,
      mayShow: true,
      ...how,
    });
    gateway.dispatch("INTERACTION_CREATE", {
      ...payload,
      id: exchange.id,
      token: exchange.token,
      application_id: APPLICATION_ID,
    });
    return exchange;
  }

  /** A message that stands there, as the gateway tells it. */
  function hear(
    message: FakeMessage,
    channel: FakeChannel,
    how: Readonly<Record<string, unknown>> = {},
  ): void {
    gateway.tell("MESSAGE_CREATE", {
      ...shown(message, botId),
      channel_type: channel.type === "direct" ? 1 : 0,
      ...(channel.guildId === undefined ? {} : { guild_id: channel.guildId }),
      ...how,
    });
  }

  function guildCreated({ id, name, ownerId }: FakeGuild): Readonly<Record<string, unknown>> {
    const own = [...channels.all.values()].filter((channel) => channel.guildId === id);
    return {
      id,
      name,
      owner_id: ownerId,
      joined_at: "2024-01-01T00:00:00.000000+00:00",
      large: false,
      member_count: 2,
      system_channel_id: null,
      channels: own.filter((channel) => !isThread(channel)).map(channelShown),
      threads: [],
      members: [],
    };
  }

  return {
    apiUrl: `${url}/api`,
    http,
    gateway,
    channels,
    guild,
    addGuild(id, name) {
      const added = createGuild({ id, name, ownerId: OWNER_ID, botId });
      guilds.set(id, added);
      return added;
    },
    registry,
    typing,
    problems,
    closedTo,
    advance(ms) {
      ahead += ms;
    },
    command(person, name, verb, values = {}) {
      checkOffered(name, 1, person);
      return send("command", person, 2, slashCommand(name, verb, values));
    },
    complete: (person, name, verb, field, partial) =>
      send("completion", person, 4, typedField(name, verb, field, partial)),
    fromMenu(person, name, target) {
      checkOffered(name, 3, person);
      const id = String(target.id ?? nextId());
      return send("command", person, 2, {
        id: "1",
        name,
        type: 3,
        target_id: id,
        resolved: { messages: { [id]: { ...target, id } } },
      });
    },
    say(person, text, how = {}) {
      const id = nextId();
      const channel =
        person.alone === true
          ? channels.direct(person.id)
          : (channels.all.get(person.in ?? CHANNEL_ID) ?? channels.direct(person.id));
      const body = message.parse({ content: text });
      hear({ id, channelId: channel.id, body, fileNames: [] }, channel, { author: userOf(person), ...how });
      return id;
    },
    join(id, name, how = {}) {
      const added = createGuild({ id, name, ownerId: OWNER_ID, botId });
      guilds.set(id, added);
      gateway.tell("GUILD_CREATE", {
        ...guildCreated(added),
        joined_at: new Date(now()).toISOString(),
        ...how,
      });
      return added;
    },
    leave(id) {
      const left = guilds.get(id);
      if (left !== undefined) left.isKicked = true;
      // https://docs.discord.com/developers/events/gateway-events#guild-delete: an outage would say that it is unavailable.
      gateway.tell("GUILD_DELETE", { id });
    },
    putAway: interactions.putAway,
    press: (person, customId, of) =>
      send("component", person, 3, { custom_id: customId, component_type: 2, id: 2 }, of),
    choose: (person, customId, value, of) =>
      send("component", person, 3, { custom_id: customId, component_type: 3, id: 2, values: [value] }, of),
    sendForm: (person, customId, values, of) =>
      send(
        "modal",
        person,
        5,
        {
          custom_id: customId,
          components: Object.entries(values).map(([name, value], index) => ({
            type: 18,
            id: index + 1,
            component: { type: 4, id: index + 10, custom_id: name, value },
          })),
        },
        of,
      ),
    fillIn(person, modal, filled) {
      const components = sentComponents(modal, filled);
      const roles = Object.fromEntries(rolesIn(filled).map((id) => [id, { id, name: id }]));
      return send("modal", person, 5, { custom_id: modal.custom_id, components, resolved: { roles } });
    },
    replay: (payload) =>
      dispatch(z.literal(3).safeParse(payload.type).success ? "component" : "command", payload),
    until: (condition, timeoutMs = 10_000) =>
      new Promise((resolve, reject) => {
        const done = (finish: () => void): void => {
          clearTimeout(timer);
          waiting.delete(look);
          finish();
        };
        const look = (): void => {
          if (condition()) done(resolve);
        };
        const timer = setTimeout(
          () =>
            done(() =>
              reject(new Error(`nothing came of it: ${condition.toString()}; ${problems.join("; ")}`)),
            ),
          timeoutMs,
        );
        waiting.add(look);
        look();
      }),
    close: () => http.close(),
  };
}
