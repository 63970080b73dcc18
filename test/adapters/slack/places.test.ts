// Where a digest may go: what people type is found, and whoever may not have a place is told why and what to do.

import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { PlaceAnswer, PlaceRequest } from "../../../src/platform/destination.ts";
import { paragraph } from "../../../src/reply/build.ts";
import type { FakeChannel, FakeWorkspace } from "../../fakes/slack/workspace.ts";
import { type AdapterTestOptions, type AdapterUnderTest, startAdapter } from "./fixture.ts";

let bot: AdapterUnderTest;
let workspace: FakeWorkspace;

const start = async (options: AdapterTestOptions = {}): Promise<void> => {
  await bot?.close();
  bot = await startAdapter(options);
  ({ workspace } = bot.slack);
};

beforeEach(() => start());

afterEach(async () => {
  const { problems } = bot.slack;
  await bot.close();
  expect(problems).toEqual([]);
});

interface Asked {
  readonly here?: string;
  readonly actor?: string;
  readonly isAdmin?: boolean;
}

/** What a member gets who asks from #news. */
function resolve(wanted?: string, { here = "C0NEWS", actor = "U0MEMBER", isAdmin = false }: Asked = {}) {
  const request: PlaceRequest = {
    platform: "slack",
    workspace: "slack:T0NEWS",
    actor: { id: actor, isAdmin },
    here,
    ...(wanted === undefined ? {} : { wanted }),
  };
  return bot.adapter.places.resolve(request);
}

const found = (channel: string, label: string, thread?: string): PlaceAnswer => ({
  type: "found",
  place: { platform: "slack", channel, ...(thread === undefined ? {} : { thread }) },
  label,
});

const SECRET: PlaceAnswer = {
  type: "found",
  place: { platform: "slack", channel: "G0SECRET", isPrivate: true },
  label: "#secret-plans",
};

async function refusal(wanted?: string, asked?: Asked): Promise<string> {
  const answer = await resolve(wanted, asked);
  if (answer.type !== "refused") throw new Error(`not refused: ${answer.label}`);
  return answer.sentence;
}

const people = (count: number): Set<string> =>
  new Set(Array.from({ length: count }, (_, index) => `U0PERSON${index}`));

const aChannel = (channel: Partial<FakeChannel> = {}): FakeChannel =>
  workspace.addChannel({
    id: "C0MORE",
    kind: "public",
    name: "more",
    members: new Set(["U0MEMBER"]),
    ...channel,
  });

const talk = (channel: string, threadTs?: string): string =>
  workspace.add({
    channel,
    via: "chat.postMessage",
    text: "talk",
    blocks: [{ type: "divider" }],
    ...(threadTs === undefined ? {} : { threadTs }),
  }).ts;

const linkTo = (channel: string, ts = ""): string =>
  `https://courts.slack.com/archives/${channel}${ts === "" ? "" : `/p${ts.replace(".", "")}`}`;

describe("here", () => {
  it.each([[undefined], ["here"], [" Here "]])("is the channel of the command: %j", async (wanted) => {
    expect(await resolve(wanted)).toEqual(found("C0NEWS", "#news"));
  });

  it("is a private channel too, for whoever asks from it, and known as one", async () => {
    expect(await resolve(undefined, { here: "G0SECRET" })).toEqual(SECRET);
  });

  it("is the direct conversation with the bot, or the person from the Home tab", async () => {
    const own = found("D0MEMBER", "a direct message to you");
    expect(await resolve(undefined, { here: "D0MEMBER" })).toEqual(own);
    expect(await resolve(undefined, { here: "U0MEMBER" })).toEqual(own);
  });

  it("is no conversation between two people", async () => {
    const sentence = await refusal(undefined, { here: "D0OTHERS" });
    expect(sentence).toContain("between other people");
    expect(sentence).toContain("channel me");
  });

  it("is no group message, which the app may not look at", async () => {
    workspace.addChannel({ id: "C0GROUP", kind: "group", members: new Set(["U0MEMBER", "U0ADMIN"]) });
    expect(await refusal(undefined, { here: "C0GROUP" })).toContain("Group messages take no digests");
  });

  it("that the bot is not in is told with the line to type", async () => {
    expect(await refusal(undefined, { here: "C0OTHER" })).toBe(
      "The bot is not in #other. Type `/invite @rol_news` there, then run this command again.",
    );
    aChannel({ id: "G0CLOSED", kind: "private", hasBot: false });
    const sentence = await refusal(undefined, { here: "G0CLOSED" });
    expect(sentence).toContain("The bot is not in this conversation.");
    expect(sentence).toContain("type `/invite @rol_news` here");
  });
});

describe("me", () => {
  it.each([["me"], ["ME"], ["U0MEMBER"]])("is a direct message to whoever asks: %s", async (wanted) => {
    expect(await resolve(wanted)).toEqual(found("D0MEMBER", "a direct message to you"));
  });

  it.each([["U0ADMIN"], ["@ana"]])("is nobody else: %s", async (wanted) => {
    expect(await refusal(wanted)).toContain("not to another person");
  });

  it("is refused with Slack's word where Slack opens no conversation", async () => {
    expect(await refusal("me", { actor: "U0NOBODY" })).toContain("user_not_found");
  });
});

describe("a channel by id or link", () => {
  beforeEach(() => void aChannel());

  it.each([["C0MORE"], ["#C0MORE"], [linkTo("C0MORE")], [`${linkTo("C0MORE")}/`]])(
    "is found: %s",
    async (wanted) => {
      expect(await resolve(wanted)).toEqual(found("C0MORE", "#more"));
    },
  );

  it("may be a thread, by the link of any of its messages", async () => {
    const first = talk("C0MORE");
    const reply = talk("C0MORE", first);
    const thread = found("C0MORE", "a thread in #more", first);
    expect(await resolve(linkTo("C0MORE", first))).toEqual(thread);
    expect(await resolve(linkTo("C0MORE", reply))).toEqual(thread);
    expect(await resolve(`${linkTo("C0MORE", reply)}?thread_ts=${first}&cid=C0MORE`)).toEqual(thread);
  });

  it("is no thread when the message was deleted", async () => {
    const ts = talk("C0MORE");
    workspace.remove(ts);
    expect(await refusal(linkTo("C0MORE", ts))).toContain("does not exist any more");
  });

  it("needs the bot in it", async () => {
    expect(await refusal("C0OTHER")).toBe(
      "The bot is not in #other. Type `/invite @rol_news` there, then run this command again.",
    );
  });

  it("must not be archived", async () => {
    aChannel({ isArchived: true });
    expect(await refusal("C0MORE")).toContain("#more is archived");
  });

  it("must exist", async () => {
    expect(await refusal("C0NOWHERE")).toContain("There is no such channel");
  });

  it.each([
    ["https://slack.com.evil.example/archives/C0MORE"],
    ["https://evilslack.com/archives/C0MORE"],
    ["https://courts.slack.com/team/C0MORE"],
  ])("is not found in other addresses: %s", async (wanted) => {
    expect(await refusal(wanted)).toContain("found no public channel");
  });
});

describe("who may", () => {
  it("are the people in a channel, and admins", async () => {
    aChannel({ members: new Set() });
    expect(await refusal("C0MORE")).toBe(
      "You are not in #more, and people set up digests for channels that they are in. Join it and run this command again, or ask somebody who is in it.",
    );
    expect(await resolve("C0MORE", { isAdmin: true })).toEqual(found("C0MORE", "#more"));
    expect(await resolve("C0MORE", { here: "C0MORE" })).toEqual(found("C0MORE", "#more"));
  });

  it("learn nothing of a private channel that they are not in, not even that it exists", async () => {
    const none = await refusal("G0NOWHERE");
    expect(await refusal("G0SECRET")).toBe(none);
    expect(none).not.toContain("secret");
    // Who was in it, and made a digest for it, is told by what asked: it is they, not the place.
    expect(await resolve("G0SECRET")).toMatchObject({ isOfActor: true });
    expect(await resolve("C0NOWHERE")).not.toHaveProperty("isOfActor");
    aChannel({ id: "G0CLOSED", kind: "private", hasBot: false });
    expect(await refusal("G0CLOSED")).toBe(none);
    aChannel({ id: "G0OLD", kind: "private", isArchived: true, members: new Set() });
    expect(await refusal("G0OLD")).toBe(none);
    expect(await resolve("G0SECRET", { actor: "U0ADMIN" })).toEqual(SECRET);
  });

  it("are found on later pages, up to a bound", async () => {
    await start({ listPage: 10 });
    aChannel({ members: new Set([...people(150), "U0MEMBER"]) });
    expect(await resolve("C0MORE")).toEqual(found("C0MORE", "#more"));
    aChannel({ members: new Set([...people(250), "U0MEMBER"]) });
    expect(await refusal("C0MORE")).toContain("#more has too many members");
    expect(bot.slack.calls.get("conversations.members")).toBe(16 + 20);
  });
});

describe("a channel by name", () => {
  it.each([["news"], ["#news"], ["#News"]])("is looked for among public ones: %s", async (wanted) => {
    expect(await resolve(wanted)).toEqual(found("C0NEWS", "#news"));
  });

  it.each([["#nope"], ["secret-plans"], ["old"]])(
    "that is not there is asked for as a link: %s",
    async (wanted) => {
      aChannel({ id: "C0OLD", name: "old", isArchived: true });
      expect(await refusal(wanted)).toBe(
        `The bot found no public channel named ${wanted.replace("#", "")}. Type # and choose the channel from the list that Slack shows, so that it becomes a link.`,
      );
    },
  );

  it("is looked for on five pages", async () => {
    await start({ listPage: 10 });
    for (let index = 0; index < 45; index += 1) aChannel({ id: `C0MANY${index}`, name: `many-${index}` });
    aChannel({ name: "fifth" });
    for (let index = 0; index < 10; index += 1) aChannel({ id: `C0TOO${index}`, name: `too-${index}` });
    expect(await resolve("fifth")).toEqual(found("C0MORE", "#fifth"));
    expect(await refusal("too-9")).toContain("found no public channel");
    expect(bot.slack.calls.get("conversations.list")).toBe(10);
  });
});

describe("a Slack that does not tell", () => {
  it.each([
    [{ status: 429, retryAfterSeconds: 60 } as const],
    [{ error: "service_unavailable" } as const],
    [{ error: "internal_error" } as const],
  ])("is tried again later: %j", async (fault) => {
    bot.slack.fail("conversations.info", fault);
    await expect(resolve()).rejects.toMatchObject({ code: "network", retryable: true });
  });

  it("for want of a permission is told to the admins", async () => {
    await start({ scopes: ["chat:write", "im:write"] });
    expect(await refusal()).toContain("an admin has to reinstall the app from its manifest");
    expect(await resolve("me")).toMatchObject({ type: "found" });
  });

  it("with a word of its own is quoted", async () => {
    bot.slack.fail("conversations.info", { error: "team_access_not_granted" });
    expect(await refusal()).toContain("(team_access_not_granted)");
  });
});

it("opens what it found, whole conversation or thread", async () => {
  const first = talk("C0NEWS");
  for (const wanted of ["me", undefined, linkTo("C0NEWS", first)]) {
    const answer = await resolve(wanted);
    if (answer.type !== "found") throw new Error(answer.sentence);
    const to = bot.adapter.places.open(answer.place, new Map());
    const [part] = to.plan({ main: { audience: "everyone", blocks: [paragraph("Morning brief")] } }, "k");
    if (part === undefined) throw new Error("no part");
    await to.send(part, { signal: new AbortController().signal });
  }
  const at = workspace.messages.slice(1).map(({ channel, threadTs }) => [channel, threadTs]);
  expect(at).toEqual([
    ["D0MEMBER", undefined],
    ["C0NEWS", undefined],
    ["C0NEWS", first],
  ]);
});

it("a direct conversation is left when its person's account is deactivated or gone; a channel never is", async () => {
  const { isLeft } = bot.adapter.places;
  const left = async (channel: string, owner: string) =>
    isLeft?.({ platform: "slack", channel }, owner, "slack:T0NEWS");
  expect(await left("D0MEMBER", "U0MEMBER")).toBe(false);
  workspace.users.set("U0GONE", { id: "U0GONE", deleted: true });
  expect(await left("D0GONE", "U0GONE")).toBe(true);
  expect(await left("D0GONE", "U0NEVER")).toBe(true);
  expect(await left("C0NEWS", "U0GONE")).toBe(false);
});
