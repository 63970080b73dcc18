// Names from the data and from other people, wherever a prompt shows them besides its answers: none steers the terminal.

import { PassThrough } from "node:stream";
import { expect, it, onTestFinished, vi } from "vitest";
import { type Form, runPrompt } from "../../../adapters/terminal/in/intake.ts";

const STEERING = ["\u001b]8;;https://evil.example\u0007", "\u009b31m", "\u202e", "\u2028", "\u2066"];
const name = `courts${STEERING.join("")}.example`;

const form: Form = {
  type: "form",
  title: "Edit a digest",
  submit: "Save",
  command: "/digest edit",
  fields: [
    {
      kind: "text",
      name: "name",
      label: `Name of ${name}`,
      hint: `Now ${name}`,
      value: name,
      required: false,
      problem: `No ${name}`,
    },
  ],
};

it("a suggestion, a form's labels, hints, values and problems, and what Tab offers", async () => {
  // At a dumb terminal Tab offers nothing.
  vi.stubEnv("TERM", "xterm");
  onTestFinished(() => void vi.unstubAllEnvs());
  const input = new PassThrough();
  const output = Object.assign(new PassThrough(), { isTTY: true });
  const typed = ["sour", "\t", "\t", "\t", "\u0015", "tpo\r", "\r", "form\r", "\r", "\u0004"];
  let written = "";
  output.on("data", (chunk) => {
    written += String(chunk);
  });
  const running = runPrompt({
    input,
    output,
    complete: async (line) => [
      ["source ", "source x ", `source ${name} `].filter((one) => one.startsWith(line)),
      line,
    ],
    answer: async (line) => ({
      text: `Answer to ${line.replace(/[^a-z /.]/g, "")}.`,
      isRefusal: false,
      ...(line.endsWith("tpo") ? { suggestion: `/news top source ${name}` } : {}),
      ...(line === "form" ? { form } : {}),
    }),
    submit: async () => ({ text: "Saved.", isRefusal: false }),
  });
  for (const keys of typed) {
    input.write(keys);
    for (let turn = 0; turn < 20; turn += 1) await new Promise((resolve) => setImmediate(resolve));
  }
  await running;
  expect(written).toContain("/news top source courts");
  expect(written).toContain("Name of courts");
  expect(written).toContain("source x");
  expect(written).toContain("No courts");
  expect(written).toContain("Saved.");
  for (const sign of STEERING) expect(written).not.toContain(sign);
});
