// Mistakes at the border to programs that ask.

import type { PlantedFault } from "./fault.ts";

export const PROGRAMS: readonly PlantedFault[] = [
  {
    mistake: "a token is one under whatever scheme",
    file: "adapters/mcp/in/door.ts",
    text: "/^Bearer +(\\S+)$/i",
    instead: "/(\\S+)$/i",
    caughtBy: "is shut for %s",
  },
  {
    mistake: "what begins like the token is the token",
    file: "adapters/mcp/in/door.ts",
    text: "if (!timingSafeEqual(digest(given), expected))",
    instead: "if (!given.startsWith(token))",
    caughtBy: "is shut for %s",
  },
  {
    mistake: "a page of this machine may ask",
    file: "adapters/mcp/in/door.ts",
    text: "if (origin !== undefined) return",
    instead: 'if (origin !== undefined && !origin.startsWith("http://127.0.0.1")) return',
    caughtBy: "is shut for a page of %s",
  },
  {
    mistake: "a name that begins like an address is one",
    file: "adapters/mcp/in/door.ts",
    text: "if (isIP(name) === 0 &&",
    instead: "if (!/^\\d+\\.\\d+\\.\\d+\\.\\d+/.test(name) && isIP(name) === 0 &&",
    caughtBy: "looks at the name %s: %i",
  },
  {
    mistake: "arguments that are not declared are dropped without a word",
    file: "adapters/mcp/in/arguments.ts",
    text: "return z.strictObject(",
    instead: "return z.object(",
    caughtBy: "are the commands that change nothing, with schemas that are ones, and take nothing else",
  },
  {
    mistake: "what everybody may do programs may do",
    file: "src/commands/serve/define.ts",
    text: '.filter(({ role, isLookup }) => role === "read" && isLookup === true);',
    instead: '.filter(({ role }) => role === "read");',
    caughtBy: "are the commands that change nothing, with schemas that are ones, and take nothing else",
  },
  {
    mistake: "only the ends of lines that keyboards make are ends",
    file: "adapters/mcp/out/escape.ts",
    text: '.replace(/\\r\\n?|[\\v\\f\\u0085\\p{Zl}\\p{Zp}]/gu, "\\n")',
    instead: '.replace(/\\r\\n/gu, "\\n")',
    caughtBy: "stand in the text behind the mark alone, without a sign that nobody sees",
  },
  {
    mistake: "signs that nobody sees are told",
    file: "adapters/mcp/out/escape.ts",
    text: '\n    .replace(/[^\\P{C}\\n\\u200c\\u200d]/gu, "");',
    instead: ";",
    caughtBy: "stand in the text behind the mark alone, without a sign that nobody sees",
  },
  {
    mistake: "a text with commas is a list",
    file: "adapters/mcp/out/result.ts",
    text: "countries: [...countries],",
    instead: 'countries: countries.flatMap((one) => one.split(",")),',
    caughtBy: "are texts in the typed part, whose shape they do not change",
  },
  {
    mistake: "the first line of an article alone stands behind the mark",
    file: "adapters/mcp/out/escape.ts",
    text: '    .split("\\n")\n    .map((line) => `${DATA_MARK}${line}`)\n    .join("\\n");',
    instead: "    .replace(/^/, DATA_MARK);",
    caughtBy: "answers over HTTP what the running bot answers at a terminal",
  },
];
