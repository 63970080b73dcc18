// A form at a terminal: what may be answered is named, an answer is checked at once, and nothing that was typed is lost.

import { PassThrough } from "node:stream";
import { stripVTControlCharacters } from "node:util";
import { describe, expect, it } from "vitest";
import { type Form, runPrompt } from "../../../adapters/terminal/in/intake.ts";
import { type Answers, askFields } from "../../../adapters/terminal/in/questions.ts";
import type { FormField } from "../../../src/reply/form.ts";

const fields: readonly FormField[] = [
  { kind: "text", name: "name", label: "Name", required: true },
  {
    kind: "choice",
    name: "impact",
    label: "Impact",
    hint: "How strong the verdict must be",
    required: true,
    value: "strong",
    choices: [
      { value: "any", label: "Any impact" },
      { value: "strong", label: "Strong" },
    ],
  },
  { kind: "number", name: "limit", label: "Stories at most", required: false, value: "10", min: 1, max: 10 },
];

/** Answers the questions with these lines; what was asked and told, in order. */
async function asked(lines: readonly string[]): Promise<{ answers: Answers | undefined; said: string[] }> {
  const rest = [...lines];
  const said: string[] = [];
  const answers = await askFields(fields, {
    async ask(question) {
      said.push(question);
      return rest.shift();
    },
    tell: (line) => said.push(line),
    check: (name, answer) =>
      name === "limit" && Number(answer) > 10 ? "limit goes from 1 to 10." : undefined,
  });
  return { answers, said };
}

describe("the questions of a form", () => {
  it("name what may be answered, and what stands there", async () => {
    const { said } = await asked(["Brief", "", ""]);
    expect(said).toEqual([
      "Name: ",
      "How strong the verdict must be.",
      "  Any impact",
      "  Strong",
      "Impact [strong]: ",
      "  1 to 10",
      "Stories at most [10]: ",
    ]);
  });

  it("keep what stands on an empty line, and take it away on a dash", async () => {
    expect((await asked(["Brief", "", ""])).answers).toEqual({
      name: "Brief",
      impact: "strong",
      limit: "10",
    });
    expect((await asked(["Brief", "any impact", "-"])).answers).toEqual({
      name: "Brief",
      impact: "any",
      limit: "",
    });
  });

  it("are asked again at once where the answer cannot be", async () => {
    const { answers, said } = await asked(["Brief", "", "40", "7"]);
    expect(answers?.limit).toBe("7");
    expect(said.slice(-3)).toEqual([
      "Stories at most [10]: ",
      "limit goes from 1 to 10.",
      "Stories at most [10]: ",
    ]);
  });

  it("end without what is needed, and at the end of input", async () => {
    expect((await asked([""])).answers).toBeUndefined();
    expect((await asked(["Brief"])).answers).toBeUndefined();
  });
});

it("a form that is not taken asks what is wrong again, and keeps the other answers", async () => {
  const form: Form = { type: "form", title: "New", submit: "Make it", command: "/digest create", fields };
  const from = new PassThrough();
  const to = Object.assign(new PassThrough(), { isTTY: true });
  const sent: Answers[] = [];
  let written = "";
  to.on("data", (chunk) => {
    written += String(chunk);
  });
  const lines = ["Taken", "any", "3", "Taken too", "Free"];
  const type = (): void => void setImmediate(() => from.write(`${lines.shift() ?? "exit"}\r`));
  to.on("data", (chunk) => {
    if (/: $|> $/.test(stripVTControlCharacters(String(chunk)))) type();
  });
  const isDone = await runPrompt({
    input: from,
    output: to,
    only: "/digest create",
    answer: async () => ({ text: "New", form, isRefusal: false }),
    async submit(_, values) {
      sent.push(values);
      const isTaken = values.name?.startsWith("Taken") === true;
      return {
        text: isTaken ? "Not taken." : "Made.",
        isRefusal: isTaken,
        ...(isTaken ? { problems: [{ field: "name", sentence: "That name is taken." }] } : {}),
      };
    },
  });
  expect(sent).toEqual([
    { name: "Taken", impact: "any", limit: "3" },
    { name: "Taken too", impact: "any", limit: "3" },
    { name: "Free", impact: "any", limit: "3" },
  ]);
  expect(written.match(/That name is taken\./g)).toHaveLength(2);
  expect(isDone).toBe(true);
});
