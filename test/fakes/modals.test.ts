// The strict fakes refuse the modals that the platforms refuse: a rule that they did not hold would be none for the adapters.

import { describe, expect, it } from "vitest";
import { modalOf } from "../../adapters/discord/out/modal.ts";
import { formView } from "../../adapters/slack/out/modal.ts";
import type { FormField } from "../../src/reply/form.ts";
import { modalProblems } from "./discord/modals.ts";
import { acknowledgementProblems } from "./slack/inputs.ts";
import { problemsOf, viewRule } from "./slack/rules.ts";

const choices = ["any", "notable", "strong"].map((value) => ({ value, label: value }));
const fields: readonly FormField[] = [
  { kind: "text", name: "name", label: "Name", required: true, value: "Brief" },
  { kind: "choice", name: "impact", label: "Impact", required: true, value: "strong", choices },
  { kind: "choices", name: "pillar", label: "Pillars", required: false, value: "any", choices },
  { kind: "flag", name: "thread", label: "In a thread", required: false },
  { kind: "flag", name: "trend", label: "Trend", required: false, value: "yes" },
  { kind: "channel", name: "channel", label: "Channel", required: false, value: "" },
];
const more: readonly FormField[] = [
  { kind: "number", name: "limit", label: "Limit", required: false, value: "7", min: 1, max: 10 },
  {
    kind: "timed",
    name: "when",
    label: "When",
    required: true,
    value: "mon 09:00",
    choices: [{ value: "mon", label: "Monday" }],
  },
  {
    kind: "suggested",
    name: "tz",
    label: "Zone",
    required: false,
    value: "UTC",
    completes: { path: ["digest", "create"], option: "tz" },
  },
  { kind: "people", name: "mention", label: "Notify", required: false },
];
const form = (asked: readonly FormField[]) =>
  ({ type: "form", title: "New", submit: "Make it", command: "/digest create", fields: asked }) as const;

describe("Slack's view", () => {
  const good = JSON.stringify(formView(form([...fields, ...more]), "c1:/digest create", "{}"));

  it("is taken as the adapter makes it", () => {
    expect(problemsOf(viewRule, JSON.parse(good))).toEqual([]);
  });

  it.each([
    ["an option twice", '"value":"notable"', '"value":"any"'],
    [
      "a first choice that is none",
      '"initial_option":{"text":{"type":"plain_text","text":"strong"',
      '"initial_option":{"text":{"type":"plain_text","text":"weak"',
    ],
    ["a text of an option that is too long", '"text":"notable"', `"text":"${"n".repeat(76)}"`],
    ["a value of an option that is too long", '"value":"notable"', `"value":"${"n".repeat(151)}"`],
    ["an empty value", '"value":"notable"', '"value":""'],
    ["a block_id twice", '"block_id":"pillar"', '"block_id":"impact"'],
    ["an hour that is none", '"initial_time":"09:00"', '"initial_time":"9:00"'],
    ["a number below its bounds", '"initial_value":"7"', '"initial_value":"0"'],
    ["a channel that is no id", '"default_to_current_conversation":true', '"initial_conversation":"#news"'],
    ["an element of another name", '"type":"users_select"', '"type":"people_select"'],
    ["a title that is too long", '"text":"New"', `"text":"${"N".repeat(25)}"`],
  ])("is refused with %s", (_, from, to) => {
    expect(good).toContain(from);
    expect(problemsOf(viewRule, JSON.parse(good.replaceAll(from, to)))).not.toEqual([]);
  });

  it("stays open only with errors for inputs that it has", () => {
    const errors = (given: object): object => ({ response_action: "errors", errors: given });
    expect(acknowledgementProblems(errors({ name: "Taken." }), ["name"])).toEqual([]);
    expect(acknowledgementProblems(errors({ nobody: "Taken." }), ["name"])).not.toEqual([]);
    expect(acknowledgementProblems(errors({}), ["name"])).not.toEqual([]);
    expect(acknowledgementProblems(errors({ name: "" }), ["name"])).not.toEqual([]);
    expect(acknowledgementProblems({ text: "no" }, ["name"])).not.toEqual([]);
  });
});

describe("Discord's modal", () => {
  const codes = new Map([["/digest create", "c1:/digest create"]]);
  const good = JSON.stringify(modalOf(form(fields), codes));

  it("is taken as the adapter makes it", () => {
    expect(modalProblems(JSON.parse(good))).toEqual([]);
    expect(modalProblems(modalOf(form(more), codes))).toEqual([]);
  });

  it.each([
    ["an option twice", '"value":"notable"', '"value":"any"'],
    ["a value of an option that is too long", '"value":"notable"', `"value":"${"n".repeat(101)}"`],
    ["a custom_id twice", '"custom_id":"pillar"', '"custom_id":"impact"'],
    ["two radio buttons chosen at first", '"value":"notable"', '"value":"notable","default":true'],
    [
      "an answer that is required of none",
      '"required":false,"min_values":0',
      '"required":true,"min_values":0',
    ],
    ["more that may be chosen than there are", '"max_values":3', '"max_values":4'],
    ["a component that is switched off", '"type":8', '"disabled":true,"type":8'],
    ["a label that is too long", '"label":"Channel"', `"label":"${"L".repeat(46)}"`],
    ["a component that no label holds", '"type":22', '"type":2'],
  ])("is refused with %s", (_, from, to) => {
    expect(good).toContain(from);
    expect(modalProblems(JSON.parse(good.replaceAll(from, to)))).not.toEqual([]);
  });

  it("is refused with six questions, and with none", () => {
    const modal = JSON.parse(good);
    expect(modalProblems({ ...modal, components: [...modal.components, modal.components[0]] })).not.toEqual(
      [],
    );
    expect(modalProblems({ ...modal, components: [] })).not.toEqual([]);
  });
});
