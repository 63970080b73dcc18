// Every awaited step of every command that writes fails once: what the store is asked, what Dropbox answers, where a digest
// goes. Afterwards the state is as before, or the answer says what was done.

import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { describe, expect, it } from "vitest";
import { spotsIn } from "../../src/platform/destination.ts";
import type { Input } from "../../src/platform/invocation.ts";
import { plainText } from "../../src/reply/plain-text.ts";
import type { Store } from "../../src/store/database.ts";
import { type ConnectedBot, startConnectedBot } from "../connected/connected-bot.ts";

const ESTONIA = "Estonia_master.parquet.gzip";

/** What counts as state; what a look at the news or an answer leaves behind does not. */
const TABLES = ["subscriptions", "mutes", "connections", "slots", "delivery_parts", "audit_entries"];

/** The steps of one command, by name; the one of number `failing` fails. */
interface Steps {
  names: string[];
  failing: number | undefined;
}

function step(steps: Steps, name: string): void {
  steps.names.push(name);
  if (steps.names.length === steps.failing) throw new Error(`${name} failed on purpose`);
}

/** The object with every function of it, and of what is in it, as a step. */
function stepping<T extends object>(object: T, steps: Steps, path = ""): T {
  return new Proxy(object, {
    get(target, key) {
      const value: unknown = Reflect.get(target, key);
      const name = `${path}${String(key)}`;
      if (typeof value === "function")
        return (...given: unknown[]): unknown => {
          try {
            if (name !== "close") step(steps, name);
          } catch (error) {
            return Promise.reject(error);
          }
          return Reflect.apply(value, target, given);
        };
      return typeof value === "object" && value !== null ? stepping(value, steps, `${name}.`) : value;
    },
  });
}

interface Bench extends ConnectedBot {
  readonly steps: Steps;
  /** Everything that counts as state. */
  state(): string;
}

/** The commands about a file that is held back, and what brings such a one about. */
const HOLDING: Readonly<Record<string, readonly string[]>> = {
  "/dropbox accept": ["/dropbox refresh"],
  "/dropbox keep": ["/dropbox refresh"],
  "/dropbox undo": ["/dropbox refresh", "/dropbox accept"],
};

async function startBench(command: string): Promise<Bench> {
  const steps: Steps = { names: [], failing: undefined };
  const bench = await startConnectedBot({
    before: (store): Store => stepping(store, steps),
    places: {
      async resolve() {
        step(steps, "places.resolve");
        return { type: "found", place: { platform: "test", channel: "C1" }, label: "#rule-of-law" };
      },
      open: () => ({
        plan: ({ main }, key) => [{ key, n: 0, payload: "{}", begins: spotsIn([main]) }],
        replan: () => [],
        async send({ key }) {
          step(steps, "destination.send");
          return { type: "sent", messageId: key };
        },
        find: async () => ({ type: "absent" }),
      }),
    },
  });
  await bench.putRead(ESTONIA, { articles: 12, alsoDated: [today()] });
  await bench.connect();
  for (const first of [
    '/digest create Brief when "daily 09:00" impact any',
    '/digest create Resting when "daily 09:00"',
    "/digest pause Resting",
    "/digest mute source err.ee",
    "/news latest",
  ])
    await bench.ask(first);
  const holding = HOLDING[command];
  if (holding !== undefined) await bench.putRead(ESTONIA, { articles: 4 });
  for (const before of holding ?? []) await bench.ask(before);
  // What a look at the files leaves behind is no state of theirs; a decision is.
  const tables = holding === undefined ? TABLES : [...TABLES, "data_files"];
  return Object.assign(bench, {
    steps,
    state() {
      const database = new DatabaseSync(join(bench.dataDirectory, "state.sqlite"), { readOnly: true });
      try {
        return JSON.stringify(tables.map((table) => database.prepare(`SELECT * FROM ${table}`).all()));
      } finally {
        database.close();
      }
    },
  });
}

const today = (): string => new Date(Date.now() - 3_600_000).toISOString().slice(0, 19).replace("T", " ");

/** What is typed, and what the answer says where something was done. */
const WRITING: readonly (readonly [command: string, done: RegExp])[] = [
  ['/digest create New when "daily 10:00"', /Digest made/],
  ["/digest alert Watch pillar corruption", /Alert made/],
  ["/digest edit Brief layout brief when hourly channel here", /Changed/],
  ["/digest pause Brief", /Paused/],
  ["/digest resume Resting", /It goes on/],
  ["/digest delete Brief sure", /is deleted/],
  ["/digest mute source postimees.ee", /Muted/],
  ["/digest mute story 1 digest Brief", /Muted/],
  ["/digest unmute source err.ee", /may be shown again/],
  ["/digest run Brief", /The digest goes to|nothing to send|could not be run|still on its way/],
  ["/dropbox connect", /Open this link/],
  ["/dropbox code", /Connected as/],
  ["/dropbox use / country Latvia", /Using \//],
  ["/dropbox refresh", /Refresh/],
  ["/dropbox accept", /In use/],
  ["/dropbox keep", /The old news stays/],
  ["/dropbox undo", /Taken back/],
  ["/dropbox disconnect sure", /is disconnected|Dropbox was asked to end/],
];

/** What says that all is as it was. */
const UNDONE = /Nothing was (lost|changed)|No Dropbox is connected/;

async function give(bench: Bench, command: string): Promise<() => Promise<string>> {
  if (command !== "/dropbox code") return () => bench.ask(command);
  const url = /https?:\S+authorize\S+/.exec(await bench.ask("/dropbox connect"))?.[0] ?? "";
  const approval = await bench.simulator.approve(url);
  const values = { code: approval.kind === "code" ? approval.code : "" };
  const input: Input = { type: "form", code: "c1:/dropbox code", values };
  return async () => plainText(await bench.run(input));
}

/** The steps of a command and the routes of Dropbox that it asks, when nothing fails. */
async function stepsOf(
  command: string,
  done: RegExp,
): Promise<{ readonly steps: readonly string[]; readonly routes: readonly string[] }> {
  const bench = await startBench(command);
  const answer = await give(bench, command);
  bench.steps.names = [];
  bench.simulator.traffic.reset();
  expect(await answer()).toMatch(done);
  return { steps: [...bench.steps.names], routes: Object.keys(bench.simulator.traffic.routes()) };
}

describe("a step that fails leaves all as it was, or the answer says what was done:", () => {
  it.each(WRITING)("%s", { timeout: 120_000 }, async (command, done) => {
    const { steps, routes } = await stepsOf(command, done);
    const fails = [
      ...steps.map((name, index) => ({ name, failing: index + 1, route: undefined })),
      ...routes.map((route) => ({ name: route, failing: undefined, route })),
    ];
    expect(fails.length).toBeGreaterThan(1);
    let bench = await startBench(command);
    for (const { name, failing, route } of fails) {
      const answer = await give(bench, command);
      const before = bench.state();
      Object.assign(bench.steps, { names: [], failing });
      if (route !== undefined)
        bench.simulator.faults.schedule({ kind: "status", status: 500, route, times: 50 });
      const said = await answer();
      Object.assign(bench.steps, { failing: undefined });
      bench.simulator.faults.clear();
      const isChanged = bench.state() !== before;
      if (isChanged) {
        expect(said, name).toMatch(done);
        expect(said, name).not.toMatch(UNDONE);
      }
      // What changed nothing can be tried again; what Dropbox was told cannot.
      if (isChanged || command.startsWith("/dropbox")) bench = await startBench(command);
    }
  });
});
