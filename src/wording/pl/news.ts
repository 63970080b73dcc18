// Polish of lists and articles: what is asked of the news, shown of them, kept and exported.

export const NEWS: Readonly<Record<string, string>> = {
  // What is asked
  "The strongest news, most important first": "Najsilniejsze wiadomości, najważniejsze najpierw",
  "The newest news, not scored articles included": "Najnowsze wiadomości, także artykuły bez oceny",
  "What the articles say: words, phrases, and every filter of /news top":
    "Co mówią artykuły: słowa, zwroty i wszystkie filtry z /news top",
  'Every word must be there, in any of its forms; `"a phrase"` word by word, `-word` not at all, `this OR that` either, `corrupt*` whatever begins so. Filters stand among the words: a country or an outlet of the data, `negative`, `strong`, `p2`, `last week`, `2024-02` are filters, and so is `name value`. In quotes, and behind `words`, all are words. The heading tells what was taken as what.':
    'Musi wystąpić każde słowo, w dowolnej formie; `"a phrase"` słowo w słowo, `-word` wcale, `this OR that` jedno z nich, `corrupt*` wszystko, co się tak zaczyna. Filtry stoją między słowami: kraj lub źródło z danych, `negative`, `strong`, `p2`, `last week`, `2024-02` to filtry, tak samo `name value`. W cudzysłowie i po `words` wszystko jest słowami. Nagłówek podaje, co za co uznano.',
  "The next page of your last list": "Następna strona twojej ostatniej listy",
  "The page before": "Poprzednia strona",
  "A page of your last list": "Strona twojej ostatniej listy",
  "One article: every pillar's verdict and summary, and other reports of it":
    "Jeden artykuł: oceny i streszczenia w każdym filarze oraz inne relacje",
  "More like an article: other stories that share its rarest words":
    "Podobne do artykułu: inne tematy, które mają jego najrzadsze słowa",
  "Its number in your last list, its id, its link, or words of its title":
    "Numer z twojej ostatniej listy, id, link albo słowa z tytułu",
  "From when: 7d, last week, 2024-02, 2024-02-05, all": "Od kiedy: 7d, last week, 2024-02, 2024-02-05, all",
  "Up to and including: 2024-02, 2024-02-05": "Do kiedy włącznie: 2024-02, 2024-02-05",
  "Show the answer to everyone here": "Pokaż odpowiedź wszystkim tutaj",
  "The state of the news that was answered from before":
    "Stan wiadomości, z którego była poprzednia odpowiedź",
  "Only the line that cites the answer": "Tylko wiersz do zacytowania odpowiedzi",
  "How many stories, 1 to 10; 5 when not given": "Ile tematów, od 1 do 10; domyślnie 5",
  'For example court ruling, "a phrase", -without, this OR that, corrupt*':
    'Na przykład court ruling, "a phrase", -without, this OR that, corrupt*',
  "A search needs letters or digits to look for, and these words have none.":
    "Do szukania potrzebne są litery lub cyfry, a tu ich nie ma.",
  "A search reads {terms, plural, one {# word} other {# words}} and {characters, plural, one {# character} other {# characters}} at most. Leave some of them out.":
    "Szukanie przyjmuje najwyżej {terms, plural, one {# słowo} few {# słowa} many {# słów} other {# słowa}} i {characters, plural, one {# znak} few {# znaki} many {# znaków} other {# znaku}}. Pomiń część z nich.",
  "That only leaves words out. A search also needs one to look for.":
    "To tylko wyklucza słowa. Podaj też takie, którego szukać.",

  // Lists
  Search: "Wyszukiwanie",
  "The news changed since page 1, so this is page 1 anew.":
    "Od strony 1 wiadomości się zmieniły, więc to znów strona 1.",
  "At least one pillar of each could not be scored; others may have been.":
    "W każdym nie udało się ocenić co najmniej jednego filaru; inne mogą mieć oceny.",
  "{articles, plural, one {# article} other {# articles}} not scored":
    "{articles, plural, one {# artykuł} few {# artykuły} many {# artykułów} other {# artykułu}} bez oceny",
  "{shown} of {stories, plural, one {# story} other {# stories}}":
    "{shown} z {stories, plural, one {# tematu} few {# tematów} many {# tematów} other {# tematu}}",
  "{shown} of {stories, plural, one {# story} other {# stories}} on topic":
    "{shown} z {stories, plural, one {# tematu} few {# tematów} many {# tematów} other {# tematu}} ściśle o filarze",
  "{related, number} related": "pokrewne: {related, number}",
  "all in all {onTopic, number} on topic": "łącznie na temat: {onTopic, number}",
  "{offTopic, plural, one {# reports} other {# report}} something else":
    "{offTopic, plural, one {# mówi} few {# mówią} many {# mówi} other {# mówi}} o czym innym",
  "{offTopic, plural, one {# more was scored for this pillar but reports} other {# more were scored for this pillar but report}} something else":
    "{offTopic, plural, one {# kolejny oceniono w tym filarze, ale mówi} few {# kolejne oceniono w tym filarze, ale mówią} many {# kolejnych oceniono w tym filarze, ale mówią} other {# kolejnego oceniono w tym filarze, ale mówi}} o czym innym",
  "{offTopic, plural, one {# more was scored for these pillars but reports} other {# more were scored for these pillars but report}} something else":
    "{offTopic, plural, one {# kolejny oceniono w tych filarach, ale mówi} few {# kolejne oceniono w tych filarach, ale mówią} many {# kolejnych oceniono w tych filarach, ale mówią} other {# kolejnego oceniono w tych filarach, ale mówi}} o czym innym",
  '{articles, plural, one {# undated article} other {# undated articles}} in the data (only in "all")':
    "w danych {articles, plural, one {jest # artykuł} few {są # artykuły} many {jest # artykułów} other {jest # artykułu}} bez daty (tylko w „all”)",

  // Dates
  "since {date}": "od {date}",
  "until {date}": "do {date}",
  "no dates": "bez dat",
  "No story in the last 7 days, so this covers 30 days: {dates}.":
    "W ostatnich 7 dniach nie było żadnego tematu, więc odpowiedź obejmuje 30 dni: {dates}.",
  "Only {stories, plural, one {# story} other {# stories}} in the last 7 days, so this covers 30 days: {dates}.":
    "W ostatnich 7 dniach {stories, plural, one {był tylko # temat} few {były tylko # tematy} many {było tylko # tematów} other {było tylko # tematu}}, więc odpowiedź obejmuje 30 dni: {dates}.",
  "The newest article is from {newest}, so this counts back from there: up to {date}.":
    "Najnowszy artykuł jest z {newest}, więc okres liczy się wstecz od niego: do {date}.",
  "The newest article is from {newest}, so this counts back from there: {dates}.":
    "Najnowszy artykuł jest z {newest}, więc okres liczy się wstecz od niego: {dates}.",

  // Small print
  "Scored by a language model: /news about": "Oceny wystawia model językowy: /news about",
  "newest article of all {date}, {age}": "najnowszy ze wszystkich artykułów: {date}, {age}",
  "newest article {date}, {age}": "najnowszy artykuł: {date}, {age}",
  "{country} ends {date}": "{country}: dane do {date}",
  "{countries} and {count, plural, one {# more country} other {# more countries}} behind":
    "{countries} i jeszcze {count, plural, one {# kraj spóźniony} few {# kraje spóźnione} many {# krajów spóźnionych} other {# kraju spóźnionego}}",
  "{behind}, all countries {date}": "{behind}, wszystkie kraje do {date}",

  // Lists without a story
  "/news top ranks by score, so articles that could not be scored are not in it.":
    "/news top porządkuje według ocen, więc nie ma w nim artykułów, których nie udało się ocenić.",
  "What could not be scored has no direction and no impact.":
    "To, czego nie udało się ocenić, nie ma ani kierunku, ani wpływu.",
  "There {pages, plural, one {is only # page} other {are only # pages}} of this.":
    "{pages, plural, one {Jest tylko # strona} few {Są tylko # strony} many {Jest tylko # stron} other {Jest tylko # strony}}.",
  "Of {stories, plural, one {# story} other {# stories}} {onTopic, plural, one {# is} other {# are}} on topic, {related, number} related and {offTopic, number} about something else: none is as you ask.":
    "Z {stories, plural, one {# tematu} few {# tematów} many {# tematów} other {# tematu}} na temat {onTopic, plural, one {jest #} few {są #} many {jest #} other {jest #}}, pokrewnych {related, number}, o czym innym {offTopic, number}: żaden nie jest taki, o jaki pytasz.",
  "Nothing in the data matches this, whatever the dates. Ask again with less of it.":
    "Nic w danych do tego nie pasuje, niezależnie od dat. Zapytaj ogólniej.",
  "Nothing matches in these dates. What matches is undated.":
    "W tym okresie nic nie pasuje. To, co pasuje, nie ma daty.",
  "Nothing matches in these dates. The newest match is from {date}.":
    "W tym okresie nic nie pasuje. Najnowszy pasujący artykuł jest z {date}.",
  "No article says that. Did you mean: {question}":
    "Żaden artykuł tego nie mówi. Może chodziło o: {question}",
  "No article says that in title, summary or opening. A word finds its other forms, and {beginning} all that begins so.":
    "Żaden artykuł nie mówi tego w tytule, streszczeniu ani na początku. Słowo znajduje też swoje inne formy, a {beginning} wszystko, co się tak zaczyna.",
  'No article says all of that. Without "{words}" {stories, plural, one {# story does} other {# stories do}}.':
    "Żaden artykuł nie mówi tego wszystkiego. Bez „{words}” {stories, plural, one {jest # temat} few {są # tematy} many {jest # tematów} other {jest # tematu}}.",
  "No article says all of that. {stories, plural, one {# story has} other {# stories have}} one of the words.":
    "Żaden artykuł nie mówi tego wszystkiego. Jedno ze słów {stories, plural, one {ma # temat} few {mają # tematy} many {ma # tematów} other {ma # tematu}}.",
  "No article says that in these dates.": "W tym okresie żaden artykuł tego nie mówi.",
  "No article says that under these filters in these dates.":
    "Przy tych filtrach w tym okresie żaden artykuł tego nie mówi.",
  "No article says that under these filters.": "Przy tych filtrach żaden artykuł tego nie mówi.",
  'No article says that under "{filters}".': "Przy filtrach „{filters}” żaden artykuł tego nie mówi.",
  "In all dates {stories, plural, one {# story does} other {# stories do}}.":
    "Bez ograniczenia dat {stories, plural, one {jest # temat} few {są # tematy} many {jest # tematów} other {jest # tematu}}.",
  "In all dates {stories, plural, one {# story does} other {# stories do}}; the best match is from {date}.":
    "Bez ograniczenia dat {stories, plural, one {jest # temat} few {są # tematy} many {jest # tematów} other {jest # tematu}}; najlepiej pasujący jest z {date}.",
  "Without filters {stories, plural, one {# story does} other {# stories do}}.":
    "Bez filtrów {stories, plural, one {jest # temat} few {są # tematy} many {jest # tematów} other {jest # tematu}}.",
  "Without filters {stories, plural, one {# story does} other {# stories do}}; the best match is from {date}.":
    "Bez filtrów {stories, plural, one {jest # temat} few {są # tematy} many {jest # tematów} other {jest # tematu}}; najlepiej pasujący jest z {date}.",
  "The data have no article of {sources}: /news sources lists their outlets.":
    "W danych nie ma artykułów z: {sources}. Źródła wymienia /news sources.",
  "The data have no article of {countries}.": "W danych nie ma artykułów dla: {countries}.",
  "They cover no known country.": "Nie obejmują żadnego znanego kraju.",
  "They cover {countries}.": "Dane obejmują: {countries}.",
  "They cover {countries} and {more, number} more.": "Dane obejmują: {countries} i jeszcze {more, number}.",
  "Search over {articles, plural, one {# article} other {# articles}} is being prepared: {percent} %. {top} and {latest} work meanwhile.":
    "Trwa przygotowanie wyszukiwania w {articles, plural, one {# artykule} few {# artykułach} many {# artykułach} other {# artykułu}}: {percent} %. Tymczasem działają {top} i {latest}.",

  // Buttons under lists
  "On topic": "Na temat",
  Related: "Pokrewne",
  "Something else": "O czym innym",
  "Not scored": "Bez oceny",
  "Every morning": "Co rano",
  "Share here": "Udostępnij tutaj",
  "Last page": "Ostatnia strona",
  "Show all dates": "Pokaż ze wszystkich dat",
  "Search instead": "Wyszukaj",
  "Search that": "Szukaj tego",
  "Without small words": "Bez drobnych słów",
  "Any of the words": "Dowolne ze słów",
  "Without filters": "Bez filtrów",
  "Try again": "Spróbuj ponownie",
  'The word "{word}"': "Słowo „{word}”",
  "The country {country}": "Kraj: {country}",
  "The pillar {pillar}": "Filar: {pillar}",

  // Going on from what was listed
  "There is no list to go on with. Ask for one first, for example /news top, then /news more.":
    "Nie ma listy, którą można by kontynuować. Najpierw o nią poproś, na przykład /news top, potem /news more.",
  "That was the first page: /news more goes on.": "To była pierwsza strona: dalej prowadzi /news more.",
  "Lists go to page {max}. Narrow it down instead.": "Listy sięgają strony {max}. Zawęź pytanie.",
  'No article has the id, the link or the title words "{words}". Try fewer words of its title, or /news latest.':
    "Żaden artykuł nie ma takiego id, linku ani słów w tytule: „{words}”. Podaj mniej słów z tytułu albo /news latest.",
  "Nothing with numbers was printed for you yet. Ask for a list first, for example /news top, then ask this again.":
    "Nie było tu jeszcze dla ciebie żadnej listy z numerami. Najpierw poproś o listę, na przykład /news top, potem zapytaj ponownie.",
  "There is no number {number} in what you were shown last, which has none.":
    "Nie ma numeru {number}: ostatnia odpowiedź nie ma numerów.",
  "There is no number {number} in what you were shown last, which has {numbers}.":
    "Nie ma numeru {number}: ostatnia lista ma numery {numbers}.",
  "Number {number} of your last list is no longer in the news. Ask for the list again.":
    "Numeru {number} z twojej ostatniej listy nie ma już w wiadomościach. Poproś o listę ponownie.",
  "{from} to {to}": "od {from} do {to}",
  'One article has the words "{words}" in its title.': "Słowa „{words}” ma w tytule jeden artykuł.",
  'Several articles fit "{words}".': "Do „{words}” pasuje kilka artykułów.",
  "These are {count, number} of them; add a word to narrow it down.":
    "To {count, number} z nich; dodaj słowo, by zawęzić wybór.",
  Show: "Pokaż",
  Like: "Podobne do",
  Judge: "Oceń",

  // One article
  "Verdicts by pillar": "Oceny według filarów",
  "Other reports of this story": "Inne relacje na ten temat",
  "scored differently": "inna ocena",
  '… {count, plural, one {# more report} other {# more reports}} of "{title}".':
    "… i jeszcze {count, plural, one {# relacja} few {# relacje} many {# relacji} other {# relacji}} na temat „{title}”.",
  "The affair so far": "Dotychczasowy przebieg sprawy",
  "… {count, plural, one {# earlier step} other {# earlier steps}}":
    "… {count, plural, one {# wcześniejszy etap} few {# wcześniejsze etapy} many {# wcześniejszych etapów} other {# wcześniejszego etapu}}",
  "… {count, plural, one {# later step} other {# later steps}}":
    "… {count, plural, one {# późniejszy etap} few {# późniejsze etapy} many {# późniejszych etapów} other {# późniejszego etapu}}",
  "{date}: {title} (this story)": "{date}: {title} (ten temat)",
  "Show {date}": "Pokaż {date}",
  "More on {pillar}": "Więcej: {pillar}",
  "More like this": "Podobne",
  "Latest of {source}": "Najnowsze z {source}",
  "Right or wrong?": "Dobrze czy źle?",
  'More like "{title}"': "Podobne do „{title}”",
  "Nothing else in the news shares its rarer words.": "Żaden inny artykuł nie zawiera jego rzadszych słów.",
  "The article": "Artykuł",

  // Judging
  "Say whether an article is about a pillar, or its reports are one story":
    "Powiedz, czy artykuł dotyczy filaru albo czy relacje to jeden temat",
  "The pillar that the article is about, or is not": "Filar, którego artykuł dotyczy albo nie",
  "Whether it is about that pillar: on, related or off": "Czy dotyczy tego filaru: on, related lub off",
  "Whether all reports of it are of one story": "Czy wszystkie jego relacje to jeden temat",
  "Is it about that?": "Czy artykuł tego dotyczy?",
  "About {pillar}": "Dotyczy: {pillar}",
  "Not about {pillar}": "Nie dotyczy: {pillar}",
  "One story": "Jeden temat",
  "Not one story": "Różne tematy",
  "{reports, plural, one {# report stands} other {# reports stand}} as one story.":
    "{reports, plural, one {# relacja stanowi} few {# relacje stanowią} many {# relacji stanowi} other {# relacji stanowi}} jeden temat.",
  "(you said: {relevance})": "(twoja odpowiedź: {relevance})",
  "(you said: one story)": "(twoja odpowiedź: jeden temat)",
  "(you said: not one story)": "(twoja odpowiedź: różne tematy)",
  "What you say is kept for those who measure how good the scoring is. Nothing that is shown changes by it.":
    "Odpowiedzi są zachowywane dla tych, którzy mierzą jakość ocen. Nic z tego, co widać, się przez to nie zmienia.",
  "That article has no verdict for {pillar}. Nothing was kept.":
    "Ten artykuł nie ma oceny w filarze „{pillar}”. Niczego nie zapisano.",
  "There is no other report of that story. Nothing was kept.":
    "Nie ma innych relacji na ten temat. Niczego nie zapisano.",
  Noted: "Zapisano",
  "You say that it is about {pillar}.": "Twoim zdaniem dotyczy filaru „{pillar}”.",
  "You say that it only touches {pillar}.": "Twoim zdaniem tylko zahacza o filar „{pillar}”.",
  "You say that it is not about {pillar}.": "Twoim zdaniem nie dotyczy filaru „{pillar}”.",
  "You say that all its reports are one story.": "Twoim zdaniem wszystkie relacje to jeden temat.",
  "You say that its reports are not one story.": "Twoim zdaniem relacje to nie jeden temat.",
  "Kept for those who measure how good the scoring is. Nothing else changes; the other answer replaces this one.":
    "Zachowano dla tych, którzy mierzą jakość ocen. Nic innego się nie zmienia; druga odpowiedź zastąpi tę.",

  // What was asked
  "What you asked last": "Twoje ostatnie pytania",
  "Nothing yet. Begin with the strongest news of the week:":
    "Jeszcze żadnych. Zacznij od najważniejszych wiadomości tygodnia:",
  "Keeps your last question under a name": "Zapisuje twoje ostatnie pytanie pod nazwą",
  "What you call it": "Twoja nazwa",
  "The questions that you kept, each with a button": "Twoje zapisane pytania, każde z przyciskiem",
  "Which one; all when not given": "Które; gdy nie podano, wszystkie",
  "Delete it": "Usuń je",
  "There is no question to keep. Ask first, for example /news top corruption, then /news save Corruption.":
    "Nie ma pytania do zapisania. Najpierw zapytaj, na przykład /news top corruption, potem /news save Corruption.",
  "You have kept {most, plural, one {# question} other {# questions}} here, which is the most. /news saved lists them and makes room. Nothing was changed.":
    "Masz tu już {most, plural, one {# zapisane pytanie} few {# zapisane pytania} many {# zapisanych pytań} other {# zapisanego pytania}}, a więcej być nie może. Miejsce zwolnisz w /news saved. Niczego nie zmieniono.",
  Kept: "Zapisano",
  Question: "Pytanie",
  "It is asked of the news as they are then. Only you see it: /news saved lists all, and takes them away.":
    "Odpowiedź zawsze będzie z aktualnych wiadomości. Widzisz je tylko ty: /news saved pokazuje wszystkie i je usuwa.",
  "Say which one, for example {command}.": "Podaj które, na przykład {command}.",
  Deleted: "Usunięto",
  "It asked {question}.": "Pytało o {question}.",
  "Ask it once more": "Zapytaj jeszcze raz",
  Saved: "Zapisane",
  "You have kept no question yet": "Nie masz jeszcze zapisanych pytań",
  "Ask something, then {command} keeps it under that name.":
    "Zapytaj o coś, a {command} zapisze pytanie pod tą nazwą.",
  "Questions that you kept": "Twoje zapisane pytania",
  "{kept} of {most, plural, one {# place} other {# places}}":
    "{kept} z {most, plural, one {# miejsca} few {# miejsc} many {# miejsc} other {# miejsca}}",
  "{command} takes one away. Only you see them.": "{command} usuwa jedno z nich. Widzisz je tylko ty.",
  'You have kept no question called "{name}". /news save keeps your last one.':
    "Nie masz zapisanego pytania „{name}”. Ostatnie zapisuje /news save.",
  'You have kept no question called "{name}". There is {names}: /news saved shows all.':
    "Nie masz zapisanego pytania „{name}”. Są: {names}. Wszystkie pokazuje /news saved.",

  // Citing
  "Your last answer as one line to quote: question, dates, counts, state of the news":
    "Twoja ostatnia odpowiedź w jednym wierszu do cytowania: pytanie, daty, liczby, stan wiadomości",
  "There is no answer to cite. Ask first, for example /news stats, then /news cite.":
    "Nie ma odpowiedzi do zacytowania. Najpierw zapytaj, na przykład /news stats, potem /news cite.",
  "The state of the news of that answer is no longer kept. Ask again, then /news cite.":
    "Stan wiadomości z tej odpowiedzi nie jest już przechowywany. Zapytaj ponownie, potem /news cite.",
  "To cite this answer": "Do zacytowania",
  "news read {instant}": "wiadomości odczytano {instant}",
  "asked {date}": "zapytano {date}",
  "scored by a language model": "oceny wystawił model językowy",
  "The command names the state of the news by its snapshot. Asked again while that is kept, it gives the same numbers; later it says so.":
    "Polecenie wskazuje stan wiadomości (snapshot). Dopóki jest przechowywany, powtórzone pytanie daje te same liczby; później odpowiedź o tym powie.",
  "Ask it again": "Zapytaj ponownie",

  // A list as a digest
  "The question of a search": "Pytanie do wyszukiwania",
  "What it is called": "Nazwa",
  "To whoever asks, and nobody else": "Tylko do osoby, która prosi",

  // Exports
  exports: "eksportów",
  "Everything that matches as a file: xlsx, csv or parquet":
    "Wszystko, co pasuje, jako plik: xlsx, csv lub parquet",
  "The kind of file: xlsx when not given": "Rodzaj pliku; domyślnie xlsx",
  "With the articles' descriptions and whole texts": "Z opisami i pełnymi tekstami artykułów",
  "Into the bot's folder in Dropbox instead of here": "Do folderu bota w Dropboksie zamiast tutaj",
  "Show the file to everyone here": "Pokaż plik wszystkim tutaj",
  "The state of the news that it is made of": "Stan wiadomości, z którego powstaje",
  "That state of the news is no longer kept. Without {option} the file is made of the news as they are now.":
    "Ten stan wiadomości nie jest już przechowywany. Bez {option} plik powstanie z wiadomości obecnych.",
  "{done, number} of {rows, plural, one {# row} other {# rows}} found…":
    "Znaleziono {done, number} z {rows, plural, one {# wiersza} few {# wierszy} many {# wierszy} other {# wiersza}}…",
  "Writing {rows, plural, one {# row} other {# rows}}…":
    "Trwa zapis {rows, plural, one {# wiersza} few {# wierszy} many {# wierszy} other {# wiersza}}…",
  "{sent} of {size} are in Dropbox…": "Do Dropboksa trafiło {sent} z {size}…",
  "It is in Dropbox: {path} ({size}).": "Plik jest w Dropboksie: {path} ({size}).",
  "In words": "Słowami",
  everything: "wszystko",
  "Dates covered": "Objęte daty",
  "About that state": "O tym stanie",
  Made: "Utworzono",
  "{assessments, plural, one {# assessment} other {# assessments}} of {articles, plural, one {# article} other {# articles}}, a row each.":
    "{assessments, plural, one {# ocena} few {# oceny} many {# ocen} other {# oceny}} z {articles, plural, one {# artykułu} few {# artykułów} many {# artykułów} other {# artykułu}}, każda w osobnym wierszu.",
  "{notScored, number} not scored": "bez oceny: {notScored, number}",
  "{articles, plural, one {# article} other {# articles}} undated":
    "{articles, plural, one {# artykuł} few {# artykuły} many {# artykułów} other {# artykułu}} bez daty",
  "{texts, plural, one {# text} other {# texts}} cut at the 32,767 characters of a cell; csv and parquet have all":
    "{texts, plural, one {# tekst ucięty} few {# teksty ucięte} many {# tekstów uciętych} other {# tekstu uciętego}} na 32 767 znakach komórki; całe są w csv i parquet",
  "The same rows again: {command}": "Te same wiersze jeszcze raz: {command}",
  Export: "Eksport",
  "Nothing dated matches this, so there is no file. Ask again with less of it.":
    "Nic z datą do tego nie pasuje, więc nie ma pliku. Zapytaj ogólniej.",
  "Nothing in these dates matches, so there is no file. The newest match is from {date}.":
    "W tym okresie nic nie pasuje, więc nie ma pliku. Najnowszy pasujący artykuł jest z {date}.",
  "Export all dates": "Eksportuj ze wszystkich dat",
};
