// Somebody asks a public body for records: four steps from the refusal to the end.

import type { ScoredEvent } from "../event.ts";
import { type Course, inSteps, opening, wordingOf } from "./steps.ts";

interface RecordsDispute extends Course {
  /** In the plural: "the parents of a Tammerand school". */
  readonly requester: string;
  /** In the plural, without an article: "air-quality measurements". */
  readonly records: string;
  /** Without an article: "Tammerand town council". */
  readonly body: string;
  /** A sentence about what the records show. */
  readonly detail: string;
  readonly outcome: "released" | "destroyed";
}

export function recordsDispute(dispute: RecordsDispute): ScoredEvent[] {
  const { requester, records, body, detail } = dispute;
  const say = wordingOf(records + body);
  const released = dispute.outcome === "released";
  return inSteps(dispute, [
    {
      titles: [
        `${opening(body)} refuses to hand over ${records}`,
        `${opening(records)}: ${body} refuses to hand them over`,
      ],
      description: `${opening(requester)} asked for the ${records} and were told that they are internal. The law gives everyone a right to such records unless there is a special reason.`,
      facts: `The ${body} refused a request of ${requester} for its ${records}. It gave no legal ground beyond calling them internal.`,
      background: say(
        "The refusal came on the last day of the legal deadline and was two lines long.",
        "An earlier request for the same records had gone unanswered.",
      ),
      verdicts: {
        3: [
          1,
          "A refusal without reasons empties the right to know of its meaning, and people find out too late to act.",
        ],
        1: [2, `Without the ${records} nobody outside can check what the ${body} did.`],
      },
    },
    {
      titles: [
        `Information commissioner tells ${body} to justify secrecy of ${records}`,
        `${opening(body)} told by information commissioner to justify secrecy of ${records}`,
      ],
      description: `The commissioner gave the ${body} two weeks to explain why the ${records} should stay closed. Otherwise a fine follows.`,
      facts: `On the complaint of ${requester}, the information commissioner opened a procedure against the ${body}. It must justify the secrecy of its ${records} line by line.`,
      background: "The commissioner decides about 400 such complaints a year and agrees with two in three.",
      verdicts: {
        3: [
          4,
          "The complaint was free, took three weeks and put the burden where it belongs: on the body that wants secrecy.",
        ],
        6: [
          3,
          say(
            "The commissioner may set fines but has rarely done so.",
            "The order can be appealed, which would add half a year.",
          ),
        ],
      },
    },
    released
      ? {
          titles: [
            `${opening(body)} releases ${records} after all`,
            `${opening(records)} released after all by ${body}`,
          ],
          description: `The ${records} are public since this morning. ${detail}`,
          facts: `The ${body} gave ${requester} the ${records} it had kept closed. ${detail}`,
          background: "An apology came with them, and a new rule for requests.",
          verdicts: {
            3: [5, "The records are out in full, and the next person who asks will find them online."],
            1: [4, "An independent commissioner made a public body obey the law without a trial."],
            4: [4, "People can now act on facts that concern them directly."],
          },
        }
      : {
          titles: [
            `${opening(body)} admits that ${records} were destroyed`,
            `${opening(records)} were destroyed, ${body} admits`,
          ],
          description: `The ${records} no longer exist. ${detail}`,
          facts: `The ${body} told the commissioner that the ${records} had been destroyed. ${detail}`,
          background: "The commissioner has passed the matter to the police.",
          verdicts: {
            3: [
              1,
              "Records were destroyed while a request for them was open, which makes the right to know worthless.",
            ],
            1: [1, "A public body removed the only means by which its acts could have been checked."],
            2: [2, "The loss raises the question of who was to be protected."],
          },
        },
    {
      titles: [
        `New rules: ${body} must answer requests for records within ten days`,
        `${opening(body)} must answer requests for records within ten days under new rules`,
      ],
      description: `After the dispute over ${records} the ${body} has new rules. A refusal needs a reason, a signature and the advice of a lawyer.`,
      facts: `The ${body} adopted rules for requests after the dispute over ${records}. Answers are due in ten days, and refusals are published.`,
      background: `${opening(requester)} helped to write them.`,
      verdicts: {
        3: [4, "Deadlines and published refusals make the right to know easier to use."],
        6: [4, "The duties are concrete, and one named officer answers for them."],
      },
    },
  ]);
}
