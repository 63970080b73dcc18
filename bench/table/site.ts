// What the lines of one run share: data, a bot, the bot of the older commit, what others do instead. Each is made when the first line
// asks for it.

import { createHash } from "node:crypto";
import { mkdir, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { HOUR_MS } from "../../src/time/units.ts";
import { checkoutOf, HERE } from "../bot/checkout.ts";
import { type BotProcess, openBot } from "../bot/client.ts";
import type { Question } from "../bot/protocol.ts";
import { once } from "../once.ts";
import { type Corpus, readCorpus } from "../questions/corpus.ts";
import { mixedQuestions } from "../questions/mixed.ts";
import { openServiceSite, type ServiceSite } from "../service/service.ts";
import { NotMeasured } from "./line.ts";
import { type News, newsIn, readyNews, type ServedNews, serveNews } from "./news.ts";
import type { LeftOut, TableOptions } from "./options.ts";
import { type SearchFile, untilSearchable } from "./searchable.ts";
import { type NoSession, readWholeFiles, type Session } from "./sessions.ts";

/** The commit before lists were scans. */
export const BASE_COMMIT = "b451d08";

/** Rows of the data that growth is counted from. */
const FEW_ROWS = 2_000;

/** After so many nobody tries again to open the bot. */
const MOST_FAILURES = 2;

export interface Base {
  readonly bot: BotProcess;
  /** What is to be said beside its figures. */
  readonly note: string;
  readonly checkout: URL;
  readonly dataDirectory: string;
}

export interface Site {
  readonly options: TableOptions;
  readonly folder: string;
  readonly news: () => Promise<News>;
  /** The folder that the bot reads. */
  readonly served: () => Promise<ServedNews>;
  readonly corpus: () => Promise<Corpus>;
  /** The time of every bot, ms: some hours after the newest article. */
  readonly now: () => Promise<number>;
  /** Where the bot keeps its state and its snapshots. */
  readonly dataDirectory: string;
  /** The bot of this checkout, over all of the data. */
  bot(): Promise<BotProcess>;
  closeBot(): Promise<void>;
  /** The bot of `BASE_COMMIT` over the same data, and what is to be said of it. Throws NotMeasured where there is none. */
  readonly base: () => Promise<Base>;
  /** This checkout. */
  readonly here: URL;
  /** A bot of this checkout over few data. */
  readonly small: () => Promise<{ readonly bot: BotProcess; readonly questions: readonly Question[] }>;
  /** What many people ask at once: some of everything. */
  readonly mixed: () => Promise<readonly Question[]>;
  /** Resolves when the full text is there. */
  readonly searchable: () => Promise<SearchFile>;
  /** Sessions that read the files by themselves. */
  readonly wholeFiles: () => Promise<readonly (Session | NoSession)[]>;
  /** The service over a simulated Dropbox, and its data directory. */
  readonly service: () => Promise<ServiceSite>;
  /** Throws NotMeasured when that was to be left out. */
  need(what: LeftOut): void;
  /** Says what goes on, to whoever waits. */
  say(sentence: string): void;
  close(): Promise<void>;
}

export async function openSite(options: TableOptions, say: (sentence: string) => void): Promise<Site> {
  const folder = resolve(options.dir ?? (await mkdtemp(join(tmpdir(), "rol-news-bench-"))));
  await mkdir(folder, { recursive: true });
  const { rows, files, seed } = options;
  const size = options.news === undefined ? `${rows}-${files}` : nameOf(resolve(options.news));
  const opened = new Set<BotProcess>();
  const services: Promise<ServiceSite>[] = [];
  let bot: Promise<BotProcess> | undefined;
  let failures = 0;

  const news = once(async () => {
    if (options.news !== undefined) return readyNews(options.news);
    say(`news of ${rows.toLocaleString("en-US")} assessments`);
    return newsIn(join(folder, `news-${size}`), { rows, files, seed });
  });
  const served = once(async () => serveNews(await news(), join(folder, `served-${size}`)));
  const corpusOf = ({ paths, countries }: News): Promise<Corpus> => readCorpus(paths, countries, seed);
  const corpus = once(async () => {
    say("what questions can be about");
    // Of what the bot reads: it lacks what is still to come.
    return corpusOf(await readyNews((await served()).folder));
  });
  const now = once(async () => (await corpus()).newest + HOUR_MS);
  const dataDirectory = join(folder, `state-${size}`);

  async function open(request: { checkout: URL; files: string; dataDirectory: string }): Promise<BotProcess> {
    const process = await openBot({ ...request, now: await now() });
    opened.add(process);
    return process;
  }

  const mixedFor = (about: Corpus, { commands }: BotProcess): readonly Question[] =>
    mixedQuestions(about, {
      count: 2 * options.questions,
      seed,
      canSearch: commands.includes("news search"),
    });

  async function openOwn(): Promise<BotProcess> {
    const { folder: servedFolder } = await served();
    await now();
    say("a bot, and its snapshot where there is none");
    return open({ checkout: HERE, files: servedFolder, dataDirectory });
  }

  function need(what: LeftOut): void {
    if (options.without.includes(what)) throw new NotMeasured(`Left out: --without ${what}.`);
  }

  const site: Site = {
    options,
    folder,
    news,
    served,
    corpus,
    now,
    dataDirectory,
    here: HERE,
    need,
    say,
    bot() {
      bot ??= openOwn().catch((error: unknown) => {
        // On a busy machine a build may take too long: the next line tries once more.
        failures += 1;
        if (failures < MOST_FAILURES) bot = undefined;
        throw error;
      });
      return bot;
    },
    async closeBot() {
      const closing = await bot;
      bot = undefined;
      if (closing === undefined) return;
      opened.delete(closing);
      await closing.close();
    },
    base: once(async () => {
      need("base");
      say(`a bot of ${BASE_COMMIT}, and its snapshot where there is none`);
      const { url, packages } = await checkoutOf(BASE_COMMIT, join(folder, BASE_COMMIT)).catch(
        (error: unknown) => {
          throw new NotMeasured(error instanceof Error ? error.message : String(error));
        },
      );
      const before = join(folder, `state-${BASE_COMMIT}-${size}`);
      const process = await open({
        checkout: url,
        files: (await news()).folder,
        dataDirectory: before,
      });
      const note = packages === "own" ? BASE_COMMIT : `${BASE_COMMIT} with the packages of today`;
      return { bot: process, note, checkout: url, dataDirectory: before };
    }),
    small: once(async () => {
      say(`a bot with ${FEW_ROWS.toLocaleString("en-US")} assessments`);
      const few = await newsIn(join(folder, `news-${FEW_ROWS}-27`), { rows: FEW_ROWS, files: 27, seed });
      const process = await open({
        checkout: HERE,
        files: few.folder,
        dataDirectory: join(folder, `state-${FEW_ROWS}-27`),
      });
      return { bot: process, questions: mixedFor(await corpusOf(few), process) };
    }),
    mixed: once(async () => mixedFor(await corpus(), await site.bot())),
    searchable: once(() => untilSearchable(site)),
    wholeFiles: once(() => readWholeFiles(site)),
    service: once(async () => {
      need("service");
      const opening = openServiceSite({
        news: (await news()).folder,
        dataDirectory: join(folder, `service-${size}`),
        now: await now(),
      });
      services.push(opening);
      return opening;
    }),
    async close() {
      await Promise.allSettled([...opened, ...services].map(async (life) => (await life).close()));
      if (options.dir === undefined) await rm(folder, { recursive: true, force: true });
    },
  };
  return site;
}

/** What a folder of ready files is called among others. */
function nameOf(path: string): string {
  return `ready-${createHash("sha256").update(path).digest("hex").slice(0, 8)}`;
}
