// The pieces of a digest in the messages of each platform: where each begins is known, and each can be sent alone.

import fc from "fast-check";
import { describe, expect, inject, it } from "vitest";
import { planParts, replanParts } from "../../adapters/discord/digests/parts.ts";
import { createDestination } from "../../adapters/slack/digests/destination.ts";
import { createDestination as createTerminal } from "../../adapters/terminal/digests/destination.ts";
import type { ComposedDigest } from "../../src/digest/say/compose.ts";
import { PILLARS } from "../../src/news/pillars.ts";
import type { Destination, Part, Spot } from "../../src/platform/destination.ts";
import { plainText } from "../../src/reply/plain-text.ts";
import type { Reply } from "../../src/reply/reply.ts";
import { digestOf } from "./composed-digests.ts";

const codes = new Map<string, string>();
const KEY = "abcdefghijkl";

const unused = async (): Promise<never> => Promise.reject(new Error("Nothing is sent."));
const slack = createDestination({
  web: { call: unused, once: unused },
  channel: "C1",
  codes,
});
const discordAt = (place: { readonly forumTags?: Readonly<Record<string, string>> }) => ({
  plan: (delivery: ComposedDigest, key: string) =>
    planParts(delivery, key, { platform: "discord", channel: "1", ...place }, codes),
  replan: (part: Part, replies: readonly Reply[], delivery: { key: string; next: number }) =>
    replanParts(part, replies, delivery, codes),
});

const platforms: readonly (readonly [string, Pick<Destination, "replan"> & Planning])[] = [
  ["Slack", slack],
  ["Discord's channels", discordAt({})],
  ["Discord's forums", discordAt({ forumTags: { 1: "71" } })],
  ["a terminal", createTerminal({ render: plainText, print: () => undefined })],
];

interface Planning {
  plan(delivery: ComposedDigest, key: string): ReturnType<Destination["plan"]>;
}

const nameOf = ({ reply, block, item }: Spot): string => `${reply} ${block} ${item}`;
/** A story's title begins with its mark. */
const mark = (n: number): string => `Mark${n}x`;
const marksIn = (payload: string): readonly string[] => [...new Set(payload.match(/Mark\d+x/g) ?? [])];

const digests = fc.record({
  stories: fc.integer({ min: 1, max: 10 }),
  words: fc.integer({ min: 0, max: 220 }),
  layout: fc.constantFrom("line", "brief", "standard", "full"),
  thread: fc.boolean(),
});

describe.each(platforms)("on %s", (name, to) => {
  it("each begins in one message, in their order, and goes alone under keys that are short and new", () => {
    fc.assert(
      fc.property(digests, ({ stories, words, layout, thread }) => {
        const digest = digestOf(
          [...PILLARS, ...PILLARS].slice(0, stories).map(({ number }) => number),
          { layout, thread },
          (n) => `${mark(n)} ${`word${n} `.repeat(words)}`,
        );
        const parts = to.plan(digest, KEY);
        const begins = parts.flatMap((part) => part.begins.map((spot) => ({ part, name: nameOf(spot) })));
        const order = begins.map(({ name }) => name);
        expect(new Set(order).size).toBe(order.length);
        for (const [index, { at, piece }] of digest.pieces.entries()) {
          const place = order.indexOf(nameOf(at));
          expect(place, piece.name).toBeGreaterThanOrEqual(0);
          const before = digest.pieces[index - 1];
          if (before !== undefined) expect(place).toBeGreaterThan(order.indexOf(nameOf(before.at)));
          const [own] = marksIn(piece.name);
          if (own !== undefined) expect(begins[place]?.part.payload).toContain(own);
        }
        const [refused] = parts;
        if (refused === undefined) throw new Error("A digest has a message.");
        const replies = digest.pieces.map(
          ({ piece }): Reply => ({ audience: "everyone", blocks: piece.alone }),
        );
        const pieces = to.replan(refused, replies, { key: KEY, next: parts.length });
        const keys = [...parts.slice(1), ...pieces].map(({ key }) => key);
        expect(new Set(keys).size).toBe(keys.length);
        expect(Math.max(...keys.map(({ length }) => length))).toBeLessThanOrEqual(25);
        expect(pieces[0]).toMatchObject({ key: refused.key, n: refused.n });
        for (const { payload, begins: spots } of pieces) {
          const told = spots.flatMap(({ reply }) => marksIn(digest.pieces[reply]?.piece.name ?? ""));
          for (const own of told) expect(payload).toContain(own);
          if (name !== "a terminal") expect(marksIn(payload).length).toBeLessThanOrEqual(1);
        }
      }),
      { seed: inject("seed"), numRuns: inject("long") ? 1_000 : 25 },
    );
  });
});
