// Polish of what replies are made of: dates, signs, cards, charts, waiting and sharing.

export const REPLY: Readonly<Record<string, string>> = {
  // Signs
  "very negative": "bardzo negatywnie",
  negative: "negatywnie",
  neutral: "neutralnie",
  positive: "pozytywnie",
  "very positive": "bardzo pozytywnie",

  // Cards
  "also: {verdicts}": "także: {verdicts}",
  "split verdict: {verdicts}": "oceny rozbieżne: {verdicts}",
  "{count, plural, one {# verdict} other {# verdicts}} off topic":
    "{count, plural, one {# ocena} few {# oceny} many {# ocen} other {# oceny}} nie na temat",
  Opinion: "Opinia",
  "(scored differently)": "(inna ocena)",
  "+ {count, plural, one {# more report} other {# more reports}}: {outlets}":
    "+ {count, plural, one {# inna relacja} few {# inne relacje} many {# innych relacji} other {# innej relacji}}: {outlets}",
  "… {count} more": "… jeszcze {count}",
  "earlier: {steps}": "wcześniej: {steps}",
  "{verdict} for {pillar}": "{verdict} · {pillar}",

  // Dates
  "just now": "przed chwilą",
  "{hours, plural, one {# hour} other {# hours}} ago":
    "{hours, plural, one {# godzinę} few {# godziny} many {# godzin} other {# godziny}} temu",
  "{days, plural, one {# day} other {# days}} ago":
    "{days, plural, one {# dzień} few {# dni} many {# dni} other {# dnia}} temu",
  "{months, plural, one {# month} other {# months}} ago":
    "{months, plural, one {# miesiąc} few {# miesiące} many {# miesięcy} other {# miesiąca}} temu",
  "{years, plural, one {# year} other {# years}} ago":
    "{years, plural, one {# rok} few {# lata} many {# lat} other {# roku}} temu",
  "{years, plural, one {# year} other {# years}} {months, plural, one {# month} other {# months}} ago":
    "{years, plural, one {# rok} few {# lata} many {# lat} other {# roku}} i {months, plural, one {# miesiąc} few {# miesiące} many {# miesięcy} other {# miesiąca}} temu",

  // Counts beside one another
  "{count, number} more": "o {count, number} więcej",
  "{count, number} fewer": "o {count, number} mniej",
  "twice as many": "dwa razy tyle",
  "three times as many": "trzy razy tyle",
  "{ratio, number} times as many":
    "{ratio, plural, one {# raz} few {# razy} many {# razy} other {# raza}} tyle",
  "Small numbers: a difference of {difference, number} says little.":
    "Małe liczby: różnica {difference, number} niewiele mówi.",
  "Small numbers.": "Małe liczby.",
  "A difference of {difference, number} among so many may be chance.":
    "Różnica {difference, number} przy takich liczbach może być przypadkiem.",
  "Small numbers: such a difference says little.": "Małe liczby: taka różnica niewiele mówi.",
  "Such a difference may be chance.": "Taka różnica może być przypadkiem.",

  // Charts
  "{label} (partial)": "{label} (niepełne)",
  "There is nothing to count here.": "Nie ma tu czego liczyć.",
  "Hollow, dotted or pale: partial, and not to be compared with the others.":
    "Puste, kropkowane lub blade: niepełne, nie do porównania z pozostałymi.",

  // Times
  "There is no time {time}: minutes go from 00 to 59.": "Nie ma godziny {time}: minuty są od 00 do 59.",
  "There is no time {time}: hours go from 00 to 23.": "Nie ma godziny {time}: godziny są od 00 do 23.",
  "There is no time {time}: hours before {half} go from 1 to 12.":
    "Nie ma godziny {time}: przed {half} godziny są od 1 do 12.",
  "The work was stopped. Nothing was lost.": "Praca została przerwana. Nic nie przepadło.",

  // Platforms
  "Shared by {name}.": "Udostępnia: {name}.",
  "Nobody could be told on {platform}.": "Na platformie {platform} nie udało się nikogo powiadomić.",
};
