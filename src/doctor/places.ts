// Where digests go: whether the bot can still post there, asked of the platforms without posting anything.

import { readPlace } from "../digest/subscription.ts";
import { AppError } from "../errors.ts";
import type { PlatformPlaces } from "../platform/destination.ts";
import { type Finding, note, ok, problemIn } from "../platform/finding.ts";
import { counted } from "../reply/build.ts";
import type { SubscriptionRecord } from "../store/subscriptions.ts";

const ABOUT = "places of digests";
/** Each is a call or two; what is beyond is only counted. */
const MOST = 100;

/** `placesOf`: those of a platform that can be asked. */
export async function examinePlaces(
  subscriptions: readonly SubscriptionRecord[],
  placesOf: (platform: string) => PlatformPlaces | undefined,
): Promise<readonly Finding[]> {
  const active = subscriptions.filter(({ state }) => state === "active");
  const byPlace = Map.groupBy(active, ({ workspace, place }) => `${workspace} ${place}`);
  const findings: Finding[] = [];
  let asked = 0;
  for (const [first] of [...byPlace.values()].slice(0, MOST)) {
    const answer = first === undefined ? undefined : await placeFinding(first, placesOf(first.platform));
    if (answer !== undefined) findings.push(answer);
    asked += 1;
  }
  if (active.length === 0) return [];
  const rest = byPlace.size - asked;
  return [
    ...(findings.length === 0 ? [ok(ABOUT, `the bot may post in ${counted(asked, "place")}`)] : findings),
    ...(rest > 0 ? [note(ABOUT, `${counted(rest, "more place")} were not asked about`)] : []),
  ];
}

async function placeFinding(
  { name, workspace, platform, place, placeLabel, ownerId }: SubscriptionRecord,
  places: PlatformPlaces | undefined,
): Promise<Finding | undefined> {
  if (places === undefined) return undefined;
  const { channel, direct } = readPlace(place);
  const about = `digest ${name}, ${placeLabel}`;
  const mend = "Mend that there, or move the digest with /digest edit.";
  try {
    const answer = await places.resolve({
      platform,
      workspace,
      actor: { id: ownerId, isAdmin: true },
      here: channel,
      ...(direct === undefined ? {} : { wanted: "me" }),
    });
    return answer.type === "found" ? undefined : problemIn(about, answer.sentence, mend);
  } catch (error) {
    if (error instanceof AppError) return problemIn(about, error.message, mend);
    throw error;
  }
}
