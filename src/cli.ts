// The command line. `npm run ask`, `npm run demo` and the others start here.

import "./utc.ts";
import { parseArgs } from "node:util";
import { ask, PREVIEWED } from "./cli/ask.ts";
import { printManifest } from "./cli/manifest.ts";
import { rotateKey } from "./cli/rotate-key.ts";
import { start } from "./cli/start.ts";
import { AppError, messageOf } from "./errors.ts";

const AS = `--as ${PREVIEWED.join("|")}`;

const USAGE = `rol-news-bot

  npm run --silent ask -- [options] ["/news top pillar 1"]   one answer; without a command, a prompt. Beside a running
                                                             bot, that bot answers
      --files <path, folder or glob>   read these parquet files instead of Dropbox
      --json                           print the reply as JSON
      ${AS.padEnd(33)}print what the platform would get
      --now <ISO date>                 answer as if it were that time
  npm run demo -- [--once]                                   a tour on sample articles, no account needed
  npm start                                                  the bot as a service
  npm run simulator -- --dir <folder> [--port <port>]        a Dropbox of your own, on this machine only
  npm run --silent manifest -- [--http]                      the Slack app's manifest, with COMMAND_PREFIX
  npm run bench -- [digests|news|quality]                    measurements, and the invented news they need
  npm run rotate-key                                         seals stored secrets with the current SECRET_KEY

  Exit code: 0 done or answered; 1 refused or failed, which a sentence explains; 2 not understood: an option or its value.`;

/** Runs one command of the command line and returns the exit code. */
async function main(args: readonly string[]): Promise<number> {
  const [name, ...rest] = args;
  if (name === "help" || args.includes("--help")) {
    process.stdout.write(`${USAGE}\n`);
    return 0;
  }
  switch (name) {
    case "ask": {
      const { values, positionals } = parseArgs({
        args: rest,
        allowPositionals: true,
        options: {
          files: { type: "string" },
          json: { type: "boolean" },
          as: { type: "string" },
          now: { type: "string" },
        },
      });
      const isDone = await ask({
        ...(values.files === undefined ? {} : { files: values.files }),
        ...(values.now === undefined ? {} : { now: values.now }),
        ...(values.as === undefined ? {} : { as: values.as }),
        json: values.json ?? false,
        command: positionals.join(" "),
      });
      return isDone ? 0 : 1;
    }
    case "demo": {
      const { values } = parseArgs({ args: rest, options: { once: { type: "boolean" } } });
      const { runDemo } = await import("../demo/tour.ts");
      await runDemo({ once: values.once ?? false });
      return 0;
    }
    case "start":
      await start();
      return 0;
    case "simulator": {
      const { values } = parseArgs({
        args: rest,
        options: { dir: { type: "string" }, port: { type: "string" } },
      });
      const { runSimulator } = await import("../demo/run-simulator.ts");
      await runSimulator({ directory: values.dir ?? ".", port: Number(values.port ?? 0) });
      return 0;
    }
    case "manifest": {
      const { values } = parseArgs({ args: rest, options: { http: { type: "boolean" } } });
      await printManifest(values.http === true ? "http" : "socket");
      return 0;
    }
    case "bench": {
      const { runBench } = await import("../bench/main.ts");
      await runBench(rest);
      return 0;
    }
    case "rotate-key":
      await rotateKey();
      return 0;
    default:
      process.stderr.write(`${USAGE}\n`);
      return 2;
  }
}

try {
  process.exitCode = await main(process.argv.slice(2));
} catch (error) {
  const isOptionMistake =
    error instanceof TypeError && "code" in error && String(error.code).startsWith("ERR_PARSE_ARGS");
  process.stderr.write(`${messageOf(error)}\n${isOptionMistake ? `\n${USAGE}\n` : ""}`);
  if (!(error instanceof AppError) && !isOptionMistake && error instanceof Error)
    process.stderr.write(`${error.stack}\n`);
  // What is typed behind a command's name and makes no sense there.
  const isUsage = isOptionMistake || (error instanceof AppError && error.code === "bad-input");
  process.exitCode = isUsage ? 2 : 1;
}
