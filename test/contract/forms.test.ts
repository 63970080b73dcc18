// Forms on every platform: every kind of field, and that what is filled in means what the same would mean typed.

import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import type { Command } from "../../src/commands/serve/define.ts";
import { formFields } from "../../src/language/declare/form-fields.ts";
import { fieldsOf, formatCommand } from "../../src/language/declare/format.ts";
import { isListed, type Value, type Values } from "../../src/language/declare/options.ts";
import type { Parsed } from "../../src/language/declare/parsed.ts";
import type { FieldKind } from "../../src/reply/form.ts";
import { parseOptions, parseText } from "../language/parsing.ts";
import { FILLINGS, type Filling, type Form } from "./filling.ts";
import { LEXICON, someValues } from "./form-values.ts";
import { type Newsroom, openNewsroom } from "./newsroom.ts";

let newsroom: Newsroom;
let commands: readonly Command[];

beforeAll(async () => {
  newsroom = await openNewsroom();
  commands = newsroom.bot.router.commands;
});

afterAll(() => newsroom.close());

function commandAt(path: string): Command {
  const found = commands.find((command) => command.path.join(" ") === path);
  if (found === undefined) throw new Error(`no command ${path}`);
  return found;
}

/** Every option of a command as a form, empty or with what is given. */
function formOf(command: Command, given: Readonly<Record<string, string>> = {}): Form {
  const names = Object.keys(command.options).filter((name) => command.options[name]?.hidden !== true);
  // Where one of them is needed, nothing can be sent without it.
  const fields = formFields(
    command,
    names.map((name) => ({ name, required: false, value: given[name] })),
  );
  return { type: "form", title: "A form", submit: "Send", command: `/${command.path.join(" ")}`, fields };
}

/** What was read, but for flags that are not set, which say nothing. Lists have no order. */
function meant(parsed: Parsed): Values {
  if (parsed.type === "misunderstood") throw new Error(parsed.misunderstanding.sentence);
  return Object.fromEntries(
    Object.entries(parsed.values).flatMap(([name, value]): readonly [string, Value][] => {
      if (value === false) return [];
      return [[name, isListed(value) ? { any: value.any.toSorted(), not: value.not.toSorted() } : value]];
    }),
  );
}

const FORMS = ["digest create", "digest alert", "digest edit", "digest mute", "news top", "news stats"];

describe.each(FILLINGS)("a form on $name", (platform: Filling) => {
  it.each(FORMS)("of /%s means the same as typed, chosen by hand or left as it stands", async (path) => {
    const command = commandAt(path);
    await fc.assert(
      fc.asyncProperty(someValues(command.options), async (values) => {
        const needed = Object.entries(command.options).filter(([, { required }]) => required === true);
        const whole = { ...Object.fromEntries(needed.map(([name]) => [name, "Morning brief"])), ...values };
        const typed = meant(
          parseText(formatCommand(command.path, whole, command.options), commands, LEXICON),
        );
        const answers = fieldsOf(typed, command.options);
        const sent = await platform.fill(formOf(command, answers), {});
        expect(meant(parseOptions(command.path, sent, commands, LEXICON))).toEqual(typed);
        const empty = formOf(command);
        const byHand = Object.fromEntries(
          Object.entries(answers).filter(([name, answer]) => {
            const field = empty.fields.find((each) => each.name === name);
            return field !== undefined && platform.canAnswer(empty, field, answer);
          }),
        );
        const chosen = meant(
          parseOptions(command.path, await platform.fill(empty, byHand), commands, LEXICON),
        );
        expect(chosen).toEqual(Object.fromEntries(Object.entries(typed).filter(([name]) => name in byHand)));
      }),
      { seed: inject("seed"), numRuns: inject("long") ? 1_000 : 25 },
    );
  });
});

/** What each platform asks a kind of field with. */
const MATRIX: Readonly<Record<FieldKind, readonly [slack: string, discord: string, web: string]>> = {
  text: ["plain_text_input", "text input", "text"],
  number: ["number_input", "text input", "number"],
  choice: ["radio_buttons", "radio group", "radio"],
  choices: ["multi_static_select", "string select", "checkbox"],
  suggested: ["external_select", "text input", "text with a list"],
  suggestions: ["multi_external_select", "text input", "text with a list"],
  timed: ["multi_static_select", "text input", "checkbox"],
  channel: ["conversations_select", "channel select", "text"],
  people: ["users_select", "mentionable select", "text"],
  flag: ["checkboxes", "checkbox group", "checkbox"],
};

it("every kind of field is asked with what each platform has for it", () => {
  const { fields, ...whole } = formOf(commandAt("digest create"));
  // Flags stand together where they follow one another.
  const create = {
    ...whole,
    fields: fields.toSorted((a, b) => Number(a.kind === "flag") - Number(b.kind === "flag")),
  };
  const asked = new Map(create.fields.map((field) => [field.kind, field.name]));
  expect([...asked.keys()].toSorted()).toEqual(Object.keys(MATRIX).toSorted());
  for (const field of create.fields) {
    const [slack, discord, web] = MATRIX[field.kind];
    const id = field.kind === "flag" ? "flags:" : field.name;
    const inputs = FILLINGS.map((platform) =>
      Object.entries(platform.inputs(create)).find(
        ([key]) => key === field.name || (id === "flags:" && key.startsWith(id)),
      ),
    );
    expect(
      inputs.map((found) => found?.[1]),
      field.name,
    ).toEqual([slack, discord, "line", web]);
  }
});
