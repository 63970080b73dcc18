// What may stand in the input and in the fields of forms while somebody types, as whole values: a browser's own list shows them.

import { completeLine } from "../../../src/commands/serve/complete-line.ts";
import type { Host } from "../../adapter.ts";
import { WEB_WORKSPACE } from "./read.ts";

export interface Completing {
  /** Whole lines that begin with what is typed; commands of /news may be typed without it. */
  lines(typed: string): Promise<readonly string[]>;
  /** Values of a field that is completed as `of` says, `news top country`; of a list, with its last item completed. */
  words(of: string, typed: string, isList: boolean): Promise<readonly string[]>;
}

export function createCompleting({
  router,
  complete,
  prefix,
}: Pick<Host, "router" | "complete" | "prefix">): Completing {
  const ofLine = completeLine({ commands: router.commands, complete, prefix, workspace: WEB_WORKSPACE });
  const news = `/${prefix}news `;

  /** Each end as the whole line it makes. */
  async function wholeLines(line: string): Promise<readonly string[]> {
    const [ends, part] = await ofLine(line);
    const before = line.endsWith(part) ? line.slice(0, line.length - part.length) : "";
    return ends.map((end) => `${before}${end}`);
  }

  return {
    async lines(typed) {
      if (typed === "") return [];
      const lines = await wholeLines(typed);
      if (typed.startsWith("/") || lines.length > 0) return lines;
      return (await wholeLines(`${news}${typed}`)).map((line) => line.slice(news.length));
    },
    async words(of, typed, isList) {
      const [group = "", verb = "", option = ""] = of.split(" ");
      const [, before = "", part = ""] = isList ? (/^(.*,\s*)?(.*)$/s.exec(typed) ?? []) : ["", "", typed];
      const found = await complete(WEB_WORKSPACE, [group, verb], option, part);
      return found.map(({ value }) => `${before}${value}`);
    },
  };
}
