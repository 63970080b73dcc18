// The fakes of Slack and Discord in a process of their own, for a measurement: people there ask when they are told to.

import { answerRequests } from "../../bench/processes.ts";
import { platformRequestSchema } from "../../bench/service/platforms.ts";
import { within } from "../../src/platform/waiting.ts";
import { GUILD_ID, startFakeDiscord } from "../fakes/discord/server.ts";
import { discordSettings, slackSettings } from "../fakes/settings.ts";
import { startFakeSlack } from "../fakes/slack/server.ts";

const ANSWER_MS = 60_000;
/** Discord's ids are numbers. */
const FIRST_PERSON = 400_000_000_000_001_000n;
const FIRST_CHANNEL = 300_000_000_000_001_000n;

let aheadMs = 0;
const [slack, discord] = await Promise.all([
  startFakeSlack({ clock: () => Date.now() + aheadMs }),
  startFakeDiscord(),
]);

async function askOnSlack(person: number, text: string): Promise<void> {
  const user = `U0PERSON${person}`;
  slack.workspace.users.set(user, { id: user, locale: "en-GB", tz: "Europe/Tallinn" });
  const answers = await within(slack.command(user, text).answers(1), ANSWER_MS);
  if (answers === undefined) throw new Error(`No answer on Slack: ${text}`);
  // Nobody reads what was answered before.
  slack.workspace.messages.splice(0, Math.max(0, slack.workspace.messages.length - 200));
}

async function askOnDiscord(
  person: number,
  verb: string,
  values: Readonly<Record<string, string | number>>,
): Promise<void> {
  const id = String(FIRST_PERSON + BigInt(person));
  const exchange = discord.command({ id, permissions: "0" }, "news", verb, values);
  await discord.until(() => exchange.messages.length > 0 && !exchange.isWaiting, ANSWER_MS);
}

answerRequests(platformRequestSchema, async (request) => {
  switch (request.type) {
    case "open":
      ({ aheadMs } = request);
      discord.advance(aheadMs);
      return { ...slackSettings(slack), ...discordSettings(discord) };
    case "slack": {
      const startedAt = performance.now();
      await askOnSlack(request.person, request.text);
      return performance.now() - startedAt;
    }
    case "discord": {
      const startedAt = performance.now();
      await askOnDiscord(request.person, request.verb, request.values);
      return performance.now() - startedAt;
    }
    case "places":
      return Array.from({ length: request.count }, (_, n) => {
        const channel = String(FIRST_CHANNEL + BigInt(n));
        discord.channels.add({ id: channel, guildId: GUILD_ID, type: "text" });
        return { workspace: `discord:${GUILD_ID}`, place: { platform: "discord", channel } };
      });
    case "problems":
      return [...slack.problems, ...discord.problems];
  }
});
