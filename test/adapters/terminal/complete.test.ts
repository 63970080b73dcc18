// Tab at a prompt: what is typed so far and what it may become.

import { beforeAll, expect, it } from "vitest";
import { createLineCompleter } from "../../../adapters/terminal/in/complete.ts";
import { listOptions } from "../../../src/commands/news/filters.ts";
import { articleOption } from "../../../src/commands/news/one-article.ts";
import { createCompleter } from "../../../src/commands/serve/completer.ts";
import { defineCommand } from "../../../src/commands/serve/define.ts";
import type { Reply } from "../../../src/reply/reply.ts";

const handler = async (): Promise<Reply> => ({ audience: "asker", blocks: [] });
const shared = { role: "read", answers: "message", summary: "…", handler } as const;
const commands = [
  defineCommand({ ...shared, path: ["news", "top"], examples: ["/news top"], options: listOptions }),
  defineCommand({
    ...shared,
    path: ["news", "show"],
    examples: ["/news show 1"],
    options: { article: articleOption },
  }),
];

let complete: ReturnType<typeof createLineCompleter>;

beforeAll(() => {
  complete = createLineCompleter({
    router: { commands, handle: handler, drain: async () => undefined },
    prefix: "",
    complete: createCompleter({
      commands,
      lexicon: async () => ({
        countries: ["Estonia", "Latvia"],
        sources: ["delfi.ee", "delfi.lv"],
        digests: [],
      }),
      titles: async (_workspace, partial) =>
        "president vetoes".startsWith(partial) ? [{ id: "4109a1fd", title: "President vetoes" }] : [],
    }),
  });
});

it.each([
  ["/ne", ["/news top ", "/news show "]],
  ["/news t", ["/news top "]],
  ["news s", ["/news show "]],
  ["/news top coun", ["country "]],
  ["/news top country La", ["Latvia "]],
  ["/news top la", ["last week "]],
  ["/news top est", ["Estonia "]],
  ["/news top source delfi.", ["delfi.ee ", "delfi.lv "]],
  ["/news top xyzzy", []],
])("%s", async (line, expected) => {
  const [found] = await complete(line);
  expect(found).toEqual(expect.arrayContaining(expected));
  if (expected.length === 0) expect(found).toEqual([]);
});
