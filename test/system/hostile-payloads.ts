// What hostile people and programs send: payloads and commands, changed at random, with what objects of JavaScript inherit among
// their keys, with nests and texts that nobody types.

import fc from "fast-check";
import { oddPayload } from "../adapters/odd-shapes.ts";
import { pollution } from "../adapters/pollution.ts";
import { RECORDED } from "../adapters/slack/recorded.ts";
import { FROM_MEMBER } from "../fakes/discord/from-member.ts";
import { directPayload, mentionPayload } from "../fakes/slack/door-payloads.ts";
import { actionPayload, commandPayload, homePayload, viewPayload } from "../fakes/slack/payloads.ts";

const from = { team: "T0NEWS", user: "U0MEMBER" };
// Nobody is there: the far end of this is another test's matter.
const at = { responseUrl: "https://nowhere.test/x", triggerId: "t" };
export const SLACK_SEEDS: readonly unknown[] = [
  commandPayload(from, at, "C0NEWS", "/news", "top court"),
  actionPayload(from, at, { action_id: "run:0", value: "c1:/news top" }, { channel: "C0NEWS" }),
  viewPayload(from, at, { callback_id: "c1:/digest create" }, { name: "x", when: "daily 09:00" }),
  homePayload(from),
  mentionPayload(from, "<@U0BOT> news top court", { channel: "C0NEWS", ts: "1.1" }),
  directPayload(from, "and latvia?", { channel: "D0MEMBER", ts: "1.2" }),
  ...JSON.parse(JSON.stringify(RECORDED).replaceAll("hooks.slack.com", "nowhere.test")),
];
const fields = [{ name: "top", type: 1, options: [{ name: "country", type: 3, value: "Latvia" }] }];
export const DISCORD_SEEDS: readonly unknown[] = [
  { ...FROM_MEMBER, type: 2, data: { id: "1", name: "news", type: 1, options: fields } },
  { ...FROM_MEMBER, type: 3, data: { custom_id: "c1:/news top", component_type: 2 } },
  { ...FROM_MEMBER, type: 4, data: { name: "news", options: fields } },
  { ...FROM_MEMBER, type: 5, data: { custom_id: "c1:/digest create", components: [] } },
];
export const MCP_SEEDS: readonly unknown[] = [
  {
    jsonrpc: "2.0",
    id: 1,
    method: "tools/call",
    params: { name: "news_top", arguments: { country: "Latvia" } },
  },
  {
    jsonrpc: "2.0",
    id: 1,
    method: "tools/call",
    params: { name: "digest_history", arguments: { name: "x" } },
  },
  { jsonrpc: "2.0", id: 1, method: "tools/list", params: {} },
];

const NESTED = `${"[".repeat(4_000)}${"]".repeat(4_000)}`;
const POLLUTING = '"__proto__":{"isPolluted":true},"constructor":{"prototype":{"isPolluted":true}}';

/** JSON with what objects of JavaScript inherit among its keys, with a nest deeper than stacks, or longer than anybody types. */
function hardened(json: string, how: number): string {
  if (how === 0) return json.replace(/^\{/, `{${POLLUTING},`);
  if (how === 1) return json.replaceAll(/\{(?=")/g, `{${POLLUTING},`);
  if (how === 2) return json.replace(/:(?:"[^"]*"|null)/, `:${NESTED}`);
  if (how === 3) return json.replace(/:"[^"]*"/, `:"${"x".repeat(200_000)}"`);
  if (how === 4) return json.slice(0, Math.floor(json.length / 2));
  return json;
}

export const bodyOf = (seeds: readonly unknown[]): fc.Arbitrary<string> =>
  fc
    .tuple(oddPayload(seeds), fc.nat({ max: 40 }), pollution)
    .map(([one, how, pollute]) =>
      hardened(JSON.stringify(how > 30 && one !== undefined ? pollute(one) : one) ?? "", how),
    );

const words = fc.constantFrom(
  ...[
    "corruption",
    "latvia",
    "last week",
    "since",
    "until",
    "2024-02-30",
    "pillar",
    "99",
    "-1",
    "not",
    "and",
    "page",
  ],
  ...[
    '"',
    "'",
    "“",
    "*",
    "%",
    ";--",
    "\u0000",
    "\n",
    "\u001b[2J",
    "\ud800",
    "💥",
    "x".repeat(3_000),
    "constructor",
  ],
  ...[
    "__proto__",
    "toString",
    "share",
    "sure",
    "name",
    "limit",
    "1e9",
    "<@U1>",
    "<!channel>",
    "@everyone",
    "../../",
  ],
);
export const typed = (commands: readonly string[]): fc.Arbitrary<string> =>
  fc.oneof(
    fc
      .tuple(
        fc.constantFrom(...commands),
        fc.oneof(fc.constant([]), fc.array(words, { maxLength: 6 })),
        fc.nat(200),
        fc.nat(4),
      )
      .map(([command, more, cut, how]) => {
        const whole = [command, ...more].join(" ");
        if (how > 1) return whole;
        if (how === 1) return whole.slice(0, cut);
        return `${whole.slice(0, cut)}${more.join("")}${whole.slice(cut)}`;
      }),
    fc.string({ unit: "binary", maxLength: 300 }),
    fc.array(words, { maxLength: 40 }).map((some) => some.join(" ")),
  );
