// The bot as a service with the chat platforms that are configured: it runs what it can and says what is missing.

import { join } from "node:path";
import { describe, expect, it, onTestFinished } from "vitest";
import { writeNews } from "../datasets/news-files.ts";
import { startFakeDiscord } from "../fakes/discord/server.ts";
import { discordSettings, slackSettings } from "../fakes/settings.ts";
import { startFakeSlack } from "../fakes/slack/server.ts";
import { openSite, type Running, type Site, startCli } from "./running-cli.ts";

const DISCORD_READER = { id: "400000000000000001", name: "Ana", permissions: "0" };

async function slack() {
  const fake = await startFakeSlack({});
  onTestFinished(() => fake.close());
  return { fake, settings: slackSettings(fake) };
}

async function discord() {
  const fake = await startFakeDiscord();
  onTestFinished(() => fake.close());
  return { fake, settings: discordSettings(fake) };
}

/** Starts the service with news of 20 articles and these settings, and waits until it runs and has them. */
async function startService(settings: Readonly<Record<string, string>>, there?: Site): Promise<Running> {
  const site = there ?? (await openSite());
  await writeNews(join(site.dropbox, "Estonia_master.parquet.gzip"), { articles: 20 });
  const service = startCli(["start"], { environment: { ...site.environment, ...settings } });
  await service.waitFor("rol-news-bot is running");
  await service.waitFor("news swapped");
  return service;
}

async function stopInTime(service: Running): Promise<void> {
  const startedAt = performance.now();
  service.child.kill("SIGTERM");
  expect(await service.ended).toEqual({ code: 0, signal: null });
  // The promise of the program: whatever is in flight, it ends within ten seconds.
  expect(performance.now() - startedAt).toBeLessThan(10_000);
}

describe("the service", () => {
  it("runs with Slack alone, says that Discord is off, and answers what is in flight when it is told to stop", async () => {
    const { fake, settings } = await slack();
    const service = await startService(settings);
    expect(service.output()).toContain("Discord is off: it needs DISCORD_TOKEN");
    const [answer] = await fake.command("U0MEMBER", "top limit 1").answers(1);
    expect(JSON.stringify(answer?.blocks)).toContain("Report ");
    const last = fake.command("U0MEMBER", "latest limit 1");
    await last.acknowledged;
    const stopped = stopInTime(service);
    expect(JSON.stringify((await last.answers(1))[0]?.blocks)).toContain("Report ");
    await stopped;
    expect(fake.problems).toEqual([]);
  });

  it("runs with Discord alone and says that Slack is off", async () => {
    const { fake, settings } = await discord();
    const service = await startService(settings);
    expect(service.output()).toContain("Slack is off: it needs SLACK_BOT_TOKEN");
    const exchange = fake.command(DISCORD_READER, "news", "top", { limit: 1 });
    await fake.until(() => JSON.stringify(exchange.messages).includes("Report "), 10_000);
    await stopInTime(service);
    expect(fake.problems).toEqual([]);
  });

  it("runs with both, and goes on with one when the other refuses its token", async () => {
    const [forSlack, forDiscord] = [await slack(), await discord()];
    const service = await startService({
      ...forSlack.settings,
      ...forDiscord.settings,
      DISCORD_TOKEN: "MTIzNDU2Nzg5MDEyMzQ1Njc4.wrong.token",
    });
    expect(service.output()).toContain("Discord is not connected");
    expect(service.output()).not.toContain("wrong.token");
    const [answer] = await forSlack.fake.command("U0MEMBER", "top limit 1").answers(1);
    expect(JSON.stringify(answer?.blocks)).toContain("Report ");
    await stopInTime(service);
  });

  it("ends when it is told to while Discord's gateway cannot be reached, and its successor alone answers", async () => {
    const { fake, settings } = await discord();
    const site = await openSite();
    const service = await startService(settings, site);
    fake.gateway.hide();
    fake.gateway.cut();
    await service.waitFor("Discord is not connected; it is tried again");
    await stopInTime(service);
    fake.gateway.admit();
    const successor = startCli(["start"], { environment: { ...site.environment, ...settings } });
    await successor.waitFor("rol-news-bot is running");
    const exchange = fake.command(DISCORD_READER, "news", "top", { limit: 1 });
    await fake.until(() => JSON.stringify(exchange.messages).includes("Report "), 10_000);
    expect(fake.gateway.lines()).toBe(1);
    await stopInTime(successor);
  });

  it("ends when it is told to before it was ever connected", async () => {
    const { fake, settings } = await discord();
    fake.gateway.mute();
    const { environment } = await openSite();
    const service = startCli(["start"], { environment: { ...environment, ...settings } });
    await fake.until(() => fake.gateway.lines() > 0, 20_000);
    await stopInTime(service);
    await fake.until(() => fake.gateway.lines() === 0);
  });

  it("lives on, on both, whatever one of them sends", async () => {
    const [forSlack, forDiscord] = [await slack(), await discord()];
    const service = await startService({ ...forSlack.settings, ...forDiscord.settings });
    for (const text of ["null", '{"type":"events_api","envelope_id":"1"}', '{"type":"close"}'])
      forSlack.fake.raw(text);
    for (const text of ["null", '{"op":9,"d":null}', '{"op":0,"t":"GUILD_CREATE","d":null}'])
      forDiscord.fake.gateway.raw(text);
    await forSlack.fake.command("U0MEMBER", "top limit 1").answers(1);
    await forDiscord.fake.until(() => forDiscord.fake.gateway.isConnected(), 20_000);
    const exchange = forDiscord.fake.command(DISCORD_READER, "news", "top", { limit: 1 });
    await forDiscord.fake.until(() => JSON.stringify(exchange.messages).includes("Report "), 10_000);
    expect(service.output()).not.toContain("nobody caught this");
    await stopInTime(service);
  });

  it("runs with none: it keeps the news fresh and says what is missing", async () => {
    const service = await startService({});
    expect(service.output()).toContain("Slack is off");
    expect(service.output()).toContain("Discord is off");
    await stopInTime(service);
  });
});
