// `/digest create` and `/digest alert`: what is understood is shown whole before anything is sent.

import { randomBytes } from "node:crypto";
import { SPIKES_EXPLAINED } from "../../digest/say/spikes.ts";
import { formatRule, nextSlot, parseRule, periodBefore, type Rule } from "../../digest/schedule.ts";
import { nextSlotOf } from "../../digest/slots.ts";
import { subscriptionOf, waitsForSpikes } from "../../digest/subscription.ts";
import { AppError } from "../../errors.ts";
import { nameKeyOf } from "../../language/read/text.ts";
import { heading, joined, note, privately } from "../../reply/build.ts";
import type { FieldProblem } from "../../reply/form.ts";
import type { Reply } from "../../reply/reply.ts";
import type { SubscriptionRecord } from "../../store/subscriptions.ts";
import { languageHere, say, wording } from "../../wording/say.ts";
import { type Command, type CommandContext, defineCommand } from "../serve/define.ts";
import { doerOf } from "../serve/doer.ts";
import { boundsFor, checkDigestsFit, DIGEST_BOUNDS } from "./bounds.ts";
import { subscriptionActions, subscriptionFields } from "./describe.ts";
import { takenName } from "./find.ts";
import { createForm, moreSettings } from "./forms.ts";
import { checkMention, mentionBlocks } from "./mention.ts";
import { alertCreateOptions, type CreateValues, createOptions, newNameOption as name } from "./options.ts";
import { placeOf } from "./place.ts";
import { prospectBlocks } from "./prospects.ts";
import type { DigestServices } from "./services.ts";
import { DEFAULTS, settingsWith } from "./settings.ts";
import { seenAtFirst } from "./spikes.ts";

const CREATE = { path: ["digest", "create"], options: { name, ...createOptions } } as const;
const ALERT = { path: ["digest", "alert"], options: { name, ...alertCreateOptions } } as const;

export function createCommands(services: DigestServices): readonly Command[] {
  const create = defineCommand({
    path: CREATE.path,
    summary: wording("A digest of what is new, at the times you choose"),
    role: "manage",
    answers: { formUnless: ["when"] },
    examples: [
      '/digest create Morning brief when "daily 09:00"',
      "/digest create Corruption when weekdays 08:30 pillar corruption country Latvia",
    ],
    options: CREATE.options,
    check: (sent, context) => problemsOf(services, sent, ["name", "when"], context),
    async handler(values, context) {
      if (values.name === undefined || values.when === undefined) {
        if (context.invocation.input.type === "form" || values.when !== undefined) throw nameless("create");
        return createForm("digest", CREATE, values, zoneOf(services, context));
      }
      const { when, ...others } = values;
      const reading = parseRule(when);
      if (!reading.ok) throw new AppError("bad-input", reading.problem);
      return makeSubscription(services, { ...others, name: values.name }, reading.rule, context);
    },
  });

  const alert = defineCommand({
    path: ALERT.path,
    summary: wording("A message as soon as strong news arrives, or when there is unusually much"),
    role: "manage",
    answers: { formUnless: ["name"] },
    examples: [
      "/digest alert Corruption watch pillar corruption",
      "/digest alert Baltic quiet 22:00-07:00 max-per-day 5 country Latvia",
      "/digest alert Corruption surge when spike pillar corruption",
    ],
    options: ALERT.options,
    check: (sent, context) => problemsOf(services, sent, ["name"], context),
    async handler(values, context) {
      if (values.name === undefined) {
        if (context.invocation.input.type === "form") throw nameless("alert");
        return createForm("alert", ALERT, values, zoneOf(services, context));
      }
      return makeSubscription(services, { ...values, name: values.name }, undefined, context);
    },
  });
  return [create, alert];
}

function zoneOf({ defaultZone }: DigestServices, { invocation }: CommandContext): string {
  return invocation.actor.timezone ?? defaultZone;
}

/** What of a sent form is missing, and whether its name is there already. */
async function problemsOf(
  { store }: DigestServices,
  sent: Readonly<Record<string, string>>,
  needed: readonly ("name" | "when")[],
  { invocation }: CommandContext,
): Promise<readonly FieldProblem[]> {
  const missing = needed.filter((field) => (sent[field] ?? "").trim() === "");
  if (missing.length > 0) return missing.map((field) => ({ field, sentence: say(MISSING[field]) }));
  return takenName(store.subscriptions, invocation.workspace, { field: "name", name: sent.name ?? "" });
}

const MISSING = {
  name: wording("Give it a name, for example Morning brief."),
  when: wording("Say when it runs: days or another rhythm, and an hour."),
} as const;

function nameless(verb: "create" | "alert"): AppError {
  return new AppError(
    "bad-input",
    verb === "create"
      ? say('A digest needs a name and a time: /digest create Morning brief when "daily 09:00".')
      : say("An alert needs a name: /digest alert Corruption watch pillar corruption."),
  );
}

/** Makes a digest, or an alert where there is no rule, and shows it whole. Throws AppError with why it could not be made. */
export async function makeSubscription(
  { store, digests, places, defaultZone }: DigestServices,
  values: CreateValues & { readonly name: string },
  rule: Rule | undefined,
  context: CommandContext,
): Promise<Reply> {
  const { invocation, now, news } = context;
  const { workspace, platform, actor, input } = invocation;
  const where = await placeOf({ places }, invocation, values.channel);
  const zone = values.tz ?? actor.timezone ?? defaultZone;
  checkMention(values.mention, actor);
  // English goes without saying.
  const spoken = languageHere();
  const settings = settingsWith({ ...(spoken === "en" ? {} : { language: spoken }), ...values }, DEFAULTS);
  const mentioned = await mentionBlocks({ places }, invocation, where.place, settings.mention);
  const stamp = await digests.stampOf(workspace, news);
  const record: SubscriptionRecord = {
    id: randomBytes(6).toString("hex"),
    workspace,
    platform,
    name: values.name,
    nameKey: nameKeyOf(values.name),
    kind: rule === undefined ? "alert" : "digest",
    ownerId: actor.id,
    ownerName: actor.name,
    place: JSON.stringify(where.place),
    placeLabel: where.label,
    rule: rule === undefined ? null : formatRule(rule),
    zone,
    settings: JSON.stringify(settings),
    state: "active",
    pauseReason: null,
    pausedUntil: null,
    seenThrough: seenAtFirst(settings, stamp),
    // The first digest brings the last period; all that is older counts as known.
    openFrom: rule === undefined ? null : now - periodBefore(rule, zone, nextSlot(rule, zone, now)),
    decidedSlot: now,
    nextSlot: null,
    silentSince: null,
    silenceTold: 0,
    outageTold: null,
    spikes: "[]",
    createdAt: now,
    updatedAt: now,
  };
  const subscription = subscriptionOf({ ...record, nextSlot: nextSlotOf(subscriptionOf(record), now) });
  // All that may fail comes before it is made.
  const prospects = await prospectBlocks(news, subscription, now);
  const outcome = await store.subscriptions.addWithin(subscription.record, boundsFor(actor, DIGEST_BOUNDS), {
    ...doerOf(context),
    kind: "created",
    subject: record.id,
    subjectName: record.name,
  });
  checkDigestsFit(outcome);
  if (outcome === "taken")
    throw new AppError(
      "bad-input",
      say(
        'There is a digest or alert "{name}" already. Choose another name, or change it with /digest edit.',
        { name: values.name },
      ),
    );
  return privately(
    heading(rule === undefined ? say("Alert made") : say("Digest made"), record.name),
    subscriptionFields(subscription, now),
    ...prospects,
    note(
      waitsForSpikes(subscription)
        ? joined(say(SPIKES_EXPLAINED), say("What is unusual now is told at once."))
        : rule === undefined
          ? say("It looks at everything that arrives from now on.")
          : say("The first one brings the last period; what is older counts as known."),
    ),
    ...(where.remark === undefined ? [] : [note(where.remark)]),
    ...mentioned,
    subscriptionActions(subscription),
    ...(input.type === "form" ? moreSettings(subscription, input.values) : []),
  );
}
