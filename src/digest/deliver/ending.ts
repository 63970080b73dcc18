// What a delivery came to when it is over: what stands, what was refused, what is lost and comes again. Pure.

import type { DeliveryPartRecord } from "../../store/ledger.ts";
import { allTold, readTold, tellsNothing } from "../../store/told.ts";
import { say } from "../../wording/say.ts";
import { readContents } from "../say/pieces.ts";

/** Pieces that were refused and are named one by one. */
const MOST_NAMED = 10;

type State = DeliveryPartRecord["state"];

const storiesIn = (parts: readonly DeliveryPartRecord[], ...states: readonly State[]): number =>
  allTold(parts.filter(({ state }) => states.includes(state)).map(({ tells }) => readTold(tells))).articles
    .length;

/** What is wrong with a digest whose messages are all sent, unknown or refused, in sentences; null when nothing is. */
export function flawsOf(parts: readonly DeliveryPartRecord[]): string | null {
  const unsure = parts.filter(({ state }) => state === "unknown").length;
  const flaws = [refusedReason(parts), unsure === 0 ? undefined : unsureReason(unsure, parts.length)];
  return flaws.filter((flaw) => flaw !== undefined).join(" ") || null;
}

/** `unsure` of so many messages may not have arrived. */
function unsureReason(unsure: number, messages: number): string {
  return messages === 1
    ? say(
        "The message may not have arrived in the channel: the connection was lost while sending, and the bot may not read the channel's history to look. Nothing was sent twice.",
      )
    : say(
        "{unsure} of {messages} messages may not have arrived in the channel: the connection was lost while sending, and the bot may not read the channel's history to look. Nothing was sent twice.",
        { unsure, messages },
      );
}

/** Names what was refused; undefined when nothing was. */
function refusedReason(parts: readonly DeliveryPartRecord[]): string | undefined {
  const refused = parts.filter(({ state }) => state === "refused");
  if (refused.length === 0) return undefined;
  const names = [
    ...new Set(refused.flatMap((part) => readContents(part)?.pieces.map(({ name }) => name) ?? [])),
  ];
  const named = names.slice(0, MOST_NAMED).join(", ");
  const why = [...new Set(refused.map(({ refusal }) => refusal ?? ""))].join(" ");
  if (names.length === 0)
    return say("Refused: a message. {why} What was refused is not sent again.", { why });
  return names.length > MOST_NAMED
    ? say("Refused: {named} and {more} more. {why} What was refused is not sent again.", {
        named,
        more: names.length - MOST_NAMED,
        why,
      })
    : say("Refused: {named}. {why} What was refused is not sent again.", { named, why });
}

/** What becomes of the stories of a digest that is given up; undefined when it has none, or all of them come again. */
export function givenUpSentence(parts: readonly DeliveryPartRecord[]): string | undefined {
  if (parts.every(({ state }) => state === "pending")) return undefined;
  const [sent, unsure, lost] = [
    storiesIn(parts, "sent"),
    storiesIn(parts, "unknown", "claimed"),
    storiesIn(parts, "pending"),
  ];
  const counts =
    sent + unsure + lost === 0
      ? undefined
      : unsure === 0
        ? say("Of its stories, {sent} arrived, {lost} did not.", { sent, lost })
        : say(
            "Of its stories, {sent} arrived, {unsure} may have arrived, which nobody can look up, {lost} did not.",
            { sent, unsure, lost },
          );
  return [counts, refusedReason(parts)].filter((said) => said !== undefined).join(" ") || undefined;
}

/** Whether the next digest brings something of one that is given up. */
export function comesAgain(parts: readonly DeliveryPartRecord[]): boolean {
  const lost = parts.filter(({ state }) => state === "pending");
  return lost.length === parts.length || !tellsNothing(allTold(lost.map(({ tells }) => readTold(tells))));
}
