// The whole bot over a few articles, with a platform whose every press is seen: what reached the router, and what came of it.

import { mkdir, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { vi } from "vitest";
import type { Host } from "../../../adapters/adapter.ts";
import { readConfig } from "../../../src/config.ts";
import { createLogger } from "../../../src/log.ts";
import { assembleBot, type Bot } from "../../../src/main.ts";
import type { Actor, Invocation } from "../../../src/platform/invocation.ts";
import type { Platform } from "../../../src/platform/platform.ts";
import type { WorkspaceKey } from "../../../src/platform/workspace.ts";
import { plainText } from "../../../src/reply/plain-text.ts";
import type { Reply } from "../../../src/reply/reply.ts";
import { rulings } from "../../contract/articles.ts";
import { hostOf } from "../../contract/host.ts";
import { placeArticles, placeSnapshotOf } from "../../kept.ts";

/** The evening of the newest article. */
const NOW = Date.UTC(2024, 2, 28, 20);

/** A button as it stands in a message of a platform, and the command that it stands for. */
export interface Button {
  readonly command: string;
  /** Where it may stand. */
  readonly places: readonly string[];
  /** Presses it where it stands, or may stand; resolves when something was answered. */
  readonly press: (place: string) => Promise<void>;
}

/** A platform with people and places. */
export interface Stage {
  readonly platform: Platform;
  readonly workspace: WorkspaceKey;
  readonly admin: Actor;
  /** The place that digests are made from. */
  readonly here: string;
  /** Where a message may stand and be pressed, by name. */
  readonly places: readonly string[];
  /** Where digests go: what is typed for it behind `/digest create`, by name. */
  readonly digests: Readonly<Record<string, string>>;
  /** Sends a command from a place, as a button there would; resolves when it is answered. */
  send(command: string, place: string): Promise<void>;
  /** The buttons of all messages that stand there, those of answers too, by what they carry. */
  buttons(): readonly (Omit<Button, "command"> & { readonly code: string })[];
  /** What the platform would not have taken. */
  problems(): readonly string[];
  close(): Promise<void>;
}

export interface House {
  readonly stage: Stage;
  /** What a press came to. Throws when nothing reaches the router. */
  pressed(press: () => Promise<void>): Promise<readonly { invocation: Invocation; text: string }[]>;
  /** The same command, typed by the admin in the place that digests are made from. */
  typed(command: string): Promise<string>;
  /** The command of a code, for the stage's workspace. */
  commandOf(code: string): Promise<string>;
  close(): Promise<void>;
}

function isHome({ input }: Invocation): boolean {
  return input.type === "options" && input.path.join(" ") === "news home";
}

/** Opens the house, and sends a digest to every kind of place. */
export async function openHouse(openStage: (host: Host) => Promise<Stage>): Promise<House> {
  const directory = await mkdtemp(join(tmpdir(), "rol-news-pressed-"));
  const files = join(directory, "news");
  const dataDirectory = join(directory, "data");
  await mkdir(files);
  await placeArticles(join(files, "Estonia_master.parquet.gzip"), rulings);
  await placeSnapshotOf(files, { dataDirectory, now: NOW });
  let stage: Stage | undefined;
  const bot: Bot = await assembleBot({
    config: readConfig({ DATA_DIR: dataDirectory, DROPBOX_APP_KEY: "pressed" }),
    notifier: { tell: async () => undefined },
    platformNamed: (id) => (stage?.platform.id === id ? stage.platform.places : undefined),
    clock: () => NOW,
    log: createLogger("silent"),
    files,
    commandsPerMinute: 100_000,
  });
  let seen: { invocation: Invocation; text: string }[] = [];
  const host = hostOf(bot);
  const opened = await openStage({
    ...host,
    isUsed: bot.isUsed,
    router: {
      ...bot.router,
      async handle(invocation, progress) {
        const reply = await bot.router.handle(invocation, progress);
        // A tab that is filled anew answers nobody.
        if (!isHome(invocation)) seen.push({ invocation, text: plainText(reply) });
        return reply;
      },
    },
  });
  stage = opened;
  await opened.platform.start();
  const { workspace, admin, here, platform } = opened;
  let requests = 0;

  async function typed(text: string): Promise<Reply> {
    requests += 1;
    return bot.router.handle(
      {
        ...{ platform: platform.id, workspace, place: here, actor: admin },
        ...{ requestId: `typed ${requests}`, input: { type: "text", text } },
      },
      { progress: () => undefined },
    );
  }

  for (const [name, place] of Object.entries(opened.digests)) {
    const made = await typed(`/digest create ${name} when "mon 09:00" impact any relevance any ${place}`);
    const ran = await typed(`/digest run ${name}`);
    await bot.digests.queue.idle();
    if (!plainText(ran).includes("The digest goes to"))
      throw new Error(`no digest ${name}:\n${plainText(made)}\n${plainText(ran)}`);
  }

  return {
    stage: opened,
    async pressed(press) {
      seen = [];
      await press();
      // What came may be the second message of the answer before.
      await vi.waitUntil(() => seen.length > 0, { timeout: 5_000, interval: 5 });
      await bot.digests.queue.idle();
      return seen;
    },
    typed: async (command) => plainText(await typed(command)),
    commandOf: (code) => bot.codes.commandOf(workspace, code),
    async close() {
      await opened.platform.close();
      await bot.close();
      await opened.close();
      await rm(directory, { recursive: true, force: true });
    },
  };
}
