// `doctor`: what is wrong with this set-up, a line each, and how to mend it.

import { styleText } from "node:util";
import { examine } from "../doctor/index.ts";
import { createLogger } from "../log.ts";
import type { Finding } from "../platform/finding.ts";
import { counted } from "../reply/build.ts";
import { inOneLine, withoutSteering } from "../steering.ts";
import { realPace } from "../time/pace.ts";
import { hostOf } from "./host.ts";
import { goThrough, proxyOf } from "./proxy.ts";

const STYLES = { ok: "green", note: "yellow", problem: "red" } as const;
const WIDTH = "problem".length;

/** Prints every finding as it is found, or all of them as JSON. Returns whether there is no problem. */
export async function doctor({ json }: { readonly json: boolean }): Promise<boolean> {
  const log = createLogger("silent");
  const findings = await examine({
    clock: Date.now,
    log,
    hostOf: (config, bot, id) => hostOf({ config, bot, clock: Date.now, pace: realPace, log }, id),
    goOut(config) {
      const proxy = proxyOf(config);
      if (proxy !== undefined) goThrough(proxy);
    },
    tell: (finding) => {
      if (!json) process.stdout.write(`${lineOf(finding)}\n`);
    },
  });
  const problems = findings.filter(({ state }) => state === "problem").length;
  const said =
    problems === 0
      ? "Nothing is wrong that can be seen from here."
      : `${counted(problems, "problem")} to mend.`;
  process.stdout.write(json ? `${withoutSteering(JSON.stringify(findings, null, 2))}\n` : `\n${said}\n`);
  return problems === 0;
}

/** One line, whatever others' names hold. */
function lineOf(finding: Finding): string {
  const { state, about, says } = finding;
  const words = `${about}: ${says}${finding.state === "problem" ? ` → ${finding.mend}` : ""}`;
  const plain = inOneLine(words.replace(/\s+/g, " "));
  return `${styleText(STYLES[state], state.padEnd(WIDTH), { stream: process.stdout })}  ${plain}`;
}
