// The web chat as somebody uses it: forms that are answered wrongly, files, posts of digests, what other platforms would be sent.

import { readFileSync } from "node:fs";
import { afterAll, beforeAll, expect, it } from "vitest";
import { z } from "zod";
import type { Host } from "../../../adapters/adapter.ts";
import { privately } from "../../../src/reply/build.ts";
import type { Reply } from "../../../src/reply/reply.ts";
import { hostOf } from "../../contract/host.ts";
import { type Desk, type Newsroom, openNewsroom } from "../../contract/newsroom.ts";
import { sentFrom } from "../../contract/web-form.ts";
import { readMarkup } from "../../contract/web-page.ts";
import { everyBlock, fileHere } from "../../reply/samples.ts";
import { type Chat, openChat } from "./browser.ts";

const PNG = Uint8Array.of(0x89, 0x50, 0x4e, 0x47);

let newsroom: Newsroom;
let desk: Desk;
let chat: Chat;
/** Answers whatever is asked, instead of the bot. */
let instead: Reply | undefined;
const zones: (string | undefined)[] = [];

beforeAll(async () => {
  newsroom = await openNewsroom();
  desk = newsroom.desk();
  const host = hostOf(desk.bot);
  const router: Host["router"] = {
    ...host.router,
    handle: async (invocation, options) => {
      zones.push(invocation.actor.timezone);
      return instead ?? host.router.handle(invocation, options);
    },
  };
  chat = await openChat({
    ...host,
    router,
    draw: async () => PNG,
    previews: [
      {
        id: "post",
        name: "Post",
        preview: async ({ blocks }) => ({ kinds: blocks.map(({ type }) => type) }),
      },
    ],
  });
});

afterAll(async () => {
  desk.release();
  await chat.close();
  await newsroom.close();
});

const say = async (text: string): Promise<string> =>
  (await chat.post("/chat/say", new URLSearchParams({ text }))).text();

async function answerWith(reply: Reply): Promise<string> {
  instead = reply;
  try {
    return await say("anything");
  } finally {
    instead = undefined;
  }
}

function pathIn(html: string, pattern: RegExp): string {
  const [path] = pattern.exec(html) ?? [];
  if (path === undefined) throw new Error(`no ${pattern} in ${html}`);
  return path;
}

it("keeps a form open where something is wrong: at its field, with what was typed", async () => {
  const opened = await say("/dropbox fill");
  const wrong = await chat.post(
    "/chat/form",
    sentFrom(opened, { name: "Taken", country: "Latvia", lines: "12", size: "large" }),
  );
  const form = await wrong.text();
  const [, id = ""] = /id="(form-[^"]*)"/.exec(opened) ?? [];
  expect([wrong.headers.get("hx-retarget"), wrong.headers.get("hx-reswap")]).toEqual([`#${id}`, "outerHTML"]);
  expect(form).toContain("lines");
  expect(form).toMatch(
    /name="lines" value="12"[^>]* aria-describedby="[^"]*-lines-problem[^"]*" aria-invalid="true"/,
  );
  expect(form).toMatch(/value="large" checked/);
  expect(desk.ran).toEqual([]);
  const taken = await chat.post("/chat/form", sentFrom(form, { lines: "3" }));
  expect(readMarkup(await taken.text()).text).toContain("That name is taken.");
  const sent = await (await chat.post("/chat/form", sentFrom(form, { name: "Brief", lines: "3" }))).text();
  expect(readMarkup(sent).text).toContain("Filled in: Brief Latvia 3 large.");
  expect(sent).toContain(`<p id="${id}" class="note" hx-swap-oob="outerHTML">Sent.</p>`);
  expect(desk.ran).toEqual(["fill Brief Latvia 3 large"]);
  expect(await (await chat.get("/chat")).text()).not.toContain(id);
});

it("hands a file to the browser that asked for it, and to no other", async () => {
  const turn = await answerWith(privately(fileHere));
  const path = pathIn(turn, /\/chat\/turns\/[\w-]+\/files\/0/);
  const file = await chat.get(path);
  expect(file.headers.get("content-disposition")).toBe(`attachment; filename*=UTF-8''${fileHere.name}`);
  expect(await file.text()).toBe(readFileSync(fileHere.path, "utf8"));
  const key = /http:\S+/.exec(chat.platform.invitation(Number(new URL(chat.origin).port)))?.[0] ?? "";
  const other = await fetch(key, { redirect: "manual" });
  const [cookie = ""] = (other.headers.get("set-cookie") ?? "").split(";");
  expect((await fetch(`${chat.origin}${path}`, { headers: { cookie } })).status).toBe(404);
  const gone = await answerWith(privately({ ...fileHere, path: "/nowhere/news.csv" }));
  const left = await chat.get(pathIn(gone, /\/chat\/turns\/[\w-]+\/files\/0/));
  expect([left.status, await left.text()]).toEqual([
    410,
    expect.stringContaining("This is not kept any more. Ask again."),
  ]);
});

it("shows a chart as its picture, with its words and every number", async () => {
  const turn = await answerWith(privately(everyBlock.chart));
  const picture = await chat.get(pathIn(turn, /\/chat\/turns\/[\w-]+\/pictures\/0/));
  expect(picture.headers.get("content-type")).toBe("image/png");
  expect(new Uint8Array(await picture.arrayBuffer())).toEqual(PNG);
  expect(turn).toContain('alt="Negative reports fell from 14 to 6."');
  expect(readMarkup(turn).text).toMatch(/26 Feb\s+6\s+–/);
});

it("shows what another platform would be sent for the very same answer", async () => {
  const turn = await answerWith(privately(everyBlock.heading, everyBlock.note));
  const payload = await chat.get(pathIn(turn, /\/chat\/turns\/[\w-]+\/as\/post/));
  const text = readMarkup(await payload.text()).text;
  expect(text).toContain("What Post would be sent");
  const shown = z.object({ kinds: z.array(z.string()) }).parse(JSON.parse(text.slice(text.indexOf("{"))));
  expect(shown.kinds).toEqual(["heading", "note"]);
});

it("says that nobody else saw what was shared", async () => {
  expect(await answerWith({ audience: "everyone", blocks: [everyBlock.note] })).toContain(
    "shared with nobody",
  );
});

it("shows a digest once where it was posted, and again when the page is loaded", async () => {
  const place = chat.platform.places.open(
    { platform: "web", channel: "web" },
    new Map([["/news top", "c1:/news top"]]),
  );
  const { signal } = new AbortController();
  const main: Reply = {
    audience: "everyone",
    blocks: [{ type: "heading", text: "Morning brief" }, everyBlock.article],
  };
  const [part] = place.plan({ main, inThread: privately(everyBlock.note) }, "s7.2024-03-07T09");
  if (part === undefined) throw new Error("nothing planned");
  expect(part.begins).toHaveLength(3);
  expect(await place.find(part, 0, { signal })).toEqual({ type: "unreadable" });
  await place.send(part, { signal });
  // Sent again after a crash that nobody noticed.
  await place.send(part, { signal });
  expect(await place.find(part, 0, { signal })).toMatchObject({ type: "sent" });
  const posts = await (await chat.get("/chat/posts")).text();
  expect(posts.match(/Morning brief/g)).toHaveLength(1);
  expect(posts).toContain("Posted here");
  expect(posts).toContain("5 of 48 stories");
  expect((await chat.get("/chat/posts")).status).toBe(204);
  expect((await (await chat.get("/chat")).text()).match(/Morning brief/g)).toHaveLength(1);
});

it("proposes how a line goes on, with and without the group, and words in the fields of forms", async () => {
  const lines = async (text: string): Promise<readonly string[]> =>
    [
      ...(await (await chat.get(`/chat/lines?${new URLSearchParams({ text })}`)).text()).matchAll(
        /value="([^"]*)"/g,
      ),
    ].map(([, value = ""]) => value);
  // What the data know is known once they were looked at.
  await say("latest limit 1");
  expect(await lines("/news to")).toEqual(["/news top "]);
  expect(await lines("to")).toContain("top ");
  expect(await lines("top est")).toEqual(["top Estonia "]);
  expect(await lines("")).toEqual([]);
  const words = new URLSearchParams({
    of: "news top country",
    name: "country",
    several: "yes",
    country: "Latvia, est",
  });
  expect(await (await chat.get(`/chat/words?${words}`)).text()).toContain('value="Latvia, Estonia"');
});

it("tells the browser's own zone, and takes none that there is not", async () => {
  for (const zone of ["Europe/Tallinn", "Nowhere/Land"]) {
    zones.length = 0;
    await fetch(`${chat.origin}/chat/say`, {
      method: "POST",
      headers: { cookie: chat.cookie, origin: chat.origin, "x-time-zone": zone },
      body: new URLSearchParams({ text: "help" }),
    });
    expect(zones).toEqual([zone === "Europe/Tallinn" ? zone : undefined]);
  }
});

it.each(["/chat/say", "/chat/press", "/chat/form"])(
  "says what to do about what is not whole: %s",
  async (path) => {
    const answer = await chat.post(path, new URLSearchParams({ something: "else" }));
    expect([answer.status, await answer.text()]).toEqual([
      400,
      expect.stringContaining("Load the page anew and try again."),
    ]);
  },
);

it("speaks the first language of the browser's that the bot speaks, to the page's own words", async () => {
  const pageIn = async (language: string): Promise<string> => {
    const headers = { cookie: chat.cookie, "accept-language": language };
    return (await fetch(`${chat.origin}/chat`, { headers })).text();
  };
  const polish = await pageIn("sv-SE,pl-PL;q=0.9,en;q=0.8");
  expect(polish).toContain('<html lang="pl">');
  expect(polish).toContain(">Zapytaj</button>");
  expect(polish).toContain('data-working="Pracuję…"');
  expect(polish).not.toMatch(/Conversation|To begin with|Ask about/);
  const refused = await fetch(`${chat.origin}/chat`, {
    headers: { via: "a proxy", "accept-language": "pl" },
  });
  expect(await refused.text()).toContain("Czat odpowiada tylko na komputerze");
  const english = await pageIn("sv-SE,en;q=0.8,pl;q=0.5");
  expect(english).toContain('<html lang="en">');
  expect(english).toContain(">Ask</button>");
});

it("asks for a Dropbox only where no files are read yet, by whatever token or from this machine", async () => {
  const welcomed = async (readsFiles: boolean): Promise<string> => {
    const other = await openChat({ ...hostOf(desk.bot), readsFiles: async () => readsFiles });
    try {
      return await (await other.get("/chat")).text();
    } finally {
      await other.close();
    }
  };
  expect(await welcomed(false)).toContain("Connect Dropbox");
  const reading = await welcomed(true);
  expect(reading).toContain("Top news");
  expect(reading).not.toContain("Connect Dropbox");
});
