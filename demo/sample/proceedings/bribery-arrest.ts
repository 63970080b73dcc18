// An affair that moves fast: searched, arrested and charged within nine days.

import type { ScoredEvent } from "../event.ts";
import { type Course, inSteps, opening } from "./steps.ts";

interface BriberyArrest extends Course {
  /** Without an article: "mayor's aide". */
  readonly accused: string;
  /** Without an article: "land lease". */
  readonly deal: string;
  /** With its article: "the riverside plots". */
  readonly subject: string;
  readonly sum: string;
  readonly town: string;
}

export function briberyArrest(arrest: BriberyArrest): ScoredEvent[] {
  const { accused, deal, subject, sum, town } = arrest;
  return inSteps(arrest, [
    {
      titles: [`Anti-corruption bureau searches the ${town} council over the ${deal}`],
      description: `Investigators of the anti-corruption bureau searched the ${town} council and the flat of the ${accused}. They are looking for records of the ${deal} of ${subject}.`,
      facts: `The anti-corruption bureau searched offices of the ${town} council in an investigation of suspected bribery over the ${deal} of ${subject}.`,
      background: `The ${deal} had been signed in a closed session of the council.`,
      verdicts: {
        2: [2, `Public land seems to have been given away in a closed session, and for a bribe.`],
        8: [4, "Investigators came with an order of a judge and within weeks of the first tip."],
      },
    },
    {
      titles: [
        `${opening(accused)} of ${town} arrested on suspicion of taking a bribe for the ${deal}`,
        `Arrested on suspicion of taking a bribe for the ${deal}: ${accused} of ${town}`,
      ],
      description: `The ${accused} was arrested at work. The anti-corruption bureau suspects that ${sum} changed hands for the ${deal} of ${subject}.`,
      facts: `The ${accused} of ${town} was arrested on suspicion of bribery. According to the anti-corruption bureau ${sum} was paid for the ${deal} of ${subject}.`,
      background: `A court will decide on custody tomorrow.`,
      verdicts: {
        2: [1, `The suspected bribe shows that checks on the sale of public land did not work.`],
        8: [4, "The arrest followed the search within days and was ordered by a court."],
        1: [2, "The council's own oversight had approved the contract without a question."],
      },
    },
    {
      titles: [
        `Prosecutors charge ${accused} of ${town} with taking ${sum} for the ${deal}`,
        `${opening(accused)} of ${town} charged with taking ${sum} for ${deal}`,
      ],
      retold: {
        title: `Envelope in a glove box brings a town hall official before the court`,
        description: `Prosecutors have charged the ${accused} of ${town} with bribery. The indictment says that ${sum} lay in an envelope in a glove box, and that the ${deal} of ${subject} was signed the week after.`,
      },
      description: `Prosecutors charged the ${accused} of ${town} with bribery. They say that ${sum} was handed over in an envelope a week before the ${deal} of ${subject} was signed.`,
      facts: `The ${accused} of ${town} is charged with taking a bribe of ${sum} for the ${deal} of ${subject}. The accused denies the charge and remains in custody.`,
      background: `Two managers of the company that got the ${deal} are charged with paying the bribe.`,
      verdicts: {
        2: [1, `Bribes for public land show that the council's own checks did not work.`],
        8: [4, "The charge came within a fortnight and names those who gave as well as the one who took."],
        1: [2, "The council's audit committee saw the contract and asked no question."],
      },
    },
  ]);
}
