// Verdicts for pillars that an article is not about: the scorer finds something to say of nearly every pillar.

import { PILLARS, type PillarNumber } from "../../src/news/pillars.ts";
import type { Verdict, Verdicts } from "./event.ts";
import type { Chance } from "./random.ts";

/** What it then says, of bad and of good news. It fits everything, so it says nothing about the event. */
const REASONS: Readonly<Record<PillarNumber, readonly [worse: string, better: string]>> = {
  1: [
    "It raises the question whether those in charge are held to account in such matters.",
    "It shows that institutions can act when they have to.",
  ],
  2: [
    "It suggests a lack of integrity that may be wider than this case.",
    "It suggests that the matter was handled with integrity.",
  ],
  3: ["The public learned of it late and only in part.", "The public was told what happened and when."],
  4: [
    "Everyone should be able to rely on the protection of the law in such a situation.",
    "The people concerned were treated with respect.",
  ],
  5: [
    "Events like this may leave people with a feeling of insecurity.",
    "Events like this add to a feeling of safety.",
  ],
  6: [
    "It indicates that rules which exist are not always followed.",
    "It indicates that rules which exist are followed.",
  ],
  7: [
    "Those who suffered from it may have to fight for what they are owed.",
    "It may help people to settle such matters without long disputes.",
  ],
  8: [
    "Whether anybody will answer for it before a court is not known.",
    "It shows that wrongdoing has consequences.",
  ],
};

/** At most so many of them an article. */
const MOST = 2;
/** Shares: of articles with one, and of these verdicts the ones that are as strong as can be, and neutral ones. */
const STRETCHED = { any: 0.45, strong: 0.45, neutral: 0.25 };
const NEUTRAL_REASON = "The article reports nothing that bears on it directly.";

/** Some verdicts for pillars that `verdicts` does not have, of the same direction. */
export function stretchedBeside(verdicts: Verdicts, chance: Chance): Verdicts {
  const others = PILLARS.map(({ number }) => number).filter((pillar) => verdicts[pillar] === undefined);
  if (others.length === 0 || !chance.happens(STRETCHED.any)) return {};
  const worse =
    Object.values(verdicts).filter(([score]) => score < 3).length * 2 >= Object.keys(verdicts).length;
  const from = chance.between(0, others.length - 1);
  const chosen = others.slice(from, from + chance.between(1, MOST));
  return Object.fromEntries(
    chosen.map((pillar): [PillarNumber, Verdict] => {
      const roll = chance.next();
      const strong = roll < STRETCHED.strong;
      const [bad, good] = REASONS[pillar];
      if (roll > 1 - STRETCHED.neutral) return [pillar, [3, NEUTRAL_REASON]];
      return [pillar, worse ? [strong ? 1 : 2, bad] : [strong ? 5 : 4, good]];
    }),
  );
}
