// COMMAND_PREFIX: people read and type the prefixed names everywhere; the program knows the plain ones.

import { describe, expect, it } from "vitest";
import { helpCommand } from "../../../src/commands/help.ts";
import { createActionCodes } from "../../../src/commands/serve/action-codes.ts";
import { createCompleter } from "../../../src/commands/serve/completer.ts";
import type { Command } from "../../../src/commands/serve/define.ts";
import { createPrefix } from "../../../src/commands/serve/prefix.ts";
import { createRouter } from "../../../src/commands/serve/router.ts";
import { createLogger } from "../../../src/log.ts";
import type { Input } from "../../../src/platform/invocation.ts";
import {
  actions,
  type Content,
  code,
  command,
  fields,
  heading,
  link,
  list,
  note,
  paragraph,
  privately,
  quote,
  strong,
} from "../../../src/reply/build.ts";
import { plainText } from "../../../src/reply/plain-text.ts";
import type { Block } from "../../../src/reply/reply.ts";
import { lexicon } from "../../language/sample-commands.ts";
import { doing, invocationOf, noNews } from "./running-commands.ts";

const COMMANDS: readonly Pick<Command, "path">[] = [
  { path: ["news", "top"] },
  { path: ["news", "status"] },
  { path: ["dropbox", "connect"] },
  { path: ["dropbox", "use"] },
];

describe("a prefix", () => {
  const { onReply, onSentence } = createPrefix("rol-", COMMANDS);
  const shownBlock = (block: Block): string => plainText(onReply(privately(block)));
  const shown = (...content: Content): string => shownBlock(paragraph(...content));

  it("stands before the names of commands in our own words", () => {
    const plain = "Ask /news top, or (see /news status) look at /news status.";
    const prefixed = "Ask /rol-news top, or (see /rol-news status) look at /rol-news status.";
    expect(onSentence(plain)).toBe(prefixed);
    for (const block of [
      paragraph(plain),
      note(plain),
      heading(plain),
      list([[plain]]),
      fields([["Next", plain]]),
    ])
      expect(shownBlock(block)).toContain(prefixed);
    expect(shownBlock(heading("Age", "see /news status"))).toBe("Age (see /rol-news status)");
    expect(shown(code("/dropbox connect"))).toBe("/rol-dropbox connect");
  });

  it("stands in a form's questions", () => {
    const field = {
      kind: "text" as const,
      name: "code",
      label: "Of /dropbox connect",
      hint: "Ask /news top",
      required: true,
    };
    const [form] = onReply(
      privately({
        type: "form",
        title: "For /news top",
        submit: "Send",
        command: "/news top",
        fields: [{ ...field, value: "/news top" }],
      }),
    ).blocks;
    expect(form).toEqual({
      type: "form",
      title: "For /rol-news top",
      submit: "Send",
      command: "/news top",
      fields: [{ ...field, label: "Of /rol-dropbox connect", hint: "Ask /rol-news top", value: "/news top" }],
    });
  });

  it.each([
    "/news topping",
    "/newsletter top",
    "/news bottom",
    "/weather today",
    "/news top/of/the.parquet",
    "https://a.example/news top",
    "a/news top",
  ])("leaves alone what is no command of ours: %s", (text) => {
    expect(shown(text)).toBe(text);
    expect(shown(code(text))).toBe(text);
  });

  it("leaves alone titles and other people's words", () => {
    expect(shown(strong("Type /news top now"))).toBe("Type /news top now");
    expect(shown(quote("/news top"))).toBe("/news top");
    expect(shown(link("https://a.example/x", "All of /news top"))).toContain("All of /news top");
    expect(shownBlock(actions(command("Unmute /news top", "/news top")))).toBe(
      "Unmute /news top: /rol-news top",
    );
  });

  it("leaves alone a folder in Dropbox that has the name of a command", () => {
    expect(shownBlock(heading("Using /news"))).toBe("Using /news");
    expect(shown("/news is not in Dropbox. /dropbox use names another.")).toBe(
      "/news is not in Dropbox. /rol-dropbox use names another.",
    );
    expect(shown(code("/dropbox use /news"))).toBe("/rol-dropbox use /news");
    expect(shown(code('/dropbox use "/news top"'))).toBe('/rol-dropbox use "/news top"');
  });

  it("does not change what a button runs, only what people would type for it", () => {
    const shorter = command("Page 2", "/news top since 7d page 2", { typed: "/news top page 2" });
    const [block] = onReply(privately(actions(command("/news top", "/news top"), shorter))).blocks;
    expect(block).toMatchObject({
      actions: [
        { label: "/rol-news top", command: "/news top", typed: "/rol-news top" },
        { label: "Page 2", command: "/news top since 7d page 2", typed: "/rol-news top page 2" },
      ],
    });
  });

  it("changes nothing a second time", () => {
    const once = onReply(privately(paragraph("/news top"), actions(command("/news top", "/news top"))));
    expect(onReply(once)).toEqual(once);
  });

  it("is nothing when it is empty", () => {
    const reply = privately(paragraph("/news top"));
    expect(createPrefix("", COMMANDS).onReply(reply)).toBe(reply);
  });
});

describe("where commands have a prefix", () => {
  const others = [
    doing(["news", "say"], async (words) => `said ${words || "all"}: /news say`),
    doing(["dropbox", "use"], async (words, { progress }) => {
      progress(privately(paragraph("Reading; /dropbox use again to stop.")));
      return `uses ${words}`;
    }),
  ];
  const never = (): Promise<never> => Promise.reject(new Error("no code is kept here"));
  const codes = createActionCodes({ keep: never, find: never, deleteExpired: never }, Date.now);
  const router = createRouter({
    commands: [...others, helpCommand(others)],
    prefix: "rol-",
    look: noNews,
    lexicon: async () => lexicon,
    codes,
    clock: Date.now,
    log: createLogger("silent"),
    commandsPerMinute: 1_000,
  });
  const progress: string[] = [];

  async function answerTo(input: Input | string): Promise<string> {
    const reply = await router.handle(invocationOf(input), {
      progress: (interim) => void progress.push(plainText(interim)),
    });
    return plainText(reply);
  }

  /** The code of a button that runs the command. */
  async function codeOf(text: string): Promise<string> {
    const reply = privately(actions(command("Run", text)));
    return (await codes.codesOf("slack:T1", reply)).get(text) ?? "";
  }

  it.each(["/rol-news say", "/news say", "rol-news say", "news say", "/ROL-News Say"])(
    "%s is the same command",
    async (text) => {
      expect(await answerTo(text)).toBe("said all: /rol-news say");
    },
  );

  it("fields, buttons and forms are read as ever, and answered with the prefix", async () => {
    const said = "said court: /rol-news say";
    expect(await answerTo({ type: "options", path: ["news", "say"], values: { words: "court" } })).toBe(said);
    expect(await answerTo({ type: "action", code: await codeOf("/news say court") })).toBe(said);
    const form = { type: "form", code: await codeOf("/news say"), values: { words: "court" } } as const;
    expect(await answerTo(form)).toBe(said);
    expect(await answerTo({ type: "options", path: ["news", "say"], values: { wrods: "x" } })).toMatch(
      /^\/rol-news say has no field wrods\./,
    );
  });

  it("what is typed behind a command is left as it is", async () => {
    await expect(answerTo("/rol-dropbox use /rol-news")).resolves.toBe("uses /rol-news");
    await expect(answerTo("/rol-dropbox use /news")).resolves.toBe("uses /news");
    expect(progress.at(-1)).toBe("Reading; /rol-dropbox use again to stop.");
  });

  it.each([
    ["/rol-nwes say", 'There is no "/rol-nwes". Did you mean: /rol-news say'],
    ["/rol-news sya", 'There is no command "/rol-news sya". Did you mean: /rol-news say'],
    ["/news sya", 'There is no command "/rol-news sya". Did you mean: /rol-news say'],
    ["/rol-news xyzzy", 'There is no command "/rol-news xyzzy".'],
    ['/rol-news say "court', 'A quote opens before "court" and does not close. Did you mean: /rol-news say'],
    ["say court", "I take that as: /rol-news say court"],
  ])("what %s gets is prefixed", async (typed, sentence) => {
    const answer = await answerTo(typed);
    expect(answer.slice(0, sentence.length)).toBe(sentence);
    expect(answer).not.toMatch(/\/(news|dropbox)\b/);
  });

  it.each(["/rol-news help /rol-news say", "/rol-news help rol-news say", "/rol-news help news say"])(
    "help knows the command by either name: %s",
    async (typed) => {
      expect(await answerTo(typed)).toMatch(/^\/rol-news say \(Does say\)/);
    },
  );

  it("completion shows the prefix and takes it", async () => {
    const complete = createCompleter({
      commands: router.commands,
      prefix: "rol-",
      lexicon: async () => lexicon,
      titles: async () => [],
    });
    const choices = [{ label: "/rol-dropbox use", value: "dropbox use" }];
    for (const typed of ["/rol-dropbox", "rol-drop", "dropbox", "us"])
      expect(await complete("slack:T1", ["news", "help"], "command", typed)).toEqual(choices);
  });
});
