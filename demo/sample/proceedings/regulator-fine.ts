// A regulator acts against a company: four steps from the inspection to the judgment.

import type { ScoredEvent, Verdict } from "../event.ts";
import { type Course, inSteps, opening, wordingOf } from "./steps.ts";

interface RegulatorFine extends Course {
  /** Without an article: "energy regulator". */
  readonly regulator: string;
  /** With its article: "a heating company in Vējupe". */
  readonly company: string;
  /** With its article and short, for headlines: "the heating company". */
  readonly shortName: string;
  /** What it is accused of: "billing empty flats". */
  readonly breach: string;
  readonly sum: string;
  /** A sentence from the inspection. */
  readonly detail: string;
  readonly outcome: "confirmed" | "annulled";
}

export function regulatorFine(matter: RegulatorFine): ScoredEvent[] {
  const { regulator, company, shortName, breach, sum, detail } = matter;
  const say = wordingOf(regulator + breach);
  const confirmed = matter.outcome === "confirmed";
  return inSteps(matter, [
    {
      titles: [
        `${opening(regulator)} looks into ${shortName} after complaints about ${breach}`,
        `After complaints about ${breach}, ${regulator} looks into ${shortName}`,
      ],
      description: `Inspectors have visited ${company}. More than a hundred people had complained to the ${regulator} about ${breach}.`,
      facts: `The ${regulator} opened an inspection of ${company} after complaints about ${breach}. The company says that it will cooperate.`,
      background: say(
        "The inspectors may stay for ten days.",
        "The first complaint had been made fourteen months earlier.",
      ),
      verdicts: {
        6: say<Verdict>(
          [4, "The regulator came without notice and told the public why."],
          [3, "The inspection is welcome and late: the first complaint is more than a year old."],
        ),
        3: [4, "People could complain online and follow what became of it."],
      },
    },
    {
      titles: [
        `${opening(shortName)} fined ${sum} for ${breach}`,
        `${opening(regulator)} fines ${shortName} ${sum} for ${breach}`,
      ],
      description: `The ${regulator} has fined ${company} ${sum} for ${breach}. ${detail}`,
      facts: `The ${regulator} imposed a fine of ${sum} on ${company}. ${detail}`,
      background: "It is the highest fine that the regulator has set this year.",
      verdicts: {
        6: [
          5,
          "The decision names the breach, gives reasons and is high enough to matter to a firm of this size.",
        ],
        7: [4, "The fine can be contested in court, and customers can rely on it for claims of their own."],
      },
      dissent: {
        6: [2, "The fine comes after more than a year and equals a few weeks of profit from the breach."],
      },
    },
    {
      titles: [
        `Fine on ${shortName} for ${breach} goes to court`,
        `Court to review the fine on ${shortName} for ${breach}`,
      ],
      description: `${opening(shortName)} does not accept the fine for ${breach}. It says that it was never heard on the figures.`,
      facts: `${opening(company)} has appealed against its fine of ${sum}. It complains that the ${regulator} used figures it had not been shown.`,
      background: "The fine need not be paid until the court has decided.",
      verdicts: {
        6: [3, "The dispute will show whether the regulator followed its own procedure."],
        7: [3, "The administrative court has set a date within six months, which is about its average."],
      },
    },
    confirmed
      ? {
          titles: [
            `Court confirms fine on ${shortName} for ${breach}`,
            `Fine on ${shortName} for ${breach} confirmed by court`,
          ],
          description: `The court sees no fault in the procedure of the ${regulator}. ${opening(shortName)} has to pay ${sum}.`,
          facts: `An administrative court confirmed the fine of ${sum} against ${company}. It held that the company had been heard and had chosen not to answer.`,
          background: detail,
          verdicts: {
            6: [
              5,
              "The judgment backs a regulator that acted on complaints, and tells other firms what to expect.",
            ],
            1: [4, "An independent court reviewed the power of the regulator and found it properly used."],
          },
        }
      : {
          titles: [
            `Court annuls fine on ${shortName} because it was never heard`,
            `Fine on ${shortName} annulled by court because it was never heard`,
          ],
          description: `The ${regulator} must begin again, since it did not show ${shortName} the figures it relied on. Whether the complaints about ${breach} were justified is left open.`,
          facts: `An administrative court annulled the fine of ${sum} against ${company}. The ${regulator} had not let it comment on the main evidence.`,
          background: detail,
          verdicts: {
            6: [
              1,
              "A plain error of procedure undid a year of work, and the breach goes unpunished for now.",
            ],
            1: [4, "The court made a powerful agency respect the right to be heard."],
            7: [4, "The company found effective protection in court within six months."],
          },
        },
  ]);
}
