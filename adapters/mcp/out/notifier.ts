// Programs are told nothing that they did not ask for: what admins should know stands in the log.

import type { Notifier } from "../../../src/platform/notifier.ts";
import { plainText } from "../../../src/reply/plain-text.ts";
import type { Host } from "../../adapter.ts";

export function createNotifier({ log }: Pick<Host, "log">): Notifier {
  return {
    async tell(_workspace, _to, reply) {
      log.warn(plainText(reply));
    },
  };
}
