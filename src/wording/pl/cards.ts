// Polish of the news itself: pillars, cards, what can be asked for, exports, and why a file or a question was refused.

export const CARDS: Readonly<Record<string, string>> = {
  // Pillars
  "Constraints on Government Powers": "Ograniczenia władzy rządu",
  "Absence of Corruption": "Brak korupcji",
  "Open Government": "Otwartość rządu",
  "Fundamental Rights": "Prawa podstawowe",
  "Order and Security": "Porządek i bezpieczeństwo",
  "Regulatory Enforcement": "Egzekwowanie przepisów",
  "Civil Justice": "Sądownictwo cywilne",
  "Criminal Justice": "Sądownictwo karne",

  // Cards
  "Untitled article": "Artykuł bez tytułu",
  "unknown source": "nieznane źródło",

  // What can be asked for
  Pillars: "Filary",
  "One or more of the eight pillars, by number or name": "Jeden lub kilka z ośmiu filarów, numer albo nazwa",
  "Only articles with a score, or only those without": "Tylko artykuły z oceną albo tylko te bez oceny",
  scored: "z oceną",
  "not scored": "bez oceny",
  "scored only": "tylko z oceną",
  "Only news that is bad, good or neutral for the pillar":
    "Tylko wiadomości złe, dobre albo neutralne dla filaru",
  "any direction": "dowolny kierunek",
  "{direction, select, negative {negative} positive {positive} other {neutral}} only":
    "tylko {direction, select, negative {negatywne} positive {pozytywne} other {neutralne}}",
  "How strong the verdict must be": "Jak mocna musi być ocena",
  "any impact": "dowolny wpływ",
  notable: "zauważalny",
  strong: "silny",
  "strong impact": "silny wpływ",
  "notable impact or more": "wpływ co najmniej zauważalny",
  "How much the article must be about the pillar": "Jak bardzo artykuł musi dotyczyć filaru",
  "any relevance": "dowolna trafność",
  "related or on topic": "pokrewne lub na temat",
  "on topic only": "tylko na temat",
  "on topic or related": "na temat lub pokrewne",
  Outlets: "Źródła",
  "One or more outlets, by domain": "Jedno lub kilka źródeł: domeny",
  Countries: "Kraje",
  "One or more countries": "Jeden lub kilka krajów",
  'In title or summary: a b means both, "a b" the phrase, a, b any':
    'W tytule lub streszczeniu: a b to oba, "a b" zwrot, a, b dowolne',
  '"{phrase}"': "„{phrase}”",
  "{before} or {one}": "{before} lub {one}",
  "{before} and {one}": "{before} i {one}",
  "without {names}": "z wyjątkiem: {names}",
  "Only stories that are on topic, only related ones, or only those that report something else":
    "Tylko tematy ściśle o filarze, tylko pokrewne albo tylko te o czymś innym",
  "on topic": "na temat",
  related: "pokrewne",
  "off topic": "nie na temat",
  "{topic, select, on {on topic} related {related} other {off topic}} only":
    "tylko {topic, select, on {na temat} related {pokrewne} other {nie na temat}}",
  "In turns by": "Na przemian według",
  "Takes turns, the best of each first": "Na przemian, najlepsze najpierw",
  country: "kraj",
  pillar: "filar",
  source: "źródło",
  "by {each, select, country {country} pillar {pillar} other {source}}":
    "na przemian według {each, select, country {krajów} pillar {filarów} other {źródeł}}",

  // Questions that are not answered
  "That question took too long and was stopped. Ask for fewer dates or countries.":
    "To pytanie trwało zbyt długo i zostało przerwane. Zapytaj o mniej dat lub krajów.",
  "That search took too long and was stopped. Ask for fewer or rarer words.":
    "To wyszukiwanie trwało zbyt długo i zostało przerwane. Podaj mniej słów albo rzadsze.",
  "Too many searches are under way. Ask again in a moment.":
    "Trwa zbyt wiele wyszukiwań. Zapytaj ponownie za chwilę.",
  "The news is being closed. Ask again in a moment.":
    "Ten zbiór wiadomości jest właśnie zamykany. Zapytaj ponownie za chwilę.",
  "The prepared news could not be opened. It is made anew from the files.":
    "Nie udało się otworzyć przygotowanych wiadomości. Powstają na nowo z plików.",
  "The prepared news is damaged. It is made anew from the files. Ask again in a minute.":
    "Przygotowane wiadomości są uszkodzone. Powstają na nowo z plików. Zapytaj ponownie za minutę.",

  // Preparing the news
  "The news are not prepared: that may need {needed}, and the disk has {free} left. Whoever runs the bot makes room; then it goes on by itself.":
    "Wiadomości nie przygotowano: może to zająć {needed}, a na dysku zostało {free}. Gdy osoba prowadząca bota zwolni miejsce, praca ruszy sama.",
  "less than {size, number} GB": "mniej niż {size, number} GB",
  "{size, number, ::group-off .0} GB": "{size, number, ::group-off .0} GB",
  "There is no file to read.": "Nie ma pliku do odczytania.",
  "So it is with {rest} more.": "Tak samo jest w innych plikach, a jest ich {rest}.",
  "The news could not be prepared: its folder cannot be written.":
    "Nie udało się przygotować wiadomości: w ich folderze nie da się pisać.",
  "The news could not be prepared: the files together need too much memory.":
    "Nie udało się przygotować wiadomości: wszystkie pliki razem wymagają zbyt dużo pamięci.",
  "The news could not be prepared: the files together need too much disk space.":
    "Nie udało się przygotować wiadomości: wszystkie pliki razem wymagają zbyt dużo miejsca na dysku.",
  "The news could not be prepared: it took far too long.":
    "Nie udało się przygotować wiadomości: trwało to o wiele za długo.",
  "The news could not be prepared: the process that does it was ended from outside.":
    "Nie udało się przygotować wiadomości: proces, który to robi, zakończono z zewnątrz.",
  "The program is closing, so the news is not prepared now.":
    "Program się zamyka, więc wiadomości nie są teraz przygotowywane.",
  "The disk is full, so the news could not be prepared.":
    "Dysk jest pełny, więc nie udało się przygotować wiadomości.",
  "The files together need more memory or disk space than preparing the news may take.":
    "Wszystkie pliki razem wymagają więcej pamięci lub miejsca na dysku, niż wolno zużyć na przygotowanie wiadomości.",
  "The builder spoke nonsense.": "Proces przygotowujący wiadomości odpowiedział niezrozumiale.",
  "The news could not be prepared because of a defect in the program.":
    "Nie udało się przygotować wiadomości z powodu usterki w programie.",

  // Files that are refused
  "{name} is damaged or written in a way that cannot be read here: download it again.":
    "{name}: plik jest uszkodzony albo zapisany w sposób tu nieczytelny. Pobierz go ponownie.",
  "{name} uses a part of the parquet format that cannot be read here: write it anew with its program's usual settings.":
    "{name}: plik używa części formatu parquet, której nie da się tu odczytać. Zapisz go na nowo ze zwykłymi ustawieniami programu.",
  "{name} ends too early, as half a download does: download it again.":
    "{name}: plik jest urwany jak po niedokończonym pobieraniu. Pobierz go ponownie.",
  "{name} is encrypted: save it without encryption.":
    "{name}: plik jest zaszyfrowany. Zapisz go bez szyfrowania.",
  "{name} is empty: download it again.": "{name}: plik jest pusty. Pobierz go ponownie.",
  "{name} is no longer there.": "{name}: pliku już nie ma.",
  "{name} cannot be opened by the program.": "{name}: program nie może otworzyć pliku.",
  "{name} is not a file.": "{name}: to nie jest plik.",
  "{name} has no rows.": "{name}: plik nie ma wierszy.",
  "{name} is not a parquet file: it starts like a web page, so download it again.":
    "{name}: to nie jest plik parquet. Zaczyna się jak strona internetowa, więc pobierz go ponownie.",
  "{name} is not a parquet file: it starts like a message in JSON, so download it again.":
    "{name}: to nie jest plik parquet. Zaczyna się jak komunikat w JSON, więc pobierz go ponownie.",
  "{name} is not a parquet file: it is packed with gzip as a whole, so unpack it.":
    "{name}: to nie jest plik parquet. Cały jest spakowany programem gzip, więc go rozpakuj.",
  "{name} is not a parquet file: it is a zip archive, so unpack it.":
    "{name}: to nie jest plik parquet. To archiwum zip, więc je rozpakuj.",
  "{name} is not a parquet file: it holds only zeros, so download it again.":
    "{name}: to nie jest plik parquet. Zawiera same zera, więc pobierz go ponownie.",
  "{name} is not a parquet file: save the table as parquet.":
    "{name}: to nie jest plik parquet. Zapisz tabelę jako parquet.",
  "{name} would unpack to {unpacked}, far more than a file of {size} should.":
    "{name}: po rozpakowaniu plik zająłby {unpacked}, o wiele za dużo jak na {size}.",
  "{name} holds text that is not valid UTF-8: write the file anew.":
    "{name}: plik zawiera tekst, który nie jest poprawnym UTF-8. Zapisz go na nowo.",
  "{name} is packed with the codec {codec}, which cannot be read here: write it anew with zstd, snappy or gzip.":
    "{name}: plik spakowano kodekiem {codec}, którego nie da się tu odczytać. Zapisz go na nowo z zstd, snappy lub gzip.",
  "{name} has values in the encoding {encoding}, which cannot be read here for their type: write it anew without that encoding.":
    "{name}: plik ma wartości w kodowaniu {encoding}, którego dla ich typu nie da się tu odczytać. Zapisz go na nowo bez tego kodowania.",
  "{name} has no usable row: {withoutId} without id.":
    "{name}: plik nie ma wiersza, którego można by użyć. Bez id: {withoutId}.",
  "{name} has no usable row: {unreadablePillar} without a pillar from 1 to 8 in {column}.":
    "{name}: plik nie ma wiersza, którego można by użyć. Bez filaru od 1 do 8 w {column}: {unreadablePillar}.",
  "{name} has no usable row: {withoutId} without id and {unreadablePillar} without a pillar from 1 to 8 in {column}.":
    "{name}: plik nie ma wiersza, którego można by użyć. Bez id: {withoutId}, bez filaru od 1 do 8 w {column}: {unreadablePillar}.",
  "{nearest} to {column}": "{nearest} na {column}",
  "{name} lacks the {count, plural, one {column} other {columns}} {columns}.":
    "{name}: w pliku brakuje {count, plural, one {kolumny} few {kolumn} many {kolumn} other {kolumn}} {columns}.",
  "{name} lacks the {count, plural, one {column} other {columns}} {columns}; rename {near} if that is meant.":
    "{name}: w pliku brakuje {count, plural, one {kolumny} few {kolumn} many {kolumn} other {kolumn}} {columns}; jeśli o to chodzi, zmień nazwę {near}.",
  "{name} has {holds} in the column {column}, where single values belong.":
    "{name}: w kolumnie {column} są {holds} zamiast pojedynczych wartości.",
  lists: "listy",
  maps: "mapy",
  records: "rekordy",
  shapes: "kształty",
  "{name} needs more memory than a file of its size may take.":
    "{name}: plik wymaga więcej pamięci, niż wolno przy jego wielkości.",
  "{name} needs more disk space than a file of its size may take.":
    "{name}: plik wymaga więcej miejsca na dysku, niż wolno przy jego wielkości.",
  "{name} takes far too long to read, so it is probably damaged.":
    "{name}: odczyt pliku trwa o wiele za długo, więc jest on pewnie uszkodzony.",
  "{name} makes the reader crash, so it is probably damaged: download it again.":
    "{name}: odczyt pliku kończy się awarią, więc jest on pewnie uszkodzony. Pobierz go ponownie.",

  // Exports
  "An export is being made here. Ask again when it is done.":
    "Trwa już tu jeden eksport. Zapytaj ponownie, gdy się skończy.",
  "Other exports are being made. Ask again in a minute.": "Trwają inne eksporty. Zapytaj ponownie za minutę.",
  "That is {rows, number} rows, and with whole texts a file holds {most, number}. Ask for fewer dates, countries or pillars.":
    "Wierszy jest {rows, number}, a plik z pełnymi tekstami mieści {most, number}. Zapytaj o mniej dat, krajów lub filarów.",
  "That is {rows, number} rows, and a file holds {most, number}. Ask for fewer dates, countries or pillars.":
    "Wierszy jest {rows, number}, a plik mieści {most, number}. Zapytaj o mniej dat, krajów lub filarów.",
  "That makes a file of {size, number} MB, and an export has {most, number} at most. Ask for fewer dates, countries or pillars, or for {parquet}, which is smaller.":
    "Powstałby plik {size, number} MB, a eksport może mieć najwyżej {most, number} MB. Zapytaj o mniej dat, krajów lub filarów albo o {parquet}, który jest mniejszy.",
  "That export needs too much {cause, select, memory {memory} disk {disk space} other {time}} and was ended. Ask for fewer dates, countries or pillars.":
    "Ten eksport wymagał zbyt dużo {cause, select, memory {pamięci} disk {miejsca na dysku} other {czasu}} i został przerwany. Zapytaj o mniej dat, krajów lub filarów.",
  "The bot is restarting, so the export was ended. Ask again in a minute.":
    "Bot właśnie się uruchamia ponownie, więc eksport przerwano. Zapytaj ponownie za minutę.",
  "The export could not be written, and nothing of it is left. Ask again in a minute.":
    "Nie udało się zapisać eksportu i nic z niego nie zostało. Zapytaj ponownie za minutę.",
  "First article": "Pierwszy artykuł",
  "Last article": "Ostatni artykuł",
  "Assessments, a row each": "Oceny, po jednej w wierszu",
  Articles: "Artykuły",
  Stories: "Tematy",
  "Assessments not scored": "Oceny, których nie wystawiono",
  "Articles undated": "Artykuły bez daty",
  "Texts cut, for a cell holds 32,767 characters": "Teksty ucięte, bo komórka mieści 32 767 znaków",
  "Scored by": "Kto oceniał",
  "A language model. {about} tells how, and where it is wrong.":
    "Model językowy. Jak to robi i gdzie się myli, mówi {about}.",
  Column: "Kolumna",
  "What it means": "Co oznacza",
  "The article. One with verdicts on several pillars has a row for each.":
    "Artykuł. Jeśli ma oceny dla kilku filarów, każda ma swój wiersz.",
  "Its country; several are joined by commas.": "Jego kraj; kilka oddzielają przecinki.",
  "Who published it, by domain.": "Kto go opublikował, według domeny.",
  "The day, UTC; empty when undated.": "Dzień, UTC; puste, gdy nie ma daty.",
  "In English.": "Po angielsku.",
  "As the data have it.": "Tak jak w danych.",
  "1 to 8.": "Od 1 do 8.",
  "The pillar in words.": "Nazwa filaru.",
  "False where the model could not score it: score, direction and strength are empty then.":
    "False, gdy model nie zdołał go ocenić: score, direction i strength są wtedy puste.",
  "1 very negative, 2 negative, 3 neutral, 4 positive, 5 very positive for that pillar.":
    "Dla tego filaru: 1 bardzo negatywnie, 2 negatywnie, 3 neutralnie, 4 pozytywnie, 5 bardzo pozytywnie.",
  "The side of neutral that the score is on.": "Po której stronie oceny neutralnej leży score.",
  "The distance from neutral: 2 strong, 1 notable, 0 neutral.":
    "Odległość od oceny neutralnej: 2 silny wpływ, 1 zauważalny, 0 neutralny.",
  "Whether the article is about the pillar: 2 on topic, 1 related, 0 off topic.":
    "Czy artykuł dotyczy filaru: 2 na temat, 1 pokrewny, 0 nie na temat.",
  "Reports of the same event have the same: the id of its first article.":
    "Wspólne dla relacji z tego samego wydarzenia: id pierwszego artykułu o nim.",
  "The model's reason.": "Uzasadnienie modelu.",
  "The article's own, in English.": "Z samego artykułu, po angielsku.",
  "The whole article, in English.": "Cały artykuł, po angielsku.",
};
