// A conversation at a terminal or behind a pipe: one line, one answer, forms field by field.

import { PassThrough } from "node:stream";
import { stripVTControlCharacters } from "node:util";
import { afterEach, describe, expect, it, vi } from "vitest";
import { type Form, runPrompt } from "../../../adapters/terminal/in/intake.ts";

const form: Form = {
  type: "form",
  title: "Connect the news folder",
  submit: "Connect",
  command: "/dropbox connect",
  fields: [
    { kind: "text", name: "folder", label: "Folder", required: false },
    { kind: "text", name: "code", label: "Code", required: true, secret: true },
  ],
};

interface Conversation {
  readonly written: string;
  readonly asked: readonly string[];
  readonly sent: readonly Readonly<Record<string, string>>[];
}

/**
 * Types the input and waits for the end. A list is typed one by one, each when the question before it is shown.
 * `/dropbox connect` leads to a form.
 */
async function conversation(
  input: string | readonly (readonly [question: string, typed: string])[],
  options: { readonly isTTY?: boolean; readonly greeting?: string; readonly only?: string } = {},
): Promise<Conversation> {
  const { isTTY = false, ...rest } = options;
  const from = new PassThrough();
  const to = Object.assign(new PassThrough(), { isTTY });
  const asked: string[] = [];
  const sent: Readonly<Record<string, string>>[] = [];
  let written = "";
  let next = 0;
  to.on("data", (chunk) => {
    written += String(chunk);
    const [question, typed] = typeof input === "string" ? [] : (input[next] ?? []);
    // A terminal that can moves its cursor behind the question; a dumb one cannot.
    if (question === undefined || typed === undefined) return;
    if (!stripVTControlCharacters(written).endsWith(question)) return;
    next += 1;
    written += "|";
    const isLast = next === input.length;
    setImmediate(() => (isLast ? from.end(typed) : from.write(typed)));
  });
  if (typeof input === "string") from.end(input);
  await runPrompt({
    input: from,
    output: to,
    async answer(line) {
      asked.push(line);
      await new Promise((resolve) => setImmediate(resolve));
      asked.push("answered");
      return {
        text: `The answer to ${line}.`,
        isRefusal: false,
        ...(line === "tpo" ? { suggestion: "/news top" } : {}),
        ...(line === form.command ? { form } : {}),
      };
    },
    async submit(submitted, values) {
      expect(submitted).toBe(form);
      sent.push(values);
      return { text: "Connected.", isRefusal: false };
    },
    ...rest,
  });
  return { written, asked, sent };
}

describe("a suggestion", () => {
  it.each(["yes", "y", "YES"])("is accepted by %s, once", async (word) => {
    const { asked, written } = await conversation(`tpo\n${word}\n${word}\n`);
    expect(asked.filter((line) => line !== "answered")).toEqual(["tpo", "/news top", word]);
    expect(written).toContain("> /news top");
  });

  it("is accepted by Enter where somebody sits, and not behind a pipe", async () => {
    const typed = (lines: Conversation) => lines.asked.filter((line) => line !== "answered");
    expect(typed(await conversation("tpo\r\r\r", { isTTY: true }))).toEqual(["tpo", "/news top"]);
    expect(typed(await conversation("tpo\n\n\n"))).toEqual(["tpo"]);
  });

  it("is over when something else was asked", async () => {
    const { asked } = await conversation("tpo\n/news latest\nyes\n");
    expect(asked.filter((line) => line !== "answered")).toEqual(["tpo", "/news latest", "yes"]);
  });
});

describe("behind a pipe", () => {
  it("greets, answers one line after the other and ends with the input", async () => {
    const { written, asked } = await conversation("/news top\n  /news show 1  \n", { greeting: "Ask." });
    expect(asked).toEqual(["/news top", "answered", "/news show 1", "answered"]);
    expect(written).toBe("Ask.\n\n\nThe answer to /news top.\n\n\nThe answer to /news show 1.\n\n");
  });

  it("answers a last line without a line break, and nothing for empty ones", async () => {
    expect((await conversation("\n   \n/news help")).asked).toEqual(["/news help", "answered"]);
    expect((await conversation("")).written).toBe("");
  });

  it.each(["exit", "quit", " exit "])("leaves at %j, whatever stands behind", async (word) => {
    const { asked } = await conversation(`/news top\n${word}\n/news latest\n`);
    expect(asked).toEqual(["/news top", "answered"]);
  });

  it("answers only one command where only one is asked", async () => {
    const { asked, written } = await conversation("/news latest\n", { only: "/news top" });
    expect(asked).toEqual(["/news top", "answered"]);
    expect(written).toBe("The answer to /news top.\n");
  });
});

/** What a terminal calls itself; `dumb` is the shell inside an editor, which only prints. */
const TERMINALS = [{ TERM: "xterm-256color" }, { TERM: "dumb" }, { TERM: undefined }];

afterEach(() => {
  vi.unstubAllEnvs();
});

describe.each(TERMINALS)("at a terminal with $TERM as TERM", ({ TERM }) => {
  it("shows where to type, and leaves at the end of input and at Ctrl-C", async () => {
    vi.stubEnv("TERM", TERM);
    const { written } = await conversation("/news top\r", { isTTY: true });
    expect(written).toMatch(/> .*The answer to \/news top\./s);
    const { asked } = await conversation("/news top\r\u0003/news latest\r", { isTTY: true });
    expect(asked).toEqual(["/news top", "answered"]);
  });

  it("shows the labels of a form, but no secret that is typed", async () => {
    vi.stubEnv("TERM", TERM);
    const { sent, written } = await conversation(
      [
        ["> ", "/dropbox connect\r"],
        ["Folder: ", "/data\r"],
        ["Code: ", "s3cret\r"],
      ],
      { isTTY: true },
    );
    expect(sent).toEqual([{ folder: "/data", code: "s3cret" }]);
    expect(written).toContain("/data");
    expect(written).not.toContain("s3cret");
    expect(written).toContain("\nConnected.\n");
  });
});

describe("a form", () => {
  it("is filled in field by field and sent", async () => {
    const { sent, written, asked } = await conversation("/dropbox connect\n/data\n s3cret \n/news top\n");
    expect(sent).toEqual([{ folder: "/data", code: "s3cret" }]);
    expect(written).toContain("Connected.\n");
    expect(asked).toEqual(["/dropbox connect", "answered", "/news top", "answered"]);
  });

  it("is sent without what is not required", async () => {
    const { sent } = await conversation("/dropbox connect\n\ns3cret\n");
    expect(sent).toEqual([{ folder: "", code: "s3cret" }]);
  });

  it("is not sent without what is required, nor at the end of input", async () => {
    const { sent, written, asked } = await conversation("/dropbox connect\n/data\n\n/news top\n");
    expect(sent).toEqual([]);
    expect(written).toContain("Nothing was sent.\n");
    expect(asked).toContain("/news top");
    expect((await conversation("/dropbox connect\n/data\n")).sent).toEqual([]);
  });

  it("follows the one command that was asked", async () => {
    expect((await conversation("\ns3cret\n", { only: "/dropbox connect" })).sent).toEqual([
      { folder: "", code: "s3cret" },
    ]);
  });
});
