// A form that is answered wrongly, again and again: what is wrong stands at its question, nothing that was typed is lost, and
// nothing runs before all of it is right.

import { PassThrough } from "node:stream";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { createPlatform as createDiscord } from "../../adapters/discord/platform.ts";
import { createPlatform as createSlack } from "../../adapters/slack/platform.ts";
import type { Form } from "../../adapters/terminal/in/intake.ts";
import { isForm } from "../../adapters/terminal/in/intake.ts";
import { TERMINAL_PLATFORM, TERMINAL_WORKSPACE } from "../../adapters/terminal/in/read.ts";
import { createPlatform as createTerminal } from "../../adapters/terminal/platform.ts";
import type { PlatformPlaces } from "../../src/platform/destination.ts";
import { type WorkspaceKey, workspaceKey } from "../../src/platform/workspace.ts";
import { plainText } from "../../src/reply/plain-text.ts";
import { ADMIN } from "../adapters/discord/fixture.ts";
import { GUILD_ID, startFakeDiscord, TOKEN } from "../fakes/discord/server.ts";
import { inputsOf } from "../fakes/slack/modals.ts";
import { buttonsIn } from "../fakes/slack/rules.ts";
import { APP_TOKEN, BOT_TOKEN, startFakeSlack } from "../fakes/slack/server.ts";
import { createTestPace } from "../pace.ts";
import { type Answers, discordFilled, slackFilled } from "./filling.ts";
import { hostOf } from "./host.ts";
import { type Desk, type Newsroom, openNewsroom } from "./newsroom.ts";

/** What came of a sent form. */
interface Sent {
  /** What is wrong, by field. */
  readonly wrong: Answers;
  /** What stands in the form that is open now; empty when there is none. */
  readonly stands: Answers;
  /** What the answer says. */
  readonly text: string;
}

/** Somebody with a form of the bot's before them. */
interface Person {
  /** The platform, and whom it knows there. */
  readonly platform: string;
  readonly workspace: WorkspaceKey;
  readonly id: string;
  /** `name`: behind the command, what it is about. */
  open(command: string, name?: string): Promise<void>;
  /** Answers these questions, leaves the others as they stand, and sends the form. */
  send(answers: Answers): Promise<Sent>;
  problems(): readonly string[];
  close(): Promise<void>;
}

async function onSlack({ bot }: Desk): Promise<Person> {
  const fake = await startFakeSlack({});
  const platform = createSlack(hostOf(bot), {
    apiUrl: fake.apiUrl,
    botToken: BOT_TOKEN,
    appToken: APP_TOKEN,
  });
  await platform.start();
  let typed: Answers = {};
  return {
    ...{ platform: "slack", workspace: "slack:T0NEWS", id: "U0ADMIN" },
    async open(command, name = "") {
      const [group = "", verb = ""] = command.split(" ");
      const before = fake.modals.length;
      fake.command("U0ADMIN", `${verb} ${name}`.trim(), { command: `/${group}` });
      await fake.until(() => fake.modals.length > before);
      typed = {};
    },
    async send(answers) {
      // Slack keeps what stands in a modal that stays open.
      typed = { ...typed, ...answers };
      const view = fake.modals.at(-1);
      if (view?.type !== "modal") throw new Error("no modal is open");
      const before = fake.workspace.messages.length;
      const wrong = await fake.filling.send("U0ADMIN", view, slackFilled(inputsOf(view), typed)).errors;
      if (Object.keys(wrong).length > 0) {
        expect(fake.workspace.messages.length).toBe(before);
        return { wrong, stands: typed, text: "" };
      }
      await fake.until(() => fake.workspace.messages.length > before);
      return { wrong, stands: {}, text: JSON.stringify(fake.workspace.messages.at(-1)?.blocks) };
    },
    problems: () => fake.problems,
    async close() {
      await platform.close();
      await fake.close();
    },
  };
}

async function onDiscord({ bot }: Desk): Promise<Person> {
  const fake = await startFakeDiscord();
  const platform = createDiscord(hostOf(bot), { token: TOKEN, apiUrl: fake.apiUrl });
  await platform.start();
  let exchange = fake.command(ADMIN, "dropbox", "fill");
  const opened = () => exchange.modal;

  function standsIn(): Answers {
    return Object.fromEntries(
      (opened()?.components ?? []).map(({ component }) => {
        if (component.type === 4) return [component.custom_id, component.value ?? ""];
        const options = "options" in component ? component.options : [];
        const chosen = options.filter((option) => option.default === true).map(({ value }) => value);
        return [component.custom_id, chosen.filter((value) => value !== "none:").join(", ")];
      }),
    );
  }

  return {
    ...{ platform: "discord", workspace: workspaceKey({ platform: "discord", id: GUILD_ID }), id: ADMIN.id },
    async open(command, name) {
      const [group = "", verb = ""] = command.split(" ");
      exchange = fake.command(ADMIN, group, verb, name === undefined ? {} : { name });
      await fake.until(() => exchange.modal !== undefined);
    },
    async send(answers) {
      const modal = opened();
      if (modal === undefined) throw new Error("no modal is open");
      exchange = fake.fillIn(ADMIN, modal, discordFilled(modal, answers));
      const sent = exchange;
      await fake.until(() => sent.messages.length > 0 && !sent.isWaiting);
      const text = JSON.stringify(sent.messages.map(({ body }) => body));
      const [again] = sent.messages.flatMap(({ body }) =>
        body.components.flatMap(({ components }) =>
          components.flatMap((one) => (one.type === 2 && one.label === "Fill it in again" ? [one] : [])),
        ),
      );
      if (again === undefined) return { wrong: {}, stands: {}, text };
      exchange = fake.press(ADMIN, again.custom_id ?? "");
      await fake.until(() => exchange.modal !== undefined);
      const wrong = (opened()?.components ?? []).flatMap(({ description = "", component }) =>
        description.startsWith("⚠ ") ? [[component.custom_id, description.slice(2)]] : [],
      );
      return { wrong: Object.fromEntries(wrong), stands: standsIn(), text };
    },
    problems: () => fake.problems,
    async close() {
      await platform.close();
      await fake.close();
    },
  };
}

/** A terminal asks what was wrong again, and keeps the other answers. */
async function onTerminal({ bot }: Desk): Promise<Person> {
  const stream = new PassThrough();
  const platform = createTerminal(hostOf(bot), { input: stream, output: stream, asides: stream });
  let form: Form | undefined;
  let typed: Answers = {};
  return {
    ...{ platform: TERMINAL_PLATFORM, workspace: TERMINAL_WORKSPACE, id: "terminal" },
    async open(command, name = "") {
      const reply = await platform.reply({ type: "text", text: `/${command} ${name}` });
      form = reply.blocks.find(isForm);
      // An empty line leaves a question as it stands.
      typed = Object.fromEntries((form?.fields ?? []).map(({ name: field, value = "" }) => [field, value]));
    },
    async send(answers) {
      if (form === undefined) throw new Error("no form is open");
      typed = { ...typed, ...answers };
      const reply = await platform.submit(form, typed);
      const wrong = Object.fromEntries(
        (reply.problems ?? []).map(({ field, sentence }) => [field, sentence]),
      );
      return { wrong, stands: reply.problems === undefined ? {} : typed, text: plainText(reply) };
    },
    problems: () => [],
    close: () => platform.close(),
  };
}

/** Every place is the one that was asked for. */
const PLACES: PlatformPlaces = {
  resolve: async ({ platform, here }) => ({
    type: "found",
    place: { platform, channel: here },
    label: "#news",
  }),
  open: () => {
    throw new Error("nothing is sent");
  },
};

let newsroom: Newsroom;

beforeAll(async () => {
  newsroom = await openNewsroom({ places: PLACES });
});
afterAll(() => newsroom.close());

/** Makes a digest that somebody can edit. */
async function makeDigest({ bot }: Desk, { platform, workspace, id }: Person, name: string): Promise<void> {
  const reply = await bot.router.handle(
    {
      ...{ platform, workspace, place: "here", requestId: `${platform} ${name}` },
      actor: { id, name: "Bo", roles: ["read", "manage", "admin"] },
      input: { type: "text", text: `/digest create ${name} when "mon 09:00" country Estonia` },
    },
    { progress: () => undefined },
  );
  expect(plainText(reply)).toContain(name);
}

describe.each([
  ["Slack", onSlack],
  ["Discord", onDiscord],
  ["the terminal", onTerminal],
] as const)("on %s", (_, start) => {
  let desk: Desk;
  let person: Person;

  beforeAll(async () => {
    desk = newsroom.desk();
    person = await start(desk);
    for (const name of ["Weekly", "Nordic"]) await makeDigest(desk, person, name);
  });
  afterAll(async () => {
    await person.close();
    expect(person.problems()).toEqual([]);
  });
  beforeEach(() => person.open("dropbox fill"));

  it("a form that is wrong three times keeps what was typed, and runs once when it is right", async () => {
    const first = await person.send({ name: "Taken", country: "Narnia", size: "large", lines: "3" });
    expect(Object.keys(first.wrong).toSorted()).toEqual(["country", "name"]);
    expect(first.wrong.name).toContain("That name is taken.");
    expect(first.wrong.country).toContain('I know no country called "Narnia"');
    expect(first.stands).toMatchObject({ name: "Taken", country: "Narnia", size: "large", lines: "3" });
    const second = await person.send({ name: "A name that is longer than it may be" });
    expect(second.wrong.name).toContain("It can have 20 characters at most.");
    expect(second.stands).toMatchObject({ country: "Narnia", size: "large", lines: "3" });
    const third = await person.send({ name: "Brief" });
    expect(Object.keys(third.wrong)).toEqual(["country"]);
    expect(third.stands).toMatchObject({ name: "Brief", country: "Narnia", size: "large", lines: "3" });
    expect(desk.ran).toEqual([]);
    const right = await person.send({ country: "Estonia, Latvia" });
    expect(right.text).toContain("Filled in: Brief Estonia+Latvia 3 large.");
    expect(desk.ran).toEqual(["fill Brief Estonia+Latvia 3 large"]);
  });

  it.each([
    ["digest create", { name: "Baltic", country: "Narnia" }, "country"],
    ["digest alert", { name: "Loud", country: "Estonia, Atlantis" }, "country"],
    ["digest mute", { value: "nonsense" }, "value"],
    ["digest mute", { value: "err.ee", for: "someday" }, "for"],
  ] as const)("/%s with %j is told at its question", async (command, answers, field) => {
    await person.open(command);
    const { wrong, stands } = await person.send(answers);
    expect(Object.keys(wrong)).toEqual([field]);
    expect(stands).toMatchObject(answers);
  });

  it("/digest edit that is wrong three times keeps what was typed, and changes the digest once it is right", async () => {
    await person.open("digest edit", "Weekly");
    const first = await person.send({ rename: "Nordic", country: "Narnia" });
    expect(Object.keys(first.wrong).toSorted()).toEqual(["country", "rename"]);
    expect(first.wrong.rename).toContain('There is a digest or alert "Nordic" already');
    expect(first.stands).toMatchObject({ rename: "Nordic", country: "Narnia" });
    const second = await person.send({ rename: "Weekly news" });
    expect(Object.keys(second.wrong)).toEqual(["country"]);
    expect(second.stands).toMatchObject({ rename: "Weekly news", country: "Narnia" });
    const third = await person.send({ country: "Atlantis" });
    expect(third.wrong.country).toContain("Atlantis");
    expect(third.stands).toMatchObject({ rename: "Weekly news", country: "Atlantis" });
    const right = await person.send({ country: "Latvia" });
    expect(right.wrong).toEqual({});
    expect(right.text).toMatch(/Changed.*Weekly news/s);
    expect(right.text).toContain("Latvia");
  });
});

it("what is typed into a menu of Slack's is completed, and can be chosen whatever it is", async () => {
  const desk = newsroom.desk();
  const fake = await startFakeSlack({});
  const known = ["Estonia", "Latvia"].map((name) => ({ label: name, value: name }));
  const host = hostOf({
    ...desk.bot,
    complete: async (_, path, option) =>
      `${path.join(" ")} ${option}` === "dropbox fill country" ? known : [],
  });
  const platform = createSlack(host, { apiUrl: fake.apiUrl, botToken: BOT_TOKEN, appToken: APP_TOKEN });
  await platform.start();
  fake.command("U0ADMIN", "fill", { command: "/dropbox" });
  await fake.until(() => fake.modals.length === 1);
  const view = fake.modals.at(0);
  if (view?.type !== "modal") throw new Error("no modal is open");
  expect(await fake.filling.suggest("U0ADMIN", view, "country", "")).toEqual(["Estonia", "Latvia"]);
  expect(await fake.filling.suggest("U0ADMIN", view, "country", "Narnia")).toEqual([
    "Estonia",
    "Latvia",
    "Narnia",
  ]);
  expect(await fake.filling.suggest("U0ADMIN", view, "country", "latvia")).toEqual(["Estonia", "Latvia"]);
  await platform.close();
  await fake.close();
  expect(fake.problems).toEqual([]);
});

it("a form of Slack's that cannot be read in time closes, and what is wrong comes as a message that opens it again", async () => {
  const desk = newsroom.desk();
  const fake = await startFakeSlack({});
  // The deadline passes at once, while the store hangs.
  const host = { ...hostOf(desk.bot), pace: createTestPace({ heldMs: [], chance: 0 }) };
  const platform = createSlack(host, { apiUrl: fake.apiUrl, botToken: BOT_TOKEN, appToken: APP_TOKEN });
  await platform.start();
  fake.command("U0ADMIN", "fill", { command: "/dropbox" });
  await fake.until(() => fake.modals.length === 1);
  const view = fake.modals.at(0);
  if (view?.type !== "modal") throw new Error("no modal is open");
  desk.hold("store and data");
  const sent = fake.filling.send("U0ADMIN", view, { name: "Taken" });
  expect(await sent.errors).toEqual({});
  desk.release();
  const told = () =>
    fake.workspace.messages.find(({ blocks }) => JSON.stringify(blocks).includes("name is taken"));
  await fake.until(() => told() !== undefined);
  const button = buttonsIn(told()?.blocks ?? []).find(({ text }) => text.text === "Fill it in again");
  if (button === undefined) throw new Error("no button opens it again");
  fake.press("U0ADMIN", button);
  await fake.until(() => fake.modals.length === 2);
  expect(JSON.stringify(fake.modals.at(1)?.blocks)).toContain('"initial_value":"Taken"');
  expect(desk.ran).toEqual([]);
  await platform.close();
  await fake.close();
  expect(fake.problems).toEqual([]);
});
