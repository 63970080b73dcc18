// Where labels stand beside the ends of lines: as near as they can without covering one another.

export interface Label {
  /** Where its line ends. */
  readonly wanted: number;
  readonly height: number;
}

/** The middle of each label, in the order given, between `top` and `bottom` where they have room there. */
export function spreadLabels(
  labels: readonly Label[],
  { top, bottom, gap }: { readonly top: number; readonly bottom: number; readonly gap: number },
): readonly number[] {
  const order = labels.map((label, place) => ({ ...label, place })).sort((a, b) => a.wanted - b.wanted);
  const middles = new Map<number, number>();
  let free = top;
  for (const { wanted, height, place } of order) {
    const middle = Math.max(wanted, free + height / 2);
    middles.set(place, middle);
    free = middle + height / 2 + gap;
  }
  let end = bottom;
  for (const { height, place } of order.reverse()) {
    const middle = Math.min(middles.get(place) ?? 0, end - height / 2);
    middles.set(place, middle);
    end = middle - height / 2 - gap;
  }
  return labels.map((_, place) => middles.get(place) ?? 0);
}
