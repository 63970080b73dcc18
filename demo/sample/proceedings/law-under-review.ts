// A law is challenged before the constitutional court: four steps from the complaint to what parliament makes of it.

import type { ScoredEvent, Verdict } from "../event.ts";
import { type Course, inSteps, opening, wordingOf } from "./steps.ts";

interface LawUnderReview extends Course {
  /** Without an article: "drone surveillance act". */
  readonly law: string;
  /** With its article: "the bar association". */
  readonly complainant: string;
  /** What the law does, after its name: "lets police film …". */
  readonly subject: string;
  /** A sentence about its use. */
  readonly detail: string;
  readonly outcome: "annulled" | "upheld in part";
}

export function lawUnderReview(review: LawUnderReview): ScoredEvent[] {
  const { law, complainant, subject, detail } = review;
  const say = wordingOf(law + complainant);
  const annulled = review.outcome === "annulled";
  return inSteps(review, [
    {
      titles: [
        `${opening(complainant)} challenges the ${law} before the constitutional judges`,
        `Constitutional judges to hear challenge of ${complainant} to the ${law}`,
      ],
      description: `The ${law} ${subject}. ${opening(complainant)} says that it goes further than the constitution allows and has asked the judges to suspend it.`,
      facts: `${opening(complainant)} has asked the constitutional judges to review the ${law}, which ${subject}.`,
      background: detail,
      verdicts: {
        1: [
          4,
          say(
            "The complaint puts a law that parliament passed in a hurry before independent judges.",
            "The procedure is open to bodies outside politics, and it is being used.",
          ),
        ],
        4: [2, `Until the judges decide, the law ${subject}.`],
      },
    },
    {
      titles: [
        `Government defends the ${law} in a six-hour hearing`,
        `In a six-hour hearing the government defends its ${law}`,
      ],
      description: `Lawyers of the government told the judges that the ${law} is needed and mild. The judges asked for figures. ${detail}`,
      facts: `The constitutional judges heard the government and ${complainant} on the ${law}. ${detail}`,
      background: "The hearing was streamed, and the written statements are on the website of the court.",
      verdicts: {
        1: [4, "The government had to explain a law in public and answer the judges' questions."],
        3: [4, "All statements were published on the day of the hearing."],
        4: [3, "The judges gave no sign of how they see the rights at stake."],
      },
    },
    annulled
      ? {
          titles: [
            `Constitutional judges annul the ${law}`,
            `The ${law}: constitutional judges annul it with one dissent`,
          ],
          description: `The ${law} may no longer be applied. The judges found, with one dissent, that a law which ${subject} needs safeguards that this one lacks.`,
          facts: `The constitutional judges annulled the ${law} on the complaint of ${complainant}. Decisions based on it can be reopened within a year.`,
          background: detail,
          verdicts: {
            1: [
              5,
              "The judgment stops a law that a majority had passed without hearing experts, and the government says that it will obey.",
            ],
            4: [5, `Nobody may any longer be subject to a law that ${subject}.`],
            8: say<Verdict>(
              [2, "Some pending proceedings lose their basis and will have to be started again."],
              [3, "The courts now have to sort out which pending proceedings may go on."],
            ),
          },
        }
      : {
          titles: [
            `Judges keep the ${law} but demand limits within a year`,
            `Constitutional judges keep the ${law} and demand limits within a year`,
          ],
          description: `The ${law} stays in force for now. Parliament has a year to add a time limit, a record of each use and a right to complain.`,
          facts: `The constitutional judges upheld the ${law} in part. They found its aim lawful and its safeguards too thin, and set a deadline of one year.`,
          background: detail,
          verdicts: {
            1: [
              4,
              "The judges left the choice to parliament, but fixed a date and the least that it must do.",
            ],
            4: [2, `For another year the law ${subject}, although the judges themselves see a breach.`],
          },
          dissent: {
            4: [
              4,
              "The limits that the judges prescribe give people a record and a remedy that they never had before.",
            ],
          },
        },
    {
      titles: [
        `Committee drafts a new ${law} with an outside reviewer`,
        `New ${law} drafted by committee with an outside reviewer`,
      ],
      description: `Members of all parties have agreed on the outline of a new ${law}. Each use would be reported to a reviewer who does not belong to the government.`,
      facts: `After the judgment a parliamentary committee agreed on a draft of a new ${law}. An independent reviewer would report every year.`,
      background: `${opening(complainant)} was invited to comment and calls the draft a clear improvement.`,
      verdicts: {
        1: [4, "Parliament follows the judgment within weeks and accepts an outside check."],
        3: [
          4,
          "The draft was published with the comments it received, and anyone may add more until the end of the month.",
        ],
      },
    },
  ]);
}
