// A digest speaks the language of whoever made it, whoever runs or looks at it; and what Discord told of a person's language holds
// for what they write.

import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { readMessage } from "../../adapters/discord/in/hear.ts";
import { createLocales, MOST_LOCALES } from "../../adapters/discord/in/locales.ts";
import type { Inbound } from "../../adapters/discord/in/read.ts";
import { createPlaces } from "../../adapters/terminal/digests/places.ts";
import { workspaceKey } from "../../src/platform/workspace.ts";
import { plainText } from "../../src/reply/plain-text.ts";
import { type Newsroom, openNewsroom } from "../contract/newsroom.ts";

let newsroom: Newsroom;
const printed: string[] = [];

beforeAll(async () => {
  const places = createPlaces({ render: plainText, print: (text) => void printed.push(text) });
  newsroom = await openNewsroom({ places });
});

afterAll(async () => newsroom.close());

let asked = 0;

async function ask(locale: string, text: string): Promise<string> {
  asked += 1;
  const reply = await newsroom.bot.router.handle(
    {
      platform: "terminal",
      workspace: workspaceKey({ platform: "terminal", id: "local" }),
      place: "terminal",
      actor: { id: "A1", name: "Ada", roles: ["read", "manage", "admin"], locale },
      requestId: `r${asked}`,
      input: { type: "text", text },
    },
    { progress: () => undefined },
  );
  return plainText(reply);
}

describe("a digest", () => {
  it("speaks the language of whoever made it, and is run by anybody", async () => {
    await ask("pl-PL", '/digest create Poranny when "daily 09:00" impact any relevance any empty say');
    await ask("en-GB", '/digest create Morning when "daily 09:00" impact any relevance any empty say');
    expect(await ask("en-GB", "/digest show Poranny")).toContain("in Polish");
    await ask("en-GB", "/digest run Poranny");
    await ask("pl", "/digest run Morning");
    await newsroom.bot.digests.queue.idle();
    const [polish = "", english = ""] = printed;
    expect(polish).toMatch(/ocen|artykuł|przegląd/iu);
    expect(polish).not.toMatch(/\b(?:shown|articles?|digest of|not scored)\b/iu);
    expect(english).not.toMatch(/ocen|artykuł|przegląd/iu);
  });

  it("speaks another one when it is told to", async () => {
    await ask("pl", "/digest edit Poranny language en");
    expect(await ask("en-GB", "/digest show Poranny")).not.toContain("in Polish");
  });
});

describe("what Discord told of a person", () => {
  const interactionOf = (userId: string, locale: string): Inbound => ({
    type: "completion",
    replyTo: { id: "1", token: "t", applicationId: "2" },
    workspace: workspaceKey({ platform: "discord", id: "3" }),
    userId,
    locale,
    origin: { whereabouts: "server", isBrief: false, mayWrite: true },
    path: ["news", "top"],
    option: "country",
    partial: "",
  });
  const messageOf = (id: string) =>
    readMessage(
      { id: "9", channel_id: "8", type: 0, content: "top", author: { id, username: "ada" } },
      { adminIds: [] },
    );

  it("holds for what they write, and for nobody else; whoever asked longest ago is forgotten first", () => {
    const locales = createLocales();
    const localeOf = (id: string): string | undefined => {
      const said = messageOf(id);
      return said === undefined ? "unread" : locales.known(said).invocation.actor.locale;
    };
    expect(localeOf("a")).toBeUndefined();
    locales.note(interactionOf("a", "pl"));
    expect([localeOf("a"), localeOf("b")]).toEqual(["pl", undefined]);
    for (let n = 0; n < MOST_LOCALES; n += 1) locales.note(interactionOf(`u${n}`, "en-GB"));
    expect(localeOf("a")).toBeUndefined();
  });
});
