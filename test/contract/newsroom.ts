// The bot that the contract is held against: the real commands over real data, and a few that fail, wait, go on for long
// or ask back when a test needs it.

import { mkdir, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createActionCodes } from "../../src/commands/serve/action-codes.ts";
import { type Command, defineCommand } from "../../src/commands/serve/define.ts";
import { createRouter } from "../../src/commands/serve/router.ts";
import { readConfig } from "../../src/config.ts";
import { formFields } from "../../src/language/declare/form-fields.ts";
import { NO_WORDS } from "../../src/language/declare/parsed.ts";
import { createLogger } from "../../src/log.ts";
import { assembleBot, type Bot } from "../../src/main.ts";
import type { PlatformPlaces } from "../../src/platform/destination.ts";
import { actions, command as button, paragraph, privately } from "../../src/reply/build.ts";
import type { ConversationKey, Conversations } from "../../src/store/conversations.ts";
import { openStore, type Store } from "../../src/store/database.ts";
import { placeArticles, placeSnapshotOf } from "../kept.ts";
import { hostileArticles, pageArticle, rulings } from "./articles.ts";

/** The bot of one test. */
export interface Desk {
  /** With a router of its own, which also knows the test's commands. */
  readonly bot: Bot;
  /** `say court`: the test's commands that ran, with their words. */
  readonly ran: readonly string[];
  /** Resolves when a `/news wait` runs. */
  readonly waits: Promise<void>;
  /** From now on the store of buttons, or this and the data, does not answer. */
  hold(what: "store" | "store and data"): void;
  /** Lets what is held, and every `/news wait`, go on. */
  release(): void;
}

export interface Newsroom {
  /** The bot as the program puts it together. */
  readonly bot: Bot;
  desk(): Desk;
  close(): Promise<void>;
}

/** Opens the newsroom: the data are read, nothing is connected. `places`: where digests can go; default: nowhere. */
export async function openNewsroom({ places }: { places?: PlatformPlaces } = {}): Promise<Newsroom> {
  const directory = await mkdtemp(join(tmpdir(), "rol-news-contract-"));
  const files = join(directory, "news");
  await mkdir(files);
  await placeArticles(join(files, "Estonia_master.parquet.gzip"), rulings);
  await placeArticles(join(files, "Latvia_master.parquet.gzip"), [...hostileArticles, pageArticle]);
  const log = createLogger("silent");
  const clock = Date.now;
  const dataDirectory = join(directory, "data");
  await placeSnapshotOf(files, { dataDirectory, now: clock() });
  const bot = await assembleBot({
    config: readConfig({ DATA_DIR: dataDirectory, DROPBOX_APP_KEY: "contract" }),
    notifier: { tell: async () => undefined },
    platformNamed: () => places,
    clock,
    log,
    files,
    commandsPerMinute: 100_000,
  });
  const store = await openStore({ dataDirectory: join(directory, "buttons") });

  let desks = 0;

  function desk(): Desk {
    desks += 1;
    const ran: string[] = [];
    const waiting = Promise.withResolvers<void>();
    const waits = Promise.withResolvers<void>();
    const held = { store: Promise.resolve(), data: Promise.resolve() };
    const codes = createActionCodes(
      {
        ...store.actions,
        async find(...what) {
          await held.store;
          return store.actions.find(...what);
        },
        async keep(...what) {
          await held.store;
          return store.actions.keep(...what);
        },
      },
      clock,
    );
    const router = createRouter({
      commands: [
        ...bot.router.commands,
        ...testCommands(ran, () => {
          waits.resolve();
          return waiting.promise;
        }),
      ],
      look: bot.datasets.look,
      async lexicon(workspace) {
        await held.data;
        return { ...NO_WORDS, ...(await bot.datasets.lexicon(workspace)) };
      },
      codes,
      conversations: conversationsOf(store, desks),
      questions: store.questions,
      clock,
      log,
      commandsPerMinute: 100_000,
    });
    return {
      bot: { ...bot, router, codes, followsFiles: false },
      ran,
      waits: waits.promise,
      hold(what) {
        held.store = waiting.promise;
        if (what === "store and data") held.data = waiting.promise;
      },
      release: () => waiting.resolve(),
    };
  }

  return {
    bot,
    desk,
    async close() {
      await bot.close();
      await store.close();
      await rm(directory, { recursive: true, force: true });
    },
  };
}

/** Longer than a code may be, so that it is kept in the store. */
export const LONG_WORDS = "veto ".repeat(30).trim();

/** The conversations of one desk: what was said at another is not known there. */
function conversationsOf(
  { conversations }: Pick<Store, "conversations">,
  desk: number,
): Pick<Conversations, "remember" | "last"> {
  const own = (key: ConversationKey): ConversationKey => ({
    ...key,
    conversation: `${desk} ${key.conversation}`,
  });
  return {
    remember: (key, last) => conversations.remember(own(key), last),
    last: (key, now) => conversations.last(own(key), now),
  };
}

function testCommands(ran: string[], wait: () => Promise<void>): readonly Command[] {
  const words = { kind: "text", summary: "Any words", rest: true, maxLength: 800 } as const;
  const share = { kind: "flag", summary: "Show it to everyone here" } as const;
  const read = { role: "read", answers: "message", isLookup: true, summary: "For the contract" } as const;
  return [
    defineCommand({
      ...read,
      path: ["news", "say"],
      examples: ["/news say court"],
      options: { words, share },
      async handler({ words: said = "", share: isShared = false }) {
        ran.push(`say ${said}`);
        return {
          audience: isShared ? "everyone" : "asker",
          blocks: [
            paragraph(`Said ${said}.`),
            actions(
              button("Again", "/news say again"),
              button("Longer", `/news say ${LONG_WORDS}`),
              button("Rename", "/dropbox rename"),
            ),
          ],
        };
      },
    }),
    defineCommand({
      ...read,
      path: ["news", "settle"],
      examples: ["/news settle"],
      options: { sure: { kind: "flag", summary: "Does it without asking once more" } },
      async handler({ sure }) {
        if (sure !== true)
          return privately(paragraph("Is it meant?"), actions(button("Settle", "/news settle sure")));
        ran.push("settle");
        return privately(paragraph("It is settled."));
      },
    }),
    defineCommand({
      ...read,
      path: ["news", "break"],
      examples: ["/news break"],
      options: {},
      async handler() {
        throw new TypeError("cannot read the secret of undefined");
      },
    }),
    defineCommand({
      ...read,
      path: ["news", "wait"],
      examples: ["/news wait"],
      options: {},
      async handler() {
        await wait();
        return privately(paragraph("Waited."));
      },
    }),
    defineCommand({
      ...read,
      path: ["news", "paragraphs"],
      examples: ["/news paragraphs count 10"],
      options: { count: { kind: "integer", summary: "How many", min: 1, max: 500, required: true } },
      handler: async ({ count }) =>
        privately(
          ...Array.from({ length: count }, (_, n) =>
            paragraph(`Begin ${n}. ${"word ".repeat(150)}End ${n}.`),
          ),
        ),
    }),
    defineCommand({
      path: ["dropbox", "rename"],
      summary: "For the contract",
      role: "admin",
      answers: "form",
      examples: ["/dropbox rename"],
      options: {
        name: { kind: "text", summary: "The name", hidden: true, maxLength: 100 },
        reason: { kind: "text", summary: "Why", hidden: true, maxLength: 100 },
      },
      async handler({ name, reason = "" }, { invocation }) {
        if (name === undefined || invocation.input.type !== "form")
          return privately({
            type: "form",
            title: "A new name",
            submit: "Rename",
            command: "/dropbox rename",
            fields: [
              { kind: "text", name: "name", label: "Name", required: true },
              { kind: "text", name: "reason", label: "Reason", hint: "For the others", required: false },
            ],
          });
        ran.push(`rename ${name}`);
        return privately(paragraph(`Renamed to ${name}, ${reason}.`));
      },
    }),
    fillCommand(ran),
  ];
}

/** A form with a question of every sort that can be answered wrongly. */
function fillCommand(ran: string[]): Command {
  const path = ["dropbox", "fill"] as const;
  const options = {
    name: { kind: "text", summary: "The name", hidden: true, maxLength: 20 },
    country: { kind: "text-list", vocabulary: "country", summary: "Countries", hidden: true },
    lines: { kind: "integer", min: 1, max: 9, summary: "How many", hidden: true },
    size: {
      kind: "choice",
      summary: "How large",
      hidden: true,
      choices: ["small", "large"].map((value) => ({ value, label: value, aliases: [] })),
    },
  } as const;
  return defineCommand({
    path,
    summary: "For the contract",
    role: "admin",
    answers: "form",
    examples: ["/dropbox fill"],
    options,
    check: async ({ name = "" }) =>
      name === "Taken" ? [{ field: "name", sentence: "That name is taken." }] : [],
    async handler({ name, lines, country, size }, { invocation }) {
      if (invocation.input.type !== "form") {
        const asked = Object.keys(options).map((field) => ({ name: field, required: field === "name" }));
        return privately({
          type: "form",
          title: "Fill it in",
          submit: "Send",
          command: "/dropbox fill",
          fields: formFields({ path, options }, asked),
        });
      }
      const said = [name, country?.any.join("+"), lines, size].join(" ");
      ran.push(`fill ${said}`);
      return privately(paragraph(`Filled in: ${said}.`));
    },
  });
}
