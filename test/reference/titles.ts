// Plain reference of titles: when two say that their articles report one event.

/** Lower case, only letters, digits and single spaces. */
export function normalisedTitle(title: string): string {
  return title
    .toLowerCase()
    .replace(/[^\p{L}\p{N} ]/gu, "")
    .replace(/ +/g, " ")
    .trim();
}

/** The distinct runs of 3 and more letters or 2 and more digits, in lower case. */
function titleWords(title: string): Set<string> {
  return new Set(title.toLowerCase().match(/\p{L}{3,}|\p{Nd}{2,}/gu) ?? []);
}

/** At least half of all distinct words are in both; both have 4 or more. */
export function titlesOverlap(a: string, b: string): boolean {
  const wordsOfA = titleWords(a);
  const wordsOfB = titleWords(b);
  if (wordsOfA.size < 4 || wordsOfB.size < 4) return false;
  const all = new Set([...wordsOfA, ...wordsOfB]).size;
  const common = [...wordsOfA].filter((word) => wordsOfB.has(word)).length;
  return common * 2 >= all;
}
