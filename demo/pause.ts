// Between the stops of the tour: an answer is there to be read before the next one comes.

import { createInterface } from "node:readline/promises";

export type GoOn = "next" | "enough";

/** Asks at a terminal, and waits for a line. What ends the input ends the tour. */
export async function untilRead(input: NodeJS.ReadableStream, output: NodeJS.WritableStream): Promise<GoOn> {
  const lines = createInterface({ input, output });
  const ended = new Promise<GoOn>((resolve) => lines.once("close", () => resolve("enough")));
  const answered = lines
    .question("Enter goes on, q leaves the tour. ")
    .then((line): GoOn => (/^\s*q/i.test(line) ? "enough" : "next"));
  try {
    return await Promise.race([answered, ended]);
  } finally {
    lines.close();
    output.write("\n");
  }
}
