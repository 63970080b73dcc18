// `/digest edit`, `pause`, `resume`, `delete` and `run`: for its owner and for admins.

import type { Digests } from "../../digest/conduct.ts";
import { receiptText } from "../../digest/say/receipt.ts";
import { alertWhenOption, type Settings } from "../../digest/settings.ts";
import { nextSlotOf, RESUMED } from "../../digest/slots.ts";
import { type Subscription, subscriptionOf, waitsForSpikes } from "../../digest/subscription.ts";
import { AppError } from "../../errors.ts";
import { nameKeyOf } from "../../language/read/text.ts";
import {
  actions,
  command,
  dotted,
  heading,
  note,
  paragraph,
  privately,
  refusing,
} from "../../reply/build.ts";
import { formatInstant } from "../../reply/dates.ts";
import type { Reply } from "../../reply/reply.ts";
import type { Deed } from "../../store/audit.ts";
import type { SubscriptionRecord } from "../../store/subscriptions.ts";
import type { DateValue } from "../../time/date-value.ts";
import { nextStretch } from "../../time/stretches.ts";
import { startOfDate } from "../../time/zones.ts";
import { say, wording } from "../../wording/say.ts";
import { type Command, type CommandContext, defineCommand } from "../serve/define.ts";
import { changedOptions, deedOn } from "./deeds.ts";
import { subscriptionActions, subscriptionFields } from "./describe.ts";
import { checkMayChange, findSubscription, takenName } from "./find.ts";
import { changesOf, editForm, moreSettings } from "./forms.ts";
import { checkMention, mentionBlocks } from "./mention.ts";
import { type EditValues, editCommandOptions, editOptions, nameOption } from "./options.ts";
import { placeOf } from "./place.ts";
import { prospectBlocks } from "./prospects.ts";
import type { DigestServices } from "./services.ts";
import { isCleared, settingsOfOthers, settingsWith } from "./settings.ts";
import { asksOtherwise, seenAtFirst } from "./spikes.ts";

type Change = Parameters<DigestServices["store"]["subscriptions"]["update"]>[1];

export function manageCommands(services: DigestServices): readonly Command[] {
  const { store, digests } = services;

  async function own(name: string, { invocation }: CommandContext): Promise<Subscription> {
    const found = await findSubscription(store.subscriptions, invocation.workspace, name);
    await checkMayChange(services, found, invocation);
    return found;
  }

  async function changed(
    subscription: Subscription,
    change: Change,
    context: CommandContext,
    deed: Pick<Deed, "kind" | "details"> | undefined,
  ): Promise<Subscription> {
    const { record } = subscription;
    const noted = deed && { ...deedOn(record, context), ...deed };
    if (!(await store.subscriptions.update(record.id, change, context.now, noted)))
      throw new AppError(
        "bad-input",
        change.nameKey === undefined
          ? say('"{name}" was deleted meanwhile.', { name: record.name })
          : say('There is a digest or alert "{name}" already. Choose another name.', {
              name: change.name ?? "",
            }),
      );
    const after: SubscriptionRecord = { ...record, ...change };
    return subscriptionOf(after);
  }

  const edit = defineCommand({
    path: ["digest", "edit"],
    summary: wording("Changes a digest or alert: when, where, what it takes, how it looks"),
    role: "manage",
    answers: { formUnless: Object.keys(editOptions) },
    examples: ["/digest edit Morning brief when weekdays 08:30", "/digest edit Morning brief layout brief"],
    options: editCommandOptions,
    async check({ rename }, { invocation: { workspace } }, { name = "" }) {
      if (rename === undefined) return [];
      if (rename.trim() === "") return [{ field: "rename", sentence: say("It needs a name.") }];
      const { record } = await findSubscription(store.subscriptions, workspace, name);
      const wanted = { field: "rename", name: rename, itself: record.id };
      return takenName(store.subscriptions, workspace, wanted);
    },
    async handler({ name, after: from, ...said }, context): Promise<Reply> {
      const before = await own(name, context);
      const { input } = context.invocation;
      if (input.type !== "form" && Object.keys(said).length === 0) return editForm(before, from);
      const sent = input.type === "form" ? input.values : {};
      const { unchanged, emptied } = changesOf(before, sent);
      const values = changedOnly(said, unchanged);
      const change = await changeOf(services, before, values, emptied, context);
      const wanted = subscriptionOf({ ...before.record, ...change });
      const prospects = await prospectBlocks(context.news, wanted, context.now);
      const isAsked = values.mention !== undefined || values.channel !== undefined;
      const mentioned = isAsked
        ? await mentionBlocks(services, context.invocation, wanted.place, wanted.settings.mention)
        : [];
      const options = changedOptions(before, wanted);
      const after = await changed(before, change, context, options && { kind: "edited", details: options });
      return privately(
        heading(say("Changed"), after.record.name),
        subscriptionFields(after, context.now),
        ...prospects,
        ...mentioned,
        subscriptionActions(after),
        ...(input.type === "form" ? moreSettings(after, sent) : []),
      );
    },
  });

  const pause = defineCommand({
    path: ["digest", "pause"],
    summary: wording("Stops a digest or alert for a while; what it misses comes in one digest later"),
    // Its owner, wherever it goes: `own` asks.
    role: "read",
    answers: "message",
    examples: ["/digest pause Morning brief", "/digest pause Morning brief until 2027-01-07"],
    options: {
      name: nameOption,
      until: {
        kind: "date",
        bound: "until",
        summary: wording("When it goes on by itself, for example 2027-01-07"),
      },
    },
    async handler({ name, until }, context): Promise<Reply> {
      const { now } = context;
      const before = await own(name, context);
      const end = until === undefined ? undefined : endOfPause(until, before.record.zone, now);
      if (until !== undefined && (end === undefined || end <= now))
        throw new AppError(
          "bad-input",
          say("That time is over. Give a day to come, for example 2027-01-07."),
        );
      const after = await changed(
        before,
        {
          state: "paused",
          pauseReason: say("{name} paused it.", { name: context.invocation.actor.name }),
          pausedUntil: end ?? null,
        },
        context,
        { kind: "paused", details: end === undefined ? {} : { until: String(end) } },
      );
      return privately(
        heading(say("Paused"), after.record.name),
        paragraph(
          end === undefined
            ? say(
                "It is paused until somebody resumes it. What it misses comes in one digest when it goes on.",
              )
            : say("It is paused until {time}. What it misses comes in one digest when it goes on.", {
                time: formatInstant(end, after.record.zone),
              }),
        ),
        actions(command(say("Resume"), `/digest resume ${after.record.id}`)),
      );
    },
  });

  const resume = defineCommand({
    path: ["digest", "resume"],
    summary: wording("Lets a paused digest or alert go on"),
    // Its owner, wherever it goes: `own` asks.
    role: "read",
    answers: "message",
    examples: ["/digest resume Morning brief"],
    options: { name: nameOption },
    async handler({ name }, context): Promise<Reply> {
      const before = await own(name, context);
      if (before.record.state === "active")
        return privately(
          heading(before.record.name),
          paragraph(say("It is not paused.")),
          subscriptionActions(before),
        );
      const after = await changed(before, RESUMED, context, { kind: "resumed" });
      return privately(
        heading(say("It goes on"), after.record.name),
        subscriptionFields(after, context.now),
        note(say("What it missed comes in one digest.")),
        subscriptionActions(after),
      );
    },
  });

  const remove = defineCommand({
    path: ["digest", "delete"],
    summary: wording("Deletes a digest or alert with its history"),
    // Its owner, wherever it goes: `own` asks.
    role: "read",
    answers: "message",
    examples: ["/digest delete Morning brief"],
    options: {
      name: nameOption,
      sure: { kind: "flag", summary: wording("Does it without asking once more") },
    },
    async handler({ name, sure }, context): Promise<Reply> {
      const { record } = await own(name, context);
      if (sure !== true)
        return privately(
          heading(say("Delete {name}?", { name: record.name })),
          paragraph(
            say(
              "It would send nothing more to {place}, and its history would be gone. Messages that were sent stay. Pausing keeps everything.",
              { place: record.placeLabel },
            ),
          ),
          actions(
            command(say("Delete"), `/digest delete ${record.id} sure`, { style: "danger" }),
            command(say("Pause instead"), `/digest pause ${record.id}`),
          ),
        );
      await store.subscriptions.delete(record.id, { ...deedOn(record, context), kind: "deleted" });
      return privately(paragraph(say('"{name}" is deleted. Nothing more is sent.', { name: record.name })));
    },
  });

  const run = defineCommand({
    path: ["digest", "run"],
    summary: wording("Sends a digest now, with what is new since the last one"),
    role: "manage",
    answers: "message",
    examples: ["/digest run Morning brief"],
    options: { name: nameOption },
    async handler({ name }, context): Promise<Reply> {
      return runReply(digests, await own(name, context), context);
    },
  });

  return [edit, pause, resume, remove, run];
}

/** The beginning of a day, a month or a year in the digest's zone: `friday` is the next one. Undefined for what lies behind. */
function endOfPause(until: DateValue, zone: string, now: number): number | undefined {
  if (until.type === "recurring") return startOfDate(zone, nextStretch(until.part, now).from);
  if (until.type !== "fixed") return undefined;
  return until.from === until.to ? until.from : startOfDate(zone, until.from);
}

/** The values without those of a form that say what is so already. */
function changedOnly(values: EditValues, unchanged: readonly string[]): EditValues {
  return Object.fromEntries(Object.entries(values).filter(([name]) => !unchanged.includes(name)));
}

/** What an edit changes; `emptied` are settings that a form says nothing of any more. */
async function changeOf(
  services: DigestServices,
  before: Subscription,
  values: EditValues,
  emptied: readonly string[],
  context: CommandContext,
): Promise<Change> {
  const { invocation, now } = context;
  const { record } = before;
  const { when, ...others } = values;
  const isAlert = record.kind === "alert";
  const wait = alertWhenOption.choices.find(({ value }) => value === when)?.value;
  const misplaced = [
    ...(when !== undefined && isAlert === (wait === undefined) ? ["when"] : []),
    ...settingsOfOthers(record.kind).filter((option) => option in others),
  ];
  if (misplaced.length > 0) {
    const options = misplaced
      .map((option) => (option === "when" ? `when ${when}` : option))
      .reduce((before, next) => say("{before} and no {next}", { before, next }));
    throw new AppError(
      "bad-input",
      isAlert
        ? say('"{name}" is an alert, which has no {options}. Nothing was changed.', {
            name: record.name,
            options,
          })
        : say('"{name}" is a digest, which has no {options}. Nothing was changed.', {
            name: record.name,
            options,
          }),
    );
  }
  checkMention(values.mention, invocation.actor);
  const where =
    values.channel === undefined ? undefined : await placeOf(services, invocation, values.channel);
  const schedule: Change = {
    // What stays as it is moves no slot that is due.
    ...(isAlert || when === undefined || when === record.rule ? {} : { rule: when }),
    ...(values.tz === undefined || values.tz === record.zone ? {} : { zone: values.tz }),
  };
  const isRescheduled = Object.keys(schedule).length > 0;
  const rescheduled = subscriptionOf({ ...record, ...schedule });
  const settings = settingsWith(
    wait === undefined ? others : { ...others, when: wait },
    before.settings,
    emptied.filter(isCleared),
  );
  return {
    ...(values.rename === undefined ? {} : { name: values.rename, nameKey: nameKeyOf(values.rename) }),
    ...(where === undefined ? {} : { place: JSON.stringify(where.place), placeLabel: where.label }),
    ...schedule,
    ...(isRescheduled ? { nextSlot: nextSlotOf(rescheduled, now) } : {}),
    ...(isAlert && asksOtherwise(before.settings, settings)
      ? await anew(services, before, settings, context)
      : {}),
    settings: JSON.stringify(settings),
  };
}

/** What an alert that waits for spikes, or did, has seen when it is asked something else. */
async function anew(
  { digests }: DigestServices,
  before: Subscription,
  settings: Settings,
  { invocation, news }: CommandContext,
): Promise<Change> {
  if (!waitsForSpikes({ settings }) && !waitsForSpikes(before)) return {};
  const stamp = await digests.stampOf(invocation.workspace, news);
  return { spikes: "[]", seenThrough: seenAtFirst(settings, stamp) };
}

async function runReply(
  digests: Digests,
  subscription: Subscription,
  context: CommandContext,
): Promise<Reply> {
  const { record } = subscription;
  if (record.state === "paused")
    return refusing(
      heading(record.name),
      paragraph(say("It is paused. Resume it first; then it can run.")),
      actions(command(say("Resume"), `/digest resume ${record.id}`)),
    );
  const deed: Deed = { ...deedOn(record, context), kind: "ran" };
  const result = await digests.run(subscription, context.news, deed);
  switch (result.type) {
    case "pending":
      return refusing(
        heading(record.name),
        paragraph(
          say(
            "The last digest of it is still on its way to {place}. Nothing more was sent; try again in a minute.",
            { place: record.placeLabel },
          ),
        ),
      );
    case "unavailable":
      return refusing(
        heading(record.name),
        paragraph(
          say("It could not be run here now. Nothing was sent and nothing is lost; try again in a minute."),
        ),
      );
    case "clock-held":
      return refusing(
        heading(record.name),
        paragraph(
          say(
            "The clock of the bot's machine was just set by more than a day. Digests wait for an hour, or until it is right again. Nothing was sent and nothing is lost.",
          ),
        ),
      );
    case "decided": {
      const { outcome } = result;
      return privately(
        heading(record.name),
        paragraph(
          outcome.sends
            ? say("The digest goes to {place}.", { place: record.placeLabel })
            : say("There was nothing to send."),
        ),
        note(dotted(receiptText(outcome.settled))),
        actions(command(say("History"), `/digest history ${record.id}`)),
      );
    }
  }
}
