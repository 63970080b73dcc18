// The demo: a simulated Dropbox with sample articles up to today, connected as anybody would, a short tour of what can be
// asked, and then the same bot in the browser. Needs no account and no network, and leaves nothing.

import { mkdir, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { isForm } from "../adapters/terminal/in/intake.ts";
import type { TerminalPlatform } from "../adapters/terminal/platform.ts";
import { openOwnSession } from "../src/cli/terminal-session.ts";
import { readConfig } from "../src/config.ts";
import { AppError } from "../src/errors.ts";
import { createLogger } from "../src/log.ts";
import { type DemoPageOptions, openPage } from "./page.ts";
import { untilRead } from "./pause.ts";
import { writeSampleFiles } from "./sample/parquet.ts";
import { type Simulator, startSimulator } from "./simulator/server.ts";

/** What the tour asks once the news is connected, and why it is worth asking. */
const STOPS: readonly { readonly command: string; readonly why: string }[] = [
  {
    command: "/news top pillar 1",
    why: "First what is squarely about the pillar. What only was scored for it is counted, with a button.",
  },
  { command: "/news top corruption latvia last week", why: "Plain words work, in any order." },
  {
    command: "/news show 1",
    why: "One article of the list: every pillar's verdict, whether it is about that pillar, and the affair it belongs to.",
  },
  { command: "/news top piller 2", why: "A slip of the finger gets the nearest command that works." },
  {
    command: '/digest create Morning brief when "daily 09:00" each country limit 5',
    why: "A digest of what is new, every morning. In Slack or Discord it would go to a channel; here it is printed.",
  },
  {
    command: "/digest run Morning brief",
    why: "Nobody waits until nine: it is sent now. The first digest brings the last day, each story once.",
  },
  { command: "/news top 24h limit 2", why: "The first stories of the last day. Did the digest have them?" },
  {
    command: "/digest why 1",
    why: "It tells when a digest showed the first of them, or what kept it out.",
  },
  {
    command: "/digest history Morning brief",
    why: "Everything it sent and skipped. The numbers add up, and each opens its articles.",
  },
  { command: "/news status", why: "What the answers are made of, and what could not be read." },
];

/** Runs the tour on standard output; then serves the page beside a prompt until Ctrl-C, unless `once`. */
export async function runDemo({ once }: { readonly once: boolean }): Promise<void> {
  const directory = await mkdtemp(join(tmpdir(), "rol-news-demo-"));
  const files = join(directory, "dropbox");
  await mkdir(files);
  await writeSampleFiles({ directory: files, today: Date.now() });
  const simulator = await startSimulator({ directory: files });
  try {
    const config = readConfig({
      DATA_DIR: join(directory, "data"),
      DROPBOX_ORIGIN: simulator.origin,
      DROPBOX_APP_KEY: simulator.appKey,
    });
    const basis = { config, clock: Date.now, log: createLogger("error") };
    const session = await openOwnSession({ ...basis, folder: process.cwd() });
    try {
      await tour(session.terminal, simulator, once);
      if (!once) await yourTurn({ ...basis, session });
    } finally {
      await session.close();
    }
  } finally {
    await simulator.close();
    await rm(directory, { recursive: true, force: true });
  }
}

async function tour(terminal: TerminalPlatform, simulator: Simulator, once: boolean): Promise<void> {
  const say = (text: string): void => void process.stdout.write(`${text}\n\n`);
  say(terminal.bold("rol-news-bot on sample articles in a simulated Dropbox. All of them are invented."));
  say(
    `${terminal.bold("> /dropbox connect")}\n  An admin does this once. The tour presses Allow and brings the code back.`,
  );
  await connect(terminal, simulator, say);
  const { stdin, stdout } = process;
  const isRead = !once && stdin.isTTY && stdout.isTTY;
  for (const { command, why } of STOPS) {
    if (isRead && (await untilRead(stdin, stdout)) === "enough") break;
    say(`${terminal.bold(`> ${command}`)}\n  ${why}`);
    say(await terminal.answer(command));
  }
}

/** The page and a prompt, until somebody ends it. Without a terminal it is the page alone that goes on. */
async function yourTurn(options: DemoPageOptions): Promise<void> {
  const { bot, terminal } = options.session;
  const { stdin } = process;
  const stopped = new Promise<void>((stop) => {
    for (const signal of ["SIGTERM", "SIGINT"]) process.once(signal, () => stop());
  });
  const page = await openPage(options);
  bot.start();
  const typed = terminal.converse({ greeting: greetingWith(terminal.bold(page.address)) });
  await Promise.race([stopped, stdin.isTTY ? typed : typed.then(() => stopped)]);
  stdin.destroy();
  await page.close();
}

const greetingWith = (address: string): string => `Your turn: the same bot in your browser, until Ctrl-C.

  ${address}

The address works once, on this machine. Nothing is connected there yet: press Connect Dropbox, and Allow.
Or go on here: /news help lists everything, exit ends.`;

/** What an admin does with `/dropbox connect`: opens the link, presses Allow, sends the code in the form. */
async function connect(
  terminal: TerminalPlatform,
  simulator: Simulator,
  say: (text: string) => void,
): Promise<void> {
  const offer = await terminal.reply({ type: "text", text: "/dropbox connect" });
  say(await terminal.show(offer));
  const link = offer.blocks
    .flatMap((block) => (block.type === "actions" ? block.actions : []))
    .find((action) => action.type === "link");
  if (link === undefined) throw new AppError("internal", "The demo found no link to connect with.");
  const approval = await simulator.approve(link.url);
  const form = (await terminal.reply({ type: "text", text: "/dropbox code" })).blocks.find(isForm);
  if (approval.kind !== "code" || form === undefined)
    throw new AppError("internal", "The demo could not bring the code back.");
  say(await terminal.show(await terminal.submit(form, { code: approval.code })));
}
