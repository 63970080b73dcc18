// Which articles say what somebody thinks of an event rather than what happened: columns, editorials, readers' letters.

/** Labels before a title, behind which a mark stands. Translators put the outlets' own words into English. */
const LABEL =
  /^\s*[([]?\s*(?:opinions?|op-?ed|editorials?|lead(?:ing)? article|columns?|guest columns?|commentary|comment|viewpoint|point of view|(?:open |reader'?s'? )?letters?|letters? (?:to the editor|from (?:a |the )?readers?))\s*[)\]]?\s*[⟩›»|:–—]/iu;

/** The same behind a title. */
const TRAILING_LABEL = /\s[|•·–—-]\s*(?:opinion|op-?ed|editorial|column|commentary|letters?)\s*$/iu;

/** Names of sections, in paths and hosts of outlets; from English, then the languages of Europe from north to south. */
const SECTIONS = new Set(
  `opinion opinions op-ed op-eds oped editorial editorials column columns columnist columnists commentary commentaries
  commentisfree letters letters-to-the-editor letter-to-the-editor viewpoint viewpoints
  arvamus arvamused juhtkiri juhtkirjad kolumn kolumnid kolumnist lugejakiri lugejakirjad repliik
  viedoklis viedokli viedokļi komentari komentars sleja slejas redakcijas-sleja lasitaju-vestules
  nuomone nuomones komentarai redakcijos-skiltis
  mielipide mielipiteet kolumni kolumnit paakirjoitus paakirjoitukset nakokulma
  debatt ledare ledarsidan kronikor kronikorer kronika kronikor insandare insandaren gastkronika
  debat leder ledere kronik kronikker laeserbrev laeserbreve meninger mening kronikk kommentar kommentarer ytring ytringer
  meinung meinungen leitartikel gastkommentar gastkommentare gastbeitrag leserbriefe
  opinie opinies commentaar lezersbrieven tribune tribunes idees editos chroniques
  opinia komentarze felieton felietony publicystyka nazory nazor komentare glosy velemeny publicisztika
  opiniones columnas tribuna cartas-al-director opiniao cronicas opinioni editoriali commenti rubriche
  misljenja mnenja kolumne kolumna stavovi opinii editoriale mneniya mnenia apopseis gnomes opinjoni`.split(
    /\s+/,
  ),
);

/** Whether the title's label or the section in the link, a part of its host or path, says so. */
export function isOpinion(article: {
  readonly title?: string | undefined;
  readonly link?: string | undefined;
}): boolean {
  const { title = "", link = "" } = article;
  return (
    LABEL.test(title) ||
    TRAILING_LABEL.test(title) ||
    sectionsOf(link).some((section) => SECTIONS.has(section))
  );
}

function sectionsOf(link: string): string[] {
  const [address = ""] = link
    .toLowerCase()
    .replace(/^[a-z]+:\/\//, "")
    .split(/[?#]/);
  const [host = "", ...path] = address.split("/");
  // The last two parts of a host name the site; the last part of a path is the article's own name.
  return [...host.split(".").slice(0, -2), ...path.slice(0, -1)];
}
