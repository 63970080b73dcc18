// `/digest morning`: a list that somebody looks at becomes a digest of exactly its filter, once they have read what, where
// and when.

import { describeScope } from "../../digest/say/compose.ts";
import { nextSlot, parseRule } from "../../digest/schedule.ts";
import type { DigestFilter } from "../../digest/settings.ts";
import { AppError } from "../../errors.ts";
import { formatCommand } from "../../language/declare/format.ts";
import type { Arguments } from "../../language/declare/options.ts";
import { listOf, nameKeyOf } from "../../language/read/text.ts";
import { type FilterValues, filterOf } from "../../news/filter/filter.ts";
import { describeTopic } from "../../news/filter/topics.ts";
import { describeTurns } from "../../news/filter/turns.ts";
import { readQuestion } from "../../news/search/question.ts";
import type { Invocation } from "../../platform/invocation.ts";
import {
  actions,
  command,
  dotted,
  fields,
  heading,
  joined,
  paragraph,
  paragraphs,
  privately,
} from "../../reply/build.ts";
import { formatLocal } from "../../reply/dates.ts";
import { excerpt } from "../../reply/excerpt.ts";
import type { Reply } from "../../reply/reply.ts";
import { say, wording } from "../../wording/say.ts";
import { MORNING_PATH, morningOptions } from "../news/every-morning.ts";
import { type Command, type CommandContext, defineCommand } from "../serve/define.ts";
import { checkRole, mayRun } from "../serve/roles.ts";
import { makeSubscription } from "./create.ts";
import { placeOf } from "./place.ts";
import type { DigestServices } from "./services.ts";
import { wordsOfQuestion } from "./sought-words.ts";

const RULE = "daily 09:00";

/** What it takes to decide what is posted in a place. */
const CREATE = { path: ["digest", "create"], role: "manage" } as const;

type MorningValues = Arguments<typeof morningOptions>;

export function morningCommand(services: DigestServices): Command {
  return defineCommand({
    path: MORNING_PATH,
    hidden: true,
    summary: wording("A digest of what a list shows, every morning"),
    // Whoever may not decide what is posted here gets it alone.
    role: "read",
    answers: "message",
    examples: ["/digest morning corruption country Latvia"],
    options: morningOptions,
    async handler(values, context): Promise<Reply> {
      const taken = takenFrom(values);
      if (values.sure !== true || values.name === undefined) {
        const { alone = false } = values;
        const where = await (alone ? aloneFor : placeFor)(services, context.invocation);
        return confirmation(services, values, taken, where, context);
      }
      // It goes where they read that it goes, or is not made.
      if (values.alone !== true) checkRole(context.invocation.actor, CREATE);
      const reading = parseRule(RULE);
      if (!reading.ok) throw new AppError("internal", reading.problem);
      const { each, limit, name } = values;
      return makeSubscription(
        services,
        {
          ...taken,
          ...(each === undefined ? {} : { each }),
          ...(limit === undefined ? {} : { limit }),
          ...(values.alone === true ? { channel: "me" } : {}),
          name,
        },
        reading.rule,
        context,
      );
    },
  });
}

/** The filter of the list as options of a digest say it: what a list leaves open, a digest has usual values for. */
function takenFrom({ pillar, direction, source, country, ...values }: MorningValues): FilterValues {
  if (values.scored === "no")
    throw new AppError(
      "bad-input",
      say(
        "A digest never shows what could not be scored, so this one would have nothing to bring. `/news latest scored no` lists them.",
      ),
    );
  const words = values.search === undefined ? values.words : soughtIn(values.search);
  return {
    ...(pillar === undefined ? {} : { pillar }),
    ...(direction === undefined ? {} : { direction }),
    impact: values.impact ?? "any",
    relevance: values.relevance ?? "any",
    ...(source === undefined ? {} : { source }),
    ...(country === undefined ? {} : { country }),
    ...(words === undefined ? {} : { words }),
  };
}

function soughtIn(search: string): NonNullable<FilterValues["words"]> {
  const question = readQuestion(search);
  const words = question === undefined ? undefined : wordsOfQuestion(question);
  if (words !== undefined) return words;
  throw new AppError(
    "bad-input",
    say(
      "A digest cannot look for that: it knows words and phrases, any of a few, and what to leave out, but no beginnings of words. Search for less, or keep the search itself with `/news save`.",
    ),
  );
}

interface Where {
  readonly label: string;
  /** To the asker, and nobody else. */
  readonly isAlone?: true;
  /** Why that is so where nobody asked for it. */
  readonly remark?: string;
}

/** Here, where the asker may decide what is posted and the bot may post; else to the asker alone. */
async function placeFor(services: DigestServices, invocation: Invocation): Promise<Where> {
  const { actor } = invocation;
  // Whose roles cannot be told now, and who is of another workspace, is told so.
  if (actor.rolesAre !== undefined) checkRole(actor, CREATE);
  const refusal = mayRun(actor, CREATE)
    ? await hereOr(services, invocation)
    : say("You may not decide what the bot posts here.");
  if (typeof refusal !== "string") return refusal;
  return {
    ...(await aloneFor(services, invocation)),
    remark: joined(refusal, say("So it comes to you alone.")),
  };
}

async function aloneFor(services: DigestServices, invocation: Invocation): Promise<Where> {
  return { label: (await placeOf(services, invocation, "me")).label, isAlone: true };
}

async function hereOr(services: DigestServices, invocation: Invocation): Promise<Where | string> {
  try {
    return { label: (await placeOf(services, invocation, undefined)).label };
  } catch (error) {
    if (error instanceof AppError && error.code === "bad-input") return error.message;
    throw error;
  }
}

async function confirmation(
  { store, defaultZone }: DigestServices,
  values: MorningValues,
  taken: FilterValues,
  where: Where,
  { invocation: { workspace, actor }, now }: CommandContext,
): Promise<Reply> {
  const { scored: _, ...filter } = filterOf(taken);
  const zone = actor.timezone ?? defaultZone;
  const reading = parseRule(RULE);
  if (!reading.ok) throw new AppError("internal", reading.problem);
  const records = await store.subscriptions.ofWorkspace(workspace);
  const name = values.name ?? freeName(filter, new Set(records.map(({ nameKey }) => nameKey)));
  const { limit, each } = values;
  const what = dotted(
    describeScope(filter),
    describeTurns(each),
    limit !== undefined && say("up to {count, plural, one {# story} other {# stories}}", { count: limit }),
  );
  return privately(
    heading(say("This, every morning?"), name),
    fields([
      [say("What"), say("what is new of: {what}", { what })],
      [say("Where"), where.label],
      [
        say("When"),
        say("{rule}, first {time}", {
          rule: `${RULE} ${zone}`,
          time: formatLocal(nextSlot(reading.rule, zone, now), zone),
        }),
      ],
    ]),
    ...paragraphs(where.remark, notHeld(values)),
    ...(values.search === undefined
      ? []
      : [
          paragraph(
            say("A search reads whole articles, a digest their titles and summaries, so it finds less."),
          ),
        ]),
    actions(
      command(
        say("Make it"),
        formatCommand(MORNING_PATH, { ...values, name, alone: where.isAlone, sure: true }, morningOptions),
        {
          style: "primary",
        },
      ),
    ),
  );
}

/** What of a list a digest does not have. */
function notHeld({ since, until, topic }: MorningValues): string | undefined {
  const parts = [
    ...(since === undefined && until === undefined ? [] : [say("the list's dates")]),
    ...(topic === undefined ? [] : [say('"{name}"', { name: describeTopic(topic) ?? topic })]),
  ];
  if (parts.length === 0) return undefined;
  return say("A digest brings what is new each time; it does not keep {parts}.", {
    parts: listOf(parts, "or"),
  });
}

/** Longest name of a digest, with room for a number. */
const NAME_LENGTH = 56;

/**
 * `Absence of Corruption · Latvia`, with a number where that is taken. Quotes of any language are left out: in a command they
 * would be read.
 */
function freeName(filter: DigestFilter, taken: ReadonlySet<string>): string {
  const name = excerpt(describeScope(filter).replace(/["„“”`]/gu, ""), NAME_LENGTH);
  const numbered = (n: number): string => (n === 1 ? name : `${name} ${n}`);
  let n = 1;
  while (taken.has(nameKeyOf(numbered(n)))) n += 1;
  return numbered(n);
}
