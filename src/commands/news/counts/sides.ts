// Which two things `/news compare` is asked to hold against one another.

import { assertNever } from "../../../errors.ts";
import { formatCommand } from "../../../language/declare/format.ts";
import type { Listed } from "../../../language/declare/options.ts";
import { listOf } from "../../../language/read/text.ts";
import { actions, command, joined, paragraph, refusing } from "../../../reply/build.ts";
import type { Reply } from "../../../reply/reply.ts";
import { say } from "../../../wording/say.ts";
import { labelOf, othersWords } from "./groups.ts";
import { type By, COMPARE, type CompareValues, type CountValues, STATS } from "./options.ts";

export interface Side {
  readonly label: string;
  readonly values: CountValues;
}

export interface Sides {
  readonly by: By;
  readonly sides: readonly [Side, Side];
  /** What both are part of. */
  readonly both: CountValues;
}

const KINDS = ["pillar", "country", "source"] as const;

/** The two sides, or what to ask instead. */
export function sidesOf(values: CompareValues): Sides | Reply {
  const kinds = values.by === undefined ? KINDS : [values.by];
  const named = (kind: By): readonly string[] => values[kind]?.any ?? [];
  const several = kinds.filter((kind) => named(kind).length > 1);
  const alone = kinds.filter((kind) => kind !== "pillar" && named(kind).length === 1);
  const [by, other] = several.length > 0 ? several : alone;
  if (by === undefined) return nothingNamed(values);
  if (other !== undefined) return ambiguous(values, several.length > 0 ? several : alone);
  const [one, another, ...more] = named(by);
  if (one === undefined) return nothingNamed(values);
  if (more.length > 0) return tooMany(values, by);
  const not = values[by]?.not ?? [];
  const { by: _, ...shared } = values;
  const only = (listed: Listed): CountValues => withOnly(shared, by, listed);
  const side = (name: string): Side => ({ label: labelOf(by, name), values: only({ any: [name], not }) });
  if (another !== undefined)
    return { by, sides: [side(one), side(another)], both: only({ any: [one, another], not }) };
  return {
    by,
    sides: [side(one), { label: othersWords(by), values: only({ any: [], not: [one, ...not] }) }],
    both: only({ any: [], not }),
  };
}

/** Nothing that is asked of it is an option that is not there. */
function withOnly(values: CountValues, by: By, listed: Listed): CountValues {
  const { [by]: _, ...others } = values;
  return listed.any.length + listed.not.length === 0 ? others : { ...others, [by]: listed };
}

function nothingNamed(values: CompareValues): Reply {
  const { by, pillar } = values;
  const [named = "2"] = pillar?.any ?? [];
  const [one, other] = [named, named === "8" ? "2" : "8"];
  const { by: _, ...scope } = values;
  const isDated = values.since !== undefined || values.until !== undefined;
  return refusing(
    paragraph(
      isDated
        ? joined(takesSentence(by), say("Dates are held against the time before by /news stats."))
        : takesSentence(by),
    ),
    actions(
      ...(isDated
        ? [command(say("Against the time before"), formatCommand(STATS.path, scope, STATS.options))]
        : []),
      command(
        say("{one} and {other}", { one: labelOf("pillar", one), other: labelOf("pillar", other) }),
        formatCommand(COMPARE.path, { ...scope, pillar: { any: [one, other], not: [] } }, COMPARE.options),
      ),
    ),
  );
}

function takesSentence(by: By | undefined): string {
  switch (by) {
    case "pillar":
      return say("Compare takes two pillars.");
    case "country":
      return say("Compare takes two countries, or one to hold against all others.");
    case "source":
      return say("Compare takes two outlets, or one to hold against all others.");
    case undefined:
      return say(
        "Compare takes two pillars, two countries, two outlets, or one country to hold against all others.",
      );
    default:
      return assertNever(by);
  }
}

function ambiguous(values: CompareValues, kinds: readonly By[]): Reply {
  const asks = kinds.map((by) => command(listOf([...namesOf(values, by)], "and"), textWith(values, by)));
  return refusing(
    paragraph(say("Two things at once can be meant. Which are to be compared, with the other for both?")),
    actions(...asks),
  );
}

function tooMany(values: CompareValues, by: By): Reply {
  const { by: _, ...scope } = values;
  return refusing(
    paragraph(
      say(
        "Compare takes two {by, select, pillar {pillars} country {countries} other {outlets}}. Side by side there may be more in the numbers:",
        { by },
      ),
    ),
    actions(
      command(
        say(
          "{by, select, pillar {In numbers, by pillar} country {In numbers, by country} other {In numbers, by source}}",
          { by },
        ),
        formatCommand(STATS.path, { ...scope, by }, STATS.options),
      ),
    ),
  );
}

function namesOf(values: CompareValues, by: By): readonly string[] {
  const names = (values[by]?.any ?? []).map((name) => labelOf(by, name));
  return names.length === 1 ? [...names, othersWords(by)] : names;
}

function textWith(values: CompareValues, by: By): string {
  return formatCommand(COMPARE.path, { ...values, by }, COMPARE.options);
}
