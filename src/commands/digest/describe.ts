// A subscription in words: where, when with its next runs, what, how it stands.

import { formatRule, nextSlots } from "../../digest/schedule.ts";
import { type Subscription, waitsForSpikes } from "../../digest/subscription.ts";
import { formatCommand } from "../../language/declare/format.ts";
import { actions, command, fields } from "../../reply/build.ts";
import { formatInstant, formatLocal, formatLocalDay, formatLocalTime } from "../../reply/dates.ts";
import { excerpt } from "../../reply/excerpt.ts";
import type { Action, Block } from "../../reply/reply.ts";
import { editCommandOptions } from "./options.ts";
import { describeSettings } from "./settings.ts";

/** Runs told ahead. */
const RUNS_TOLD = 3;

/** `daily 09:00 Europe/Tallinn`; alerts have no times. */
export function describeRule({ rule, record, settings }: Subscription): string {
  if (rule !== undefined) return `${formatRule(rule)} ${record.zone}`;
  return waitsForSpikes({ settings }) ? "when there is unusually much" : "as soon as the news has it";
}

/** Everything about a subscription that whoever made or changed it should read once more. */
export function subscriptionFields(subscription: Subscription, now: number): Block {
  const { record, rule } = subscription;
  const runs =
    rule === undefined || record.state === "paused" ? [] : nextSlots(rule, record.zone, now, RUNS_TOLD);
  return fields([
    ["Where", record.placeLabel],
    ["When", describeRule(subscription)],
    ...(runs.length === 0
      ? []
      : [
          [
            "Next",
            `${runs.map((at) => formatLocal(at, record.zone)).join(", then ")}${utcOf(runs[0] ?? now, record.zone)}`,
          ] as const,
        ]),
    ["Takes", describeSettings(subscription)],
    ["Owner", record.ownerName],
    ["State", describeState(subscription)],
  ]);
}

/** The first run in UTC, with its day where that is another: ` (the first at 07:00 UTC)`; nothing where times are UTC anyway. */
function utcOf(at: number, zone: string): string {
  if (zone === "UTC") return "";
  const isSameDay = formatLocalDay(at, "UTC") === formatLocalDay(at, zone);
  return ` (the first at ${isSameDay ? "" : `${formatLocalDay(at, "UTC")} `}${formatLocalTime(at, "UTC")} UTC)`;
}

/** `active`, or since when and why it is paused. */
export function describeState({ record }: Subscription): string {
  if (record.state === "active") return "active";
  const until =
    record.pausedUntil === null
      ? "until somebody resumes it"
      : `until ${formatInstant(record.pausedUntil, record.zone)}`;
  return `paused ${until}${record.pauseReason === null ? "" : `: ${record.pauseReason}`}`;
}

/** What one does next with a subscription. */
export function subscriptionActions(subscription: Subscription): Block {
  return actions(
    button(subscription, "Preview", "preview"),
    button(subscription, "Run now", "run"),
    pauseOrResume(subscription),
    button(subscription, "Edit", "edit"),
    button(subscription, "History", "history"),
    button(subscription, "Delete", "delete"),
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
    pauseOrResume(subscription, ` ${excerpt(subscription.record.name, NAME_ON_A_BUTTON)}`),
    button(subscription, "Edit", "edit"),
    button(subscription, "Details", "show"),
    button(subscription, "Delete", "delete"),
  );
}

function pauseOrResume(subscription: Subscription, name = ""): Action {
  return subscription.record.state === "active"
    ? button(subscription, `Pause${name}`, "pause")
    : button(subscription, `Resume${name}`, "resume");
}

function button({ record }: Subscription, label: string, verb: string): Action {
  return command(label, `/digest ${verb} ${record.id}`, {
    typed: formatCommand(["digest", verb], { name: record.name }, editCommandOptions),
  });
}
