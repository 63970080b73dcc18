// A whole bot in a process of its own, of this checkout or of an older one: its real main, its store on the disk, its snapshots. It
// is asked as a platform asks: a reply, then the codes of its buttons.

import { flushCompileCache } from "node:module";
import { monitorEventLoopDelay } from "node:perf_hooks";
import { answerRequests } from "../processes.ts";
import type { Answered, Question, Refreshed } from "./protocol.ts";
import { requestSchema } from "./protocol.ts";

/** What of a bot is the same in every checkout that is measured. */
interface Bot {
  readonly router: {
    readonly commands: readonly { readonly path: readonly string[] }[];
    handle(invocation: object, waiting: { progress(): void }): Promise<Reply>;
  };
  readonly codes: { codesOf(workspace: string, reply: Reply): Promise<unknown> };
  readonly datasets: {
    refresh(workspace: string): Promise<{ readonly type: Refreshed["outcome"]; readonly error?: Error }>;
    rehearse?(workspace: string): Promise<void>;
  };
  close(): Promise<void>;
}

interface Reply {
  readonly isRefusal?: true;
  readonly blocks: readonly { readonly type: string }[];
}

/** The modules of a checkout that put one together. */
interface Sources {
  readonly main: { assembleBot(options: object): Promise<Bot> };
  readonly config: { readConfig(environment: Readonly<Record<string, string>>): object };
  readonly log: { createLogger(level: string): object };
}

const WORKSPACE = "terminal:bench";
const LOOP_SAMPLED_MS = 1;
const NS_IN_MS = 1e6;

let bot: Bot | undefined;
let asked = 0;
let isStopped = false;

function theBot(): Bot {
  if (bot === undefined) throw new Error("No bot was opened.");
  return bot;
}

async function open(checkout: string, files: string, dataDirectory: string, now: number): Promise<Bot> {
  const [main, config, log]: [Sources["main"], Sources["config"], Sources["log"]] = await Promise.all([
    import(new URL("src/main.ts", checkout).href),
    import(new URL("src/config.ts", checkout).href),
    import(new URL("src/log.ts", checkout).href),
  ]);
  const startedAt = performance.now();
  return main.assembleBot({
    config: config.readConfig({ DATA_DIR: dataDirectory }),
    clock: () => Math.floor(now + performance.now() - startedAt),
    log: log.createLogger("error"),
    notifier: { tell: async () => undefined },
    commandsPerMinute: Number.POSITIVE_INFINITY,
    files,
    makesFullTexts: true,
  });
}

async function answer({ actor, text }: Question): Promise<Reply> {
  const { router, codes } = theBot();
  asked += 1;
  const reply = await router.handle(
    {
      platform: "terminal",
      workspace: WORKSPACE,
      place: "bench",
      actor: { id: actor, name: actor, roles: ["read", "manage", "admin"] },
      requestId: `request-${asked}`,
      input: { type: "text", text },
    },
    { progress: () => undefined },
  );
  await codes.codesOf(WORKSPACE, reply);
  return reply;
}

/** What the texts of a reply say, whatever its blocks are. */
function textOf(reply: Reply): string {
  const texts: string[] = [];
  JSON.stringify(reply, (key, value: unknown) => {
    if (key === "text" && typeof value === "string") texts.push(value);
    return value;
  });
  return texts.join(" ").slice(0, 300);
}

async function ask(next: () => Question | undefined, inFlight: number): Promise<Answered> {
  const tookMs: number[] = [];
  let [withArticles, refused] = [0, 0];
  let [without, refusal]: (string | undefined)[] = [];
  let asidesCpuMs = 0;

  async function askOn(): Promise<void> {
    for (let question = next(); question !== undefined; question = next()) {
      const [startedAt, cpuBefore] = [performance.now(), process.cpuUsage()];
      const reply = await answer(question);
      if (question.isAside === true) {
        // Beside others it could not be told whose it was.
        if (inFlight === 1) asidesCpuMs += cpuMsSince(cpuBefore);
        continue;
      }
      tookMs.push(performance.now() - startedAt);
      if (reply.blocks.some(({ type }) => type === "article")) withArticles += 1;
      else without ??= `${question.text.slice(0, 100)}: ${textOf(reply)}`;
      if (reply.isRefusal !== true) continue;
      refused += 1;
      refusal ??= `${question.text.slice(0, 100)}: ${textOf(reply)}`;
    }
  }

  const loop = monitorEventLoopDelay({ resolution: LOOP_SAMPLED_MS });
  loop.enable();
  const before = process.cpuUsage();
  await Promise.all(Array.from({ length: inFlight }, askOn));
  const cpuMs = cpuMsSince(before) - asidesCpuMs;
  loop.disable();
  return {
    tookMs,
    cpuMs,
    withArticles,
    refused,
    ...(without === undefined ? {} : { without }),
    ...(refusal === undefined ? {} : { refusal }),
    loopDelayMs: {
      p50: loop.percentile(50) / NS_IN_MS,
      p99: loop.percentile(99) / NS_IN_MS,
      max: loop.max / NS_IN_MS,
    },
  };
}

/** Of the whole process, its threads too. */
function cpuMsSince(before: NodeJS.CpuUsage): number {
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}

async function refresh(): Promise<Refreshed> {
  const startedAt = performance.now();
  const { type, error } = await theBot().datasets.refresh(WORKSPACE);
  const ms = performance.now() - startedAt;
  return { outcome: type, ms, ...(error === undefined ? {} : { reason: error.message }) };
}

answerRequests(requestSchema, async (request) => {
  switch (request.type) {
    case "open": {
      bot = await open(request.checkout, request.files, request.dataDirectory, request.now);
      return { commands: bot.router.commands.map(({ path }) => path.join(" ")) };
    }
    case "refresh":
      return refresh();
    case "rehearse":
      await theBot().datasets.rehearse?.(WORKSPACE);
      return undefined;
    case "ask": {
      const left = request.questions.values();
      return ask(() => left.next().value, request.inFlight);
    }
    case "ask-on": {
      isStopped = false;
      let index = 0;
      return ask(() => {
        const question = request.questions[index % request.questions.length];
        index += 1;
        return isStopped ? undefined : question;
      }, request.inFlight);
    }
    case "stop":
      isStopped = true;
      return undefined;
    case "memory":
      return { residentBytes: process.memoryUsage.rss() };
    case "close":
      await theBot().close();
      // The process is killed, which the service is not.
      flushCompileCache();
      return undefined;
  }
});
