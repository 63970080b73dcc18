// Plain reference of words: letter by letter, to read, not to be fast.

const PLAIN: Readonly<Record<string, string>> = {
  ß: "ss",
  æ: "ae",
  œ: "oe",
  ø: "o",
  ð: "d",
  đ: "d",
  þ: "th",
  ł: "l",
  ı: "i",
  ħ: "h",
  ŧ: "t",
  ς: "σ",
  ʼ: "'",
};

/** Words that look like plurals and are none. */
const NO_PLURALS = ["arms", "customs", "goods", "means", "news", "rights", "series", "species"];

const known = new Map<string, readonly string[]>();

/** The words of a text, without case and accents, in the singular. The simulated months ask for the same ones many times. */
export function wordsOf(text: string): readonly string[] {
  const words = known.get(text) ?? readWords(text);
  known.set(text, words);
  return words;
}

function readWords(text: string): string[] {
  const plain = [...text.normalize("NFKD")]
    .map((character) => character.toLowerCase().replace(/[\p{M}\p{Cf}]/gu, ""))
    .map((letter) => PLAIN[letter] ?? letter)
    .join("");
  const words: string[] = [];
  for (const run of plain.split(/[^\p{L}\p{N}'’]+/u)) {
    const parts = run.split(/['’]/);
    // The s behind an apostrophe at a word's end is none of its own: judge's.
    const isOwned = (at: number): boolean => parts[at] === "s" && at > 0 && parts[at - 1] !== "";
    words.push(...parts.filter((part, at) => part !== "" && !isOwned(at)));
  }
  return words.map(singularOf);
}

/** Without the ending of an English plural: as little as that, so that names and other words stay apart. */
function singularOf(word: string): string {
  if (word.length <= 3 || NO_PLURALS.includes(word)) return word;
  for (const letter of word) if (letter < "a" || letter > "z") return word;
  if (["ss", "as", "is", "os", "us"].some((ending) => word.endsWith(ending))) return word;
  if (word.endsWith("ys") && !["ays", "eys", "oys", "uys", "iys"].some((ending) => word.endsWith(ending)))
    return word;
  if (word.endsWith("ies") && word.length >= 5) return `${word.slice(0, -3)}y`;
  if (["shes", "ches", "xes", "sses", "zzes", "oes"].some((ending) => word.endsWith(ending)))
    return word.slice(0, -2);
  return word.endsWith("s") ? word.slice(0, -1) : word;
}

/** Whether a text has a word, or several next to one another. */
export function says(text: string, phrase: string): boolean {
  const [there, wanted] = [wordsOf(text), wordsOf(phrase)];
  if (wanted.length === 0) return false;
  for (let start = 0; start + wanted.length <= there.length; start++)
    if (wanted.every((word, index) => there[start + index] === word)) return true;
  return false;
}
