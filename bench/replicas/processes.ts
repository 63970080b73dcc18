// Several bots as services over one Postgres, one Dropbox and the fakes of both platforms, each with a data directory of its own.

import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { startSimulator } from "../../demo/simulator/server.ts";
import { AppError } from "../../src/errors.ts";
import { openStore, type Store } from "../../src/store/database.ts";
import { npmScript } from "../npm-script.ts";
import { type FakePlatforms, startFakePlatforms } from "../service/platforms.ts";
import { type Program, startProgram } from "../service/program.ts";

const HERE = new URL("../../", import.meta.url);
const POSTGRES = new URL("test/bench/postgres-process.ts", HERE);
/** https://man7.org/linux/man-pages/man5/proc_pid_stat.5.html: what the kernel tells is in hundredths of a second everywhere. */
const MS_A_TICK = 10;
/** Whoever takes less processor time in so long only waits. */
const LOOK_MS = 2_000;
const QUIET_MS = 60;
const LOOKS = 30;

export interface Replicas {
  readonly programs: readonly Program[];
  readonly store: Store;
  readonly platforms: FakePlatforms;
  /** Processor time that each has taken, ms. */
  cpuMs(): Promise<readonly number[]>;
  close(): Promise<void>;
}

/** Starts so many, and resolves when each of them runs. `news`: the Dropbox's folder. */
export async function startReplicas(count: number, news: string): Promise<Replicas> {
  const root = await mkdtemp(join(tmpdir(), "rol-news-bench-"));
  const postgres = startProgram(POSTGRES, []);
  const [simulator, platforms, databaseUrl] = await Promise.all([
    startSimulator({ directory: news, clock: Date.now }),
    startFakePlatforms(0),
    postgres.firstLine(),
  ]);
  const store = await openStore({ databaseUrl });
  const { program, options } = npmScript(HERE, "start");
  const programs = Array.from({ length: count }, (_, n) =>
    startProgram(
      program,
      ["start"],
      {
        ...platforms.settings,
        PORT: "0",
        LOG_LEVEL: "info",
        DATA_DIR: join(root, `replica-${n}`),
        DATABASE_URL: databaseUrl,
        SECRET_KEY: "ab".repeat(32),
        SNAPSHOT_SHARE: join(root, "shared"),
        DROPBOX_ORIGIN: simulator.origin,
        DROPBOX_APP_KEY: simulator.appKey,
        DROPBOX_REFRESH_TOKEN: simulator.issueRefreshToken(),
      },
      options,
    ),
  );
  const replicas: Replicas = {
    programs,
    store,
    platforms,
    cpuMs: () => Promise.all(programs.map(({ child }) => cpuMsOf(child.pid ?? 0))),
    async close() {
      await Promise.all(programs.map((program) => program.stop()));
      await Promise.all([store.close(), platforms.end(), simulator.close()]);
      await postgres.stop();
      await rm(root, { recursive: true, force: true });
    },
  };
  try {
    await Promise.all(programs.map((program) => program.says("rol-news-bot is running")));
    await Promise.all(programs.map((program) => program.says("news swapped")));
    await untilQuiet(replicas);
    return replicas;
  } catch (error) {
    await replicas.close();
    throw error;
  }
}

/** Resolves when none of them does more than processes do that wait, or after a minute. */
async function untilQuiet({ cpuMs }: Replicas): Promise<void> {
  let before = await cpuMs();
  for (let looks = 0; looks < LOOKS; looks += 1) {
    await pause(LOOK_MS);
    const now = await cpuMs();
    if (now.every((ms, n) => ms - (before[n] ?? 0) < QUIET_MS)) return;
    before = now;
  }
}

/** Processor time that a process has taken, ms; 0 for one that has ended. */
export async function cpuMsOf(pid: number): Promise<number> {
  if (process.platform !== "linux")
    throw new AppError("bad-input", "What replicas take can be measured on Linux only.");
  const stat = await readFile(`/proc/${pid}/stat`, "utf8").catch(() => "");
  // The name of the program stands in brackets and may hold anything.
  const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
  return (Number(fields[11] ?? 0) + Number(fields[12] ?? 0)) * MS_A_TICK;
}
