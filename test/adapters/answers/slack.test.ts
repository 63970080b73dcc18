// Everything that Slack, and whoever stands before it, can answer: through the real client, and through whole deliveries.

import { describe, expect, inject, it } from "vitest";
import { createWeb, type SlackWeb } from "../../../adapters/slack/api/client.ts";
import { createDestination } from "../../../adapters/slack/digests/destination.ts";
import { createPlaces } from "../../../adapters/slack/digests/places.ts";
import { AppError } from "../../../src/errors.ts";
import { createLogger } from "../../../src/log.ts";
import type { SendOutcome } from "../../../src/platform/destination.ts";
import type { Rests } from "../../../src/platform/rests.ts";
import { createTestPace } from "../../pace.ts";
import { type Desk, openDesk } from "./deliveries.ts";
import { slackErrors } from "./documented.ts";
import {
  type Answer,
  type FarEnd,
  foreignBodies,
  misreadForeign,
  openFarEnd,
  STATUSES,
  someOf,
} from "./far-end.ts";

const log = createLogger("silent");
const signal = new AbortController().signal;

/** The closed list: what stays until somebody changes the place. */
const PAUSES: ReadonlySet<string> = new Set([
  "cannot_reply_to_message",
  "channel_not_found",
  "is_archived",
  "messages_tab_disabled",
  "not_in_channel",
  "restricted_action",
  "restricted_action_non_threadable_channel",
  "restricted_action_read_only_channel",
  "restricted_action_thread_locked",
  "restricted_action_thread_only_channel",
  "thread_not_found",
]);

const WORDS: readonly string[] = [
  ...new Set([
    ...slackErrors.anyMethod,
    ...Object.values(slackErrors.methods).flat(),
    "thread_not_found",
    "nobody_knows_this_word",
  ]),
];

const said = (error: string): string => JSON.stringify({ ok: false, error });

/** Each case is the first that Slack says: rests have tests of their own. */
const noRests: Rests = { through: (_kinds, _patience, call) => call() };

function webTo({ origin }: FarEnd): SlackWeb {
  return createWeb({
    token: "xoxb-1",
    apiUrl: `${origin}/api/`,
    rests: noRests,
    pace: createTestPace(),
    log,
  });
}

async function outcomeOf(end: FarEnd, web: SlackWeb, answer: Answer): Promise<SendOutcome> {
  end.answer = () => answer;
  const to = createDestination({ web, channel: "C0NEWS", codes: new Map() });
  const [part] = to.plan({ main: { audience: "everyone", blocks: [{ type: "divider" }] } }, "k1");
  if (part === undefined) throw new Error("nothing is planned");
  return to.send(part, { signal });
}

describe("one answer to a message", () => {
  it("pauses only for the words of the closed list, and only where they are Slack's own", async () => {
    const end = await openFarEnd();
    const web = webTo(end);
    const wrong: string[] = [];
    const others = STATUSES.filter((status) => status !== 200);
    for (const word of WORDS)
      for (const status of [200, ...(inject("long") ? others : someOf(others, 2, WORDS.indexOf(word)))]) {
        const { type } = await outcomeOf(end, web, { status, body: said(word) });
        const isSaid = status === 200;
        const isRight =
          isSaid && PAUSES.has(word)
            ? type === "never"
            : isSaid
              ? type === "later" || type === "refused" || type === "unknown"
              : type === (status === 429 || status === 401 ? "later" : "unknown");
        if (!isRight) wrong.push(`${status} ${word}: ${type}`);
      }
    expect(wrong).toEqual([]);
    expect(WORDS.length).toBeGreaterThan(90);
  });

  it("is looked for when it is not Slack's, unless nothing can have been done", async () => {
    const end = await openFarEnd();
    const web = webTo(end);
    const owns = [said("is_archived"), JSON.stringify({ ok: true, channel: "C0NEWS", ts: "1.2" })];
    const outcome = (answer: Answer): Promise<SendOutcome> => outcomeOf(end, web, answer);
    expect(await misreadForeign(owns, outcome)).toEqual([]);
  });

  it.each([
    ["rate_limited", { type: "later" }],
    ["message_limit_exceeded", { type: "later", afterMs: 3_600_000 }],
    ["org_login_required", { type: "later" }],
    ["ekm_access_denied", { type: "later" }],
    ["msg_blocks_too_long", { type: "refused", cause: "length" }],
    ["invalid_blocks", { type: "refused", cause: "content" }],
    ["fatal_error", { type: "unknown" }],
    ["draft_not_found", { type: "unknown" }],
  ])("%s is %j", async (word, outcome) => {
    const end = await openFarEnd();
    expect(await outcomeOf(end, webTo(end), { status: 200, body: said(word) })).toMatchObject(outcome);
  });
});

describe("one answer to the question whether a message is there", () => {
  it("counts as closed only for words that stay; any other is asked again", async () => {
    const end = await openFarEnd();
    const web = webTo(end);
    const to = createDestination({ web, channel: "C0NEWS", codes: new Map() });
    const [part] = to.plan({ main: { audience: "everyone", blocks: [{ type: "divider" }] } }, "k1");
    if (part === undefined) throw new Error("nothing is planned");
    const found = async (answer: Answer): Promise<string> => {
      end.answer = () => answer;
      return to.find(part, 0, { signal }).then(
        ({ type }) => type,
        (error: unknown) =>
          error instanceof Error && "retryable" in error ? `${error.retryable}` : "thrown",
      );
    };
    const closed: string[] = [];
    for (const word of WORDS) {
      const type = await found({ status: 200, body: said(word) });
      if (type === "unreadable") closed.push(word);
      else expect([word, type]).toEqual([word, "true"]);
    }
    expect(closed.toSorted()).toEqual([
      "access_denied",
      "channel_is_limited_access",
      "channel_not_found",
      "missing_scope",
      "no_permission",
      "not_allowed_token_type",
      "not_in_channel",
      "thread_not_found",
    ]);
    for (const status of STATUSES)
      for (const { kind, ...body } of foreignBodies(said("missing_scope")))
        expect([status, kind, await found({ status, ...body })]).toEqual([status, kind, "true"]);
  });
});

describe("one answer while somebody names a place", () => {
  const actor = { id: "U0MEMBER", isAdmin: false };
  const well: Readonly<Record<string, object>> = {
    "conversations.info": { channel: { id: "C0NEWS", name: "news", is_member: true } },
    "conversations.members": { members: ["U0MEMBER"] },
    "conversations.open": { channel: { id: "D0MEMBER" } },
    "conversations.list": { channels: [{ id: "C0NEWS", name: "news" }] },
    "conversations.replies": { messages: [{}] },
  };
  const wanted: readonly (readonly [method: string, wanted: string])[] = [
    ["conversations.info", "C0NEWS"],
    ["conversations.members", "C0NEWS"],
    ["conversations.open", "me"],
    ["conversations.list", "news"],
    ["conversations.replies", "https://x.slack.com/archives/C0NEWS/p1709802000000100"],
  ];

  it.each(wanted)(
    "of %s is a sentence about it, or that Slack does not answer now",
    async (method, place) => {
      const end = await openFarEnd();
      const places = createPlaces({ web: webTo(end) });
      const said200 = (body: object): Answer => ({ status: 200, body: JSON.stringify(body) });
      const resolved = async (answer: Answer): Promise<string> => {
        end.answer = ({ path }) => {
          const asked = path.replace("/api/", "");
          return asked === method ? answer : said200({ ok: true, user: "bot", ...well[asked] });
        };
        const request = {
          platform: "slack",
          workspace: "slack:T1",
          actor,
          here: "C0OTHER",
          wanted: place,
        } as const;
        return places.resolve(request).then(
          ({ type }) => type,
          (error: unknown) => (error instanceof AppError && error.retryable ? error.code : String(error)),
        );
      };
      expect(await resolved(said200({ ok: true, ...well[method] }))).toBe("found");
      for (const word of [...slackErrors.anyMethod, ...(slackErrors.methods[method] ?? [])])
        expect(["refused", "network"]).toContain(await resolved({ status: 200, body: said(word) }));
      for (const status of inject("long") ? STATUSES : [200, 403, 404, 502])
        for (const { kind, ...body } of foreignBodies(said("channel_not_found")))
          expect([status, kind, await resolved({ status, ...body })]).toEqual([status, kind, "network"]);
    },
  );
});

/** A Slack that answers one message badly, having taken it or not, and is well from then on. */
function slackWith(end: FarEnd, bad: Answer, isTaken: boolean) {
  const standing: { readonly ts: string; readonly blocks: unknown }[] = [];
  let answered = 0;
  const well = (body: object): Answer => ({ status: 200, body: JSON.stringify({ ok: true, ...body }) });
  end.answer = ({ path, body }) => {
    if (path === "/api/conversations.history") return well({ messages: standing });
    const ts = `1709802000.${String(standing.length).padStart(6, "0")}`;
    const take = (): void => {
      standing.push({ ts, blocks: JSON.parse(new URLSearchParams(body).get("blocks") ?? "[]") });
    };
    answered += 1;
    if (answered === 1) {
      if (isTaken) take();
      return bad;
    }
    take();
    return well({ channel: "C0NEWS", ts });
  };
  return { standing };
}

describe("a whole delivery", () => {
  async function delivered(end: FarEnd, desk: Desk, bad: Answer, isTaken: boolean): Promise<string> {
    const { standing } = slackWith(end, bad, isTaken);
    const web = webTo(end);
    const to = createDestination({ web, channel: "C0NEWS", codes: new Map() });
    const { ending } = await desk.deliver({ channel: "C0NEWS" }, to);
    return `${ending.split(" ")[0]}, ${standing.length} there`;
  }

  it("stands once, or is paused with a reason of the closed list, whatever is answered first", async () => {
    const end = await openFarEnd();
    const desk = await openDesk("slack");
    const isUnsure = (word: string): boolean => ["internal_error", "fatal_error"].includes(word);
    const words = WORDS.map((word) => ({
      name: word,
      answer: { status: 200, body: said(word) },
      taken: isUnsure(word) ? [true, false] : [false],
      ending: PAUSES.has(word) ? "dead, 0 there" : "sent, 1 there",
    }));
    const pages = STATUSES.flatMap((status) =>
      foreignBodies(JSON.stringify({ ok: true, channel: "C0NEWS", ts: "1.2" })).map(({ kind, ...body }) => ({
        name: `${status} ${kind}`,
        answer: { status, ...body },
        taken: status === 429 || status === 401 ? [false] : [true, false],
        ending: "sent, 1 there",
      })),
    );
    // What is refused for what it says is another matter.
    const refused = new Set<string>();
    for (const { name, answer } of words)
      if ((await outcomeOf(end, webTo(end), answer)).type === "refused") refused.add(name);
    const cases = [...words, ...pages].filter(({ name }) => !refused.has(name));
    const tried = inject("long") ? cases : someOf(cases, 60);
    for (const { name, answer, taken, ending } of tried)
      for (const isTaken of taken)
        expect([name, isTaken, await delivered(end, desk, answer, isTaken)]).toEqual([name, isTaken, ending]);
  });

  it("is neither paused nor doubled by a block of everything: it stands when that is over", async () => {
    const end = await openFarEnd();
    const desk = await openDesk("slack");
    // Its first answer is a page, too, though it was taken.
    const page = { status: 403, body: "<html>Access denied</html>", type: "text/html" };
    const { standing } = slackWith(end, page, true);
    const well = end.answer;
    const to = createDestination({ web: webTo(end), channel: "C0NEWS", codes: new Map() });
    const place = { channel: "C0NEWS" };
    let left = 25;
    end.answer = (asked) => {
      if (asked.method === "POST" && standing.length === 0) return well(asked);
      left -= 1;
      return left > 0 ? page : well(asked);
    };
    const { ending, tries } = await desk.deliver(place, to);
    expect([ending, standing.length]).toEqual(["sent", 1]);
    expect(tries).toBeGreaterThan(5);
  });
});
