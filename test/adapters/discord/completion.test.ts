// Fields completed while somebody types: titles of articles, zones, digests.

import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { CompleterOptions } from "../../../src/commands/serve/completer.ts";
import { GUILD_WORKSPACE } from "../../fakes/discord/server.ts";
import { ADMIN, DEADLINE_MS, type Newsroom, openNewsroom, READER } from "./fixture.ts";

let newsroom: Newsroom;

beforeAll(async () => {
  newsroom = await openNewsroom();
});

afterAll(() => newsroom.close());

async function choicesOf(verb: string, field: string, partial: string, group = "news") {
  const exchange = newsroom.fake.complete(READER, group, verb, field, partial);
  await newsroom.answered(exchange);
  return exchange.choices;
}

describe("the article of /news show", () => {
  const asked: Parameters<CompleterOptions["titles"]>[] = [];

  function know(...titles: Awaited<ReturnType<CompleterOptions["titles"]>>): void {
    newsroom.titles = async (...what) => {
      asked.push(what);
      return titles;
    };
  }

  it("is offered by its title, and carries its id, which the command takes", async () => {
    know(
      { id: "4109a1fddd10197b", title: "President vetoes the bill" },
      { id: "e0000000000000e1", title: "Court opens" },
    );
    expect(await choicesOf("show", "article", "the bill")).toEqual([
      { name: "President vetoes the bill", value: "4109a1fddd10197b" },
      { name: "Court opens", value: "e0000000000000e1" },
    ]);
    expect(asked.at(-1)).toEqual([GUILD_WORKSPACE, "the bill", 25]);

    const shown = newsroom.fake.command(READER, "news", "show", { article: "4109a1fddd10197b" });
    await newsroom.answered(shown);
    expect(newsroom.ran).toContain("show 4109a1fddd10197b");
  });

  it("has a long title cut visibly, and never in the middle of a character", async () => {
    know(
      { id: "one", title: "t".repeat(100) },
      { id: "two", title: "t".repeat(101) },
      { id: "three", title: `${"t".repeat(98)}🦊🦊` },
    );
    expect(await choicesOf("show", "article", "t")).toEqual([
      { name: "t".repeat(100), value: "one" },
      { name: `${"t".repeat(99)}…`, value: "two" },
      { name: `${"t".repeat(98)}…`, value: "three" },
    ]);
  });

  it("is what is shown where a client sends what a choice is called, as phones do", async () => {
    const title = `${"Court ".repeat(30)}ends`;
    know(
      { id: "first", title, source: "err.ee", countries: ["Estonia"], publishedAt: Date.UTC(2024, 2, 5) },
      { id: "second", title, source: "lsm.lv", countries: ["Latvia"], publishedAt: Date.UTC(2024, 2, 5) },
    );
    const choices = await choicesOf("show", "article", "court");
    const names = choices?.map(({ name }) => name) ?? [];
    expect(names.map((name) => name.replace(/^.*…/, "…"))).toEqual([
      "… · err.ee · Estonia · 5 Mar 2024",
      "… · lsm.lv · Latvia · 5 Mar 2024",
    ]);
    for (const [index, id] of ["first", "second"].entries()) {
      await newsroom.answered(newsroom.fake.command(READER, "news", "show", { article: names[index] ?? "" }));
      expect(newsroom.ran.at(-1)).toBe(`show ${id}`);
    }
    // Who was offered nothing of that name means the words.
    await newsroom.answered(newsroom.fake.command(ADMIN, "news", "show", { article: names[0] ?? "" }));
    expect(newsroom.ran.at(-1)).toBe(`show ${names[0]}`);
  });

  it("is not offered when its id is longer than a choice may be; it can still be typed", async () => {
    know({ id: "i".repeat(101), title: "Long" }, { id: "short", title: "Short" });
    expect(await choicesOf("show", "article", "")).toEqual([{ name: "Short", value: "short" }]);
  });

  it("has no completion when the news fail or take too long, and the person is not kept waiting", async () => {
    newsroom.titles = () => Promise.reject(new Error("the catalog is gone"));
    expect(await choicesOf("show", "article", "x")).toEqual([]);
    newsroom.titles = () => new Promise(() => undefined);
    const late = choicesOf("show", "article", "x");
    await newsroom.pace.pass(DEADLINE_MS);
    expect(await late).toEqual([]);
    expect(newsroom.fake.problems).toEqual([]);
  });
});

it("a zone is offered by any part of its name", async () => {
  expect(await choicesOf("pause", "tz", "tallinn", "digest")).toEqual([
    { name: "Europe/Tallinn", value: "Europe/Tallinn" },
  ]);
  expect(await choicesOf("pause", "tz", "", "digest")).toHaveLength(25);
});

it("a digest is offered by its name", async () => {
  expect(await choicesOf("pause", "name", "morn", "digest")).toEqual([
    { name: "Morning brief", value: "Morning brief" },
  ]);
});
