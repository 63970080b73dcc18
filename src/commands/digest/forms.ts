// The forms of digests: every setting, those that most people answer first. A platform that has no room for all of them asks a
// part, and the answer has a button to the rest.

import { formatQuiet } from "../../digest/quiet.ts";
import { formatRule } from "../../digest/schedule.ts";
import { alertWhenOption, type DigestFilter, type Settings } from "../../digest/settings.ts";
import type { Subscription } from "../../digest/subscription.ts";
import { type Asked, formFields } from "../../language/declare/form-fields.ts";
import { fieldsOf, formatCommand } from "../../language/declare/format.ts";
import type { Declaration, Listed, Options, Values } from "../../language/declare/options.ts";
import { termsText } from "../../language/read/terms.ts";
import { actions, command, privately } from "../../reply/build.ts";
import { answerOf, type FormField } from "../../reply/form.ts";
import type { Block, Reply } from "../../reply/reply.ts";
import { languageHere, say, wording } from "../../wording/say.ts";
import { muteOptions } from "./mute-options.ts";
import { editCommandOptions } from "./options.ts";
import { DEFAULTS, settingsOfOthers } from "./settings.ts";

type Kind = Subscription["record"]["kind"];
/** Answers by the names of options. */
type Answered = Readonly<Record<string, string>>;

/** What is asked of a digest, the most wanted first; flags stand together at the end. */
const ORDER: Readonly<Record<Kind, readonly string[]>> = {
  digest: [
    "when",
    "pillar",
    "country",
    "impact",
    "channel",
    "tz",
    "source",
    "words",
    "direction",
    "relevance",
  ],
  alert: ["pillar", "country", "impact", "when", "channel", "quiet", "max-per-day", "tz", "source", "words"],
};
const REST = [
  "direction",
  "relevance",
  "each",
  "layout",
  "limit",
  "mention",
  "empty",
  "thread",
  "trend",
  "language",
];

/** Names of the settings that are asked for, in order. */
function settingsAsked(kind: Kind): readonly string[] {
  const others: readonly string[] = settingsOfOthers(kind).filter((name) => name !== "when");
  return [...new Set([...ORDER[kind], ...REST])].filter((name) => !others.includes(name));
}

/** What the field says where the summary is about typing, and what an emptied field means. */
const HINTS: Answered = {
  pillar: wording("Empty: all of them"),
  country: wording("Empty: all of them"),
  source: wording("By domain, such as err.ee; empty: all of them"),
  words: wording('a b means both, "a b" the phrase, a, b any of them; empty: any words'),
  channel: wording("Where it goes; empty: here"),
  mention: wording("A person or group, each time; empty: nobody"),
  quiet: wording("No alerts then, such as 22:00-07:00; empty: none"),
  limit: wording("1 to 10; empty: 10"),
  layout: wording("How much of each article it shows"),
  empty: wording("What it does when there is nothing to show"),
  "max-per-day": wording("Stories; empty: as many as there are"),
  each: wording("The best of each first"),
  language: wording("Empty: English"),
};

type Named = Pick<Declaration, "path" | "options">;

/** How each setting is asked for. What always is one of its choices cannot be left empty. */
function asked({ options }: Named, name: string, answers: Answered): Asked {
  const option = options[name];
  const isChosen = option?.kind === "choice" && usualAnswers("alert")[name] !== undefined;
  const hint = HINTS[name];
  return {
    name,
    value: answers[name],
    ...(isChosen ? { required: true } : {}),
    ...(hint === undefined ? {} : { hint }),
  };
}

function usualAnswers(kind: Kind): Answered {
  return { ...settingAnswers(DEFAULTS), when: kind === "digest" ? "daily 09:00" : "news" };
}

/**
 * Asks for a new digest or alert; it is made for the place where the form was opened, unless another is chosen. What was typed
 * before the form opened stands in it.
 */
export function createForm(kind: Kind, declared: Named, values: Values, zone: string): Reply {
  const answers: Answered = {
    ...usualAnswers(kind),
    tz: zone,
    language: languageHere(),
    ...fieldsOf(values, declared.options),
  };
  return privately({
    type: "form",
    title: kind === "digest" ? say("New digest") : say("New alert"),
    submit: say("Make it"),
    command: formatCommand(declared.path, values, declared.options),
    fields: formFields(declared, [
      { name: "name", required: true, value: answers.name },
      ...settingsAsked(kind).map((name) => ({
        ...asked(declared, name, answers),
        ...(name === "when" ? { required: true } : {}),
      })),
    ]),
  });
}

/** Asks what should change, with what is now; `after` leaves out the settings up to that one. */
export function editForm(subscription: Subscription, after?: string): Reply {
  const { record } = subscription;
  const fields = editFields(subscription);
  const from = fields.findIndex(({ name }) => name === after) + 1;
  return privately({
    type: "form",
    title: say("Change it"),
    submit: say("Change"),
    command: `/digest edit ${record.id}`,
    fields: fields.slice(from),
  });
}

/** What `edit` declares, as it is for one kind: of an alert, `when` is one of two things. */
function declaredFor(kind: Kind): Named {
  const options: Options = editCommandOptions;
  return {
    path: ["digest", "edit"],
    options: kind === "alert" ? { ...options, when: alertWhenOption } : options,
  };
}

/** Every field of a subscription with what is now. */
function editFields({ record, settings, rule, place }: Subscription): readonly FormField[] {
  const declared = declaredFor(record.kind);
  const now: Answered = {
    ...settingAnswers(settings),
    when: rule === undefined ? (settings.when ?? "news") : formatRule(rule),
    tz: record.zone,
    channel: place.direct === undefined ? place.channel : "me",
  };
  return formFields(declared, [
    { name: "rename", required: true, value: record.name },
    ...settingsAsked(record.kind).map((name) => ({
      ...asked(declared, name, now),
      ...(name === "tz" || name === "when" ? { required: true } : {}),
      ...(name === "channel" ? { hint: STAYS } : {}),
    })),
  ]);
}

const STAYS = wording("Where it goes; left empty it stays where it is");

/** What of a sent form is another answer than what is now; `emptied` are those that say nothing now. */
export function changesOf(
  subscription: Subscription,
  sent: Answered,
): { readonly unchanged: readonly string[]; readonly emptied: readonly string[] } {
  const asTyped = (text: string): string => text.trim().replace(/\s+/g, " ");
  const fields = editFields(subscription).filter(({ name }) => sent[name] !== undefined);
  const isSame = ({ name, kind, value }: FormField): boolean =>
    asTyped(sent[name] ?? "") === (value ?? (kind === "flag" ? "no" : ""));
  return {
    unchanged: fields.filter(isSame).map(({ name }) => name),
    emptied: fields
      .filter((field) => !isSame(field) && asTyped(sent[field.name] ?? "") === "")
      .map(({ name }) => name),
  };
}

/** The way on to what a form had no room for: nothing where it asked for everything. */
export function moreSettings(subscription: Subscription, sent: Answered): readonly Block[] {
  const names = editFields(subscription).map(({ name }) => name);
  const answered = names.findLastIndex((name) => sent[name] !== undefined);
  const last = names[Math.max(answered, 0)];
  if (last === undefined || answered === names.length - 1) return [];
  const { id, name } = subscription.record;
  const path = ["digest", "edit"] as const;
  return [
    actions(
      command(say("More settings"), formatCommand(path, { name: id, after: last }, editCommandOptions), {
        typed: formatCommand(path, { name }, editCommandOptions),
      }),
    ),
  ];
}

/** Settings as a form would answer them; what is not said is not there. */
function settingAnswers({ filter, quiet, thread, trend, limit, ...others }: Settings): Answered {
  const said = Object.entries({
    ...filterAnswers(filter),
    ...others,
    limit: String(limit),
    quiet: quiet === undefined ? undefined : formatQuiet(quiet),
    "max-per-day": others["max-per-day"] === undefined ? undefined : String(others["max-per-day"]),
    thread: thread ? "yes" : "no",
    trend: trend === true ? "yes" : "no",
  });
  return Object.fromEntries(
    said.flatMap(([name, value]): readonly [string, string][] =>
      value === undefined ? [] : [[name, value]],
    ),
  );
}

function filterAnswers({ pillar, country, source, words, ...others }: DigestFilter): Answered {
  const { direction = "any", impact = "any", relevance = "any" } = others;
  return {
    direction,
    impact,
    relevance,
    pillar: itemsField(pillar, String),
    country: itemsField(country, String),
    source: itemsField(source, String),
    words: itemsField(words, termsText),
  };
}

/** A list as the answer of a form that would ask for it: `Latvia, not Estonia`. */
function itemsField<Item>(
  { any, not }: Listed<Item> = { any: [], not: [] },
  textOf: (item: Item) => string,
): string {
  return answerOf([...any.map(textOf), ...not.map((item) => `not ${textOf(item)}`)]);
}

/** Asks what should be kept out, of the digest of that name or of all. */
export function muteForm(values: Values, digest: string | undefined): Reply {
  const path = ["digest", "mute"] as const;
  const given: Answered = { what: "source", for: "7d", ...fieldsOf(values, muteOptions) };
  return privately({
    type: "form",
    title: say("Keep something out"),
    submit: say("Mute"),
    command: formatCommand(path, values, muteOptions),
    fields: formFields({ path, options: muteOptions }, [
      { name: "what", required: true, value: given.what },
      { name: "value", required: true },
      { name: "for", hint: wording("7d, 12w; empty: for good"), value: given.for },
      { name: "digest", value: digest },
    ]),
  });
}
