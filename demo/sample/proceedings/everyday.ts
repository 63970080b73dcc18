// What fills most of a newspaper: a burglary, an accident. The scorer has an opinion on it for pillars it does not touch.

import type { ScoredEvent } from "../event.ts";

interface Everyday {
  readonly town: string;
  /** With its article: "a jeweller's shop". */
  readonly shop: string;
  /** In the plural: "watches". */
  readonly loot: string;
  readonly sum: string;
  /** With its article: "the coast road". */
  readonly road: string;
  /** With an article: "a delivery van". */
  readonly vehicle: string;
  /** Days before today of the burglary; the accident is four days older. */
  readonly daysAgo: number;
}

export function everyday(place: Everyday): ScoredEvent[] {
  const { town, shop, loot, sum, road, vehicle, daysAgo } = place;
  return [
    {
      daysAgo,
      titles: [
        `Burglars take ${loot} worth ${sum} from ${shop} in ${town}`,
        `${town}: burglars take ${loot} worth ${sum} from ${shop}`,
      ],
      description: `Two masked men broke the window of ${shop} in ${town} before dawn and were gone within three minutes. A baker on his way to work saw them leave on foot.`,
      facts: `Burglars broke into ${shop} in ${town} and took ${loot} worth ${sum}. Police have no suspect yet and are looking for witnesses.`,
      background: "It is the third burglary in the same street since the new year.",
      verdicts: {
        5: [2, "Shopkeepers of the street say that they no longer feel safe after three burglaries."],
        1: [
          1,
          "It indicates that the authorities fail in one of their basic tasks and that nobody answers for it.",
        ],
        2: [
          1,
          "It indicates a lack of respect for the property of others and a climate in which theft pays.",
        ],
        8: [2, "No arrest has been made, and the two earlier burglaries are unsolved."],
      },
    },
    {
      daysAgo: daysAgo + 4,
      titles: [`Drunk driver puts ${vehicle} into a ditch on ${road} near ${town}`],
      description: `A man of 41 lost control of ${vehicle} on ${road} near ${town} late in the evening. He was taken to hospital with a broken arm; nobody else was hurt.`,
      facts: `A drunk driver left ${road} near ${town} with ${vehicle} and ended in a ditch. He had 1.9 per mille of alcohol in his blood and had to give up his licence.`,
      background: "The road was closed for an hour.",
      verdicts: {
        5: [2, "Drunk drivers put the lives of others at risk."],
        6: [
          1,
          "It indicates that the rules of the road are not enforced well enough to keep people from breaking them.",
        ],
        4: [1, "The right to life of everybody on the road was put in danger."],
        7: [3, "Whether anybody will claim damages is not known."],
      },
    },
  ];
}
