// The contract on Discord: the real adapter with discord.js, over the gateway of the strict fake.

import { z } from "zod";
import type { Host } from "../../adapters/adapter.ts";
import { WANTED } from "../../adapters/discord/api/message-commands.ts";
import { type DiscordMessage, render } from "../../adapters/discord/out/render.ts";
import { createPlatform } from "../../adapters/discord/platform.ts";
import { ADMIN, READER } from "../adapters/discord/fixture.ts";
import { PERMISSION } from "../fakes/discord/guilds.ts";
import type { Exchange } from "../fakes/discord/interactions.ts";
import { type FakeModal, modalProblems } from "../fakes/discord/modals.ts";
import { type FakeMessageBody, message, messageProblems } from "../fakes/discord/rules.ts";
import { CHANNEL_ID, type FakePerson, startFakeDiscord, TOKEN } from "../fakes/discord/server.ts";
import type { Answer, Driver, Person, PlatformUnderTest, Shown, ShownButton, ShownForm } from "./driver.ts";
import { readMarkdown } from "./markdown.ts";

const PEOPLE: Readonly<Record<Person, FakePerson>> = { member: READER, admin: ADMIN };

export const discord: PlatformUnderTest = {
  id: "discord",
  name: "Discord",
  lacks: {
    mentions: "the bot reads no channel: a server has slash commands",
    threads: "the bot reads no channel: a server has slash commands",
  },
  turns: {
    nothing: "in place",
    "it was put away": "beside",
    "the bot may not change it": "directly",
    "its place is archived": "directly",
    "it is too old to be changed": "directly",
    "it was changed as often as it may be": { never: "Discord counts no changes" },
  },
  invites: { nothing: "in place", "it was put away": "beside" },
  corrects: {
    nothing: "in place",
    "the bot may not change it any more": "as it was",
    "it was deleted": "gone",
    "its thread is archived": "as it was",
    "its thread is archived and locked": "as it was",
    "its channel is archived": { never: "Discord archives threads alone" },
  },
  show: (reply, codes) => render(reply, codes).messages.map((shown) => read(accepted(shown))),
  formOf(reply, codes) {
    const { modal } = render(reply, codes);
    return modal === undefined ? undefined : readModal(modalRule.parse(modal));
  },
  start: startDiscord,
};

const modalRule = z.custom<FakeModal>((value) => modalProblems(value).length === 0);

/** The message as Discord takes it; throws where it would not. */
function accepted({ body, files }: DiscordMessage): FakeMessageBody {
  const problems = messageProblems(
    body,
    files.map(({ name }) => name),
  );
  if (problems.length > 0) throw new Error(problems.join("\n"));
  return message.parse(body);
}

/** `message`: its id, where it is an answer that stands. */
function read({ content = "", embeds, components }: FakeMessageBody, message?: string): Shown {
  const parts = [
    readMarkdown(content),
    ...embeds.flatMap(({ title = "", description = "", url, footer }) => [
      { text: readMarkdown(title).text, links: url === undefined ? [] : [url] },
      readMarkdown(description),
      // A footer knows no markdown.
      { text: footer?.text ?? "", links: [] },
    ]),
  ];
  return {
    text: parts.flatMap(({ text }) => (text === "" ? [] : [text])).join("\n"),
    links: parts.flatMap(({ links }) => links),
    buttons: components
      .flatMap((row) => row.components.flatMap(buttonsOf))
      .map((button) =>
        message === undefined ? button : { ...button, at: { message, button: button.code ?? "" } },
      ),
  };
}

function buttonsOf(component: FakeMessageBody["components"][number]["components"][number]): ShownButton[] {
  if (component.type === 3) return component.options.map(({ label, value }) => ({ label, code: value }));
  const { label, custom_id: code, url } = component;
  return [{ label, ...(code === undefined ? {} : { code }), ...(url === undefined ? {} : { url }) }];
}

async function startDiscord(host: Host): Promise<Driver> {
  const fake = await startFakeDiscord();
  const platform = createPlatform(host, { token: TOKEN, apiUrl: fake.apiUrl });
  await platform.start();

  const exchanges: Exchange[] = [];

  function answerOf(exchange: Exchange): Answer {
    exchanges.push(exchange);
    return {
      acknowledged: () => fake.until(() => exchange.acknowledgedAfterMs !== undefined),
      shown: () =>
        exchange.isWaiting
          ? []
          : exchange.messages.map(({ id, body, isPrivate }) => ({ ...read(body, id), isPublic: !isPrivate })),
      form: () => (exchange.modal === undefined ? undefined : readModal(exchange.modal)),
    };
  }

  /** The bot is in one server with everybody. */
  for (const { id } of Object.values(PEOPLE))
    fake.guild.members.set(id, { roles: id === ADMIN.id ? ["77"] : [] });
  fake.guild.roles.set("77", PERMISSION.manageGuild);

  /** What answers what somebody writes to the bot alone: each message carries its id. */
  function answerBelow(person: FakePerson, text: string): Answer {
    const typing = fake.typing.length;
    const asked = fake.say({ ...person, alone: true }, text);
    return {
      acknowledged: () => fake.until(() => fake.typing.length > typing),
      shown: () =>
        fake.channels
          .direct(person.id)
          .messages.filter(({ nonce = "" }) => nonce.startsWith(`${asked}-`))
          .map(({ id, body }) => ({ ...read(body, id), isPublic: false })),
      form: () => undefined,
    };
  }

  return {
    say: (person, text) => answerBelow(PEOPLE[person], text),
    askOfMessage(person, links, wanted) {
      const [name = ""] = Object.entries(WANTED).find(([, what]) => what === wanted) ?? [];
      const content = `Have you seen this? ${links.join(" and ")}`;
      return answerOf(fake.fromMenu(PEOPLE[person], name, { content, author: { id: "5", username: "cy" } }));
    },
    ask(person, path, values) {
      const [name = "", verb = ""] = path.split(" ");
      return answerOf(fake.command(PEOPLE[person], name, verb, values));
    },
    press(person, { code = "", at }) {
      const who = PEOPLE[person];
      const alone = fake.channels.direct(who.id).messages.some(({ id }) => id === at?.message);
      const answer = answerOf(fake.press(alone ? { ...who, alone } : who, code, at?.message));
      // What a form is opened from, it is sent from.
      return {
        ...answer,
        form() {
          const form = answer.form();
          return form === undefined || at === undefined ? form : { ...form, metadata: at.message };
        },
      };
    },
    sendForm(person, { code, metadata }, values) {
      const who = PEOPLE[person];
      const alone = fake.channels.direct(who.id).messages.some(({ id }) => id === metadata);
      const from = metadata === "" ? undefined : metadata;
      return answerOf(fake.sendForm(alone ? { ...who, alone } : who, code, values, from));
    },
    until: (condition) => fake.until(condition),
    stop: () => platform.close(),
    async close() {
      await platform.close();
      await fake.close();
    },
    farEnd: {
      problems: () => fake.problems,
      slowDown() {
        const fault = {
          type: "answer",
          status: 429,
          headers: { "retry-after": "0.05" },
          body: { message: "You are being rate limited.", retry_after: 0.05, global: false },
        } as const;
        fake.http.fail("POST", /callback$/, fault);
        fake.http.fail("PATCH", /@original$/, fault);
      },
      repeat: () => fake.gateway.repeatLast(),
      loseNextPost: () => fake.http.fail("POST", /\/messages$/, { type: "lose" }),
      standing: () => [
        ...exchanges.flatMap(({ messages }) =>
          messages.map(({ id, body, isPrivate }) => ({
            id,
            isDirect: false,
            ...read(body, id),
            isPublic: !isPrivate,
          })),
        ),
        ...Object.values(PEOPLE).flatMap(({ id: person }) =>
          fake.channels
            .direct(person)
            .messages.map(({ id, body }) => ({ id, isDirect: true, ...read(body), isPublic: false })),
        ),
      ],
      hinder(what, messageId) {
        const channel = fake.channels.all.get(CHANNEL_ID);
        if (channel === undefined) throw new Error("no channel");
        if (what === "it was put away") {
          fake.putAway(messageId);
          for (const { messages } of fake.channels.all.values()) {
            const [at] = messages.flatMap(({ id }, index) => (id === messageId ? [index] : []));
            if (at !== undefined) messages.splice(at, 1);
          }
        } else if (what === "its place is archived")
          Object.assign(channel, { isLocked: true, archivedAt: 1 });
        else {
          const [status, code] = what === "the bot may not change it" ? [403, 50001] : [401, 50027];
          const refused = { type: "answer", status, headers: {}, body: { code, message: what } } as const;
          fake.http.fail("PATCH", /@original$/, refused);
          fake.http.fail("POST", /^\/(api\/)?(v\d+\/)?webhooks\/\d+\/[^/]+$/, refused);
        }
      },
    },
    digests: {
      destination: (ofButtons) =>
        platform.places.open({ platform: "discord", channel: CHANNEL_ID }, ofButtons),
      posts: async () => fake.channels.all.get(CHANNEL_ID)?.messages.length ?? 0,
      said: async (messageId) =>
        fake.channels.all
          .get(CHANNEL_ID)
          ?.messages.filter(({ id }) => id === messageId)
          .map(({ body }) =>
            JSON.stringify(body)
              .replaceAll(/\u00a0/g, " ")
              .replaceAll("\\", ""),
          )[0],
      async spoil(what, messageId) {
        const channel = fake.channels.all.get(CHANNEL_ID);
        if (channel === undefined) throw new Error("no channel");
        const at = channel.messages.findIndex(({ id }) => id === messageId);
        if (what === "it was deleted") channel.messages.splice(at, 1);
        else if (what === "the bot may not change it any more") channel.mayView = false;
        else {
          channel.archivedAt = 1;
          channel.isLocked = what === "its thread is archived and locked";
        }
      },
    },
  };
}

function readModal({ title, custom_id: code, components }: FakeModal): ShownForm {
  return {
    title,
    fields: components.map(({ component }) => component.custom_id),
    labels: components.map(({ label }) => label),
    code,
  };
}
