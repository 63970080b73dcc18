// The tour waits until what it shows was read.

import { PassThrough } from "node:stream";
import { expect, it } from "vitest";
import { untilRead } from "../../demo/pause.ts";

it.each([
  ["\n", "next"],
  ["q\n", "enough"],
  ["Quit\n", "enough"],
  ["on\n", "next"],
] as const)("%j: %s", async (typed, wanted) => {
  const [input, output] = [new PassThrough(), new PassThrough()];
  const read = untilRead(input, output);
  input.write(typed);
  expect(await read).toBe(wanted);
  expect(String(output.read())).toContain("Enter goes on");
});

it("is over where nobody can answer", async () => {
  const input = new PassThrough();
  const read = untilRead(input, new PassThrough());
  input.end();
  expect(await read).toBe("enough");
});
