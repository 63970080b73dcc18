// A month of digests on the page, corrected again and again: each post stands once, in the words of its last correction, in every
// browser, however often each looks and however often an answer to the corrector is lost.

import fc from "fast-check";
import { afterAll, beforeAll, expect, inject, it } from "vitest";
import type { Destination, PlannedPart } from "../../../src/platform/destination.ts";
import { heading, note, privately } from "../../../src/reply/build.ts";
import type { Reply } from "../../../src/reply/reply.ts";
import { hostOf } from "../../contract/host.ts";
import { type Newsroom, openNewsroom } from "../../contract/newsroom.ts";
import { type Chat, openChat } from "./browser.ts";

let newsroom: Newsroom;
const { signal } = new AbortController();

beforeAll(async () => {
  newsroom = await openNewsroom();
});

afterAll(() => newsroom.close());

const digest = (n: number, verdict: number): Reply => ({
  audience: "everyone",
  blocks: [heading(`Digest ${n}.`), note(`Verdict ${n} is ${verdict}.`)],
});

/** What happens to one of the digests, or that the browser looks. */
const event = fc.oneof(
  fc.record({ does: fc.constant("post" as const) }),
  fc.record({ does: fc.constant("look" as const) }),
  fc.record({
    does: fc.constant("correct" as const),
    which: fc.nat(),
    verdict: fc.integer({ min: 1, max: 5 }),
    isLost: fc.boolean(),
  }),
);

/** The page as a browser has it: what was added, and what was put in its place. */
function browserOf(chat: Chat): { look(): Promise<void>; texts(): readonly string[] } {
  const turns = new Map<string, string>();
  return {
    async look() {
      const html = await (await chat.get("/chat/posts")).text();
      for (const [whole, tag = "", id = ""] of html.matchAll(
        /<section ([^>]*id="turn-([^"]+)"[^>]*)>[\s\S]*?<\/section>/g,
      )) {
        // A turn that is there already comes only to take its place.
        expect(tag.includes('hx-swap-oob="outerHTML"')).toBe(turns.has(id));
        turns.set(id, whole);
      }
      for (const [, id = ""] of html.matchAll(/<div id="turn-([^"]+)" hx-swap-oob="delete">/g))
        turns.delete(id);
    },
    texts: () => [...turns.values()],
  };
}

it("is right in the end, once, in a browser that looks now and then, and when its page is loaded anew", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(event, { minLength: 10, maxLength: 40 }), async (events) => {
      const chat = await openChat(hostOf(newsroom.desk().bot));
      try {
        const place: Destination = chat.platform.places.open({ platform: "web", channel: "web" }, new Map());
        const browser = browserOf(chat);
        const posted: { readonly part: PlannedPart; verdict: number }[] = [];
        for (const one of events) {
          if (one.does === "look") await browser.look();
          else if (one.does === "post" && posted.length < 30) {
            const n = posted.length;
            const delivery = { main: digest(n, 0), inThread: privately(note(`Thread ${n}.`)) };
            const [part] = place.plan(delivery, `s${n}.2024-03-07T09`);
            if (part === undefined) throw new Error("nothing planned");
            await place.send(part, { signal });
            posted.push({ part, verdict: 0 });
          } else if (one.does === "correct") {
            const stood = posted[one.which % Math.max(posted.length, 1)];
            if (stood === undefined) continue;
            const { key, n } = stood.part;
            const which = posted.indexOf(stood);
            for (let times = one.isLost ? 2 : 1; times > 0; times -= 1)
              expect(
                await place.correct?.({ key, n, messageId: key }, digest(which, one.verdict), { signal }),
              ).toEqual({ type: "corrected" });
            stood.verdict = one.verdict;
          }
        }
        await browser.look();
        const said = (texts: readonly string[]): readonly string[] =>
          texts
            .join("\n")
            .match(/Verdict \d+ is \d\./g)
            ?.toSorted() ?? [];
        const right = posted.map(({ verdict }, n) => `Verdict ${n} is ${verdict}.`).toSorted();
        expect(said(browser.texts())).toEqual(right);
        expect(said([await (await chat.get("/chat")).text()])).toEqual(right);
        const gone = { key: "s99.2024-03-07T09", n: 0, messageId: "s99" };
        expect(await place.correct?.(gone, digest(99, 1), { signal })).toEqual({ type: "gone" });
      } finally {
        await chat.close();
      }
    }),
    { seed: inject("seed"), numRuns: inject("long") ? 200 : 12 },
  );
});
