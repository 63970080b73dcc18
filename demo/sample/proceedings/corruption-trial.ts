// A local official is accused of taking money for a contract: five steps from the search to the appeal.

import type { ScoredEvent } from "../event.ts";
import { type Course, inSteps, opening, wordingOf } from "./steps.ts";

interface CorruptionTrial extends Course {
  /** Without an article: "former deputy mayor of Lodemäe". */
  readonly accused: string;
  /** Without an article: "school-bus contract". */
  readonly deal: string;
  readonly sum: string;
  /** Where the accused worked, without an article: "town hall". */
  readonly seat: string;
  /** A sentence from the evidence. */
  readonly detail: string;
  readonly outcome: "convicted" | "acquitted";
}

export function corruptionTrial(trial: CorruptionTrial): ScoredEvent[] {
  const { accused, deal, sum, seat, detail } = trial;
  const say = wordingOf(accused + deal);
  const convicted = trial.outcome === "convicted";
  return inSteps(trial, [
    {
      titles: [
        `Anti-corruption officers search ${seat} over the ${deal}`,
        `${opening(seat)} searched by anti-corruption officers over ${deal}`,
      ],
      description: `Investigators spent a day in the ${seat} and took away computers and files about the ${deal}. They want to know whether money was paid for it.`,
      facts: `Anti-corruption investigators searched the ${seat} for records of the ${deal}. The ${accused} is among those questioned and denies any wrongdoing.`,
      background: say(
        "A losing bidder had complained in writing and got no answer.",
        "The search was ordered by a judge after a tip from an employee.",
      ),
      verdicts: {
        2: [
          2,
          `The suspicion that the ${deal} was bought touches the way public money is spent, whatever the case will show.`,
        ],
        8: [
          4,
          say(
            "The search was ordered by a judge and limited to one contract, as the law demands.",
            "Investigators acted within two weeks of the first complaint.",
          ),
        ],
      },
    },
    {
      titles: [
        `${opening(accused)} charged with taking ${sum} for the ${deal}`,
        `Prosecutors charge ${accused} with taking ${sum} for ${deal}`,
      ],
      description: `Prosecutors say that the ${accused} received ${sum} through a relative. The defence calls it the repayment of a loan.`,
      facts: `The ${accused} has been charged with accepting ${sum} in return for the ${deal}. Two managers of the winning firm are charged with paying it.`,
      background: "The charge will now be examined by a judge, who decides whether there will be a trial.",
      verdicts: {
        2: [
          1,
          `According to the charge, ${sum} decided who got a public contract, and residents paid for it through a higher price.`,
        ],
        8: [4, "The charge names givers as well as takers and came within the time that the law allows."],
        1: [3, "Oversight inside the authority did not find the payments; prosecutors did."],
      },
    },
    {
      titles: [
        `Trial over the ${deal} hears how the winner was picked`,
        `How the winner was picked: trial over the ${deal} hears witnesses`,
      ],
      description: `Witnesses described how the ${deal} was awarded. ${detail}`,
      facts: `The trial of the ${accused} heard three witnesses about the ${deal}. ${detail}`,
      background: "The hearing was open to the public, and the court room was full.",
      verdicts: {
        2: [2, "The evidence suggests that rules on tenders were followed on paper only."],
        8: [
          3,
          say(
            "The hearing was orderly and both sides could question the witnesses.",
            "The defence obtained two more days to study the files.",
          ),
        ],
        3: [4, "The court lets the public follow the trial and puts its timetable online."],
      },
    },
    convicted
      ? {
          titles: [
            `Court convicts ${accused} over the ${deal}`,
            `${opening(accused)} convicted by court over the ${deal}`,
          ],
          description: `The ${accused} must go to prison for three years and pay back ${sum}. The court found that the ${deal} had been decided before the bids were opened.`,
          facts: `A court sentenced the ${accused} to three years in prison for taking ${sum} in return for the ${deal}. The money and the firm's profit are confiscated.`,
          background: detail,
          verdicts: {
            2: [
              5,
              `The conviction and the confiscation of ${sum} show that selling public contracts does not pay.`,
            ],
            8: [
              5,
              "The trial was finished within a reasonable time, and the judgment sets out the evidence in detail.",
            ],
            1: [4, "A court held a former office holder to the same law as everyone else."],
          },
          dissent: {
            1: [
              2,
              "It took an outside complaint to start the case; the authority's own control had approved the contract twice.",
            ],
          },
        }
      : {
          titles: [
            `${opening(accused)} acquitted over the ${deal} after witness changes account`,
            `Court acquits ${accused} over ${deal} after witness changes account`,
          ],
          description: `The main witness no longer remembers who handed over the money, and the ${accused} leaves the court free. Prosecutors will read the judgment before they decide about an appeal.`,
          facts: `A court acquitted the ${accused} of taking ${sum} for the ${deal}. Its main witness had withdrawn an earlier statement.`,
          background: detail,
          verdicts: {
            2: [
              1,
              `Nobody is held to account for the ${deal}, although the court itself calls the award irregular.`,
            ],
            8: [2, "The case hung on one witness; bank records were asked for too late to be used."],
            1: [3, "The court decided on the evidence before it and explained its doubts."],
          },
          dissent: {
            8: [
              4,
              "The court applied the presumption of innocence strictly when the evidence fell short, which protects everyone.",
            ],
          },
        },
    {
      titles: [
        `Prosecutors and defence both appeal in the case of the ${deal}`,
        `Both prosecutors and defence appeal in case of ${deal}`,
      ],
      description: `The judgment over the ${deal} will be reviewed by a higher court. Neither side is content with it.`,
      facts: `Both sides have appealed against the judgment on the ${accused}. The court of appeal will hear them next spring.`,
      background: "Until then the judgment is not final.",
      verdicts: {
        2: [
          3,
          say(
            "The appeal keeps open whether the money can be recovered.",
            "The contract itself runs on until the appeal is decided.",
          ),
        ],
        8: [3, "A second court will look at the evidence, as every accused may demand."],
      },
    },
  ]);
}
