// Our declarations as Discord's application commands, and how they are registered.

import { afterEach, describe, expect, it } from "vitest";
import {
  type DiscordCommand,
  type DiscordOption,
  discordCommands,
} from "../../../adapters/discord/api/commands.ts";
import { localizedCommand, localizedEntry } from "../../../adapters/discord/api/localized.ts";
import { messageCommands } from "../../../adapters/discord/api/message-commands.ts";
import { type Command, defineCommand } from "../../../src/commands/serve/define.ts";
import { GROUPS } from "../../../src/commands/serve/groups.ts";
import type { Options } from "../../../src/language/declare/options.ts";
import { paragraph, privately } from "../../../src/reply/build.ts";
import { commandProblems } from "../../fakes/discord/rules.ts";
import { commands as sampleCommands } from "../../language/sample-commands.ts";
import { type Newsroom, openNewsroom } from "./fixture.ts";

function declared(path: Command["path"], options: Options = {}, role: Command["role"] = "read"): Command {
  return defineCommand({
    path,
    summary: `What ${path[1]} does`,
    role,
    answers: "message",
    examples: [`/${path.join(" ")}`],
    options,
    handler: async () => privately(paragraph("Done.")),
  });
}

function fieldsOf(options: Options): readonly DiscordOption[] {
  const [group] = discordCommands([declared(["news", "top"], options)], { prefix: "" });
  return group?.options[0]?.options ?? [];
}

describe("a declaration", () => {
  it("is a subcommand of its group", () => {
    const groups = discordCommands(
      [declared(["news", "top"]), declared(["digest", "list"]), declared(["news", "show"])],
      { prefix: "x-" },
    );
    expect(groups).toMatchObject([
      {
        type: 1,
        name: "x-news",
        description: "Rule-of-law news by impact, pillar, country and date",
        contexts: [0, 1],
        integration_types: [0],
        options: [
          { type: 1, name: "top", description: "What top does" },
          { type: 1, name: "show" },
        ],
      },
      { name: "x-digest", description: "Daily digests and alerts, in a channel or to you" },
    ]);
    expect(groups.some((group) => "default_member_permissions" in group)).toBe(false);
  });

  it("tells what its group is for, each in one line", () => {
    for (const line of Object.values(GROUPS)) {
      expect(line.length).toBeLessThanOrEqual(100);
      expect(line).not.toMatch(/\n|\.$/);
    }
    const [other] = discordCommands([declared(["weather", "now"]), declared(["weather", "later"])], {
      prefix: "",
    });
    expect(other?.description).toBe("now, later");
  });

  it("is hidden from members only where its whole group is for admins", () => {
    const [news, dropbox] = discordCommands(
      [
        declared(["news", "top"]),
        declared(["news", "reset"], {}, "admin"),
        declared(["dropbox", "use"], {}, "admin"),
      ],
      { prefix: "" },
    );
    expect(news).not.toHaveProperty("default_member_permissions");
    expect(dropbox).toMatchObject({ default_member_permissions: "32", contexts: [0, 1] });
  });

  it("gives each kind of option Discord's field for it", () => {
    const fields = fieldsOf({
      choice: { kind: "choice", summary: "c", choices: [{ value: "1", label: "One", aliases: [] }] },
      many: {
        kind: "choice",
        summary: "c",
        choices: Array.from({ length: 26 }, (_, n) => ({ value: `v${n}`, label: `v${n}`, aliases: [] })),
      },
      integer: { kind: "integer", summary: "i", min: 1, max: 10 },
      flag: { kind: "flag", summary: "f" },
      date: { kind: "date", bound: "since", summary: "d" },
      duration: { kind: "duration", summary: "d", minMs: 1, maxMs: 2 },
      countries: { kind: "text-list", vocabulary: "country", summary: "t", maxLength: 60 },
      text: { kind: "text", summary: "t", maxLength: 60 },
      help: { kind: "text", vocabulary: "command", summary: "t" },
      title: { kind: "text", vocabulary: "title", summary: "t" },
      place: { kind: "text", vocabulary: "channel", summary: "c", maxLength: 100 },
      ping: { kind: "text", vocabulary: "mention", summary: "m", required: true },
    });
    expect(fields).toEqual([
      { type: 9, name: "ping", description: "m", required: true },
      { type: 3, name: "choice", description: "c", choices: [{ name: "1 One", value: "1" }] },
      { type: 3, name: "many", description: "c", autocomplete: true },
      { type: 4, name: "integer", description: "i", min_value: 1, max_value: 10 },
      { type: 5, name: "flag", description: "f" },
      { type: 3, name: "date", description: "d", autocomplete: true },
      { type: 3, name: "duration", description: "d" },
      // The length is of one of them.
      { type: 3, name: "countries", description: "t", autocomplete: true },
      { type: 3, name: "text", description: "t", max_length: 60 },
      { type: 3, name: "help", description: "t", autocomplete: true },
      { type: 3, name: "title", description: "t", autocomplete: true },
      // Text and announcement channels, their threads, forums.
      { type: 7, name: "place", description: "c", channel_types: [0, 5, 10, 11, 12, 15] },
      // Their list has no direct messages.
      { type: 5, name: "me", description: "A direct message to you instead of a channel" },
    ]);
  });

  it("tells what it is for in other languages too, and keeps its words as they are typed", () => {
    const [news] = discordCommands(
      [declared(["news", "top"], { place: { kind: "text", vocabulary: "channel", summary: "c" } })],
      {
        prefix: "",
      },
    );
    expect(news === undefined ? undefined : localizedCommand(news)).toMatchObject({
      name: "news",
      description: "Rule-of-law news by impact, pillar, country and date",
      description_localizations: { pl: expect.stringMatching(/^Wiadomości/) },
      options: [
        {
          name: "top",
          options: [
            { name: "place" },
            { name: "me", description_localizations: { pl: expect.stringMatching(/^Wiadomość/) } },
          ],
        },
      ],
    });
    expect(messageCommands([0]).map(localizedEntry)).toContainEqual(
      expect.objectContaining({ name: "Mute its source", name_localizations: { pl: "Wycisz to źródło" } }),
    );
  });

  it("keeps hidden options to itself and puts required ones first", () => {
    const fields = fieldsOf({
      optional: { kind: "text", summary: "o" },
      snapshot: { kind: "text", summary: "h", hidden: true },
      needed: { kind: "text", summary: "n", required: true },
    });
    expect(fields.map(({ name, required }) => [name, required])).toEqual([
      ["needed", true],
      ["optional", undefined],
    ]);
  });

  it("is what Discord takes, and always the same", () => {
    const groups = discordCommands(sampleCommands, { prefix: "rol-" });
    for (const group of groups) expect(commandProblems(localizedCommand(group))).toEqual([]);
    expect(discordCommands(sampleCommands, { prefix: "rol-" })).toEqual(groups);
  });
});

describe("registering", () => {
  let newsroom: Newsroom;

  afterEach(async () => {
    const { problems } = newsroom.fake;
    await newsroom.close();
    expect(problems).toEqual([]);
  });

  const writes = (): readonly string[] =>
    newsroom.fake.http.requests
      .filter(({ method, path }) => method !== "GET" && path.includes("/commands"))
      .map(({ method }) => method);

  async function restarted(change: (stored: DiscordCommand) => object | undefined): Promise<void> {
    newsroom = await openNewsroom({ started: false });
    // What an earlier run of the bot has left.
    const own = discordCommands(newsroom.router.commands, { prefix: "" });
    newsroom.fake.registry.seed([
      ...own.map(localizedCommand).flatMap((command) => change(command) ?? []),
      ...messageCommands([0]).map(localizedEntry),
    ]);
    await newsroom.adapter.start();
  }

  it("writes everything the first time, and nothing when nothing changed", async () => {
    newsroom = await openNewsroom();
    expect(writes()).toEqual(Array(6).fill("POST"));
    await newsroom.close();
    await restarted((stored) => stored);
    expect(writes()).toEqual([]);
  });

  it("writes what changed, adds what is new and deletes what is gone", async () => {
    await restarted((stored) => {
      if (stored.name === "news") return { ...stored, description: "something old" };
      return stored.name === "digest" ? { ...stored, name: "old-name" } : stored;
    });
    expect(writes()).toEqual(["PATCH", "POST", "DELETE"]);
    const slash = newsroom.fake.registry.commands.filter(({ type }) => type === 1);
    expect(slash.map(({ name }) => name).toSorted()).toEqual(["digest", "dropbox", "news"]);
  });

  it.each([
    ["an option's bounds", { max_value: 11 }],
    ["completion", { autocomplete: false }],
    ["a name", { name: "other" }],
    ["choices", { choices: [{ name: "x", value: "x" }] }],
    ["the channels that may be chosen", { channel_types: [2] }],
    ["words in another language", { description_localizations: { pl: "coś starego" } }],
  ])("notices a change of %s", async (_, change) => {
    await restarted((stored) => ({
      ...stored,
      options: stored.options.map((verb) => ({
        ...verb,
        ...(verb.options === undefined
          ? {}
          : {
              options: verb.options.map((field) =>
                ["limit", "country"].includes(field.name) ? { ...field, ...change } : field,
              ),
            }),
      })),
    }));
    expect(writes()).toEqual(["PATCH"]);
  });

  it("keeps what a message's menu offers apart from slash commands of the same name", async () => {
    newsroom = await openNewsroom({ started: false });
    newsroom.fake.registry.seed([
      { type: 3, name: "news" },
      ...messageCommands([0]).map(localizedEntry).slice(-1),
    ]);
    await newsroom.adapter.start();
    expect(writes()).toEqual([...Array(5).fill("POST"), "DELETE"]);
    const menu = newsroom.fake.registry.commands.filter(({ type }) => type === 3);
    expect(menu.map(({ name }) => name).toSorted()).toEqual([
      "Mute its source",
      "Reports of this story",
      "Why was this sent",
    ]);
  });

  it("is for those who install it for themselves where its owner allows that, and only what everybody may read", async () => {
    newsroom = await openNewsroom({ isForPeople: true });
    const own = newsroom.fake.registry.commands.filter(
      ({ integration_types: installs }) => installs?.includes(1) === true,
    );
    expect(own.map(({ name, contexts }) => [name, contexts])).toEqual([
      ["news", [0, 1, 2]],
      ["Reports of this story", [0, 1, 2]],
    ]);
  });

  it("leaves other kinds of commands alone", async () => {
    newsroom = await openNewsroom({ started: false });
    newsroom.fake.registry.seed([{ type: 4, name: "launch", description: "" }]);
    await newsroom.adapter.start();
    expect(writes()).toEqual(Array(6).fill("POST"));
    expect(newsroom.fake.registry.commands.map(({ name }) => name)).toContain("launch");
  });
});
