// What Discord is sent for every command, for digests, and as its registered commands: test/golden/discord.

import { basename } from "node:path";
import { REST } from "discord.js";
import { expect } from "vitest";
import { discordCommands } from "../../../adapters/discord/api/commands.ts";
import { localizedCommand } from "../../../adapters/discord/api/localized.ts";
import { readPlanned } from "../../../adapters/discord/digests/parts.ts";
import { createPlaces } from "../../../adapters/discord/digests/places.ts";
import type { DiscordFile } from "../../../adapters/discord/out/pages.ts";
import { render } from "../../../adapters/discord/out/render.ts";
import { createLogger } from "../../../src/log.ts";
import { modalProblems } from "../../fakes/discord/modals.ts";
import { openApiCheck } from "../../fakes/discord/openapi.ts";
import { commandProblems, messageProblems } from "../../fakes/discord/rules.ts";
import { DISCORD_QUESTIONS } from "../asked.ts";
import { describeGoldens } from "../golden-suite.ts";

const rest = new REST();
const check = openApiCheck();

describeGoldens({
  name: "discord",
  open: ({ router: { commands } }) =>
    createPlaces({
      sending: rest,
      reading: rest,
      commands,
      draw: async () => undefined,
      clock: Date.now,
      log: createLogger("silent"),
    }).open,
  asked: {
    unconnected: ["/news top", "/dropbox status"],
    ...DISCORD_QUESTIONS,
  },
  answer(reply, codes) {
    const answer = render(reply, codes);
    for (const { body, files } of answer.messages) {
      expect(
        messageProblems(
          body,
          files.map(({ name }) => name),
        ),
      ).toEqual([]);
      expect(check("POST", "/webhooks/{webhook_id}/{webhook_token}", body)).toEqual([]);
    }
    if (answer.modal !== undefined) expect(modalProblems(answer.modal)).toEqual([]);
    // Where a file lies for half an hour is another place each time.
    const lying = (file: DiscordFile): DiscordFile =>
      "path" in file ? { ...file, path: basename(file.path) } : file;
    return {
      ...answer,
      messages: answer.messages.map((message) => ({ ...message, files: message.files.map(lying) })),
    };
  },
  messages(parts) {
    const messages = parts.map(readPlanned);
    for (const { body, files } of messages) {
      const names = files.map(({ name }) => name);
      expect(messageProblems(body, names)).toEqual([]);
      expect(check("POST", "/channels/{channel_id}/messages", body)).toEqual([]);
    }
    return messages;
  },
  others(declared) {
    const commands = discordCommands(declared, { prefix: "" });
    for (const command of commands) expect(commandProblems(localizedCommand(command))).toEqual([]);
    return { "registered commands": commands };
  },
  deliveryKeys: /(k1:|"firstKey": ")[\w-]{12}(?=-\d)/g,
});
