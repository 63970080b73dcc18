// `npm run pictures`: the README's pictures of one answer as Slack, Discord and the web show it, light and dark, photographed
// from the real page in the Chromium that npm brings. Only the demo's invented articles are in them, as of one fixed day.

import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import sparticuz from "@sparticuz/chromium";
import { type Browser, chromium, type Locator, type Page } from "playwright-core";
import { openOwnSession } from "../src/cli/terminal-session.ts";
import { readConfig } from "../src/config.ts";
import { AppError } from "../src/errors.ts";
import { createLogger } from "../src/log.ts";
import { openPage } from "./page.ts";
import { writeSampleFiles } from "./sample/parquet.ts";

const FOLDER = fileURLToPath(new URL("../docs/pictures/", import.meta.url));
/** What was read on each picture when it was taken: tells whether they are up to date. */
export const WORDS_FILE = join(FOLDER, "words.json");

/** A Friday at noon, UTC. */
const TODAY = Date.UTC(2026, 10, 27, 12);
const QUESTION = "top corruption latvia limit 2";
const SCHEMES = ["light", "dark"] as const;
const WIDTH = 760;
/** The largest that a page of GitHub should have to load. */
export const LARGEST_BYTES = 150_000;

export type Words = Readonly<Record<string, string>>;

/** What is on the pictures now, by their names; with a browser. Photographs them, too, when `takes`. */
export async function picture({ takes }: { readonly takes: boolean }): Promise<Words> {
  const directory = await mkdtemp(join(tmpdir(), "rol-news-pictures-"));
  const clock = (): number => TODAY;
  const log = createLogger("error");
  const config = readConfig({ DATA_DIR: join(directory, "data") });
  const files = join(directory, "files");
  await mkdir(files);
  await writeSampleFiles({ directory: files, today: TODAY });
  const session = await openOwnSession({ config, clock, log, files });
  // The files are read before anybody waits for the page.
  await session.terminal.answer("/news status");
  const page = await openPage({ config, session, clock, log });
  const browser = await launch();
  try {
    return await photographed(await opened(browser, page.address), takes);
  } finally {
    await browser.close();
    await page.close();
    await session.close();
    await rm(directory, { recursive: true, force: true });
  }
}

export async function launch(): Promise<Browser> {
  return chromium.launch({
    executablePath: await sparticuz.executablePath(),
    // In one process, one page that ends takes all others with it.
    args: sparticuz.args.filter((arg) => arg !== "--single-process"),
  });
}

async function opened(browser: Browser, address: string): Promise<Page> {
  const page = await browser.newPage({ viewport: { width: WIDTH, height: 1120 }, locale: "en-GB" });
  await page.goto(address);
  await page.locator("#text").fill(QUESTION);
  await page.keyboard.press("Enter");
  await page.locator(".turn .card").first().waitFor();
  return page;
}

async function photographed(page: Page, takes: boolean): Promise<Words> {
  const turn = page.locator(".turn");
  const words: Record<string, string> = {};
  const take = async (name: string, of: Locator): Promise<void> => {
    words[name] = ((await of.textContent()) ?? "").replace(/\s+/g, " ").trim();
    for (const colorScheme of takes ? SCHEMES : []) {
      await page.emulateMedia({ colorScheme });
      const png = await of.screenshot({ animations: "disabled" });
      if (png.length > LARGEST_BYTES)
        throw new AppError("internal", `The picture of ${name} has ${png.length} bytes.`);
      await writeFile(join(FOLDER, `${name}-${colorScheme}.png`), png);
    }
  };
  await page.mouse.move(0, 0);
  await take("web", page.locator("body"));
  await turn.locator("summary").press("Enter");
  for (const name of ["Slack", "Discord"]) {
    await turn.getByRole("button", { name, exact: true }).click();
    const look = turn.locator(`.look.${name.toLowerCase()}`);
    await look.waitFor();
    await page.mouse.move(0, 0);
    await take(name.toLowerCase(), look);
  }
  return words;
}

/** Takes all of them anew. */
export async function takePictures(): Promise<void> {
  await mkdir(FOLDER, { recursive: true });
  const words = await picture({ takes: true });
  await writeFile(WORDS_FILE, `${JSON.stringify(words, null, 2)}\n`);
}

/** What is on the committed pictures. */
export async function wordsOnPictures(): Promise<unknown> {
  return JSON.parse(await readFile(WORDS_FILE, "utf8"));
}
