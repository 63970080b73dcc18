// Charts on their way to Discord: drawn when they are sent, uploaded with the message by the real client.

import { afterEach, describe, expect, it } from "vitest";
import { createDrawing } from "../../../src/charts/drawing.ts";
import { createLogger } from "../../../src/log.ts";
import { heading, note } from "../../../src/reply/build.ts";
import type { DrawChart } from "../../../src/reply/ports.ts";
import { realPace } from "../../../src/time/pace.ts";
import { CHANNEL_ID } from "../../fakes/discord/server.ts";
import { everyBlock } from "../../reply/samples.ts";
import { type DigestRoom, deliver, FORUM_ID, openDigestRoom, THREAD_ID } from "./digest-room.ts";
import { type Newsroom, openNewsroom, READER } from "./fixture.ts";

const PICTURE = new Uint8Array([0x89, 0x50, 0x4e, 0x47, 1, 2, 3]);
const draws: DrawChart = async () => PICTURE;
const drawsNothing: DrawChart = async () => undefined;

const closings: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closings.splice(0).reverse()) await close();
});

async function opened(draw: DrawChart): Promise<Newsroom> {
  const newsroom = await openNewsroom({ draw });
  closings.push(async () => {
    const { problems } = newsroom.fake;
    await newsroom.close();
    expect(problems).toEqual([]);
  });
  return newsroom;
}

const uploads = ({ fake }: Newsroom) => fake.http.requests.flatMap(({ files }) => files);

describe("an answer", () => {
  it.each([{}, { share: true }])("brings its chart as a picture: %j", async (values) => {
    const newsroom = await opened(draws);
    const exchange = newsroom.fake.command(READER, "news", "trend", values);
    await newsroom.answered(exchange);
    await newsroom.fake.until(() => uploads(newsroom).length > 0);
    expect(uploads(newsroom)).toEqual([PICTURE]);
    const [message] = exchange.messages.filter(({ fileNames }) => fileNames.length > 0);
    expect(message?.body.embeds[0]?.image?.url).toBe("attachment://chart-1.png");
    expect(message?.body.attachments[0]?.description).toContain("Negative reports fell from 14 to 6.");
  });

  it("says the same where it cannot be drawn", async () => {
    const newsroom = await opened(drawsNothing);
    const exchange = newsroom.fake.command(READER, "news", "trend", {});
    await newsroom.answered(exchange);
    expect(uploads(newsroom)).toEqual([]);
    expect(exchange.messages[0]?.body.embeds.map(({ image }) => image)).toEqual([undefined]);
    expect(exchange.messages[0]?.body.attachments).toEqual([]);
    expect(newsroom.textOf(exchange)).toContain("▼\u00a0bad news");
  });

  it("is drawn by the real thread", async () => {
    const drawing = createDrawing({ log: createLogger("silent"), pace: realPace });
    closings.push(() => drawing.close());
    const newsroom = await opened(drawing.draw);
    await newsroom.answered(newsroom.fake.command(READER, "news", "trend", {}));
    const [picture = new Uint8Array()] = uploads(newsroom);
    expect(Buffer.from(picture.subarray(0, 4)).toString("latin1")).toBe("\u0089PNG");
    expect(picture.length).toBeGreaterThan(10_000);
  });
});

describe("a digest", () => {
  async function room(draw: DrawChart): Promise<DigestRoom> {
    const made = await openDigestRoom({ draw });
    closings.push(made.close);
    return made;
  }

  const main = {
    audience: "everyone",
    blocks: [heading("Brief"), everyBlock.chart, note("7 shown")],
  } as const;

  it.each([
    ["a channel", { channel: CHANNEL_ID }],
    ["a thread", { channel: CHANNEL_ID, thread: THREAD_ID }],
    ["a forum", { channel: FORUM_ID, forumTags: {} }],
  ])("brings its chart into %s, and is stored without a picture", async (_, place) => {
    const { at, newsroom } = await room(draws);
    const { to, parts } = await at(place, main);
    for (const { payload } of parts) expect(payload.length).toBeLessThan(3_000);
    await deliver(to, parts);
    expect(uploads(newsroom)).toEqual([PICTURE]);
  });

  it("goes out without it where it cannot be drawn", async () => {
    const { at, newsroom, channel } = await room(drawsNothing);
    const { to, parts } = await at({ channel: CHANNEL_ID }, main);
    await deliver(to, parts);
    expect(uploads(newsroom)).toEqual([]);
    expect(channel.messages[0]?.body.embeds.every(({ image }) => image === undefined)).toBe(true);
  });
});
