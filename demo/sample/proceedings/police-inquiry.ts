// Violence and how the state deals with it: four steps from the incident to the lesson drawn.

import type { ScoredEvent } from "../event.ts";
import { again, type Course, inSteps, opening, wordingOf } from "./steps.ts";

interface PoliceInquiry extends Course {
  /** With its preposition: "in Norrvalla", "at the Vinogorje bus station". */
  readonly where: string;
  /** With its article: "a street fight". */
  readonly incident: string;
  /** Who was hurt, with an article: "a 19-year-old apprentice". */
  readonly injured: string;
  /** A sentence from the inquiry. */
  readonly detail: string;
  readonly outcome: "officers cleared" | "officers charged";
}

export function policeInquiry(inquiry: PoliceInquiry): ScoredEvent[] {
  const { where, incident, injured, detail } = inquiry;
  const say = wordingOf(where + incident);
  const charged = inquiry.outcome === "officers charged";
  return inSteps(inquiry, [
    {
      titles: [
        `Police use force to end ${incident} ${where}; one person in hospital`,
        `One person in hospital after police use force to end ${incident} ${where}`,
      ],
      description: `${opening(injured)} was taken to hospital after police ended ${incident} ${where}. Witnesses disagree about who struck first.`,
      facts: `Police used batons to end ${incident} ${where}, and ${injured} was seriously hurt. Four people were held for a night and released.`,
      background: "A film made by a passer-by shows half a minute of it.",
      verdicts: {
        5: [
          2,
          say(
            "The violence frightened residents, though it was over within minutes.",
            "Calm returned quickly, but shops stayed shut the next day.",
          ),
        ],
        4: [2, "The injuries raise the question whether the force used was necessary."],
      },
    },
    {
      titles: [
        `Independent inquiry opened into use of force by police ${where}`,
        `Use of force by police ${where}: independent inquiry opened`,
      ],
      description: `A body that does not belong to the police will examine what happened ${where}. It has asked for the recordings of all cameras.`,
      facts: `An independent inquiry was opened into the use of force during ${again(incident)} ${where}. The officers have been moved to desk work meanwhile.`,
      background: `The lawyer of ${again(injured)} welcomed the step.`,
      verdicts: {
        1: [4, "The police do not investigate themselves, and the inquiry may summon officers."],
        8: [
          4,
          say(
            "Recordings were secured within two days.",
            "The inquiry began within a week, while memories are fresh.",
          ),
        ],
      },
    },
    charged
      ? {
          titles: [
            `Two officers charged over force used ${where}`,
            `Charged over the force used ${where}: two officers`,
          ],
          description: `Two police officers must stand trial for what they did ${where}. ${detail}`,
          facts: `Prosecutors charged two officers with assault in office over ${again(incident)} ${where}. ${detail}`,
          background: "Their union speaks of a hasty decision.",
          verdicts: {
            8: [
              5,
              "Prosecutors followed the evidence of an independent inquiry against members of their closest partner.",
            ],
            1: [5, "Officers answer for the use of force before an ordinary court."],
            4: [4, "The person hurt can join the case and claim damages."],
          },
        }
      : {
          titles: [
            `Inquiry clears officers of blame for force used ${where}`,
            `Officers cleared of blame by inquiry for force used ${where}`,
          ],
          description: `The officers did what the situation demanded, the inquiry says. ${detail}`,
          facts: `The inquiry into ${again(incident)} ${where} found no offence by the officers. ${detail}`,
          background: `${opening(again(injured))} may still bring the case before a court.`,
          verdicts: {
            8: [2, "The decision rests on the officers' statements where the recordings have gaps."],
            4: [2, `For the injuries of ${again(injured)} nobody has to answer.`],
            5: [3, "The police keep the trust of most residents, according to a survey taken afterwards."],
          },
          dissent: {
            8: [
              4,
              "The inquiry heard 31 witnesses and published its reasons in full, which is more than the law demands.",
            ],
          },
        },
    {
      titles: [
        `Police to wear cameras on every patrol after the events ${where}`,
        `After the events ${where}, police to wear cameras on every patrol`,
      ],
      description: `Every patrol will carry cameras from the first of next month. Recordings are kept for 30 days, and those who were filmed may ask to see them.`,
      facts: `As a lesson from the events ${where}, police introduce body cameras on every patrol. The data protection authority approved the rules.`,
      background: "A similar trial two years ago halved the number of complaints.",
      verdicts: {
        1: [4, "What officers do is recorded and can be checked afterwards."],
        4: [
          3,
          "The cameras protect against abuse and film bystanders too; the 30-day limit keeps the balance.",
        ],
        5: [4, "Experience suggests that both sides use less force when a camera is on."],
      },
    },
  ]);
}
