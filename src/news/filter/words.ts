// What a word of a text is, said once: for filters, mutes and the full text.

/** Letters that Unicode does not take apart into a plain one and a mark, and one that stands for an apostrophe. */
const PLAIN_LETTERS: Readonly<Record<string, string>> = {
  ß: "ss",
  æ: "ae",
  ð: "d",
  ø: "o",
  þ: "th",
  đ: "d",
  ħ: "h",
  ı: "i",
  ł: "l",
  œ: "oe",
  ŧ: "t",
  ς: "σ",
  ʼ: "'",
};

/** As names are written, with one capital at the beginning; all in capitals, which says nothing; or any other way. */
export type Writing = "capitalised" | "capitals" | "small";

/** A run of letters and digits, as a text has it. */
export interface Word {
  /** Without case, accents and invisible characters: `Kõrgeim` is `korgeim`. */
  readonly folded: string;
  readonly writing: Writing;
  /** Where it begins and ends in the text. */
  readonly from: number;
  readonly to: number;
}

/** Kinds of ASCII characters; everything else is looked up as what it folds to. */
const PARTING = 0;
const SMALL = 1;
const CAPITAL = 2;
const APOSTROPHE = 3;

const ASCII_KINDS = Uint8Array.from({ length: 128 }, (_, code) => {
  const character = String.fromCharCode(code);
  if (/[a-z0-9]/.test(character)) return SMALL;
  if (/[A-Z]/.test(character)) return CAPITAL;
  return character === "'" ? APOSTROPHE : PARTING;
});

/** What comes between a word and the next one. */
const NOTHING_BETWEEN = 0;
const ONE_APOSTROPHE = 1;
const SOMETHING_BETWEEN = 2;

/**
 * Reads the words of texts. A reader remembers what characters fold to; what it hands over is gone with the call.
 * The s behind an apostrophe at a word's end is no word: `judge’s` is `judge`.
 */
export function wordReader(): (
  text: string,
  take: (folded: string, writing: Writing, from: number, to: number) => void,
) => void {
  const folds = new Map<number, string>();
  const capitals = new Map<number, boolean>();

  function foldOf(code: number): string {
    const known = folds.get(code);
    if (known !== undefined) return known;
    const character = String.fromCodePoint(code);
    const fold = character
      .normalize("NFKD")
      .toLowerCase()
      .replace(/[\p{M}\p{Cf}]+/gu, "")
      .replace(/[ßæðøþđħıłœŧςʼ]/g, (letter) => PLAIN_LETTERS[letter] ?? letter)
      .replaceAll("’", "'");
    folds.set(code, fold);
    capitals.set(code, /[\p{Lu}\p{Lt}]/u.test(character));
    return fold;
  }

  return (text, take) => {
    let run = "";
    let from = 0;
    let to = 0;
    let letters = 0;
    let capitalLetters = 0;
    let beginsCapital = false;
    let between = SOMETHING_BETWEEN;
    let isOwned = false;

    /** Adds to the run what one character, or several plain ones, fold to. */
    function add(piece: string, at: number, end: number, isCapital: boolean): void {
      if (run === "") {
        from = at;
        isOwned = between === ONE_APOSTROPHE;
        beginsCapital = isCapital;
        letters = 0;
        capitalLetters = 0;
      }
      run += piece;
      letters += piece.length;
      to = end;
    }

    function writing(): Writing {
      if (letters < 2 || !beginsCapital) return "small";
      if (capitalLetters === 1) return "capitalised";
      return capitalLetters === letters ? "capitals" : "small";
    }

    function part(isApostrophe: boolean): void {
      if (run !== "") {
        const isPossessive = isOwned && run === "s";
        if (!isPossessive) take(run, writing(), from, to);
        run = "";
        between = NOTHING_BETWEEN;
      }
      between = between === NOTHING_BETWEEN && isApostrophe ? ONE_APOSTROPHE : SOMETHING_BETWEEN;
    }

    const length = text.length;
    for (let at = 0; at < length; ) {
      const code = text.charCodeAt(at);
      if (code < 128) {
        const kind = ASCII_KINDS[code] ?? PARTING;
        if (kind === PARTING || kind === APOSTROPHE) {
          part(kind === APOSTROPHE);
          at += 1;
          continue;
        }
        const start = at;
        let capitalsHere = 0;
        for (let here = kind; here === SMALL || here === CAPITAL; ) {
          if (here === CAPITAL) capitalsHere += 1;
          at += 1;
          const next = at < length ? text.charCodeAt(at) : 128;
          here = next < 128 ? (ASCII_KINDS[next] ?? PARTING) : PARTING;
        }
        const piece = text.slice(start, at);
        add(capitalsHere > 0 ? piece.toLowerCase() : piece, start, at, kind === CAPITAL);
        capitalLetters += capitalsHere;
        continue;
      }
      const point = text.codePointAt(at) ?? code;
      const end = at + (point > 0xffff ? 2 : 1);
      const fold = foldOf(point);
      // A mark belongs to its letter.
      if (fold === "" && run !== "") to = end;
      for (const letter of fold) {
        if (/[\p{L}\p{N}]/u.test(letter)) {
          const isCapital = capitals.get(point) === true;
          const isFirst = to !== end || run === "";
          add(letter, at, end, isCapital);
          if (isCapital && isFirst) capitalLetters += 1;
        } else part(letter === "'");
      }
      at = end;
    }
    part(false);
  };
}

/** The words of a text in order. */
export function wordsIn(text: string): readonly Word[] {
  const words: Word[] = [];
  wordReader()(text, (folded, writing, from, to) => words.push({ folded, writing, from, to }));
  return words;
}

/** Words that end like a plural and mean something else than the singular. */
const OWN_WORDS = new Set(["arms", "customs", "goods", "means", "news", "rights", "series", "species"]);

/**
 * The singular of an English plural, as far as its ending tells; every other word as it is. It takes only the number
 * off, since more would make one of what are two (judicial, judiciary), and leaves the endings of names: Kallas,
 * Karbauskis, Paleckys. Of names that end otherwise `namesIn` tells.
 */
export function singular(word: string): string {
  if (word.length < 4 || !word.endsWith("s") || OWN_WORDS.has(word) || !/^[a-z]+$/.test(word)) return word;
  if (/(?:[asiou]s|[^aeiou]ys)$/.test(word)) return word;
  if (/.{2}ies$/.test(word)) return `${word.slice(0, -3)}y`;
  return word.replace(/(?:(?<=sh|ch|x|ss|zz|o)es|s)$/, "");
}

/** What offices, bodies and peoples are called: written with a capital, and no names. In the singular. */
export const COMMON_NOUNS: ReadonlySet<string> = new Set(
  (
    "academy act adviser advisor affair agency agreement albanian ally ambassador american amendment analyst appeal arab army " +
    "article assembly association attorney auditor australian austrian authority award bank banker baron belarusian belgian bill " +
    "bishop board body border boss branch brit briton brother budget bulgarian bureau business businessman cabinet campaign " +
    "canadian candidate cardinal catholic centre center chair chairman chairperson chamber chancellor charter chief child " +
    "christian church citizen city clerk coalition code college colonel commander commission commissioner committee company " +
    "conference conservative constitution constraint constable consul contract convention council councillor councilor counsel country county " +
    "coup court crime croat croatian customer czech dane defendant delegate democrat department deputy detective digest diplomat " +
    "director directive directorate district doctor document dutchman economist editor election embassy employee employer engineer " +
    "estonian european executive expert factory farmer federation film finn fine firm force foreigner forest foundation freedom friend fund " +
    "game general german government governor greek green group guard guardian guideline head headquarter hearing hospital hotel house " +
    "hungarian initiative inmate inspector inspectorate institute institution investigator investor irishman israeli italian jew " +
    "journalist judge jurist juror justice king kingdom labour latvian law lawmaker lawyer leader league lender letter liberal " +
    "library lithuanian lord loss magistrate magazine maltese manager mayor measure medium member merchant migrant minister ministry " +
    "minority mosque mp municipality museum muslim nation nationalist neighbour neighbor newspaper notary nurse officer office " +
    "official ombudsman operation opposition order organisation organization owner palestinian paper parent parish parliament party " +
    "passport pastor patient patriot penalty pensioner people person phone pilot plan pole police policeman policy politician pope " +
    "port post power premier president price priest prime prince princess prison prisoner process product professor program " +
    "programme project property prosecutor protester protest province question rabbi railway recommendation record referendum " +
    "reform refugee region regulation regulator report reporter representative republic republican resident resolution result right " +
    "road romanian rule ruling russian safety sanction school scientist seat secretary section senator serb sentence service sheriff " +
    "shop slovak slovenian social socialist soldier source soviet spaniard speaker spokesman spokesperson sport spy staff " +
    "standard star state station statistic street strike student subject supplier swede swiss syrian system target task tax teacher team " +
    "terrorist term test thing threat trade train treasurer treaty trial town tribunal trustee turk ukrainian union unit university " +
    "user vehicle veteran victim village visa visitor volunteer vote voter war warden watchdog week wind woman worker year youth"
  ).split(" "),
);

/** What tells of a word whether it is a name. */
type WrittenWord = Pick<Word, "folded" | "writing">;

/**
 * Tells which words stand for a name in an article of these words: those written with a capital, that neither the article has
 * in small letters too, in either number, nor the names of offices do. So `Levits` is not many of `Levit`, though both end in
 * a way that plurals do; and `Beekeepers` in a title is no name where the summary speaks of beekeepers. A word all in capitals
 * is a name where the article has it as one elsewhere.
 */
export function namesIn(words: Iterable<WrittenWord>): (word: WrittenWord) => boolean {
  const common = new Set<string>();
  const capitalised = new Set<string>();
  for (const { folded, writing } of words)
    if (writing === "small") common.add(singular(folded));
    else if (writing === "capitalised") capitalised.add(folded);
  return ({ folded, writing }) => {
    if (writing === "small" || !capitalised.has(folded)) return false;
    const one = singular(folded);
    return !common.has(one) && !COMMON_NOUNS.has(one);
  };
}
