// The thread that draws charts, one after another.

import { parentPort } from "node:worker_threads";
import { messageOf } from "../errors.ts";
import { inLanguage } from "../wording/say.ts";
import { shippedFonts } from "./font.ts";
import type { Asked, Drawn } from "./messages.ts";
import { createPainter } from "./png.ts";

const paint = createPainter(shippedFonts());

parentPort?.on("message", (asked: Asked) => parentPort?.postMessage(drawn(asked)));

function drawn({ language, ...chart }: Asked): Drawn {
  try {
    return { png: inLanguage(language, () => paint(chart)) };
  } catch (error) {
    return { problem: messageOf(error) };
  }
}
