// People sue over harm they suffered: four steps from the claim to the payment.

import type { ScoredEvent } from "../event.ts";
import { again, type Course, inSteps, opening, wordingOf } from "./steps.ts";

interface DamagesSuit extends Course {
  /** In the plural, without an article: "Raudvee fishermen". */
  readonly claimants: string;
  /** With its article: "the harbour operator". */
  readonly defendant: string;
  /** With its article: "a fuel spill". */
  readonly harm: string;
  readonly sum: string;
  /** A sentence from the hearing. */
  readonly detail: string;
  readonly outcome: "won" | "lost";
}

export function damagesSuit(suit: DamagesSuit): ScoredEvent[] {
  const { claimants, defendant, harm, sum, detail } = suit;
  const say = wordingOf(claimants + defendant);
  const won = suit.outcome === "won";
  return inSteps(suit, [
    {
      titles: [
        `${opening(claimants)} sue ${defendant} for ${sum} over ${harm}`,
        `Over ${harm}, ${claimants} sue ${defendant} for ${sum}`,
      ],
      description: `${opening(claimants)} want ${sum} from ${defendant} for ${harm}. They have joined their claims so that each pays only a part of the costs.`,
      facts: `${opening(claimants)} filed a joint claim for ${sum} against ${defendant} over ${harm}. Talks about a settlement had failed.`,
      background: say(
        "The court fees alone are more than most of them earn in a month.",
        "It is one of the first joint claims under the new rules.",
      ),
      verdicts: {
        7: [4, "Joining the claims brings people to court who could not have paid for a trial alone."],
        6: [2, "The ministry in charge had known of the risk and taken no step."],
      },
    },
    {
      titles: [
        `Judges hear experts on ${again(harm)} in the suit of ${claimants}`,
        `Suit of ${claimants}: judges hear experts on ${again(harm)}`,
      ],
      description: `Three experts spoke about the causes of ${again(harm)}. ${detail}`,
      facts: `The court heard evidence in the suit of ${claimants} against ${defendant}. ${detail}`,
      background: `A lawyer for ${defendant} called the claim far too high.`,
      verdicts: {
        7: [
          3,
          say(
            "The hearing went ahead on the planned day and took only one.",
            "Each side could bring one expert, and the court appointed a third.",
          ),
        ],
        6: [2, "The evidence points to supervision that reacted to letters with letters."],
      },
    },
    won
      ? {
          titles: [
            `Court awards ${claimants} ${sum} for ${again(harm)}`,
            `${opening(sum)} for ${again(harm)}: court awards damages to ${claimants}`,
          ],
          description: `${opening(defendant)} must pay ${claimants} the whole sum of ${sum} with interest. The court saw a clear breach of duty.`,
          facts: `A court ordered ${defendant} to pay ${sum} to ${claimants} for ${again(harm)}. It found that warnings had been ignored.`,
          background: detail,
          verdicts: {
            7: [
              5,
              "People without money or influence obtained full compensation from a strong opponent, and in good time.",
            ],
            6: [4, "The judgment makes it dearer to ignore safety rules than to follow them."],
            4: [4, "The right to an effective remedy proved real."],
          },
        }
      : {
          titles: [
            `Court dismisses the claim of ${claimants} over ${again(harm)} as too late`,
            `Claim of ${claimants} over ${again(harm)} dismissed by the court as too late`,
          ],
          description: `${opening(claimants)} get nothing, because the time for a claim ran out while they were waiting for the official report. The judges called the result hard but unavoidable.`,
          facts: `A court dismissed the claim of ${claimants} against ${defendant} for ${sum}. It counted the time limit from the day of the harm, not from the day its cause became known.`,
          background: detail,
          verdicts: {
            7: [
              1,
              "A time limit that runs out before the cause of the harm is known closes the courts to those who wait for proof.",
            ],
            4: [2, "The people harmed are left without any remedy."],
          },
        },
    {
      titles: [
        `Parliament looks at time limits after the case of ${claimants}`,
        `After the case of ${claimants}, parliament looks at time limits`,
      ],
      description: `The case of ${claimants} has reached parliament. A bill would count time limits from the day on which people learn the cause of the harm.`,
      facts: `Prompted by the suit of ${claimants}, members of three parties proposed longer time limits for damages claims. The ministry of justice supports the bill.`,
      background: "Insurers have warned of higher premiums.",
      verdicts: {
        7: [4, "The change would open the courts to people who learn late what made them ill or poor."],
        1: [3, "Parliament reacts to a gap that judges had pointed out twice."],
      },
    },
  ]);
}
