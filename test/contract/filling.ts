// A form filled in by hand on each platform, without a network: what it asks with, and how the answers come back.

import { readInteraction } from "../../adapters/discord/in/read.ts";
import { modalOf } from "../../adapters/discord/out/modal.ts";
import { readViewSubmission } from "../../adapters/slack/in/read.ts";
import { formView } from "../../adapters/slack/out/modal.ts";
import { askFields } from "../../adapters/terminal/in/questions.ts";
import { answersIn } from "../../adapters/web/in/read.ts";
import { renderForm } from "../../adapters/web/out/render.ts";
import { type FormField, itemsOf } from "../../src/reply/form.ts";
import type { Block } from "../../src/reply/reply.ts";
import { ADMIN } from "../adapters/discord/fixture.ts";
import * as discord from "../fakes/discord/modals.ts";
import { type FakeElement, type FakeInput, type Filled, stateOf } from "../fakes/slack/inputs.ts";
import { inputsOf } from "../fakes/slack/modals.ts";
import { filledPayload } from "../fakes/slack/payloads.ts";
import { viewRule } from "../fakes/slack/rules.ts";
import { inputsIn, sentFrom } from "./web-form.ts";

export type Form = Extract<Block, { type: "form" }>;
export type Answers = Readonly<Record<string, string>>;

/** A platform's form, filled in and read back. */
export interface Filling {
  readonly name: string;
  /** What the platform asks each field with. */
  inputs(form: Form): Readonly<Record<string, string>>;
  /** Fills in these answers, leaves the others as they stand, and sends it. */
  fill(form: Form, answers: Answers): Promise<Answers>;
  /** Whether somebody can give that answer there at all, the field being empty. */
  canAnswer(form: Form, field: FormField, answer: string): boolean;
}

const CODE = "c1:/digest create";

// Slack

function slackModal(form: Form) {
  const view = viewRule.parse(formView(form, CODE, ""));
  if (view.type !== "modal") throw new Error("no modal");
  return view;
}

/** What is done in each input for these answers. */
export function slackFilled(
  inputs: readonly FakeInput[],
  answers: Answers,
): Readonly<Record<string, Filled>> {
  const filled = inputs.flatMap(({ block_id: id = "", element }): [string, Filled][] => {
    const [, names] = /^flags:(.*)$/.exec(id) ?? [];
    if (names !== undefined) {
      const flags = names.split(",").filter((name) => answers[name] !== undefined);
      return flags.length === 0 ? [] : [[id, flags.filter((name) => answers[name] === "yes")]];
    }
    const isHour = id.endsWith(":at");
    const answer = answers[isHour ? id.slice(0, -3) : id];
    if (answer === undefined) return [];
    const hasHour = inputs.some(({ block_id }) => block_id === `${id}:at`);
    const [, said = answer, hour] = /^(.*) (\d\d:\d\d)$/.exec(answer) ?? [];
    if (isHour) return hour === undefined ? [] : [[id, hour]];
    return [[id, done(element, hasHour ? said.split(",").join(", ") : answer)]];
  });
  return Object.fromEntries(filled);
}

function done(element: FakeElement, answer: string): Filled {
  switch (element.type) {
    case "multi_static_select":
      return itemsOf(answer).map((item) => optionFor(element.options ?? [], item));
    case "multi_external_select":
      return itemsOf(answer);
    case "radio_buttons":
    case "static_select":
      return answer === "" ? "none:" : answer;
    default:
      return answer;
  }
}

function optionFor(options: readonly { readonly value: string }[], item: string): string {
  return options.some(({ value }) => value === `whole:${item}`) ? `whole:${item}` : item;
}

const slack: Filling = {
  name: "Slack",
  inputs: (form) =>
    Object.fromEntries(
      inputsOf(slackModal(form)).map(({ block_id = "", element }) => [block_id, element.type]),
    ),
  async fill(form, answers) {
    const view = slackModal(form);
    const inputs = inputsOf(view);
    const filled = slackFilled(inputs, answers);
    const state = inputs.map((input) => [
      input.block_id ?? "",
      { [input.element.action_id]: stateOf(input, filled[input.block_id ?? ""]) },
    ]);
    const payload = filledPayload(
      { team: "T0NEWS", user: "U0ADMIN" },
      { triggerId: "1" },
      { id: "V1", hash: "1", view },
      Object.fromEntries(state),
    );
    const { input } = readViewSubmission(payload);
    return input.type === "form" ? input.values : {};
  },
  canAnswer(form, field, answer) {
    if (field.kind !== "timed") return true;
    const input = inputsOf(slackModal(form)).find(({ block_id }) => block_id === field.name);
    if (input?.element.type !== "multi_static_select") return true;
    const values = (input.element.options ?? []).map(({ value }) => value.replace("whole:", ""));
    const rhythm = answer.replace(/ \d\d:\d\d$/, "");
    return rhythm.split(",").every((day) => values.includes(day));
  },
};

// Discord: five questions at a time, and each modal is sent.

function discordModals(form: Form): readonly discord.FakeModal[] {
  const modal = modalOf(form, new Map([[form.command, CODE]]));
  if (modal === undefined) return [];
  const problems = discord.modalProblems(modal);
  if (problems.length > 0) throw new Error(problems.join("\n"));
  const asked = askedIn(
    modal.components.map((one) => ("component" in one ? one.component : { custom_id: "" })),
  );
  const rest = form.fields.filter(({ name }) => !asked.includes(name));
  return [discord.parseModal(modal), ...(rest.length === 0 ? [] : discordModals({ ...form, fields: rest }))];
}

function askedIn(components: readonly object[]): readonly string[] {
  return components.flatMap((one) => {
    const id = "custom_id" in one ? String(one.custom_id) : "";
    return id.startsWith("flags:") ? id.slice("flags:".length).split(",") : [id];
  });
}

export function discordFilled(
  { components }: discord.FakeModal,
  answers: Answers,
): Readonly<Record<string, discord.Filled>> {
  const filled = components.flatMap(({ component: asked }): [string, discord.Filled][] => {
    const id = asked.custom_id;
    if (asked.type === 22) {
      const names = askedIn([asked]).filter((name) => answers[name] !== undefined);
      return names.length === 0 ? [] : [[id, names.filter((name) => answers[name] === "yes")]];
    }
    const answer = answers[id];
    if (answer === undefined) return [];
    if (asked.type === 3 || asked.type === 21)
      return [[id, answer === "" && asked.type === 21 ? "none:" : itemsOf(answer)]];
    return [[id, answer]];
  });
  return Object.fromEntries(filled);
}

const KINDS: Readonly<Record<number, string>> = {
  3: "string select",
  4: "text input",
  7: "mentionable select",
  8: "channel select",
  21: "radio group",
  22: "checkbox group",
  23: "checkbox",
};

const onDiscord: Filling = {
  name: "Discord",
  inputs: (form) =>
    Object.fromEntries(
      discordModals(form)
        .flatMap(({ components }) => components)
        .map(({ component }) => [component.custom_id, KINDS[component.type] ?? ""]),
    ),
  async fill(form, answers) {
    const sent = discordModals(form).map((modal) => {
      const filled = discordFilled(modal, answers);
      const roles = Object.fromEntries(discord.rolesIn(filled).map((id) => [id, { id }]));
      const inbound = readInteraction(
        {
          id: "1",
          token: "t",
          application_id: "2",
          guild_id: "3",
          channel_id: "4",
          type: 5,
          member: { user: { id: ADMIN.id, username: "bo" }, permissions: ADMIN.permissions },
          data: {
            custom_id: modal.custom_id,
            components: discord.sentComponents(modal, filled),
            resolved: { roles },
          },
        },
        { prefix: "", adminIds: [] },
      );
      const input = inbound?.type === "invocation" ? inbound.invocation.input : undefined;
      return input?.type === "form" ? input.values : {};
    });
    return Object.assign({}, ...sent);
  },
  canAnswer: () => true,
};

// The terminal: one line a question.

const terminal: Filling = {
  name: "terminal",
  inputs: (form) => Object.fromEntries(form.fields.map(({ name }) => [name, "line"])),
  async fill(form, answers) {
    const lines = form.fields.map(({ name }) => {
      const answer = answers[name];
      return answer === undefined ? "" : answer === "" ? "-" : answer;
    });
    const filled = await askFields(form.fields, {
      ask: async () => lines.shift(),
      tell: () => undefined,
      check: () => undefined,
    });
    return filled ?? {};
  },
  canAnswer: () => true,
};

// The web: the browser's own inputs, and what a browser sends of them.

function webForm(form: Form): string {
  return String(renderForm(form, CODE, "1"));
}

const web: Filling = {
  name: "the web",
  inputs: (form) => Object.fromEntries(inputsIn(webForm(form)).map(({ name, drawnAs }) => [name, drawnAs])),
  fill: async (form, answers) => answersIn(sentFrom(webForm(form), answers)),
  canAnswer(form, field, answer) {
    const input = inputsIn(webForm(form)).find(({ name }) => name === field.name);
    if (input?.kind !== "timed") return true;
    return answer
      .replace(/ \d\d:\d\d$/, "")
      .split(",")
      .every((day) => input.values.includes(day));
  },
};

export const FILLINGS: readonly Filling[] = [slack, onDiscord, terminal, web];
