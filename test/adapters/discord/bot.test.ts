// The bot on a strict fake Discord: acknowledged at once, answered in private, roles checked on every path.

import { readFileSync } from "node:fs";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { z } from "zod";
import type { Lexicon } from "../../../src/language/declare/parsed.ts";
import type { Exchange } from "../../fakes/discord/interactions.ts";
import { type FakePerson, type FakeValue, GUILD_ID, MANAGE_MESSAGES } from "../../fakes/discord/server.ts";
import { hasSharedData, sharedDataReason, sharedPath } from "../../shared-data.ts";
import { ADMIN, buttonOf, DEADLINE_MS, type Newsroom, openNewsroom, READER } from "./fixture.ts";

let newsroom: Newsroom;

beforeEach(async () => {
  newsroom = await openNewsroom();
});

afterEach(async () => {
  const { problems } = newsroom.fake;
  await newsroom.close();
  expect(problems).toEqual([]);
});

async function ask(words: string, person: FakePerson = READER): Promise<Exchange> {
  const exchange = newsroom.fake.command(person, "news", "search", { words });
  await newsroom.answered(exchange);
  return exchange;
}

describe("a slash command", () => {
  it("is acknowledged privately at once and answered in that place", async () => {
    const exchange = await ask("court");
    expect(exchange.isPrivate).toBe(true);
    expect(newsroom.textOf(exchange)).toBe('Found\nran with "court"');
    expect(exchange.messages).toHaveLength(1);
  });

  it("is acknowledged before the command or the data are looked at", async () => {
    const words = Promise.withResolvers<Lexicon>();
    newsroom.lexicon = () => words.promise;
    const exchange = newsroom.fake.command(READER, "news", "search", { words: "court" });
    await newsroom.fake.until(() => exchange.acknowledgedAfterMs !== undefined);
    expect(newsroom.ran).toEqual([]);
    await newsroom.fake.until(() => exchange.isWaiting);
    words.resolve({ countries: [], sources: [], digests: [] });
    await newsroom.answered(exchange);
  });

  it("is read though Discord says null where it needs nothing", async () => {
    const { fake, answered, textOf } = newsroom;
    const exchange = fake.replay({
      type: 2,
      guild_id: null,
      channel_id: null,
      member: null,
      locale: null,
      user: { id: READER.id, username: "ana", global_name: null },
      data: {
        name: "news",
        resolved: null,
        options: [
          { name: "search", type: 1, options: [{ name: "words", type: 3, value: "court", focused: null }] },
        ],
      },
    });
    await answered(exchange);
    expect(textOf(exchange)).toContain('ran with "court"');
  });

  it("shares its answer below when it is for everyone", async () => {
    const exchange = newsroom.fake.command(READER, "news", "search", { words: "court", share: true });
    await newsroom.fake.until(() => exchange.messages.length === 2);
    const [own, shared] = exchange.messages;
    expect([own?.isPrivate, shared?.isPrivate]).toEqual([true, false]);
    expect(own?.body.embeds[0]?.description).toBe("Everyone here sees the answer below.");
    expect(shared?.body.embeds[0]?.description).toBe('ran with "court"\n\n-# Shared by Ana.');
  });

  it("tells how far long work is, then answers", async () => {
    const exchange = newsroom.fake.command(READER, "news", "wait", { words: "x" });
    await newsroom.fake.until(() => newsroom.textOf(exchange) === "Two files of three.");
    newsroom.release();
    await newsroom.fake.until(() => newsroom.textOf(exchange).startsWith("waited"));
    expect(exchange.messages).toHaveLength(1);
  });

  it("with a long answer gets it in several messages, whole", async () => {
    const exchange = newsroom.fake.command(READER, "news", "long", { count: 20 });
    await newsroom.fake.until(() => newsroom.textOf(exchange).includes("Paragraph 19"));
    expect(exchange.messages.length).toBeGreaterThan(2);
    expect(exchange.messages.every(({ isPrivate }) => isPrivate)).toBe(true);
    for (let n = 0; n < 20; n += 1) expect(newsroom.textOf(exchange)).toContain(`Paragraph ${n}: word`);
  });

  it("is told what of an answer is left out", async () => {
    const exchange = newsroom.fake.command(READER, "news", "long", { count: 400 });
    await newsroom.fake.until(() => newsroom.textOf(exchange).includes("left out"));
    expect(exchange.messages).toHaveLength(10);
    expect(newsroom.textOf(exchange)).toMatch(/… [\d,]+ more characters left out: ask for fewer\.$/);
  });

  it.each<[string, FakeValue, string]>([
    ["a channel", { channel: "300000000000000001" }, "300000000000000001"],
    ["a person", { user: "400000000000000001" }, "400000000000000001"],
    ["a role", { role: "500000000000000001" }, "&500000000000000001"],
    ["everybody's role", { role: GUILD_ID }, "everyone"],
    ["a text that reads like everybody's role", GUILD_ID, GUILD_ID],
  ])("with %s in a field gets its id", async (_, words, id) => {
    const exchange = newsroom.fake.command(READER, "news", "search", { words });
    await newsroom.answered(exchange);
    expect(newsroom.ran).toEqual([id]);
  });

  it("that is not understood gets a private sentence and a button that works", async () => {
    const exchange = newsroom.fake.command(READER, "news", "top", { since: "yesterdy" });
    await newsroom.answered(exchange);
    expect(newsroom.textOf(exchange)).toContain("Did you mean: ");
    const again = newsroom.fake.press(READER, buttonOf(exchange, "Run it"));
    await newsroom.answered(again);
    expect(newsroom.textOf(again)).toContain("top of everywhere");
  });
});

describe("buttons", () => {
  it("run their command and answer in a message of their own", async () => {
    const first = await ask("court");
    const second = newsroom.fake.press(READER, buttonOf(first, "More"));
    await newsroom.answered(second);
    expect(newsroom.textOf(second)).toContain('ran with "more"');
    expect(second.isPrivate).toBe(true);
    expect(newsroom.textOf(first)).toContain('ran with "court"');
  });

  it("carry long commands by a code of the store", async () => {
    const first = await ask("court");
    const second = newsroom.fake.press(READER, buttonOf(first, "Long"));
    await newsroom.answered(second);
    expect(newsroom.textOf(second)).toContain('ran with "long long');
  });

  it("chosen in a select run the chosen command", async () => {
    const exchange = newsroom.fake.choose(READER, "s1:0", "c1:/news search chosen");
    await newsroom.answered(exchange);
    expect(newsroom.textOf(exchange)).toContain('ran with "chosen"');
  });
});

describe("a form", () => {
  it("is the first response to its command, and what is sent is run", async () => {
    const exchange = newsroom.fake.command(ADMIN, "dropbox", "code");
    await newsroom.answered(exchange);
    expect(exchange.messages).toEqual([]);
    const { modal } = exchange;
    expect(modal).toMatchObject({
      title: "Code from Dropbox",
      components: [{ label: "Code", description: "After Allow", component: { custom_id: "code" } }],
    });
    const sent = newsroom.fake.sendForm(ADMIN, modal?.custom_id ?? "", { code: "abc" });
    await newsroom.answered(sent);
    expect(sent.isPrivate).toBe(true);
    expect(newsroom.textOf(sent)).toBe("Connected with 3 characters.");
    expect(newsroom.logged.join("")).not.toContain("abc");
  });

  it("is the first response to its button", async () => {
    const status = newsroom.fake.command(ADMIN, "dropbox", "status");
    await newsroom.answered(status);
    const pressed = newsroom.fake.press(ADMIN, buttonOf(status, "Enter code"));
    await newsroom.answered(pressed);
    expect(pressed.modal?.title).toBe("Code from Dropbox");
  });

  it("that takes too long becomes a button that opens it", async () => {
    const words = Promise.withResolvers<Lexicon>();
    newsroom.lexicon = () => words.promise;
    const slow = newsroom.fake.command(ADMIN, "dropbox", "code");
    await newsroom.pace.pass(DEADLINE_MS);
    await newsroom.fake.until(() => slow.isWaiting);
    expect(slow.acknowledgedAfterMs).toBeLessThan(3_000);
    words.resolve({ countries: [], sources: [], digests: [] });
    await newsroom.answered(slow);
    newsroom.lexicon = async () => ({ countries: [], sources: [], digests: [] });
    const pressed = newsroom.fake.press(ADMIN, buttonOf(slow, "Code from Dropbox"));
    await newsroom.answered(pressed);
    expect(pressed.modal?.title).toBe("Code from Dropbox");
  });
});

describe("who may not", () => {
  const refusal = "is for admins of this workspace";

  it("is refused in private by command, by button and by a forged form", async () => {
    const { fake, answered, textOf } = newsroom;
    const status = fake.command(ADMIN, "dropbox", "status");
    await answered(status);
    const form = fake.command(ADMIN, "dropbox", "code");
    await answered(form);
    for (const exchange of [
      fake.command(READER, "dropbox", "status"),
      fake.command(READER, "dropbox", "code"),
      fake.press(READER, buttonOf(status, "Enter code")),
      fake.sendForm(READER, form.modal?.custom_id ?? "", { code: "stolen" }),
    ]) {
      await answered(exchange);
      expect(exchange.modal).toBeUndefined();
      expect(exchange.isPrivate).toBe(true);
      expect(textOf(exchange)).toContain(refusal);
    }
    expect(newsroom.ran).toEqual([]);
  });

  it("manages digests with Manage Messages, and nothing more", async () => {
    const manager = { ...READER, permissions: MANAGE_MESSAGES };
    const paused = newsroom.fake.command(manager, "digest", "pause");
    const refused = newsroom.fake.command(READER, "digest", "pause");
    const alsoRefused = newsroom.fake.command(manager, "dropbox", "status");
    for (const exchange of [paused, refused, alsoRefused]) await newsroom.answered(exchange);
    expect(newsroom.textOf(paused)).toBe("Paused.");
    expect(newsroom.textOf(refused)).toContain("is for members who manage this channel");
    expect(newsroom.textOf(alsoRefused)).toContain(refusal);
  });
});

describe("completion", () => {
  it("offers what the data know, for the last item of a list", async () => {
    const exchange = newsroom.fake.complete(READER, "news", "top", "country", "Estonia, la");
    await newsroom.answered(exchange);
    expect(exchange.choices).toEqual([{ name: "Estonia, Latvia", value: "Estonia, Latvia" }]);
  });

  it("offers common dates, and commands", async () => {
    const dates = newsroom.fake.complete(READER, "news", "top", "since", "last");
    const commands = newsroom.fake.complete(READER, "news", "help", "command", "/dro");
    await newsroom.answered(dates);
    await newsroom.answered(commands);
    expect(dates.choices?.map(({ value }) => value)).toEqual(["last week", "last month", "last year"]);
    expect(commands.choices?.map(({ name }) => name)).toEqual(["/dropbox code", "/dropbox status"]);
  });

  it("is empty when the data cannot be asked, and for fields that are none", async () => {
    newsroom.lexicon = () => Promise.reject(new Error("the disk is gone"));
    const failing = newsroom.fake.complete(READER, "news", "top", "country", "l");
    const unknown = newsroom.fake.complete(READER, "news", "topp", "country", "l");
    const hidden = newsroom.fake.complete(READER, "news", "top", "snapshot", "l");
    for (const exchange of [failing, unknown, hidden]) {
      await newsroom.answered(exchange);
      expect(exchange.choices).toEqual([]);
    }
  });

  it("is empty rather than too late", async () => {
    newsroom.lexicon = () => new Promise(() => undefined);
    const exchange = newsroom.fake.complete(READER, "news", "top", "country", "l");
    await newsroom.pace.pass(DEADLINE_MS);
    await newsroom.answered(exchange);
    expect(exchange.choices).toEqual([]);
    expect(exchange.acknowledgedAfterMs).toBeLessThan(3_000);
  });
});

describe("a prefix", () => {
  it("stands before every name in Discord, and nowhere else", async () => {
    const other = await openNewsroom({ options: { prefix: "rol-" } });
    const slash = other.fake.registry.commands.filter(({ type }) => type === 1);
    expect(slash.map(({ name }) => name)).toEqual(["rol-news", "rol-digest", "rol-dropbox"]);
    const exchange = other.fake.command(READER, "rol-news", "search", { words: "x" });
    await other.answered(exchange);
    expect(other.textOf(exchange)).toContain('ran with "x"');
    await other.close();
  });
});

describe("admins named by the operator", () => {
  it("are admins wherever they are", async () => {
    const other = await openNewsroom({ options: { adminIds: [READER.id] } });
    for (const person of [READER, { ...READER, alone: true }]) {
      const exchange = other.fake.command(person, "dropbox", "status");
      await other.answered(exchange);
      expect(other.textOf(exchange)).toContain("Nothing yet.");
    }
    await other.close();
  });
});

describe.skipIf(!hasSharedData)(`recorded payloads${sharedDataReason}`, () => {
  const recordings = (): readonly (readonly [string, Record<string, unknown>])[] => {
    const json: unknown = JSON.parse(readFileSync(sharedPath("specs/payloads/discord.json"), "utf8"));
    const all = z.record(z.string(), z.looseObject({ type: z.unknown() }).or(z.unknown())).parse(json);
    return Object.entries(all).flatMap(([name, payload]) => {
      const button = z.looseObject({ type: z.literal(3), data: z.looseObject({}) }).safeParse(payload);
      return button.success ? [[name, button.data] as const] : [];
    });
  };

  it("of pressed buttons go through the gateway and are answered", async () => {
    expect(recordings().length).toBeGreaterThan(4);
    for (const [, payload] of recordings()) {
      const data = { component_type: 2, id: 2, custom_id: "c1:/news search recorded" };
      const exchange = newsroom.fake.replay({ ...payload, data });
      await newsroom.answered(exchange);
      expect(newsroom.textOf(exchange)).toContain('ran with "recorded"');
    }
  });

  it("with the codes of another bot get a sentence", async () => {
    for (const [, payload] of recordings()) {
      const exchange = newsroom.fake.replay(payload);
      await newsroom.answered(exchange);
      expect(newsroom.textOf(exchange)).toContain("This button is too old to work.");
    }
  });
});
