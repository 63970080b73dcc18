// Countries whose news are invented, and the names of people, places, firms and outlets there: syllables put together.

import { type Chance, chanceOf } from "../../demo/sample/random.ts";

interface Tongue {
  readonly starts: readonly string[];
  readonly middles: readonly string[];
  readonly surnames: readonly string[];
  readonly places: readonly string[];
}

const listOf = (text: string): readonly string[] => text.trim().split(/\s+/);

const TONGUES = {
  finnic: {
    starts: listOf(
      "Kõr Järv Tam Mäe Lii Sär Põl Ran Vaar Hal Ees Kul Sau Töö Nii Uus Rät Jõe Met Lau Pih Koi Õun Aas Vil Kas",
    ),
    middles: listOf("a e i o u la ne ri ka sta mi lu vä ro ta"),
    surnames: listOf("ste mägi saar nen pere la vik son maa lane"),
    places: listOf("küla linn saare vere mõisa järvi salmi koski"),
  },
  baltic: {
    starts: listOf(
      "Bēr Kal Oz Liep Zar Jan Pēt Vīt Eg Graž Šid Žil Val Kaz Stan Daug Mež Rud Sil Ark Bal Gied Rož Ūdr Ķir Ļut",
    ),
    middles: listOf("a i ē u au ie ti ga na vi ra de sto ki lo"),
    surnames: listOf("ņš auskas iņa enko aitis ītis onis ulis evičius ska"),
    places: listOf("pils ava upe kalns ene iai gala mala"),
  },
  slavic: {
    starts: listOf(
      "Nov Kov Hor Svob Dvoř Proch Łuk Ziel Wój Maj Pav Rad Stan Vuk Žid Šim Čer Bog Dra Mil Jar Krz Pet Zdr Hrv Tom",
    ),
    middles: listOf("a o e i ot ov ic an el ar un asz iń ečn osl"),
    surnames: listOf("ák ski ová ović ić ek ik ník ewicz owska ov eva"),
    places: listOf("ov ice grad ec brod sko ów nica pole"),
  },
  romance: {
    starts: listOf(
      "Mar Bel Font Ros Ferr Gon Per Cost Ment Gui Lop Vas Pop Ion Dum Chab Laur Ber Mor Cor Alb Sal Trev Quin Pinh Nuñ",
    ),
    middles: listOf("a e i o ta na ri le mo ve çe ñe ll tt esc"),
    surnames: listOf("ini es ez escu eira ard elli ois oni eau ão al"),
    places: listOf("ona ville esti eiros ello ac anova igny"),
  },
  germanic: {
    starts: listOf(
      "Berg Lind Sør Ham Stein Vög Grün Kjær Öst Nord Hof Brück Van Wes Åk Dal Haug Møl Schw Klein Roth Eich Fitz Mac Con Hal",
    ),
    middles: listOf("a e en er el in ö ger den sen ste ber ken mann lo"),
    surnames: listOf("sson sen mann quist berger meyer dahl ström er gan aghy"),
    places: listOf("burg stad dorf by haven borg wijk heim ford"),
  },
  southern: {
    starts: listOf(
      "Pap Nik Kar Kov Szab Nag Hor Georg Theo Kyr Bor Cam Vel Zam Hal Geo And Xen Tót Bál Lak Mes Spi Zer Far Viz",
    ),
    middles: listOf("a o i e á ó ad opo and iko ele ér as i u"),
    surnames: listOf("poulos ács idis y akis ő os ellis házi ia"),
    places: listOf("ion hely polis vár oupoli háza os ieħ"),
  },
} as const satisfies Readonly<Record<string, Tongue>>;

/** English name, what is of it, top-level domain, tongue. The first ones have the most news. */
const COUNTRY_FACTS = [
  ["Germany", "German", "de", "germanic"],
  ["France", "French", "fr", "romance"],
  ["Italy", "Italian", "it", "romance"],
  ["Spain", "Spanish", "es", "romance"],
  ["Poland", "Polish", "pl", "slavic"],
  ["Romania", "Romanian", "ro", "romance"],
  ["Netherlands", "Dutch", "nl", "germanic"],
  ["Hungary", "Hungarian", "hu", "southern"],
  ["Greece", "Greek", "gr", "southern"],
  ["Portugal", "Portuguese", "pt", "romance"],
  ["Belgium", "Belgian", "be", "germanic"],
  ["Czechia", "Czech", "cz", "slavic"],
  ["Sweden", "Swedish", "se", "germanic"],
  ["Bulgaria", "Bulgarian", "bg", "slavic"],
  ["Austria", "Austrian", "at", "germanic"],
  ["Slovakia", "Slovak", "sk", "slavic"],
  ["Denmark", "Danish", "dk", "germanic"],
  ["Finland", "Finnish", "fi", "finnic"],
  ["Ireland", "Irish", "ie", "germanic"],
  ["Croatia", "Croatian", "hr", "slavic"],
  ["Lithuania", "Lithuanian", "lt", "baltic"],
  ["Slovenia", "Slovenian", "si", "slavic"],
  ["Latvia", "Latvian", "lv", "baltic"],
  ["Estonia", "Estonian", "ee", "finnic"],
  ["Cyprus", "Cypriot", "cy", "southern"],
  ["Luxembourg", "Luxembourgish", "lu", "germanic"],
  ["Malta", "Maltese", "mt", "southern"],
] as const satisfies readonly (readonly [string, string, string, keyof typeof TONGUES])[];

export interface Country {
  /** As in the name of a file. */
  readonly name: string;
  /** `Estonian`. */
  readonly adjective: string;
  /** Outlets' domains, those with the most articles first. */
  readonly outlets: readonly string[];
  readonly firstNames: readonly string[];
  readonly surnames: readonly string[];
  readonly places: readonly string[];
  readonly firms: readonly string[];
  /** Local names of institutions. */
  readonly bodies: readonly string[];
  /** Words of addresses, in the country's own language. */
  readonly slugWords: readonly string[];
}

const OUTLETS = 9;
const OUTLET_NAMES = listOf("herald courier gazette tribune observer echo dispatch chronicle monitor");
const SECTIONS = listOf("www www www www opinion economy regional crime world");

/** All countries, always the same. */
export const COUNTRIES: readonly Country[] = COUNTRY_FACTS.map(([name, adjective, domain, tongue], index) =>
  countryOf({ name, adjective, domain, tongue: TONGUES[tongue] }, chanceOf(7919 * (index + 1))),
);

function countryOf(
  facts: {
    readonly name: string;
    readonly adjective: string;
    readonly domain: string;
    readonly tongue: Tongue;
  },
  chance: Chance,
): Country {
  const { name, adjective, domain, tongue } = facts;
  const pick = (parts: readonly string[]): string => parts[Math.floor(chance.next() * parts.length)] ?? "";
  const stem = (): string => pick(tongue.starts) + (chance.happens(0.7) ? pick(tongue.middles) : "");
  const many = (count: number, make: () => string): readonly string[] => [
    ...new Set(Array.from({ length: count }, make)),
  ];
  const places = many(220, () => stem() + pick(tongue.places));
  const surnames = many(3_000, () => stem() + pick(tongue.surnames));
  return {
    name,
    adjective,
    outlets: OUTLET_NAMES.slice(0, OUTLETS).map(
      (outlet, rank) => `${plain(places[rank] ?? "")}-${outlet}.${domain}.example`,
    ),
    firstNames: many(140, () => pick(tongue.starts) + pick(["a", "e", "o", "is", "us", "an"])),
    surnames,
    places,
    firms: many(400, () => `${stem()}${pick(["x", "tek", "bau", "med", "trans", "invest", "net"])}`),
    bodies: many(8, () => stem() + pick(tongue.middles) + pick(tongue.middles)),
    slugWords: many(4_000, () => plain(stem() + pick(tongue.middles) + pick(tongue.middles))),
  };
}

/** A word as an address writes it: lower case, without marks. */
export function plain(word: string): string {
  return word
    .normalize("NFD")
    .toLowerCase()
    .replace(/ł/g, "l")
    .replace(/ø/g, "o")
    .replace(/æ/g, "ae")
    .replace(/ħ/g, "h")
    .replace(/[^a-z]/g, "");
}

/** The host of an outlet's section: `opinion.liepava-echo.lv.example`. */
export function hostOf(outlet: string, chance: Chance): string {
  return `${SECTIONS[Math.floor(chance.next() * SECTIONS.length)] ?? "www"}.${outlet}`;
}
