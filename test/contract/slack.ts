// The contract on Slack: the real adapter with Bolt, over sockets to the strict fake.

import type { Codes, Host } from "../../adapters/adapter.ts";
import { unescapePlain } from "../../adapters/slack/out/escape.ts";
import { formView } from "../../adapters/slack/out/modal.ts";
import { render } from "../../adapters/slack/out/render.ts";
import { createPlatform } from "../../adapters/slack/platform.ts";
import type { Reply } from "../../src/reply/reply.ts";
import { accepted, readBlock } from "../adapters/slack/reading.ts";
import { BOT } from "../fakes/slack/api.ts";
import { actionPayload, commandPayload } from "../fakes/slack/payloads.ts";
import { buttonsIn, type FakeBlock, type FakeView, viewRule } from "../fakes/slack/rules.ts";
import { APP_TOKEN, BOT_TOKEN, startFakeSlack } from "../fakes/slack/server.ts";
import type { FakeMessage } from "../fakes/slack/workspace.ts";
import type { Answer, Driver, Person, PlatformUnderTest, Posted, Shown, ShownForm, Where } from "./driver.ts";
import { typed } from "./typed.ts";

const USERS: Readonly<Record<Person, string>> = { member: "U0MEMBER", admin: "U0ADMIN" };
const CHANNEL = "C0NEWS";

export const slack: PlatformUnderTest = {
  id: "slack",
  name: "Slack",
  lacks: {},
  turns: {
    nothing: "in place",
    "it was put away": "beside",
    "the bot may not change it": "beside",
    "its place is archived": "directly",
    "it is too old to be changed": "beside",
    "it was changed as often as it may be": "beside",
  },
  invites: { nothing: "in place", "it was put away": "beside" },
  corrects: {
    nothing: "in place",
    "the bot may not change it any more": "as it was",
    "it was deleted": "gone",
    "its thread is archived": { never: "Slack archives no threads" },
    "its thread is archived and locked": { never: "Slack locks no threads" },
    "its channel is archived": "as it was",
  },
  show: (reply, codes) => accepted(render(reply, codes).messages).map(({ blocks }) => read(blocks)),
  formOf(reply: Reply, codes: Codes) {
    const { form } = render(reply, codes);
    const code = form === undefined ? undefined : codes.get(form.command);
    return form === undefined || code === undefined
      ? undefined
      : readForm(viewRule.parse(formView(form, code, "")));
  },
  start: startSlack,
};

/** `message`: its ts, where it stands. */
function read(blocks: readonly FakeBlock[], message?: string): Shown {
  const parts = blocks.map(readBlock);
  return {
    text: parts.map(({ text }) => text).join("\n"),
    links: parts.flatMap(({ links }) => links.map(({ url }) => url)),
    buttons: buttonsIn(blocks).map(({ text, value, url, action_id: button }) => ({
      label: unescapePlain(text.text),
      ...(value === undefined ? {} : { code: value }),
      ...(url === undefined ? {} : { url }),
      ...(message === undefined ? {} : { at: { message, button } }),
    })),
  };
}

function readForm(view: FakeView): ShownForm | undefined {
  if (view.type !== "modal") return undefined;
  const { title, callback_id: code, private_metadata: metadata = "", blocks } = view;
  const inputs = blocks.flatMap((block) => (block.type === "input" ? [block] : []));
  return {
    title: title.text,
    fields: inputs.map(({ block_id: name = "" }) => name),
    labels: inputs.map(({ label }) => label.text),
    code,
    metadata,
  };
}

async function startSlack(host: Host): Promise<Driver> {
  const { router } = host;
  const fake = await startFakeSlack({});
  const platform = createPlatform(host, {
    apiUrl: fake.apiUrl,
    botToken: BOT_TOKEN,
    appToken: APP_TOKEN,
  });
  await platform.start();
  const { team, messages } = fake.workspace;
  let repeat = (): void => undefined;
  /** Threads of the channel, in each of which somebody has written before. */
  const threads = new Map<Where, string>();

  function threadOf(where: Where): string {
    const known = threads.get(where);
    if (known !== undefined) return known;
    const { ts } = fake.say(USERS.admin, "A ruling came out.", { channel: CHANNEL });
    threads.set(where, ts);
    return ts;
  }

  function answerOf(acknowledged: Promise<unknown>, isPart: (message: FakeMessage) => boolean): Answer {
    const opened = fake.modals.length;
    return {
      acknowledged: () => acknowledged,
      shown: () =>
        messages
          .filter(isPart)
          .map(posted)
          .filter(({ text }) => text !== "Working…"),
      form() {
        const view = fake.modals[opened];
        return view === undefined ? undefined : readForm(view);
      },
    };
  }

  function deliver(
    type: "slash_commands" | "interactive",
    payload: Readonly<Record<string, unknown>>,
    request: string,
  ): Answer {
    repeat = () => void fake.deliver(type, payload);
    const { acknowledged } = fake.deliver(type, payload);
    return answerOf(acknowledged, ({ answers }) => answers === request);
  }

  return {
    ask(person, path, values) {
      const user = USERS[person];
      const [command = "", ...rest] = typed(router.commands, path, values).split(" ");
      const at = fake.addresses(user, CHANNEL, true);
      const payload = commandPayload({ team, user }, at, CHANNEL, command, rest.join(" "));
      return deliver("slash_commands", payload, at.request);
    },
    press(person, { code, at: of }) {
      const user = USERS[person];
      const stood = messages.find(({ ts }) => ts === of?.message);
      const at = fake.addresses(user, CHANNEL, false, of?.message);
      const button = { action_id: of?.button ?? "run:0", value: code };
      const payload = actionPayload({ team, user }, at, button, {
        channel: stood?.channel ?? CHANNEL,
        ...(of === undefined
          ? {}
          : { message: { ts: of.message, isEphemeral: stood === undefined || stood.onlyFor !== undefined } }),
      });
      return deliver("interactive", payload, at.request);
    },
    sendForm(person, { code, metadata }, values) {
      const before = messages.length;
      const view = { callback_id: code, private_metadata: metadata };
      const { acknowledged } = fake.submit(USERS[person], view, values);
      return answerOf(acknowledged, (message) => messages.indexOf(message) >= before);
    },
    say(person, text, where) {
      const user = USERS[person];
      const place =
        where === "direct"
          ? { channel: fake.workspace.direct(user).id }
          : { channel: CHANNEL, ...(where === "channel" ? {} : { threadTs: threadOf(where) }) };
      const said = fake.say(user, where === "direct" ? text : `<@${BOT.userId}> ${text}`, place);
      const before = messages.findIndex(({ ts }) => ts === said.ts);
      repeat = () => void said.again();
      const isThere = ({ channel, threadTs }: FakeMessage): boolean =>
        channel === place.channel && threadTs === place.threadTs;
      const next = (): number =>
        messages.findIndex((one, index) => index > before && one.via === "person" && isThere(one));
      return answerOf(said.acknowledged, (message) => {
        const [at, end] = [messages.indexOf(message), next()];
        return at > before && (end === -1 || at < end) && isThere(message);
      });
    },
    askOfMessage(person, links, wanted) {
      const text = ["A ruling came out.", ...links.map((link) => `<${link.replaceAll("&", "&amp;")}>`)];
      const message = { ts: "1709800000.000900", user: USERS.admin, text: text.join(" ") };
      const { id, acknowledged } = fake.messageShortcut(USERS[person], wanted, CHANNEL, message);
      return answerOf(acknowledged, ({ answers }) => answers === id);
    },
    until: fake.until,
    stop: () => platform.close(),
    async close() {
      await platform.close();
      await fake.close();
    },
    farEnd: {
      problems: () => fake.problems,
      slowDown: () => fake.fail("response_url", { status: 429, retryAfterSeconds: 1 }),
      repeat: () => repeat(),
      loseNextPost: () => fake.fail("chat.postMessage", { lost: true }),
      standing: () =>
        messages
          .filter(({ via }) => via !== "person")
          .map((message) => ({
            id: message.ts,
            isDirect: message.channel.startsWith("D"),
            ...posted(message),
          })),
      hinder(what, messageId) {
        const channel = fake.workspace.channels.get(CHANNEL);
        if (channel === undefined) throw new Error("no channel");
        if (what === "it was put away") fake.workspace.remove(messageId);
        else if (what === "the bot may not change it") fake.wearOutUrls("cant_replace");
        else if (what === "it was changed as often as it may be") fake.wearOutUrls("used_url");
        else fake.wearOutUrls("expired_url");
        if (what === "its place is archived") channel.isArchived = true;
      },
    },
    digests: {
      destination: (ofButtons) => platform.places.open({ platform: "slack", channel: CHANNEL }, ofButtons),
      posts: async () => messages.filter(({ via }) => via === "chat.postMessage").length,
      said: async (messageId) =>
        messages
          .filter(({ ts }) => ts === messageId)
          .map(({ blocks }) =>
            JSON.stringify(blocks)
              .replaceAll(/\u00a0/g, " ")
              .replaceAll("\u2060", ""),
          )[0],
      async spoil(what, messageId) {
        const channel = fake.workspace.channels.get(CHANNEL);
        if (channel === undefined) throw new Error("no channel");
        if (what === "it was deleted") fake.workspace.remove(messageId);
        else if (what === "the bot may not change it any more") channel.hasBot = false;
        else channel.isArchived = true;
      },
    },
  };
}

function posted({ ts, blocks, channel, onlyFor }: FakeMessage): Posted {
  return { ...read(blocks, ts), isPublic: onlyFor === undefined && !channel.startsWith("D") };
}
