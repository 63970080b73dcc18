// Parts of addresses by which outlets tell their sections, in the languages of European outlets.

/** Words of a link's host and path by what they announce; whole words, in the letters of addresses. */
export const SECTION_WORDS = {
  opinion: `
    arvamus, opinion, opinions, opinie, opinioni, opinione, opinia, opinie, debatt, debatte, ledare, kolumn, kolumnid, viedokli, viedoklis, komentari, kommentar, kommentare, meinung, tribune, editorial, edito, blog, blogs, leserbriefe, insandare, mielipide, nuomones, komentarai, opinje, cartes blanches, analyse, ledarsidorna`,
  crime: `
    krimi, kriminal, kriminalitat, crime, faits divers, fait divers, krim, kriminaalsed, politsei, polis, 112, blaulicht, justice, police, kriminalita, cronaca, sucesos, tribunales, rattegang, juridica, kuuuurija, brott, krimi und polizei, kriminalai`,
  foreign: `
    maailm, valismaa, valisuudised, world, welt, monde, international, internationales, utrikes, varlden, arzemes, pasaule, swiat, mundo, mondo, buitenland, ausland, europe, ulkomaat, pasaulyje, svet, svijet, europa, grande region, grenzregion, frontieres, zahranici`,
  leisure: `
    sport, sports, sportas, kultur, kultuur, kultura, culture, noje, elu24, elu, kroonika, lifestyle, people, stil, leben, entertainment, meelelahutus, izklaide, dzivesstils, reise, travel, musik, film, mat, food, maitsed, naistekas, kodu, auto, tehnika, forte, tervis, health, wissen, vetenskap, izpriecas, loisirs, cinema, vaba aeg, lood`,
  business: `
    majandus, arileht, aripaev, business, economie, economia, wirtschaft, naringsliv, ekonomi, ekonomika, bizness, biznes, talous, verslas, finanz, finance, geld, borsen, bors, privatekonomi, gospodarka, gospodarstvo, raha, arielu`,
  politics: `politik, politics, politique, politika, poliitika, polityka, politica, inrikes, inland, innenpolitik, nationale, parlament`,
} as const satisfies Readonly<Record<string, string>>;

export type SectionName = keyof typeof SECTION_WORDS;
