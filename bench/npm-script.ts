// What an npm script gives Node, so that a program that is measured runs as it does for people.

import { readFileSync } from "node:fs";
import { z } from "zod";
import { AppError } from "../src/errors.ts";

const packageSchema = z.object({ scripts: z.record(z.string(), z.string()) });

export interface NpmScript {
  readonly program: URL;
  /** Node's. */
  readonly options: readonly string[];
}

/** A script of a checkout, whose folder is a URL that ends in `/`. */
export function npmScript(checkout: URL, name: "start" | "ask"): NpmScript {
  const { scripts } = packageSchema.parse(
    JSON.parse(readFileSync(new URL("package.json", checkout), "utf8")),
  );
  const words = (scripts[name] ?? "").split(" ");
  const program = words.find((word) => word.startsWith("src/"));
  if (program === undefined) throw new AppError("internal", `There is no npm run ${name} in ${checkout}.`);
  return {
    program: new URL(program, checkout),
    // Settings are the measurement's own.
    options: words.filter((word) => word.startsWith("--") && !word.startsWith("--env-file")),
  };
}
