// What people of a Slack workspace do with the bot, a step at a time, and everything that they see then.

import fc from "fast-check";
import { expect } from "vitest";
import { textOf } from "../adapters/slack/reading.ts";
import { BOT } from "../fakes/slack/api.ts";
import type { Said } from "../fakes/slack/doors.ts";
import type { FakeInput, Filled } from "../fakes/slack/inputs.ts";
import { inputsOf } from "../fakes/slack/modals.ts";
import { buttonsIn, type FakeBlock, type FakeView } from "../fakes/slack/rules.ts";
import type { House } from "./replica-house.ts";

const CHANNEL = "C0NEWS";
const USERS = ["U0ADMIN", "U0MEMBER"] as const;
type User = (typeof USERS)[number];

/** `which`: the newest button with that label, or so many back. `n`: of all that may be answered; `name`: at the question for it. */
export type Step =
  | { readonly do: "type"; readonly user: User; readonly line: string }
  | { readonly do: "press"; readonly user: User; readonly which: number | string }
  | { readonly do: "fill"; readonly n: number; readonly name?: string }
  | { readonly do: "say"; readonly user: User; readonly text: string; readonly where: "direct" | "thread" }
  /** Slack delivers again what was said last. */
  | { readonly do: "repeat" }
  | { readonly do: "open home"; readonly user: User };

type Modal = Extract<FakeView, { type: "modal" }>;

export interface Conversation {
  /** Resolves when all of the step is over, with the errors at the fields of a form that was sent. */
  take(step: Step): Promise<Readonly<Record<string, string>>>;
  /** Everything that stands anywhere, a channel after the other, each with all that is to read there. */
  seen(): readonly unknown[];
}

export function converse({ slack, worked, settled }: House): Conversation {
  const { messages } = slack.workspace;
  let said: Said | undefined;
  let open: { readonly user: User; readonly view: Modal } | undefined;
  let root: string | undefined;

  /** Until so many more requests were worked on, and nothing is under way. */
  async function after(count: number, what: Promise<unknown>): Promise<void> {
    await what;
    await expect.poll(worked, { interval: 2, timeout: 20_000 }).toBeGreaterThanOrEqual(count);
    await settled();
  }

  /** What somebody has before them is the modal that came last. */
  async function opening(user: User, work: () => Promise<void>): Promise<void> {
    const before = slack.modals.length;
    await work();
    const view = slack.modals.slice(before).at(-1);
    if (view?.type === "modal") open = { user, view };
  }

  async function press(user: User, which: number | string): Promise<void> {
    const buttons = messages
      .filter(({ onlyFor, channel }) =>
        onlyFor === undefined ? channel === CHANNEL || channel === directOf(user) : onlyFor === user,
      )
      .flatMap((message) =>
        buttonsIn(message.blocks).flatMap((button) =>
          button.value === undefined ? [] : [{ message, button }],
        ),
      );
    // Nobody scrolls far.
    const near = buttons.slice(-12);
    const chosen =
      typeof which === "string"
        ? buttons.findLast(({ button }) => button.text.text === which)
        : near.at(-1 - (which % Math.max(1, near.length)));
    if (chosen === undefined && typeof which === "string") throw new Error(`There is no button ${which}.`);
    if (chosen === undefined) return;
    const {
      message,
      button: { action_id, value },
    } = chosen;
    const count = worked() + 1;
    const { acknowledged } = slack.press(
      user,
      { action_id, value },
      {
        channel: message.channel,
        ...(message.threadTs === undefined ? {} : { threadTs: message.threadTs }),
        message: { ts: message.ts, isEphemeral: message.onlyFor !== undefined },
      },
    );
    await opening(user, () => after(count, acknowledged));
  }

  async function fill({ n, name }: Extract<Step, { do: "fill" }>): Promise<Readonly<Record<string, string>>> {
    if (open === undefined) return {};
    const { user, view } = open;
    const count = worked() + 1;
    const sent = slack.filling.send(user, view, {
      ...answersTo(view, n),
      ...(name === undefined ? {} : { name }),
    });
    await after(count, sent.acknowledged);
    const errors = await sent.errors;
    if (Object.keys(errors).length === 0) open = undefined;
    return errors;
  }

  return {
    seen: () => [
      ...messages
        .toSorted((a, b) => (a.channel < b.channel ? -1 : a.channel > b.channel ? 1 : 0))
        .map(({ channel, via, onlyFor, threadTs, edits, ...message }) => ({
          channel,
          via,
          onlyFor,
          edits,
          thread: messages.findIndex(({ ts }) => ts === threadTs),
          ...read(message.blocks),
          ...(message.blocks.length === 0 ? { text: message.text } : {}),
        })),
      ...slack.modals.map((view) =>
        view.type === "modal"
          ? { title: view.title.text, ...read(view.blocks), inputs: inputsOf(view) }
          : view.type,
      ),
      ...[...slack.homes].map(([user, view]) => ({ user, ...read(view.blocks) })),
      ...slack.files.map(({ name, channel, bytes }) => ({ name, channel, isThere: bytes !== undefined })),
    ],
    async take(step) {
      const count = worked() + 1;
      switch (step.do) {
        case "type": {
          const [command = "", ...rest] = step.line.split(" ");
          const { acknowledged } = slack.command(step.user, rest.join(" "), { command, channel: CHANNEL });
          await opening(step.user, () => after(count, acknowledged));
          return {};
        }
        case "press":
          await press(step.user, step.which);
          return {};
        case "fill":
          return fill(step);
        case "say": {
          const isDirect = step.where === "direct";
          root ??= slack.say("U0ADMIN", "A ruling came out.", { channel: CHANNEL }).ts;
          said = slack.say(
            step.user,
            isDirect ? step.text : `<@${BOT.userId}> ${step.text}`,
            isDirect
              ? { channel: slack.workspace.direct(step.user).id }
              : { channel: CHANNEL, threadTs: root },
          );
          await after(count, said.acknowledged);
          return {};
        }
        case "repeat":
          // Often enough for each process.
          for (let time = 0; time < 4; time += 1) await said?.again();
          await settled();
          return {};
        case "open home": {
          const before = slack.calls.get("views.publish") ?? 0;
          await slack.openHome(step.user).acknowledged;
          await slack.until(() => (slack.calls.get("views.publish") ?? 0) > before);
          await slack.until(() => slack.homes.has(step.user));
          return {};
        }
      }
    },
  };
}

const directOf = (user: User): string => `D${user.slice(1)}`;

/** Links to this machine are made anew each time. */
function read(blocks: readonly FakeBlock[]) {
  return {
    text: textOf({ blocks }).replaceAll(/http:\/\/127\.0\.0\.1\S+/g, "a link"),
    buttons: buttonsIn(blocks).map(({ text }) => text.text),
  };
}

const TEXTS = [
  "Courts",
  "daily 09:00",
  "weekdays 25:99",
  "Morning brief",
  "7d",
  "nobody reads this",
  "x".repeat(60),
];

/** What must be answered, and some of the rest: now and then wrong. */
function answersTo(view: Modal, n: number): Readonly<Record<string, Filled>> {
  return Object.fromEntries(
    inputsOf(view).flatMap((input, index): [string, Filled][] => {
      const answer = answerTo(input, n + index);
      const isAsked = input.optional !== true || (n + index) % 4 === 0;
      return isAsked && answer !== undefined ? [[input.block_id ?? "", answer]] : [];
    }),
  );
}

function answerTo({ element }: FakeInput, n: number): Filled {
  switch (element.type) {
    case "plain_text_input":
      return TEXTS[n % TEXTS.length]?.slice(0, element.max_length);
    case "static_select":
    case "radio_buttons":
      return element.options[n % element.options.length]?.value;
    case "timepicker":
      return "09:30";
    case "number_input":
      return element.min_value ?? "1";
    default:
      return undefined;
  }
}

const LINES = [
  "/news top",
  "/news top limit 3",
  "/news latest limit 2",
  "/news latest latvia",
  "/news show 2",
  "/news show 5",
  "/news more",
  "/news page 2",
  "/news back",
  "/news search court",
  "/news search report",
  "/news stats",
  "/news status",
  "/news sources",
  "/news export csv",
  "/news cite",
  "/news save Kept",
  "/news saved",
  "/news judge 1 pillar 1 no",
  "/news like 1",
  "/news recent",
  "/news hlep",
  "/digest create",
  "/digest create Brief when daily 09:00",
  "/digest edit Brief",
  "/digest list",
  "/digest run Brief",
  "/digest preview Brief",
  "/digest pause Brief",
  "/digest resume Brief",
  "/digest mute word court",
  "/digest why 1",
  "/digest history Brief",
  "/digest delete Brief",
  "/dropbox status",
  "/dropbox files",
];
const WORDS = ["top", "more", "show 2", "latest", "and in Latvia", "why", "search court", "what is new"];

export const someStep: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({
      do: fc.constant("type" as const),
      user: fc.constantFrom(...USERS),
      line: fc.constantFrom(...LINES),
    }),
  },
  {
    weight: 6,
    arbitrary: fc.record({
      do: fc.constant("press" as const),
      user: fc.constantFrom(...USERS),
      which: fc.nat(11),
    }),
  },
  { weight: 3, arbitrary: fc.record({ do: fc.constant("fill" as const), n: fc.nat(20) }) },
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constant("say" as const),
      user: fc.constantFrom(...USERS),
      text: fc.constantFrom(...WORDS),
      where: fc.constantFrom("direct" as const, "thread" as const),
    }),
  },
  { weight: 1, arbitrary: fc.constant({ do: "repeat" as const }) },
  {
    weight: 1,
    arbitrary: fc.record({ do: fc.constant("open home" as const), user: fc.constantFrom(...USERS) }),
  },
);
