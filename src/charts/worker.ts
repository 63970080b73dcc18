// The thread that draws charts, one after another.

import { parentPort } from "node:worker_threads";
import { messageOf } from "../errors.ts";
import type { Chart } from "../reply/chart.ts";
import { shippedFonts } from "./font.ts";
import type { Drawn } from "./messages.ts";
import { createPainter } from "./png.ts";

const paint = createPainter(shippedFonts());

parentPort?.on("message", (chart: Chart) => parentPort?.postMessage(drawn(chart)));

function drawn(chart: Chart): Drawn {
  try {
    return { png: paint(chart) };
  } catch (error) {
    return { problem: messageOf(error) };
  }
}
