// What the history of changes tells of a digest's: which one, by whom, and which options an edit named anew.

import type { Subscription } from "../../digest/subscription.ts";
import type { Deed } from "../../store/audit.ts";
import type { SubscriptionRecord } from "../../store/subscriptions.ts";
import type { CommandContext } from "../serve/define.ts";
import { doerOf } from "../serve/doer.ts";

export function deedOn(
  { id, name }: Pick<SubscriptionRecord, "id" | "name">,
  context: CommandContext,
): Omit<Deed, "kind"> {
  return { ...doerOf(context), subject: id, subjectName: name };
}

/** The options whose meaning an edit changed, and names; undefined when it changed nothing. */
export function changedOptions(
  before: Subscription,
  after: Subscription,
): Readonly<Record<string, string>> | undefined {
  const [was, is] = [before.record, after.record];
  const settings: readonly [Record<string, unknown>, Record<string, unknown>] = [
    { ...before.settings, ...before.settings.filter, filter: undefined },
    { ...after.settings, ...after.settings.filter, filter: undefined },
  ];
  const names = [
    ...(was.name === is.name ? [] : ["rename"]),
    ...(was.rule === is.rule ? [] : ["when"]),
    ...(was.zone === is.zone ? [] : ["tz"]),
    ...(was.place === is.place ? [] : ["channel"]),
    ...[...new Set(settings.flatMap((one) => Object.keys(one)))].filter(
      (key) => JSON.stringify(settings[0][key]) !== JSON.stringify(settings[1][key]),
    ),
  ];
  if (names.length === 0) return undefined;
  return { options: names.join(", "), ...(was.name === is.name ? {} : { name: is.name }) };
}
