// A subscription in words: where, when with its next runs, what, how it stands.

import { formatRule, nextSlots } from "../../digest/schedule.ts";
import { type Subscription, waitsForSpikes } from "../../digest/subscription.ts";
import { formatCommand } from "../../language/declare/format.ts";
import { actions, command, fields } from "../../reply/build.ts";
import { formatInstant, formatLocal, formatLocalDay, formatLocalTime } from "../../reply/dates.ts";
import { excerpt } from "../../reply/excerpt.ts";
import type { Action, Block } from "../../reply/reply.ts";
import { say } from "../../wording/say.ts";
import { sayStored } from "../../wording/stored.ts";
import { editCommandOptions } from "./options.ts";
import { describeSettings } from "./settings.ts";

/** Runs told ahead. */
const RUNS_TOLD = 3;

/** `daily 09:00 Europe/Tallinn`; alerts have no times. */
export function describeRule({ rule, record, settings }: Subscription): string {
  if (rule !== undefined) return `${formatRule(rule)} ${record.zone}`;
  return waitsForSpikes({ settings })
    ? say("when there is unusually much")
    : say("as soon as the news has it");
}

/** Everything about a subscription that whoever made or changed it should read once more. */
export function subscriptionFields(subscription: Subscription, now: number): Block {
  const { record, rule } = subscription;
  const [first, ...others] =
    rule === undefined || record.state === "paused" ? [] : nextSlots(rule, record.zone, now, RUNS_TOLD);
  return fields([
    [say("Where"), record.placeLabel],
    [say("When"), describeRule(subscription)],
    ...(first === undefined ? [] : [[say("Next"), nextRuns(first, others, record.zone)] as const]),
    [say("Takes"), describeSettings(subscription)],
    [say("Owner"), record.ownerName],
    [say("State"), describeState(subscription)],
  ]);
}

/** Runs one after another, and the first in UTC, with its day where that is another; not where times are UTC anyway. */
function nextRuns(first: number, others: readonly number[], zone: string): string {
  const runs = others.reduce(
    (before, at) => say("{before}, then {next}", { before, next: formatLocal(at, zone) }),
    formatLocal(first, zone),
  );
  if (zone === "UTC") return runs;
  const isSameDay = formatLocalDay(first, "UTC") === formatLocalDay(first, zone);
  const time = isSameDay ? formatLocalTime(first, "UTC") : formatLocal(first, "UTC");
  return say("{runs} (the first at {time} UTC)", { runs, time });
}

/** `active`, or since when and why it is paused. */
export function describeState({ record }: Subscription): string {
  if (record.state === "active") return say("active");
  const paused =
    record.pausedUntil === null
      ? say("paused until somebody resumes it")
      : say("paused until {time}", { time: formatInstant(record.pausedUntil, record.zone) });
  return record.pauseReason === null ? paused : `${paused}: ${sayStored(record.pauseReason)}`;
}

/** What one does next with a subscription. */
export function subscriptionActions(subscription: Subscription): Block {
  return actions(
    button(subscription, say("Preview"), "preview"),
    button(subscription, say("Run now"), "run"),
    pauseOrResume(subscription),
    button(subscription, say("Edit"), "edit"),
    button(subscription, say("History"), "history"),
    button(subscription, say("Delete"), "delete"),
  );
}

/** As much of a name as leaves room for other buttons beside it. */
const NAME_ON_A_BUTTON = 40;

/**
 * What its owner does with a subscription in a list. The first button names it: where a platform puts all buttons below
 * all texts, each row tells whose it is.
 */
export function manageActions(subscription: Subscription): Block {
  return actions(
    pauseOrResume(subscription, excerpt(subscription.record.name, NAME_ON_A_BUTTON)),
    button(subscription, say("Edit"), "edit"),
    button(subscription, say("Details"), "show"),
    button(subscription, say("Delete"), "delete"),
  );
}

function pauseOrResume(subscription: Subscription, name?: string): Action {
  return subscription.record.state === "active"
    ? button(subscription, name === undefined ? say("Pause") : say("Pause {name}", { name }), "pause")
    : button(subscription, name === undefined ? say("Resume") : say("Resume {name}", { name }), "resume");
}

function button({ record }: Subscription, label: string, verb: string): Action {
  return command(label, `/digest ${verb} ${record.id}`, {
    typed: formatCommand(["digest", verb], { name: record.name }, editCommandOptions),
  });
}
