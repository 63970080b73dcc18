// Everything that Discord, and whoever stands before it, can answer: through discord.js, and through whole deliveries.

import type { REST } from "discord.js";
import { describe, expect, inject, it } from "vitest";
import { botRest, deliveryRest } from "../../../adapters/discord/api/client.ts";
import { withToken } from "../../../adapters/discord/api/token.ts";
import { createDestination } from "../../../adapters/discord/digests/destination.ts";
import { createPlaces } from "../../../adapters/discord/digests/places.ts";
import { AppError } from "../../../src/errors.ts";
import { createLogger } from "../../../src/log.ts";
import type { Destination, Part, Place, SendOutcome } from "../../../src/platform/destination.ts";
import type { Rests } from "../../../src/platform/rests.ts";
import type { TokenWatch } from "../../../src/platform/standing.ts";
import { paragraph } from "../../../src/reply/build.ts";
import { type Desk, openDesk } from "./deliveries.ts";
import { discordCodes } from "./documented.ts";
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
const CHANNEL = "300000000000000001";
const API = "/api/v10";

/** The closed list: what stays until somebody changes the place. */
const PAUSES: ReadonlySet<number> = new Set([10003, 10004, 10008, 40007, 50001, 50007, 50013, 50033, 50278]);
/** These pause when the place is what they say, still after it was read again; here it is not. */
const READ_AGAIN: ReadonlySet<number> = new Set([10087, 40058, 40066, 40067, 50008, 50024, 50083, 160005]);

const CODES: readonly number[] = [...discordCodes, 999_999];
const CLIENT_ERRORS = STATUSES.filter(
  (status) => status >= 400 && status < 500 && ![401, 429].includes(status),
);

const said = (code: number): string => JSON.stringify({ code, message: "No." });
const posted = (id: string): string => JSON.stringify({ id, channel_id: CHANNEL });

/** Each case is the first that Discord says: rests have tests of their own. */
const noRests: Rests = { through: (_kinds, _patience, call) => call() };

const NOBODY_WATCHES: TokenWatch = {
  taken: () => undefined,
  refused: () => undefined,
  away: () => undefined,
  unsure: () => undefined,
};

interface Ways {
  readonly sending: REST;
  readonly reading: REST;
}

function waysTo({ origin }: FarEnd): Ways {
  const options = { apiUrl: `${origin}/api`, rests: noRests };
  const way = (rest: REST): REST => quick(withToken(rest, "a.b.c", NOBODY_WATCHES));
  return { sending: way(deliveryRest(options)), reading: way(botRest(options)) };
}

/** discord.js itself lets fifty requests a second out. */
function quick(rest: REST): REST {
  Object.assign(rest.options, { globalRequestsPerSecond: 1_000_000 });
  return Object.assign(rest, { globalRemaining: 1_000_000 });
}

function destinationOf(ways: Ways, place: Omit<Place, "platform"> = { channel: CHANNEL }): Destination {
  const options = {
    ...ways,
    codes: new Map<string, string>(),
    draw: async () => undefined,
    clock: Date.now,
    log,
  };
  return createDestination({ ...options, place: { platform: "discord", ...place } });
}

function onePart(to: Destination): Part {
  const [part] = to.plan({ main: { audience: "everyone", blocks: [paragraph("One story.")] } }, "k1");
  if (part === undefined) throw new Error("nothing is planned");
  return part;
}

const A_FORUM = { channel: CHANNEL, forumTags: {} };
const aForum: Answer = {
  status: 200,
  body: JSON.stringify({ id: CHANNEL, type: 15, guild_id: "1", name: "news" }),
};
const aChannel: Answer = {
  status: 200,
  body: JSON.stringify({ id: CHANNEL, type: 0, guild_id: "1", name: "news" }),
};

function outcomeOf(end: FarEnd, to: Destination, answer: Answer, channel = aChannel): Promise<SendOutcome> {
  end.answer = ({ method, path }) =>
    method === "GET" && path === `${API}/channels/${CHANNEL}` ? channel : answer;
  return to.send(onePart(to), { signal });
}

describe("one answer to a message", () => {
  it.each([
    ["in a channel", { channel: CHANNEL }, aChannel],
    ["that opens a post in a forum", A_FORUM, aForum],
  ])(
    "%s pauses only for the codes of the closed list, and only where they are Discord's own",
    async (_, place, channel) => {
      const end = await openFarEnd();
      const to = destinationOf(waysTo(end), place);
      const wrong: string[] = [];
      const others = STATUSES.filter((status) => status !== 304);
      for (const [turn, code] of CODES.entries())
        for (const status of inject("long")
          ? others
          : [...someOf(CLIENT_ERRORS, 2, turn), ...someOf(others, 1, turn)]) {
          const { type } = await outcomeOf(end, to, { status, body: said(code) }, channel);
          const expected = CLIENT_ERRORS.includes(status)
            ? PAUSES.has(code)
              ? ["never"]
              : READ_AGAIN.has(code)
                ? ["later", "never"]
                : ["later", "refused", "unknown"]
            : [status === 401 || status === 429 ? "later" : "unknown"];
          // A tag that no forum wants here cannot be read again.
          if (!expected.includes(type)) wrong.push(`${status} ${code}: ${type}`);
        }
      expect(wrong).toEqual([]);
      expect(CODES.length).toBeGreaterThan(200);
    },
  );

  it("is looked for when it is not Discord's, unless nothing can have been done", async () => {
    const end = await openFarEnd();
    const to = destinationOf(waysTo(end));
    const outcome = (answer: Answer): Promise<SendOutcome> => outcomeOf(end, to, answer);
    expect(await misreadForeign([said(10003), posted("1")], outcome)).toEqual([]);
  });

  it.each([
    [40333, { type: "later" }],
    [200000, { type: "refused", cause: "content" }],
    [50035, { type: "refused", cause: "content" }],
    [40005, { type: "refused", cause: "length" }],
    [130000, { type: "later" }],
    [50005, { type: "unknown" }],
  ])("%i is %j", async (code, outcome) => {
    const end = await openFarEnd();
    const to = destinationOf(waysTo(end));
    expect(await outcomeOf(end, to, { status: 403, body: said(code) })).toMatchObject(outcome);
  });

  it("that refuses the token once is no answer to the next", async () => {
    const end = await openFarEnd();
    const to = destinationOf(waysTo(end));
    expect(await outcomeOf(end, to, { status: 401, body: "" })).toMatchObject({ type: "later" });
    expect(await outcomeOf(end, to, { status: 200, body: posted("7") })).toEqual({
      type: "sent",
      messageId: "7",
    });
  });
});

describe("one answer to the question whether a message is there", () => {
  it("counts as closed only for codes that stay; any other is asked again", async () => {
    const end = await openFarEnd();
    const to = destinationOf(waysTo(end));
    const found = async (answer: Answer): Promise<string> => {
      end.answer = () => answer;
      return to.find(onePart(to), 0, { signal }).then(
        ({ type }) => type,
        (error: unknown) => (error instanceof AppError && error.retryable ? error.code : String(error)),
      );
    };
    const closed: number[] = [];
    for (const code of CODES) {
      const type = await found({ status: 403, body: said(code) });
      if (type === "unreadable") closed.push(code);
      else expect([code, type]).toEqual([code, code === 10003 ? "absent" : "network"]);
    }
    expect(closed).toEqual([10004, 40007, 50001, 50013, 160002]);
    for (const status of [200, 302, 403, 404, 429, 502])
      for (const { kind, ...body } of foreignBodies(said(50001)))
        expect([status, kind, await found({ status, ...body })]).toEqual([status, kind, "network"]);
  });
});

describe("one answer while somebody names a place", () => {
  it("is a sentence about it, or that Discord does not answer now", async () => {
    const end = await openFarEnd();
    const { sending, reading } = waysTo(end);
    const places = createPlaces({
      sending,
      reading,
      commands: [],
      draw: async () => undefined,
      clock: Date.now,
      log,
    });
    const resolved = (answer: Answer, wanted: string): Promise<string> => {
      end.answer = () => answer;
      const actor = { id: "400000000000000001", isAdmin: true };
      const request = {
        platform: "discord",
        workspace: "discord:guild:1",
        actor,
        here: CHANNEL,
        wanted,
      } as const;
      return places.resolve(request).then(
        ({ type }) => type,
        (error: unknown) => (error instanceof AppError && error.retryable ? error.code : String(error)),
      );
    };
    for (const wanted of ["me", CHANNEL]) {
      for (const code of someOf(CODES, inject("long") ? CODES.length : 60))
        expect(["refused", "network"]).toContain(await resolved({ status: 403, body: said(code) }, wanted));
      for (const status of [200, 302, 403, 404, 502])
        for (const { kind, ...body } of foreignBodies(said(50001)))
          expect([status, kind, await resolved({ status, ...body }, wanted)]).toEqual([
            status,
            kind,
            "network",
          ]);
    }
  });
});

/** A Discord that answers one message badly, having taken it or not, and is well from then on. */
function discordWith(end: FarEnd, bad: Answer, isTaken: boolean) {
  const standing: { readonly id: string; readonly nonce: string; readonly components: unknown }[] = [];
  let answered = 0;
  const well = (body: unknown): Answer => ({ status: 200, body: JSON.stringify(body) });
  end.answer = ({ method, path, body }) => {
    if (method === "GET") return path.endsWith("/messages") ? well(standing) : aChannel;
    const { nonce, components } = JSON.parse(body);
    const id = String(10_000 + standing.length);
    answered += 1;
    if (answered === 1) {
      if (isTaken) standing.push({ id, nonce, components });
      return bad;
    }
    // As after the few minutes in which a nonce counts.
    standing.push({ id, nonce, components });
    return well({ id });
  };
  return { standing };
}

describe("a whole delivery", () => {
  async function delivered(
    end: FarEnd,
    ways: Ways,
    desk: Desk,
    bad: Answer,
    isTaken: boolean,
  ): Promise<string> {
    const { standing } = discordWith(end, bad, isTaken);
    const { ending } = await desk.deliver({ channel: CHANNEL }, destinationOf(ways));
    return `${ending.split(" ")[0]}, ${standing.length} there`;
  }

  it("stands once, or is paused with a reason of the closed list, whatever is answered first", async () => {
    const end = await openFarEnd();
    const ways = waysTo(end);
    const desk = await openDesk("discord");
    const codes = CODES.map((code) => ({
      name: String(code),
      answer: { status: 403, body: said(code) },
      taken: [false],
      ending: PAUSES.has(code) ? "dead, 0 there" : "sent, 1 there",
    }));
    const pages = STATUSES.flatMap((status) =>
      foreignBodies(posted("1")).map(({ kind, ...body }) => ({
        name: `${status} ${kind}`,
        answer: { status, ...body },
        taken: status === 429 || status === 401 ? [false] : [true, false],
        ending: "sent, 1 there",
      })),
    );
    // What is refused for what it says is another matter, and so are tags where there is no forum.
    const apart = new Set(["10087", "40066", "40067"]);
    for (const { name, answer } of codes)
      if ((await outcomeOf(end, destinationOf(ways), answer)).type === "refused") apart.add(name);
    const cases = [...codes, ...pages].filter(({ name }) => !apart.has(name));
    for (const { name, answer, taken, ending } of inject("long") ? cases : someOf(cases, 60))
      for (const isTaken of taken)
        expect([name, isTaken, await delivered(end, ways, desk, answer, isTaken)]).toEqual([
          name,
          isTaken,
          ending,
        ]);
  });

  it("is neither paused nor doubled by a block of everything: it stands when that is over", async () => {
    const end = await openFarEnd();
    const desk = await openDesk("discord");
    // Its first answer is a page, too, though it was taken.
    const page = { status: 403, body: "<html>Access denied</html>", type: "text/html" };
    const { standing } = discordWith(end, page, true);
    const well = end.answer;
    const to = destinationOf(waysTo(end));
    const place = { channel: CHANNEL };
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
