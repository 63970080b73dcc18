// Finds thousands of patterns in a text in one pass: all of them are one tree of letters.

import { ALPHABET, BOUNDARY, createTextReader, plainCode } from "./letters.ts";

/** A list of patterns separated by commas, as `lexicon/pillar-words.ts` describes them. */
export type PatternList = string;

export interface Matcher {
  /**
   * Counts into `counts`, from `offset` on, how many distinct patterns of each list the text's first `mostCharacters`
   * hold. Time grows with the characters read, whatever they are.
   */
  count(text: string, mostCharacters: number, counts: Uint8Array, offset: number): void;
}

/** A point of the tree: what was read so far of the patterns that begin so. */
interface Point {
  readonly next: Map<number, Point>;
  /** Where patterns go on that take any rest of the word. */
  anyRest?: Point;
  /** Lists that have the pattern which ends here. */
  readonly lists: number[];
}

const newPoint = (): Point => ({ next: new Map(), lists: [] });

function childOf(point: Point, code: number): Point {
  const known = point.next.get(code);
  if (known !== undefined) return known;
  const child = newPoint();
  point.next.set(code, child);
  return child;
}

/** The patterns of a list, in lower case with single spaces and without apostrophes. */
export function patternsOf(list: PatternList): string[] {
  const patterns = list.split(",").map((pattern) => pattern.replaceAll("'", "").trim().replace(/\s+/g, " "));
  return [...new Set(patterns.filter((pattern) => pattern !== ""))];
}

function add(root: Point, pattern: string, list: number): void {
  if (!/^[a-z0-9]+\*?( [a-z0-9]+\*?)*$/.test(pattern)) throw new RangeError(`no pattern: "${pattern}"`);
  let point = root;
  for (const sign of pattern) {
    if (sign === "*") point = point.anyRest ??= newPoint();
    else point = childOf(point, plainCode(sign.charCodeAt(0)) ?? BOUNDARY);
  }
  point.lists.push(list);
}

/** The tree in flat arrays; 0 is the root, and "nothing" wherever a point is looked up. */
interface FlatTree {
  readonly next: Uint16Array;
  readonly anyRest: Uint16Array;
  readonly lists: readonly (readonly number[])[];
}

function flatten(root: Point): FlatTree {
  const points = [root];
  const numbers = new Map([[root, 0]]);
  for (const point of points) {
    for (const child of [...point.next.values(), ...(point.anyRest === undefined ? [] : [point.anyRest])]) {
      numbers.set(child, points.length);
      points.push(child);
    }
  }
  // Two bytes a point keep the tree within a processor's cache.
  if (points.length > 0x10000) throw new RangeError("the patterns have too many letters");
  const next = new Uint16Array(points.length * ALPHABET);
  const anyRest = new Uint16Array(points.length);
  for (const [number, point] of points.entries()) {
    for (const [code, child] of point.next) next[number * ALPHABET + code] = numbers.get(child) ?? 0;
    if (point.anyRest !== undefined) anyRest[number] = numbers.get(point.anyRest) ?? 0;
  }
  return { next, anyRest, lists: points.map(({ lists }) => lists) };
}

/**
 * Prepares lists of patterns; `capacity` bounds the characters of one text. Throws RangeError for a pattern that is
 * none, and for more patterns than 65,536 points hold.
 */
export function createMatcher(lists: readonly PatternList[], capacity: number): Matcher {
  const root = newPoint();
  for (const [list, patterns] of lists.entries()) {
    for (const pattern of patternsOf(patterns)) add(root, pattern, list);
  }
  const tree = flatten(root);
  const reader = createTextReader(capacity);
  // By point: the reading in which its pattern was counted last.
  const countedIn = new Float64Array(tree.lists.length);
  let reading = 0;

  /** Goes down from `point` along the text from `at` on and counts the patterns that end. */
  function follow(text: Uint8Array, from: number, start: number, counts: Uint8Array, offset: number): void {
    let point = from;
    for (let at = start; at < text.length; at++) {
      const rest = tree.anyRest[point] ?? 0;
      if (rest !== 0) {
        let end = at;
        while (text[end] !== BOUNDARY) end++;
        follow(text, rest, end, counts, offset);
      }
      const code = text[at] ?? BOUNDARY;
      if (code === BOUNDARY && countedIn[point] !== reading) {
        countedIn[point] = reading;
        for (const list of tree.lists[point] ?? []) {
          const count = counts[offset + list] ?? 0;
          if (count < 255) counts[offset + list] = count + 1;
        }
      }
      point = tree.next[point * ALPHABET + code] ?? 0;
      if (point === 0) return;
    }
  }

  return {
    count(text, mostCharacters, counts, offset) {
      reading++;
      const read = reader.read(text, mostCharacters);
      for (let at = 1; at < read.length; at++) {
        if (read[at - 1] === BOUNDARY) follow(read, 0, at, counts, offset);
      }
    },
  };
}
