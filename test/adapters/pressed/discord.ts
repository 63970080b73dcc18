// Discord's places: a channel, a thread, a forum's post, threads that are archived or locked, and the conversation with the
// bot alone.

import type { Host } from "../../../adapters/adapter.ts";
import { readCustomId } from "../../../adapters/discord/out/custom-ids.ts";
import { createPlatform } from "../../../adapters/discord/platform.ts";
import { PERMISSION } from "../../fakes/discord/guilds.ts";
import type { Exchange } from "../../fakes/discord/interactions.ts";
import type { FakeMessageBody } from "../../fakes/discord/rules.ts";
import {
  CHANNEL_ID,
  type FakePerson,
  GUILD_ID,
  GUILD_WORKSPACE,
  startFakeDiscord,
  TOKEN,
} from "../../fakes/discord/server.ts";
import { ADMIN } from "../discord/fixture.ts";
import type { Stage } from "./house.ts";

const [THREAD, FORUM, POST, ARCHIVED, LOCKED] = ["3", "4", "5", "6", "7"].map((n) => `30000000000000010${n}`);
const ALONE = "alone with the bot";
const CONVERSATION = `9${ADMIN.id}`;

export async function openDiscord(host: Host): Promise<Stage> {
  const fake = await startFakeDiscord();
  const { channels, guild } = fake;
  const thread = { type: "thread", guildId: GUILD_ID, parentId: CHANNEL_ID } as const;
  const places: Readonly<Record<string, FakePerson>> = {
    "a channel": ADMIN,
    "a thread": { ...ADMIN, in: channels.add({ ...thread, id: THREAD ?? "" }).id },
    "a forum's post": {
      ...ADMIN,
      in: channels.add({ ...thread, id: POST ?? "", parentId: FORUM ?? "" }).id,
    },
    "an archived thread": { ...ADMIN, in: channels.add({ ...thread, id: ARCHIVED ?? "", archivedAt: 1 }).id },
    "a locked thread": {
      ...ADMIN,
      in: channels.add({ ...thread, id: LOCKED ?? "", archivedAt: 1, isLocked: true }).id,
    },
    [ALONE]: { ...ADMIN, alone: true },
  };
  channels.add({ id: FORUM ?? "", type: "forum", guildId: GUILD_ID, name: "briefs" });
  guild.roles.set("77", PERMISSION.manageGuild);
  guild.members.set(ADMIN.id, { roles: ["77"] });
  // So that nothing but the message can tell which server it is about.
  fake.addGuild("200000000000000002", "Observatory").members.set(ADMIN.id, { roles: [] });
  const platform = createPlatform(host, { token: TOKEN, apiUrl: fake.apiUrl });
  const answers: { readonly place: string; readonly exchange: Exchange }[] = [];

  const direct = (): number => channels.all.get(CONVERSATION)?.messages.length ?? 0;

  async function answered(place: string, press: (person: FakePerson) => Exchange): Promise<void> {
    const before = direct();
    const exchange = press(places[place] ?? ADMIN);
    await fake.until(
      () =>
        direct() > before + 1 ||
        exchange.modal !== undefined ||
        (!exchange.isWaiting && exchange.messages.length > 0),
    );
    answers.push({ place, exchange });
  }

  function pressing(id: string, chosen: string | undefined): (place: string) => Promise<void> {
    return (place) =>
      answered(place, (person) =>
        chosen === undefined ? fake.press(person, id) : fake.choose(person, id, chosen),
      );
  }

  /** A message stays among those of its server, or alone with its reader. */
  function placesOf(isDirect: boolean): readonly string[] {
    return Object.keys(places).filter((place) => (place === ALONE) === isDirect);
  }

  function buttonsOf({ components }: FakeMessageBody, isDirect: boolean) {
    return components
      .flatMap((row) => row.components)
      .flatMap((component) => {
        const { custom_id: id } = component;
        if (id === undefined || ("disabled" in component && component.disabled === true)) return [];
        if (component.type !== 3)
          return [
            { code: readCustomId(id).code, places: placesOf(isDirect), press: pressing(id, undefined) },
          ];
        return component.options.map(({ value }) => ({
          code: readCustomId(id, value).code,
          places: placesOf(isDirect),
          press: pressing(id, value),
        }));
      });
  }

  return {
    platform,
    workspace: GUILD_WORKSPACE,
    admin: { id: ADMIN.id, name: "Bo", roles: ["read", "manage", "admin"] },
    here: CHANNEL_ID,
    places: Object.keys(places),
    digests: {
      InChannel: "",
      WithThread: "thread",
      InThread: `channel ${THREAD}`,
      InForum: `channel ${FORUM}`,
      Direct: "channel me",
    },
    send: (command, place) =>
      answered(place, (person) => fake.press(person, `${person.alone === true ? MARK : ""}c1:${command}`)),
    buttons() {
      const posted = [...channels.all.values()].flatMap(({ type, messages }) =>
        messages.map(({ body }) => ({ body, isDirect: type === "direct" })),
      );
      const shown = answers.flatMap(({ place, exchange }) =>
        exchange.messages.map(({ body }) => ({ body, isDirect: place === ALONE })),
      );
      return [...posted, ...shown].flatMap(({ body, isDirect }) => buttonsOf(body, isDirect));
    },
    problems: () => fake.problems,
    close: () => fake.close(),
  };
}

const MARK = `w1:${BigInt(GUILD_ID).toString(36)}|`;
