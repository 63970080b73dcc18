// What is typed beside a running bot is answered by that bot: over a socket that only the owner of the data may open.

import { mkdtemp, rm, stat, writeFile } from "node:fs/promises";
import { request } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pino } from "pino";
import { expect, it, onTestFinished } from "vitest";
import { terminalInvocation } from "../../adapters/terminal/in/read.ts";
import { type Holder, holderAt } from "../../src/cli/hand-over.ts";
import { takeQuestions } from "../../src/cli/take-questions.ts";
import type { LineCompleter } from "../../src/commands/serve/complete-line.ts";
import type { Router } from "../../src/commands/serve/router.ts";
import type { Input } from "../../src/platform/invocation.ts";
import { actions, command, paragraph, privately, refusing } from "../../src/reply/build.ts";
import { plainText } from "../../src/reply/plain-text.ts";

const log = pino({ level: "silent" });

/** Answers with what it got; `slow` first says so, `no` is refused, `end` never is answered. */
const echo: Pick<Router, "handle"> = {
  async handle({ input, actor, workspace }, { progress }) {
    if (input.type === "text" && input.text === "slow") progress(privately(paragraph("Working.")));
    if (input.type === "text" && input.text === "no") return refusing(paragraph("No."));
    if (input.type === "text" && input.text === "end") return new Promise(() => undefined);
    const said = input.type === "text" ? input.text : JSON.stringify(input);
    return privately(paragraph(`${workspace} ${actor.roles.join(" ")}: ${said}`));
  },
};

const complete: LineCompleter = async (line) => [[`${line}tonia `], line];

async function folder(): Promise<string> {
  const made = await mkdtemp(join(tmpdir(), "rol-socket-"));
  onTestFinished(() => rm(made, { recursive: true, force: true }));
  return made;
}

async function running(): Promise<{ readonly dataDirectory: string; readonly holder: Holder }> {
  const dataDirectory = await folder();
  const questions = await takeQuestions({ dataDirectory, router: echo, complete, log });
  onTestFinished(() => questions.close());
  const holder = await holderAt(dataDirectory);
  if (holder === undefined) throw new Error("nobody takes questions");
  return { dataDirectory, holder };
}

const asked = (holder: Holder, input: Input, told: string[] = []) =>
  holder.router.handle(terminalInvocation(input), { progress: (reply) => void told.push(plainText(reply)) });

it("a command is answered by the one who holds the data, as an admin's at the terminal", async () => {
  const { holder } = await running();
  expect(plainText(await asked(holder, { type: "text", text: "/news top Läti" }))).toBe(
    "terminal:local read manage admin: /news top Läti",
  );
});

it("progress comes before the answer, and a refusal stays one", async () => {
  const { holder } = await running();
  const told: string[] = [];
  expect((await asked(holder, { type: "text", text: "slow" }, told)).isRefusal).toBeUndefined();
  expect(told).toEqual(["Working."]);
  expect((await asked(holder, { type: "text", text: "no" })).isRefusal).toBe(true);
});

it("a line that is begun is completed by the one who holds the data", async () => {
  const { holder } = await running();
  expect(await holder.completeLine("/news top es")).toEqual([["/news top estonia "], "/news top es"]);
});

it("a form goes with its answers, however long its command is", async () => {
  const { holder } = await running();
  const long = `/digest mute word ${"x".repeat(300)}`;
  const codes = await holder.codes.codesOf("terminal:local", privately(actions(command("Mute", long))));
  const code = codes.get(long) ?? "";
  const reply = await asked(holder, { type: "form", code, values: { value: "1" } });
  expect(plainText(reply)).toContain(long);
});

it("only the owner may open the socket", async () => {
  const { dataDirectory } = await running();
  expect((await stat(join(dataDirectory, "questions.sock"))).mode & 0o777).toBe(0o600);
});

it("a socket that a crash left is nobody, and is replaced", async () => {
  const dataDirectory = await folder();
  await writeFile(join(dataDirectory, "questions.sock"), "");
  expect(await holderAt(dataDirectory)).toBeUndefined();
  const questions = await takeQuestions({ dataDirectory, router: echo, complete, log });
  onTestFinished(() => questions.close());
  expect(await holderAt(dataDirectory)).toBeDefined();
});

it("who only looks whether anybody is there leaves no line in the log", async () => {
  const dataDirectory = await folder();
  const lines: string[] = [];
  const told = pino({ level: "debug" }, { write: (line: string) => void lines.push(line) });
  const questions = await takeQuestions({ dataDirectory, router: echo, complete, log: told });
  onTestFinished(() => questions.close());
  expect(await holderAt(dataDirectory)).toBeDefined();
  expect(lines).toEqual([]);
});

it("a question that is too long or none is refused, and the next is answered", async () => {
  const { dataDirectory, holder } = await running();
  const post = (body: string): Promise<number | undefined> =>
    new Promise((resolve, reject) => {
      const sent = request(
        { socketPath: join(dataDirectory, "questions.sock"), method: "POST" },
        (response) => {
          response.resume();
          resolve(response.statusCode);
        },
      );
      sent.once("error", reject);
      sent.end(body);
    });
  expect(await post("x".repeat(70_000))).toBe(400);
  expect(await post("nonsense")).toBe(400);
  expect(await post('{"type":"options","path":[]}')).toBe(400);
  expect(plainText(await asked(holder, { type: "text", text: "and now" }))).toContain("and now");
});

it("too deep a data directory has no socket, and says so only in the log", async () => {
  const dataDirectory = join(await folder(), "x".repeat(200));
  const questions = await takeQuestions({ dataDirectory, router: echo, complete, log });
  expect(await holderAt(dataDirectory)).toBeUndefined();
  await questions.close();
});
