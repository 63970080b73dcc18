// The whole bot over small data files, asked as an adapter asks it: typed text, and buttons pressed by their codes.

import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "vitest";
import { readConfig } from "../../src/config.ts";
import { createLogger } from "../../src/log.ts";
import { assembleBot, type Bot } from "../../src/main.ts";
import type { Actor, Input } from "../../src/platform/invocation.ts";
import type { Recipient } from "../../src/platform/notifier.ts";
import type { PlaceChanges } from "../../src/platform/place-changes.ts";
import type { PlatformStanding } from "../../src/platform/standing.ts";
import type { ArticleCard } from "../../src/reply/article-card.ts";
import { plainText } from "../../src/reply/plain-text.ts";
import type { Action, Reply } from "../../src/reply/reply.ts";
import type { Store } from "../../src/store/database.ts";
import { placeArticles, placeSnapshotOf } from "../kept.ts";
import { createBoard } from "./board.ts";
import type { SampleArticle } from "./data-files.ts";

const WORKSPACE = "slack:T1";
const HERE = "C1";

/** The asker of most tests, one who only reads, and one who manages digests of their own. */
export const ANA: Actor = { id: "U1", name: "Ana", roles: ["read", "manage", "admin"] };
export const BEN: Actor = { id: "U2", name: "Ben", roles: ["read"] };
export const CLEO: Actor = { id: "U4", name: "Cleo", roles: ["read", "manage"] };

/** Commands a minute are limited by the clock, and these tests ask fast. */
const CLOCK_STEP_MS = 3_000;

export interface TestBot {
  /** Answers what `actor` types in that place. */
  ask(text: string, actor?: Actor, place?: string): Promise<Reply>;
  /** Answers what comes in another way than typed. */
  enter(input: Input, actor?: Actor, place?: string): Promise<Reply>;
  /** Answers the button of that label, the first one in the reply; fails when that leads to no answer. */
  press(reply: Reply, label: string, actor?: Actor): Promise<Reply>;
  /** Like `press`, whatever the button leads to. */
  pressAnyway(reply: Reply, label: string, actor?: Actor): Promise<Reply>;
  /** Sends the form of a reply. */
  submit(reply: Reply, values: Readonly<Record<string, string>>, actor?: Actor): Promise<Reply>;
  /** Messages that stand on the board, which digests go to, oldest first. */
  posted(): readonly Reply[];
  /** From then on that person may not decide what is posted in that channel. */
  leave(actor: Actor, channel: string): void;
  /** From then on that channel takes no messages. */
  archive(channel: string): void;
  /** What people were told without having asked, oldest first. */
  told(): readonly Told[];
  /** For what the board tells of its channels. */
  readonly placeChanges: PlaceChanges;
  /** Decides and delivers what is due. */
  tick(): Promise<void>;
  /** Sets the clock, ISO. */
  at(now: string): void;
  /** Replaces the data files, by name, and reads them in. */
  replace(files: Contents): Promise<void>;
  /** Deletes snapshots that nobody needs any more. */
  sweep(): Promise<void>;
  /** Ends the bot. Before that, presses the buttons that its answers had: each must lead to an answer. */
  close(): Promise<void>;
}

export interface Told {
  readonly to: Recipient;
  readonly reply: Reply;
}

/** Files by name; a text makes one that nobody can read. */
type Contents = Readonly<Record<string, readonly SampleArticle[] | string>>;

/** Data files to write, or the path of one that is there; `now` is ISO. */
export type TestBotOptions = {
  readonly now: string;
  /** A data directory that stays; without it the bot has one of its own. */
  readonly dataDirectory?: string;
  /** How platforms stand. Default: there are none. */
  readonly standings?: readonly PlatformStanding[];
  /** Its state, open already; the bot closes it. */
  readonly store?: Store;
  /** Whether the first files can be searched; default: nothing can. */
  readonly isSearched?: boolean;
} & ({ readonly files: Contents } | { readonly path: string });

export async function startTestBot(options: TestBotOptions): Promise<TestBot> {
  const directory = await mkdtemp(join(tmpdir(), "rol-news-answers-"));
  const news = join(directory, "news");
  await mkdir(news);
  const dataDirectory = options.dataDirectory ?? join(directory, "data");
  let clock = Date.parse(options.now);
  let requests = 0;
  const board = createBoard();
  const told: Told[] = [];
  const seen = new Map<string, string>();
  const pressed = new Set<string>();
  /** Commands that a refusal offers: what was asked may be wrong in another way, too, and they lead to the next question about it. */
  const mending = new Set<string>();

  async function write(contents: Contents): Promise<void> {
    for (const [name, content] of Object.entries(contents))
      await (typeof content === "string"
        ? writeFile(join(news, name), content)
        : placeArticles(join(news, name), content));
    const isWhole = Object.values(contents).every((content) => typeof content !== "string");
    const { isSearched = false } = options;
    if (isWhole) await placeSnapshotOf(news, { dataDirectory, now: clock, isSearched });
  }

  if ("files" in options) await write(options.files);
  const bot: Bot = await assembleBot({
    config: readConfig({ DATA_DIR: dataDirectory }),
    clock: () => clock,
    log: createLogger("silent"),
    notifier: { tell: async (_workspace, to, reply) => void told.push({ to, reply }) },
    platformNamed: (name) => (name === "test" ? board.places : undefined),
    ...(options.standings === undefined ? {} : { standings: () => options.standings ?? [] }),
    files: "path" in options ? options.path : news,
    // Of files that are not placed, the full text is made as it is in earnest.
    makesFullTexts: "path" in options && options.isSearched === true,
    ...(options.store === undefined ? {} : { store: options.store }),
  });

  async function handle(input: Input, actor: Actor, place = HERE): Promise<Reply> {
    clock += CLOCK_STEP_MS;
    requests += 1;
    const reply = await bot.router.handle(
      {
        platform: "test",
        workspace: WORKSPACE,
        place,
        actor,
        requestId: `request ${requests}`,
        input,
      },
      { progress: () => undefined },
    );
    await bot.digests.queue.idle();
    // What the buttons of digests lead to changes when one of them is pressed: their own tests press them.
    for (const action of buttonsOf(reply))
      if (action.type === "command" && !action.command.startsWith("/digest")) {
        seen.set(kindOf(action.command), action.command);
        if (reply.isRefusal === true) mending.add(action.command);
      }
    return reply;
  }

  /** As an adapter does: by the code that the button carries. */
  async function runAnyway(command: string, carrier: Reply, actor: Actor): Promise<Reply> {
    const code = (await bot.codes.codesOf(WORKSPACE, carrier)).get(command) ?? "";
    return handle({ type: "action", code }, actor);
  }

  async function run(command: string, carrier: Reply, actor: Actor): Promise<Reply> {
    const reply = await runAnyway(command, carrier, actor);
    const answers = reply.blocks.some(
      ({ type }) => type === "heading" || type === "article" || type === "form",
    );
    const asksOn = mending.has(command) && buttonsOf(reply).length > 0;
    if (!answers && !asksOn) expect.fail(`The button "${command}" leads nowhere:\n${plainText(reply)}`);
    pressed.add(kindOf(command));
    return reply;
  }

  async function pressEveryButton(): Promise<void> {
    for (const [kind, command] of [...seen]) {
      if (pressed.has(kind)) continue;
      const actions = [{ type: "command", label: "", command }] as const;
      await run(command, { audience: "asker", blocks: [{ type: "actions", actions }] }, { ...ANA, id: "U3" });
    }
  }

  if (options.isSearched === true) {
    await searchable((text) => handle({ type: "text", text }, ANA));
    clock = Date.parse(options.now);
    seen.clear();
  }
  return {
    ask: (text, actor = ANA, place = HERE) => handle({ type: "text", text }, actor, place),
    enter: (input, actor = ANA, place = HERE) => handle(input, actor, place),
    press: async (reply, label, actor = ANA) => run(commandBehind(reply, label), reply, actor),
    pressAnyway: async (reply, label, actor = ANA) => runAnyway(commandBehind(reply, label), reply, actor),
    async submit(reply, values, actor = ANA) {
      const form = reply.blocks.find((block) => block.type === "form");
      if (form === undefined) expect.fail(`No form in:\n${plainText(reply)}`);
      const code = (await bot.codes.codesOf(WORKSPACE, reply)).get(form.command) ?? "";
      return handle({ type: "form", code, values }, actor);
    },
    posted: () => board.posted,
    leave: ({ id }, channel) => board.leave(id, channel),
    archive: board.archive,
    told: () => told,
    placeChanges: bot.digests.placeChanges,
    async tick() {
      await bot.digests.digests.tick();
      await bot.digests.queue.idle();
    },
    at(iso) {
      clock = Date.parse(iso);
    },
    async replace(contents) {
      await write(contents);
      await bot.datasets.refresh(WORKSPACE);
    },
    sweep: () => bot.datasets.sweep(),
    async close() {
      try {
        await pressEveryButton();
      } finally {
        await bot.close();
        await rm(directory, { recursive: true, force: true });
      }
    },
  };
}

/** Resolves when searches are answered. Each question waits a while for what is being made ready. */
export async function searchable(ask: (text: string) => Promise<Reply>): Promise<void> {
  for (let times = 0; times < 20; times += 1)
    if (!plainText(await ask("/news search anything")).includes("is being prepared")) return;
  throw new Error("The full text is never ready.");
}

/** Buttons that differ only in numbers, dates, the article or the state of the news are pressed once. */
function kindOf(command: string): string {
  return command
    .replace(/ (since|until|snapshot|page|limit|show|slot) \S+/g, " $1")
    .replace(/[0-9a-f]{12}/, "");
}

// What a reply says

export function buttonsOf({ blocks }: Reply): readonly Action[] {
  return blocks.flatMap((block) =>
    block.type === "actions" || block.type === "article" ? block.actions : [],
  );
}

function commandBehind(reply: Reply, label: string): string {
  const action = buttonsOf(reply).find((button) => button.label === label);
  if (action?.type !== "command")
    expect.fail(`No button "${label}" among ${labelsOf(reply).join(", ") || "none"}.`);
  return action.command;
}

/** Labels of the buttons that are not a card's. */
export function labelsOf({ blocks }: Reply): readonly string[] {
  return blocks.flatMap((block) => (block.type === "actions" ? block.actions.map(({ label }) => label) : []));
}

export function cardsOf({ blocks }: Reply): readonly ArticleCard[] {
  return blocks.flatMap((block) => (block.type === "article" ? [block.article] : []));
}

/** What stands behind a label of the reply's fields. */
export function fieldOf({ blocks }: Reply, label: string): string | undefined {
  const fields = blocks.flatMap((block) => (block.type === "fields" ? block.fields : []));
  const field = fields.find((candidate) => candidate.label === label);
  return field === undefined
    ? undefined
    : plainText({ audience: "asker", blocks: [{ type: "paragraph", content: field.value }] });
}

export function idsOf(reply: Reply): readonly string[] {
  return cardsOf(reply).map(({ id }) => id);
}

/** The lines of one card as plain text. */
export function cardText(reply: Reply, id: string): string {
  const blocks = reply.blocks.filter((block) => block.type === "article" && block.article.id === id);
  return plainText({ audience: "asker", blocks });
}

/** Everything but the cards, one line a block. */
export function wordsAround({ blocks }: Reply): string {
  return plainText({
    audience: "asker",
    blocks: blocks.filter(({ type }) => type !== "article" && type !== "actions"),
  });
}
