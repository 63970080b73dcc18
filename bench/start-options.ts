// What `npm start` gives Node, so that a bot that is measured runs as the service does.

import { readFileSync } from "node:fs";
import { z } from "zod";

const packageSchema = z.object({ scripts: z.object({ start: z.string() }) });

/** Of a checkout, whose folder is a URL that ends in `/`. */
export function startOptions(checkout: URL): readonly string[] {
  const { scripts } = packageSchema.parse(
    JSON.parse(readFileSync(new URL("package.json", checkout), "utf8")),
  );
  // Settings are the measurement's own.
  return scripts.start.split(" ").filter((word) => word.startsWith("--") && !word.startsWith("--env-file"));
}
