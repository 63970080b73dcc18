// Every option of a command with values of every sort, and how they arrive from Slack and from Discord.

import { readInteraction } from "../../adapters/discord/in/read.ts";
import { readSlashCommand } from "../../adapters/slack/in/read.ts";
import type { Command } from "../../src/commands/serve/define.ts";
import { assertNever } from "../../src/errors.ts";
import type { Option, Vocabulary } from "../../src/language/declare/options.ts";
import { formatDuration } from "../../src/language/read/durations.ts";
import type { Input } from "../../src/platform/invocation.ts";
import { ADMIN } from "../adapters/discord/fixture.ts";
import { commandPayload } from "../fakes/slack/payloads.ts";
import type { RawValues } from "./driver.ts";
import { visibleOptions } from "./offered.ts";

/** Each visible option with each sort of value, alone but for what is required. */
export function valuesFor(declared: Command): readonly RawValues[] {
  const required = requiredOf(declared);
  return [
    required,
    ...visibleOptions(declared).flatMap(([name, option]) =>
      samplesOf(option).map((value): RawValues => ({ ...required, [name]: value })),
    ),
  ];
}

/** What a command cannot do without. */
export function requiredOf(declared: Command): RawValues {
  return Object.fromEntries(
    visibleOptions(declared).flatMap(([name, option]) =>
      option.required === true
        ? samplesOf(option)
            .slice(0, 1)
            .map((value) => [name, value])
        : [],
    ),
  );
}

/** A word of each vocabulary, and texts of which options that read their own take one. */
const WORDS: Readonly<Record<Vocabulary, string>> = {
  channel: "C0NEWS",
  command: "top",
  country: "Estonia",
  digest: "Morning",
  mention: "here",
  source: "err.ee",
  title: "court",
  zone: "Europe/Tallinn",
};
const OWN_FORMS: readonly string[] = ["daily 09:00", "22:00-07:00"];

function samplesOf(option: Option): readonly (string | number | boolean)[] {
  switch (option.kind) {
    case "choice":
      return option.choices.map(({ value }) => value);
    case "integer":
      return [option.min, option.max];
    case "flag":
      return [true];
    case "date":
      return ["2024-02-05", "2024-02"];
    case "duration":
      return [option.minMs, option.maxMs].map(formatDuration);
    case "choice-list":
      return option.choices.map(({ value }) => value);
    case "text":
    case "text-list": {
      const own = option.kind === "text" ? OWN_FORMS.filter((text) => option.reads?.(text).ok === true) : [];
      const one = own[0] ?? (option.vocabulary === undefined ? "court" : WORDS[option.vocabulary]);
      return option.kind === "text" ? [one] : [one, option.vocabulary === "country" ? "Estonia,Latvia" : one];
    }
    default:
      return assertNever(option);
  }
}

/** Whether Discord completes its values while somebody types. */
export const isCompleted = (option: Option): boolean =>
  option.kind === "date" ||
  option.kind === "choice-list" ||
  ((option.kind === "text" || option.kind === "text-list") &&
    option.vocabulary !== undefined &&
    // Discord has lists of its own for these.
    option.vocabulary !== "channel" &&
    option.vocabulary !== "mention");

/** As Slack's slash command, typed by hand. */
export function slackInput({ path: [group, verb], options }: Command, values: RawValues): Input {
  const asksForWords = options.words?.required === true;
  const words = Object.entries(values).map(([name, value]) => {
    const option = options[name];
    // Beside words that are sought a lone flag would be one of them.
    if (option?.kind === "flag") return asksForWords ? `${name} yes` : name;
    return option?.kind === "text" && option.rest === true ? String(value) : `${name} ${value}`;
  });
  const from = { team: "T0NEWS", user: "U0ADMIN" };
  const at = { responseUrl: "https://hooks.slack.example/1", triggerId: "1" };
  const payload = commandPayload(from, at, "C0NEWS", `/${group}`, [verb, ...words].join(" "));
  return readSlashCommand(payload, "").input;
}

/** As Discord's subcommand, filled in. */
export function discordInput({ path: [name, verb] }: Command, values: RawValues): Input {
  const fields = Object.entries(values).map(([field, value]) => ({ name: field, value }));
  const inbound = readInteraction(
    {
      id: "1",
      token: "t",
      application_id: "2",
      guild_id: "3",
      channel_id: "4",
      type: 2,
      member: { user: { id: ADMIN.id, username: "bo" }, permissions: ADMIN.permissions },
      data: { name, options: [{ name: verb, options: fields }] },
    },
    { prefix: "", adminIds: [] },
  );
  if (inbound?.type !== "invocation") throw new Error("discord's command was not read");
  return inbound.invocation.input;
}
