// The command line. `npm run ask`, `npm run demo` and the others start here. Each command loads what it needs, and no more.

import "./utc.ts";
import { parseArgs } from "node:util";
import { AppError, messageOf } from "./errors.ts";
import { withoutSteering } from "./steering.ts";

async function usage(): Promise<string> {
  const { PREVIEWED } = await import("./cli/previews.ts");
  const as = `--as ${PREVIEWED.join("|")}`;
  return `rol-news-bot

  npm run --silent ask -- [options] ["/news top pillar 1"]   one answer; without a command, a prompt. Beside a running
                                                             bot, that bot answers
      --files <path, folder or glob>   read these parquet files instead of Dropbox
      --json                           print the reply as JSON
      ${as.padEnd(33)}print what the platform would get
      --now <ISO date>                 answer as if it were that time
  npm run --silent mcp -- [--files …] [--now …]              tools for an assistant, at standard input and output
  npm run demo -- [--once]                                   a tour on sample articles, no account needed
  npm start                                                  the bot as a service
  npm run pictures                                           the README's pictures, from the demo's page
  npm run simulator -- --dir <folder> [--port <port>]        a Dropbox of your own, on this machine only
  npm run doctor -- [--json]                                 what is wrong with this set-up, and how to mend it
  npm run --silent manifest -- [--http] [--many]             the Slack app's manifest, with COMMAND_PREFIX
  npm run bench -- [digests|news|quality]                    measurements, and the invented news they need
  npm run --silent judged -- [workspace]                     what people said of verdicts, as data for bench quality
  npm run backup -- <folder>                                 a copy of the stored state, beside a running bot
  npm run rotate-key                                         seals stored secrets with the current SECRET_KEY
  npm run move-store                                         the state of DATA_DIR into the Postgres of DATABASE_URL

  Exit code: 0 done or answered; 1 refused or failed, which a sentence explains; 2 not understood: an option or its value.
`;
}

async function keepCompiled(): Promise<void> {
  const compiled = await import("./cli/compiled.ts");
  await compiled.keepCompiled();
}

/** Runs one command of the command line and returns the exit code. */
async function main(args: readonly string[]): Promise<number> {
  const [name, ...rest] = args;
  if (name === "help" || args.includes("--help")) {
    process.stdout.write(await usage());
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
      await keepCompiled();
      const { ask } = await import("./cli/ask.ts");
      const isDone = await ask({
        ...(values.files === undefined ? {} : { files: values.files }),
        ...(values.now === undefined ? {} : { now: values.now }),
        ...(values.as === undefined ? {} : { as: values.as }),
        json: values.json ?? false,
        command: positionals.join(" "),
      });
      return isDone ? 0 : 1;
    }
    case "mcp": {
      const { values } = parseArgs({
        args: rest,
        options: { files: { type: "string" }, now: { type: "string" } },
      });
      await keepCompiled();
      const { mcp } = await import("./cli/mcp.ts");
      await mcp({
        ...(values.files === undefined ? {} : { files: values.files }),
        ...(values.now === undefined ? {} : { now: values.now }),
      });
      return 0;
    }
    case "demo": {
      const { values } = parseArgs({ args: rest, options: { once: { type: "boolean" } } });
      const { runDemo } = await import("../demo/tour.ts");
      await runDemo({ once: values.once ?? false });
      return 0;
    }
    case "pictures": {
      const { takePictures } = await import("../demo/pictures.ts");
      await takePictures();
      return 0;
    }
    case "start": {
      await keepCompiled();
      const { start } = await import("./cli/start.ts");
      await start();
      return 0;
    }
    case "doctor": {
      const { values } = parseArgs({ args: rest, options: { json: { type: "boolean" } } });
      const { doctor } = await import("./cli/doctor.ts");
      return (await doctor({ json: values.json ?? false })) ? 0 : 1;
    }
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
      const { values } = parseArgs({
        args: rest,
        options: { http: { type: "boolean" }, many: { type: "boolean" } },
      });
      const { printManifest } = await import("./cli/manifest.ts");
      await printManifest(values.http === true ? "http" : "socket", values.many === true);
      return 0;
    }
    case "bench": {
      const { runBench } = await import("../bench/main.ts");
      await runBench(rest);
      return 0;
    }
    case "judged": {
      const { printJudged } = await import("./cli/judged.ts");
      await printJudged(rest[0]);
      return 0;
    }
    case "backup": {
      const { backup } = await import("./cli/backup.ts");
      await backup(rest[0]);
      return 0;
    }
    case "rotate-key": {
      const { rotateKey } = await import("./cli/rotate-key.ts");
      await rotateKey();
      return 0;
    }
    case "move-store": {
      const { moveToPostgres } = await import("./cli/move-store.ts");
      await moveToPostgres();
      return 0;
    }
    default:
      process.stderr.write(await usage());
      return 2;
  }
}

try {
  process.exitCode = await main(process.argv.slice(2));
} catch (error) {
  const isOptionMistake =
    error instanceof TypeError && "code" in error && String(error.code).startsWith("ERR_PARSE_ARGS");
  process.stderr.write(
    `${withoutSteering(messageOf(error))}\n${isOptionMistake ? `\n${await usage()}` : ""}`,
  );
  if (!(error instanceof AppError) && !isOptionMistake && error instanceof Error)
    process.stderr.write(`${withoutSteering(error.stack ?? "")}\n`);
  // What is typed behind a command's name and makes no sense there.
  const isUsage = isOptionMistake || (error instanceof AppError && error.code === "bad-input");
  process.exitCode = isUsage ? 2 : 1;
}
