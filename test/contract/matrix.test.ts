// Every command and option that is declared exists on the platforms that know commands. What is missing fails.

import { readFileSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { WANTED as onDiscord } from "../../adapters/discord/api/message-commands.ts";
import { createPlatform } from "../../adapters/discord/platform.ts";
import { slackManifest } from "../../adapters/slack/api/manifest.ts";
import { createCompleter } from "../../src/commands/serve/completer.ts";
import { type Command, listed } from "../../src/commands/serve/define.ts";
import type { Values } from "../../src/language/declare/options.ts";
import type { Parsed } from "../../src/language/declare/parsed.ts";
import type { Input } from "../../src/platform/invocation.ts";
import type { Wanted } from "../../src/platform/linked.ts";
import { READER } from "../adapters/discord/fixture.ts";
import { type FakeDiscord, startFakeDiscord, TOKEN } from "../fakes/discord/server.ts";
import { parseOptions, parseText } from "../language/parsing.ts";
import { everyBlock } from "../reply/samples.ts";
import { hostOf } from "./host.ts";
import { discordInput, isCompleted, requiredOf, slackInput, valuesFor } from "./inputs.ts";
import { type Newsroom, openNewsroom } from "./newsroom.ts";
import { discordGaps, slackGaps, visibleOptions } from "./offered.ts";
import { PLATFORMS } from "./platforms.ts";
import { actionsOf, exampleReplies, INLINES } from "./showing.ts";
import { withCorrections, withTurns } from "./turns-page.ts";

let newsroom: Newsroom;
let commands: readonly Command[];
let fake: FakeDiscord;
let closePlatform: () => Promise<void>;

const lexicon = {
  countries: ["Estonia", "Latvia"],
  sources: ["err.ee", "delfi.ee"],
  digests: ["Morning brief"],
};

beforeAll(async () => {
  newsroom = await openNewsroom();
  const { router, codes } = newsroom.bot;
  commands = router.commands;
  fake = await startFakeDiscord();
  const complete = createCompleter({
    commands,
    lexicon: async () => lexicon,
    titles: async () => [{ id: "c0de000000000001", title: "Judges strike" }],
  });
  const platform = createPlatform(hostOf({ router, codes, complete }), { token: TOKEN, apiUrl: fake.apiUrl });
  closePlatform = () => platform.close();
  await platform.start();
});

afterAll(async () => {
  await closePlatform();
  await fake.close();
  await newsroom.close();
});

describe("commands and options", () => {
  it("are all in Slack's manifest", () => {
    const manifest = slackManifest(commands, { prefix: "", mode: "socket" });
    expect(slackGaps(commands, manifest)).toEqual([]);
    const [first] = commands;
    const withoutOne = slackManifest(commands.slice(1), { prefix: "", mode: "socket" });
    expect(slackGaps(commands, withoutOne)).toEqual([`/${first?.path.join(" ")}`]);
  });

  it("are all registered with Discord, with types, choices, bounds and completion", () => {
    expect(fake.problems).toEqual([]);
    expect(discordGaps(commands, fake.registry.commands)).toEqual([]);
  });

  it("are missed when one is not there, or another than declared", () => {
    const registered = JSON.stringify(fake.registry.commands);
    const gapsIn = (json: string): readonly string[] => discordGaps(commands, JSON.parse(json));
    expect(gapsIn(registered.replaceAll('"name":"latest"', '"name":"newest"'))).toEqual([
      "/news newest is not declared",
      "/news latest",
    ]);
    expect(gapsIn(registered.replaceAll('"name":"share"', '"name":"public"'))).toContain("/news top share");
    expect(gapsIn(registered.replaceAll('"max_value":10', '"max_value":9')).join()).toContain(
      "/news top limit",
    );
    expect(gapsIn(registered.replaceAll('"name":"me"', '"name":"you"'))).toContain("/digest create me");
    expect(gapsIn(registered.replaceAll('"autocomplete":true,', "")).join()).toContain("/news top country");
    expect(gapsIn(registered.replaceAll('"value":"negative"', '"value":"down"')).join()).toContain(
      "/news top direction",
    );
  });

  it("mean the same typed in Slack and filled in on Discord", () => {
    for (const declared of listed(commands)) {
      for (const values of valuesFor(declared)) {
        const inSlack = valuesIn(parse(slackInput(declared, values)), declared);
        const inDiscord = valuesIn(parse(discordInput(declared, values)), declared);
        expect(inSlack, `/${declared.path.join(" ")} ${JSON.stringify(values)}`).toEqual(inDiscord);
        expect(Object.keys(inSlack)).toEqual(expect.arrayContaining(Object.keys(values)));
      }
    }
  });

  it("are completed on Discord where their values are known, with values that are read", async () => {
    const completed: string[] = [];
    for (const declared of listed(commands)) {
      const [name, verb] = declared.path;
      for (const [field, option] of visibleOptions(declared)) {
        if (!isCompleted(option)) continue;
        const exchange = fake.complete(READER, name, verb, field, "");
        await fake.until(() => exchange.choices !== undefined);
        expect(exchange.choices?.length, `${name} ${verb} ${field}`).toBeGreaterThan(0);
        for (const { value } of exchange.choices ?? [])
          valuesIn(parse(discordInput(declared, { ...requiredOf(declared), [field]: value })), declared);
        completed.push(`${name} ${verb} ${field}`);
      }
    }
    expect(completed).toContain("news top country");
    expect(completed).toContain("news help command");
  });
});

function parse(input: Input): Parsed {
  if (input.type === "text") return parseText(input.text, commands, lexicon);
  if (input.type === "options") return parseOptions(input.path, input.values, commands, lexicon);
  throw new Error(`a command came as ${input.type}`);
}

function valuesIn(parsed: Parsed, declared: Command): Values {
  if (parsed.type === "misunderstood") throw new Error(parsed.misunderstanding.sentence);
  expect(parsed.command.path).toEqual(declared.path);
  return parsed.values;
}

const WANTED: Readonly<Record<Wanted, true>> = { reports: true, why: true, mute: true };

describe("doors", () => {
  it("on messages are the same in both menus, one for everything that can be wanted", () => {
    const { features } = slackManifest(commands, { prefix: "", mode: "socket" });
    const inSlack = features.shortcuts
      .filter(({ type }) => type === "message")
      .map(({ name, callback_id }) => [name, callback_id]);
    expect(inSlack).toEqual(Object.entries(onDiscord));
    expect(Object.values(onDiscord).toSorted()).toEqual(Object.keys(WANTED).toSorted());
    expect(fake.registry.commands.filter(({ type }) => type === 3).map(({ name }) => name)).toEqual(
      Object.keys(onDiscord),
    );
  });

  it.each(PLATFORMS)("are there or lacking with a reason: $name", async (platform) => {
    const driver = await platform.start(hostOf(newsroom.desk().bot));
    const speaks = (["direct messages", "mentions", "threads"] as const).filter(
      (ability) => platform.lacks[ability] === undefined,
    );
    expect(driver.say !== undefined).toBe(speaks.length > 0);
    expect(driver.askOfMessage !== undefined).toBe(platform.lacks["doors on messages"] === undefined);
    expect(driver.farEnd !== undefined).toBe(platform.lacks["far end"] === undefined);
    for (const reason of Object.values(platform.lacks)) expect(reason.length).toBeGreaterThan(10);
    await driver.close();
  });
});

it("what becomes of answers that change, and of posts that are corrected, is on the page", async () => {
  const page = "docs/adapters.md";
  await expect(
    withCorrections(withTurns(readFileSync(page, "utf8"), PLATFORMS), PLATFORMS),
  ).toMatchFileSnapshot(`../../${page}`);
});

it("only a command that is declared to opens a form", async () => {
  const replies = await exampleReplies(newsroom.bot);
  expect(replies.flatMap(({ reply }) => actionsOf(reply)).length).toBeGreaterThan(30);
  for (const { example, answers, reply } of replies)
    expect(
      reply.blocks.some(({ type }) => type === "form"),
      example,
    ).toBe(answers === "form");
});

it("every kind of inline text is in the sample", () => {
  const kinds = everyBlock.paragraph.content.map(({ type }) => type);
  expect([...new Set(kinds)].toSorted()).toEqual(Object.keys(INLINES).toSorted());
});
