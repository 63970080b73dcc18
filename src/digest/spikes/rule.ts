// When there is unusually much: seven days against the eight weeks before, by chance that is larger than pure chance. Pure.
// docs/adr/0028-spikes.md has the reasons and the figures.

/** Seven days, in numbers of stories. */
export interface Week {
  /** Of the country and the pillar, as the alert asks for them. */
  readonly stories: number;
  /** Of the country, whatever they report: what the outlets bring at all. */
  readonly all: number;
}

/** The seven days with what they are held against. */
export interface Reading {
  readonly stories: number;
  /** The weeks before, the earliest first, that have any news of the country. */
  readonly before: readonly number[];
  /** From so many stories on these seven days are a spike. */
  readonly needed: number;
  /** Below so many one that went on is over. */
  readonly endsBelow: number;
}

/** The weeks before that are looked at. */
export const WEEKS = 8;

/** Fewer weeks with news say nothing about what is usual. */
const LEAST_WEEKS = 4;
/** Fewer stories are never unusually much. */
const LEAST_STORIES = 6;
/** A spike has so many times the stories of a usual week, and is over below that. */
const LEAST_RATIO = 1.5;
/**
 * News come in waves: counts of one week vary at least so many times as much as those of things that happen one by one.
 * Eight weeks tell little of how much more, so that this counts as much as so many further weeks.
 */
const USUAL_DISPERSION = 2;
const WEIGHT_OF_USUAL = 8;
/** A lull that ends explains so many times the stories at most: what doubles everything is news. */
const MOST_RECOVERY = 2;
/** Added to what outlets bring, so that a few stories more or less are no recovery. */
const STEADYING = 10;
/** How often a spike may be seen by chance in one look at all countries and pillars of an alert. */
const CHANCE = 0.01;

/**
 * Reads the last seven days against the weeks before. Undefined where too few of them have news of the country.
 * @param looked countries × pillars that are looked at together: of many, one is always unusual.
 */
export function readingOf(now: Week, weeks: readonly Week[], looked: number): Reading | undefined {
  const before = weeks.filter(({ all }) => all > 0);
  if (before.length < LEAST_WEEKS) return undefined;
  // Where the outlets bring more than they did, that week would have had more stories, too.
  const usual = before.map(({ stories, all }) => {
    const recovery = (now.all - now.stories + STEADYING) / (all - stories + STEADYING);
    return stories * Math.min(Math.max(recovery, 1), MOST_RECOVERY);
  });
  const counts = before.map(({ stories }) => stories);
  const endsBelow = Math.max(LEAST_STORIES, Math.ceil(LEAST_RATIO * middleOf(usual)));
  return {
    stories: now.stories,
    before: counts,
    needed: Math.max(endsBelow, Math.max(...counts) + 1, unlikelyFrom(usual, CHANCE / looked)),
    endsBelow,
  };
}

export function isSpike({ stories, needed }: Reading): boolean {
  return stories >= needed;
}

/** Whether one that went on is over: chance does not begin it again at once. */
export function isOver({ stories, endsBelow }: Reading): boolean {
  return stories < endsBelow;
}

/** The middle one of some numbers; of an even number of them the mean of the two in the middle. */
export function middleOf(numbers: readonly number[]): number {
  const sorted = numbers.toSorted((a, b) => a - b);
  const half = sorted.length / 2;
  const [low = 0, high = low] = [sorted[Math.ceil(half) - 1], sorted[Math.floor(half)]];
  return (low + high) / 2;
}

/** The least count that a week like these has or exceeds with no more than that probability: negative binomial. */
function unlikelyFrom(weeks: readonly number[], probability: number): number {
  const many = weeks.length;
  const sum = weeks.reduce((all, count) => all + count, 0);
  const mean = sum / many;
  const variance = weeks.reduce((all, count) => all + (count - mean) ** 2, 0) / (many - 1);
  const seen = mean === 0 ? USUAL_DISPERSION : Math.max(variance / mean, USUAL_DISPERSION);
  const dispersion = (seen * many + USUAL_DISPERSION * WEIGHT_OF_USUAL) / (many + WEIGHT_OF_USUAL);
  // So few weeks tell their own mean only roughly: as if there had been one story more.
  return quantileFrom((sum + 1) / many, dispersion * (1 + 1 / many), probability);
}

/** The least n with P(X ≥ n) ≤ probability, X negative binomial of that mean and variance ÷ mean, which is above 1. */
function quantileFrom(mean: number, dispersion: number, probability: number): number {
  const size = mean / (dispersion - 1);
  const step = Math.log((dispersion - 1) / dispersion);
  let logOf = -size * Math.log(dispersion);
  let above = 1;
  let n = 0;
  while (above > probability) {
    above -= Math.exp(logOf);
    logOf += Math.log((size + n) / (n + 1)) + step;
    n += 1;
  }
  return n;
}
