// Polish of what explains the news: pillars, sources, how they are scored and counted, their state.

export const NEWS_REFERENCE: Readonly<Record<string, string>> = {
  // Pillars and sources
  "The eight pillars and how to ask for them": "Osiem filarów i jak o nie pytać",
  "The eight pillars of the rule of law": "Osiem filarów praworządności",
  "{pillar}, also called {names}": "{pillar}, inaczej {names}",
  "Ask by number, name or a word of it: {number} or {word}.":
    "Podaj numer, nazwę lub słowo z niej: {number} albo {word}.",
  "Only outlets of these countries": "Tylko źródła z tych krajów",
  "The countries and outlets in the data, with counts": "Kraje i źródła w danych, z liczbami",
  "Where the news comes from": "Skąd są wiadomości",
  "All sources": "Wszystkie źródła",
  "{first}–{last} of {outlets, plural, one {# outlet} other {# outlets}}":
    "{first}–{last} z {outlets, plural, one {# źródła} few {# źródeł} many {# źródeł} other {# źródła}}",
  "The data have no outlet.": "W danych nie ma żadnych źródeł.",
  "The data have no outlet outside of {countries}.": "W danych nie ma źródeł spoza tych krajów: {countries}.",
  "The data have no outlet of {countries}.": "W danych nie ma źródeł z: {countries}.",
  "The data have no outlet of {countries} alone.": "W danych nie ma źródeł wyłącznie z: {countries}.",
  "newest {date}": "najnowszy {date}",

  // About
  "How articles are scored and ranked": "Jak artykuły są oceniane i porządkowane",
  "How to read the scores": "Jak czytać oceny",
  "A language model read each article and judged it for every pillar it touches: from 1, very negative for that pillar, to 5, very positive. It can be wrong. Read the article before you quote a verdict.":
    "Każdy artykuł przeczytał model językowy i ocenił go w każdym filarze, którego artykuł dotyka: od 1, bardzo negatywnie dla tego filaru, do 5, bardzo pozytywnie. Model może się mylić. Zanim powołasz się na ocenę, przeczytaj artykuł.",
  "Strength is the distance from neutral: 2 for a very negative or very positive verdict, 1 for a negative or positive one, 0 for neutral. High impact is strength 2, for better or worse.":
    "Siła to odległość od oceny neutralnej: 2 przy ocenie bardzo negatywnej lub bardzo pozytywnej, 1 przy negatywnej lub pozytywnej, 0 przy neutralnej. Silny wpływ to siła 2, na lepsze lub na gorsze.",
  "What an article is about": "O czym jest artykuł",
  "The model gives nearly every crime a verdict for nearly every pillar: more than half of the strong verdicts report something that has nothing to do with theirs. So a second, small model reads title, description and opening, and calls each verdict on topic, related or off topic.":
    "Model ocenia niemal każde przestępstwo w niemal każdym filarze: ponad połowa silnych ocen dotyczy spraw, które z ich filarem nie mają nic wspólnego. Dlatego drugi, mały model czyta tytuł, opis i początek, i każdą ocenę nazywa na temat, pokrewną lub nie na temat.",
  "It is trained on 544 verdicts of one country that people judged. Tried on weeks it had not seen: of 144 verdicts it called on topic, 108 are, and of 153 that are, it called 12 off topic. Where a pillar's week has something on topic, it stands first in 80 of 100 cases (70 to 91), 52 before. Other countries were not measured, and civil justice is its weakest pillar. So nothing is hidden: lists say how many of each there are, with a button to each.":
    "Wyuczono go na 544 ocenach z jednego kraju, które sprawdzili ludzie. W próbie na tygodniach, których nie znał: ze 144 ocen, które nazwał „na temat”, jest takich 108, a ze 153, które takie są, 12 nazwał „nie na temat”. Gdy w danym tygodniu filar ma coś na temat, stoi to na pierwszym miejscu w 80 przypadkach na 100 (od 70 do 91); przedtem w 52. Innych krajów nie zmierzono, a najsłabiej wypada filar „Sądownictwo cywilne”. Dlatego nic nie jest ukryte: listy podają, ile jest których, i mają do każdych przycisk.",
  "How /news top ranks": "Jak porządkuje /news top",
  "Only verdicts that fit the question count: pillar, direction, impact, relevance, dates, country, source, words. An article stands where the best of them puts it.":
    "Liczą się tylko oceny, które pasują do pytania: filar, kierunek, wpływ, trafność, daty, kraj, źródło, słowa. O miejscu artykułu decyduje najlepsza z nich.",
  "What is good or bad comes before what is neutral.": "To, co dobre lub złe, przed tym, co neutralne.",
  "On topic before related, related before off topic.":
    "Na temat przed pokrewnymi, pokrewne przed tymi nie na temat.",
  "Then the stronger verdict.": "Potem silniejsza ocena.",
  "Then reports before opinion pieces and readers' letters.":
    "Potem relacje przed opiniami i listami czytelników.",
  "Then what is more surely about its pillar; then what more outlets report.":
    "Potem to, co pewniej dotyczy swojego filaru; potem to, o czym pisze więcej źródeł.",
  "Then the newest; undated articles last; then by id, so that the order never depends on chance.":
    "Potem najnowsze; artykuły bez daty na końcu; wreszcie według id, by kolejność nigdy nie zależała od przypadku.",
  "How /news search ranks": "Jak porządkuje /news search",
  "What is found is ordered by how well it says the words: in the title more than in a summary, rare words more than common ones. A strong verdict and a recent date count a little on top, so of two that say as much the stronger and the newer stands first.":
    "O kolejności decyduje to, jak dobrze artykuł pasuje do szukanych słów: te w tytule ważą więcej niż w streszczeniu, rzadkie więcej niż częste. Trochę dodają silna ocena i świeża data, więc z dwóch równie trafnych pierwszy jest silniejszy i nowszy.",
  "How /news stats, trend and compare count": "Jak liczą /news stats, trend i compare",
  "Stories are counted, as lists count them: how much happened. Articles are how often it was reported, verdicts how often it was judged; each number says which it is, and its button lists exactly that.":
    "Liczone są tematy, tak jak na listach: ile się wydarzyło. Artykuły mówią, ile razy o tym napisano, a oceny, ile razy to oceniono; przy każdej liczbie jest podane, co to jest, a jej przycisk pokazuje dokładnie to.",
  "Verdicts that report something else than their pillar are counted beside, not among: relevance any counts them too. What could not be scored and what has no date is told beside the numbers.":
    "Oceny, które mówią o czym innym niż ich filar, są liczone osobno: relevance any dolicza i je. Obok liczb jest podane, czego nie udało się ocenić i co nie ma daty.",
  "They are held against the period before, of equal length, as far as the data reach. Stories come by chance, too: a difference of two counts is called little when it is at most twice the square root of both together, such as 14 and 6, or 120 and 100. Counts below 10 are called small.":
    "Liczby są zestawiane z poprzednim okresem tej samej długości, o ile sięgają tam dane. Tematy pojawiają się też przypadkiem: o różnicy mówi się, że niewiele znaczy, gdy nie przekracza dwóch pierwiastków kwadratowych z sumy obu liczb, jak przy 14 i 6 albo 120 i 100. Liczby poniżej 10 uchodzą za małe.",
  "Compare also tells shares, for not everybody publishes equally much: of 100 articles of the same countries and outlets that have any score.":
    "Compare podaje też udziały, bo nie wszyscy publikują tyle samo: na 100 artykułów z tych samych krajów i źródeł, które mają jakąkolwiek ocenę.",
  "Weeks are ISO weeks from Monday, UTC. A first or last step that the dates or the data cut off is marked partial.":
    "Tygodnie liczą się od poniedziałku (ISO), UTC. Pierwszy lub ostatni odcinek, który ucinają daty albo dane, jest oznaczony jako niepełny.",
  "/news cite gives the last answer as one line: the question in full, the state of the news, dates and counts.":
    "/news cite podaje ostatnią odpowiedź w jednym wierszu: pełne pytanie, stan wiadomości, daty i liczby.",
  "When an alert calls something a spike": "Co alert nazywa skokiem",
  "Stories, dates and what is left out": "Tematy, daty i to, co pominięto",
  "Reports of one country within 72 hours are one story when they have the same link, other outlets give them nearly the same title, or their texts say the same in other words. A list shows each story once, by its best article.":
    "Relacje z jednego kraju w ciągu 72 godzin są jednym tematem, gdy mają ten sam link, gdy inne źródła dają im niemal ten sam tytuł albo gdy ich teksty mówią to samo innymi słowami. Lista pokazuje każdy temat raz, jego najlepszym artykułem.",
  "A story that goes on with an earlier one of the last 30 days is a step of its affair: cards say what came earlier, and /news show lists the steps in order.":
    "Temat, który jest dalszym ciągiem wcześniejszego z ostatnich 30 dni, to etap jednej sprawy: karty podają, co było wcześniej, a /news show wymienia etapy po kolei.",
  "A card keeps the first sentence of the model's summary and the one that gives the reason; … marks what is left out. /news show has all of it.":
    "Karta podaje pierwsze zdanie ze streszczenia modelu i to, które zawiera uzasadnienie; … oznacza miejsca pominięte. Całość jest w /news show.",
  "/news top covers the last 7 days, or 30 when those hold too few stories; /news latest and /news search cover everything. Every answer states the dates it covers. Days are UTC.":
    "/news top obejmuje ostatnich 7 dni, a gdy jest w nich za mało tematów, 30; /news latest i /news search obejmują wszystko. Każda odpowiedź podaje swoje daty. Dni są w UTC.",
  "Durations such as 7d count back from the newest article of the chosen countries and sources. Words such as last week mean the calendar; where the data end before that, they count back from the newest article too, and the answer says so.":
    "Okresy takie jak 7d liczą się wstecz od najnowszego artykułu z wybranych krajów i źródeł. Słowa takie jak last week oznaczają kalendarz; gdy dane kończą się wcześniej, też liczą się wstecz od najnowszego artykułu, a odpowiedź o tym mówi.",
  "Articles that could not be scored ({sign}), often reports of sexual violence, are in /news latest, /news search and /news show. /news top leaves them out and says how many.":
    "Artykuły, których nie udało się ocenić ({sign}), często relacje o przemocy seksualnej, są w /news latest, /news search i /news show. /news top je pomija i podaje, ile ich jest.",

  // The state of the news
  "What the data hold, how old they are and what could not be read":
    "Co zawierają dane, jak są świeże i czego nie udało się odczytać",
  "State of the news": "Stan wiadomości",
  "{standing, select, connected {connected} trying {trying} other {refused}} since {instant}":
    "{standing, select, connected {połączono} trying {trwa próba połączenia} other {odmowa}}, od {instant}",
  "Since {instant}; the last good news is still served.":
    "Od {instant}; w użyciu są nadal ostatnie dobre wiadomości.",
  "{files, plural, one {# file} other {# files}} could not be read:":
    "Nie udało się odczytać {files, plural, one {# pliku} few {# plików} many {# plików} other {# pliku}}:",
  "… {files, plural, one {# more file} other {# more files}}.":
    "… i jeszcze {files, plural, one {# plik} few {# pliki} many {# plików} other {# pliku}}.",
  "Newer files are being read now.": "Trwa odczyt nowszych plików.",
  Assessments: "Oceny",
  "{count, number} ({notScored, number} not scored)":
    "{count, number} (w tym bez oceny: {notScored, number})",
  "{count, number} ({undated, number} undated)": "{count, number} (w tym bez daty: {undated, number})",
  Dates: "Daty",
  none: "brak",
  "{first} to {last} ({dates})": "od {first} do {last} ({dates})",
  "Newest article": "Najnowszy artykuł",
  "Files read": "Pliki odczytano",
  "Time zones": "Strefy czasowe",
  "zone data {version}": "dane stref {version}",
  "News on disk": "Wiadomości na dysku",
  "{all}, of which {serving} serve now": "{all}, z czego w użyciu {serving}",
  Feedback: "Opinie",
  "{judged} judged by {people, plural, one {# person} other {# people}}":
    "{judged}; {people, plural, one {opiniowała # osoba} few {opiniowały # osoby} many {opiniowało # osób} other {opiniowało # osoby}}",
  "{rows, plural, one {# row} other {# rows}} without an id":
    "{rows, plural, one {# wiersz} few {# wiersze} many {# wierszy} other {# wiersza}} bez id",
  "{rows, plural, one {# row} other {# rows}} with a pillar that is not 1 to 8":
    "{rows, plural, one {# wiersz} few {# wiersze} many {# wierszy} other {# wiersza}} z filarem spoza 1–8",
  "{rows, plural, one {# row} other {# rows}} repeated by a later row":
    "{rows, plural, one {# wiersz powtórzony} few {# wiersze powtórzone} many {# wierszy powtórzonych} other {# wiersza powtórzonego}} w późniejszym",
  "Rows left out": "Pominięte wiersze",
};
