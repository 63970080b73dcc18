// Polish of the Dropbox connection: connecting, choosing, what the files hold, and what is held back.

export const CONNECTION: Readonly<Record<string, string>> = {
  // Connecting
  "Connect the Dropbox folder that holds the news": "Łączy z folderem Dropboxa, w którym są wiadomości",
  "The bot may read the files of its own app folder, nothing else.":
    "Bot może czytać pliki z folderu własnej aplikacji i nic więcej.",
  "The app has full access: the bot may read every file of that Dropbox. It reads nothing but names until you choose a path, and then only that path.":
    "Aplikacja ma pełny dostęp: bot może czytać każdy plik tego Dropboxa. Dopóki nie wybierzesz ścieżki, czyta tylko nazwy, a potem tylko tę ścieżkę.",
  "It may also write: what /news export … dropbox makes goes into the folder {folder}, beside what is there.":
    "Może też zapisywać: pliki z /news export … dropbox trafiają do folderu {folder}, obok tego, co już tam jest.",
  "Connect the news folder": "Połączenie z folderem wiadomości",
  "Open this link and press Allow: {link}": "Otwórz ten link i naciśnij „Zezwól” (Allow): {link}",
  "Dropbox shows a code. Paste it into the form.": "Dropbox pokaże kod. Wklej go do formularza.",
  "Dropbox brings you back to a page that says to whom it is lent. Press Connect there.":
    "Dropbox przeniesie cię na stronę, która mówi, komu go użyczasz. Naciśnij tam „Połącz”.",
  "Open Dropbox": "Otwórz Dropboxa",
  "Enter code": "Wpisz kod",
  "The link works for 10 minutes. Only you see this.": "Link działa 10 minut. Widzisz to tylko ty.",
  "Enter the code that Dropbox showed": "Przyjmuje kod pokazany przez Dropboxa",
  "The code": "Kod",
  "Connected as {name} ({email}).": "Połączono jako {name} ({email}).",
  "Code from Dropbox": "Kod z Dropboxa",
  Connect: "Połącz",
  Code: "Kod",
  "Dropbox showed it after Allow": "Dropbox pokazał go po zezwoleniu",
  "No parquet file is there yet. Put the files into the bot's Dropbox folder; they are read within seconds.":
    "Nie ma tam jeszcze pliku parquet. Umieść pliki w folderze bota w Dropboksie; zostaną odczytane w kilka sekund.",
  "Found {count, plural, one {# file} other {# files}} in {folder}. Using all of them:":
    "Znaleziono {count, plural, one {# plik} few {# pliki} many {# plików} other {# pliku}} w {folder}. W użyciu wszystkie:",
  "Change it with /dropbox use <path>.": "Zmienia się to poleceniem /dropbox use <ścieżka>.",
  Files: "Pliki",
  Somebody: "Ktoś",
  "{name} asked for this in {borrower}. If you go on, everybody there gets answers from the news files in your Dropbox.":
    "Prosi o to {name} ({borrower}). Jeśli przejdziesz dalej, wszyscy tam dostaną odpowiedzi z plików wiadomości w twoim Dropboksie.",
  "Connected as {name} ({email}), for {borrower}. Go back to the chat: /dropbox files shows what was found.":
    "Połączono jako {name} ({email}), dla {borrower}. Wróć do czatu: /dropbox files pokazuje, co znaleziono.",

  // Choosing what is read
  "The app may read every file of this Dropbox. Nothing but names is read until you choose.":
    "Aplikacja może czytać każdy plik tego Dropboxa. Dopóki nie wybierzesz, czytane są tylko nazwy.",
  "No parquet file is there yet. When it is, /dropbox use <path> chooses what is read.":
    "Nie ma tam jeszcze pliku parquet. Gdy się pojawi, polecenie /dropbox use <ścieżka> wybierze, co czytać.",
  "Found {files, plural, one {# file} other {# files}} in {folders, plural, one {# folder} other {# folders}}. Which of them hold the news?":
    "Znaleziono {files, plural, one {# plik} few {# pliki} many {# plików} other {# pliku}} w {folders, plural, one {# folderze} few {# folderach} many {# folderach} other {# folderu}}. W których są wiadomości?",
  "{count, plural, one {# file} other {# files}}":
    "{count, plural, one {# plik} few {# pliki} many {# plików} other {# pliku}}",
  "All of them": "Wszystkie",
  "A folder, a file or a glob: /data or /data/*.parquet.gzip":
    "Folder, plik lub wzorzec: /data albo /data/*.parquet.gzip",
  "The country of files whose names tell none": "Kraj plików, których nazwy go nie podają",
  'I know no country called "{name}".': "Nie znam kraju „{name}”.",
  "Choose which files are the news": "Wybiera, które pliki są wiadomościami",
  "There is no parquet file at {path}, so that nobody would get an answer. Nothing was changed; /dropbox files shows what is read now.":
    "W {path} nie ma pliku parquet, więc nikt nie dostałby odpowiedzi. Niczego nie zmieniono; /dropbox files pokazuje, co jest czytane teraz.",
  "Using {path}": "W użyciu: {path}",
  "Using {folder}. /dropbox refresh reads it now.":
    "W użyciu: {folder}. Polecenie /dropbox refresh odczyta to teraz.",

  // Looking for new files
  "Look for new files now": "Szuka teraz nowych plików",
  Refresh: "Odświeżenie",
  "What followed failed, and the log says why.": "Dalszy krok się nie udał; powód jest w dzienniku.",
  "What was done above stands: {command} goes on.":
    "To, co zrobiono wyżej, obowiązuje; dalej prowadzi {command}.",
  "The files are still being read. /dropbox status tells when they are in use.":
    "Pliki są jeszcze czytane. /dropbox status powie, kiedy będą w użyciu.",
  "What serves has not changed. It is still {contents}":
    "Dane w użyciu się nie zmieniły. To wciąż {contents}",
  "Nothing has changed. It is still {contents}": "Nic się nie zmieniło. To wciąż {contents}",
  "What serves has not changed since your last look, {time}. It is still {contents}":
    "Dane w użyciu nie zmieniły się od ostatniego sprawdzenia ({time}). To wciąż {contents}",
  "Nothing has changed since your last look, {time}. It is still {contents}":
    "Od ostatniego sprawdzenia ({time}) nic się nie zmieniło. To wciąż {contents}",
  "{articles, plural, one {# article} other {# articles}} in {files, plural, one {# file} other {# files}}":
    "{articles, plural, one {# artykuł} few {# artykuły} many {# artykułów} other {# artykułu}} w {files, plural, one {# pliku} few {# plikach} many {# plikach} other {# pliku}}",
  "Not read:": "Nieodczytane:",
  "… {count, plural, one {# more file} other {# more files}}.":
    "… i jeszcze {count, plural, one {# plik} few {# pliki} many {# plików} other {# pliku}}.",
  "What changed just now:": "Co się właśnie zmieniło:",
  "What changed since your last look, {time}:": "Co się zmieniło od ostatniego sprawdzenia ({time}):",
  "and {count, plural, one {# other file} other {# other files}}.":
    "i jeszcze {count, plural, one {# plik} few {# pliki} many {# plików} other {# pliku}}.",
  "{file} came and went again": "{file}: pojawił się i znów zniknął",
  "{file} came: {count, plural, one {# article} other {# articles}}":
    "{file}: nowy, {count, plural, one {# artykuł} few {# artykuły} many {# artykułów} other {# artykułu}}",
  "{file} went, with {count, plural, one {# article} other {# articles}}":
    "{file}: zniknął, a z nim {count, plural, one {# artykuł} few {# artykuły} many {# artykułów} other {# artykułu}}",
  "{file} went and came back: {articles}": "{file}: zniknął i wrócił, {articles}",
  "{file} has another content: {articles}": "{file}: zmieniona treść, {articles}",
  "{count, plural, one {# article} other {# articles}} as before":
    "{count, plural, one {# artykuł} few {# artykuły} many {# artykułów} other {# artykułu}} jak przedtem",
  "{before, number} → {now, plural, one {# article} other {# articles}} ({sign}{difference, number})":
    "{before, number} → {now, plural, one {# artykuł} few {# artykuły} many {# artykułów} other {# artykułu}} ({sign}{difference, number})",

  // How it stands
  "What is connected and whether it works": "Co jest połączone i czy działa",
  "Since {time}.": "Od {time}.",
  "Since {time}; the last good news is still served.":
    "Od {time}; odpowiedzi opierają się na ostatnich dobrych danych.",
  "Files are being read now.": "Pliki są właśnie czytane.",
  "No news was read yet.": "Nie odczytano jeszcze żadnych wiadomości.",
  "The news was read {time}.": "Wiadomości odczytano {time}.",
  "Stored secrets are sealed with a key in the data directory. Set SECRET_KEY to keep the key somewhere else.":
    "Przechowywane sekrety szyfruje klucz z katalogu danych. Ustaw SECRET_KEY, aby trzymać klucz gdzie indziej.",
  "The files that make up the news, their counts and overlaps":
    "Pliki, z których są wiadomości, ich liczby i powtórzenia",
  "No file was read yet. /dropbox refresh looks for them now.":
    "Nie odczytano jeszcze żadnego pliku. Polecenie /dropbox refresh poszuka ich teraz.",
  "Held back": "Wstrzymane",
  "Not read": "Nieodczytane",
  "End the connection, here and at Dropbox": "Kończy połączenie, tutaj i w Dropboksie",
  "Dropbox is disconnected and the stored access is deleted. The files in Dropbox are as they were.":
    "Dropbox jest odłączony, a zapisany dostęp usunięty. Pliki w Dropboksie są nietknięte.",
  "Connect again": "Połącz ponownie",
  "This connection comes from the bot's environment. Whoever runs the bot ends it by removing {place}.":
    "To połączenie pochodzi z konfiguracji bota. Zakończy je ten, kto prowadzi bota, usuwając {place}.",
  "Disconnect Dropbox?": "Odłączyć Dropboxa?",
  "The bot would lose its access to the Dropbox of {account}, here and at Dropbox. Nobody here would get an answer, and digests would be silent, until somebody connects again. The files in Dropbox stay as they are.":
    "Bot straciłby dostęp do Dropboxa konta {account}, tutaj i w samym Dropboksie. Dopóki ktoś nie połączy go ponownie, nikt tu nie dostanie odpowiedzi, a przeglądy będą milczeć. Pliki w Dropboksie zostaną nietknięte.",
  Disconnect: "Odłącz",
  Status: "Stan",
  "No Dropbox is connected.": "Żaden Dropbox nie jest połączony.",
  Account: "Konto",
  "connected since {time}": "połączono {time}",
  "Dropbox has refused the bot's access since {time}.": "Dropbox odmawia botowi dostępu od {time}.",
  "/dropbox connect mends it.": "Naprawi to /dropbox connect.",
  Reads: "Czyta",
  "nothing but names, until somebody chooses with /dropbox use":
    "tylko nazwy, dopóki ktoś nie wybierze poleceniem /dropbox use",
  "everything in the bot's folder": "wszystko w folderze bota",
  "everything in this Dropbox": "wszystko w tym Dropboksie",
  "Country of files without one": "Kraj plików, które go nie podają",

  // What admins are told unasked
  "{who} connected the Dropbox of {account}. News are read from there from now on.":
    "{who} łączy bota z Dropboxem konta {account}. Od teraz wiadomości są czytane stamtąd.",
  "{who} disconnected the Dropbox of {account}. Nobody here gets news, and digests are silent, until somebody connects again.":
    "{who} odłącza Dropboxa konta {account}. Dopóki ktoś nie połączy go ponownie, nikt tu nie dostaje wiadomości, a przeglądy milczą.",
  "Dropbox has refused the bot's access since {time}. {refusal} Questions are still answered from the last good news, and every answer says so.":
    "Dropbox odmawia botowi dostępu od {time}. {refusal} Odpowiedzi opierają się na ostatnich dobrych danych i każda o tym mówi.",
  "Dropbox accepts the bot's access again. The news is up to date from now on.":
    "Dropbox znów przyjmuje dostęp bota. Od teraz wiadomości są aktualne.",
  "The newest version of these files is not in use; all other files are.":
    "Najnowsza wersja tych plików nie jest w użyciu; wszystkie inne pliki są.",
  "The last good news keeps answering.": "Odpowiedzi opierają się na ostatnich dobrych danych.",
  "The files can be read again. What was wrong since {time} is over.":
    "Pliki znów dają się czytać. Kłopot trwający od {time} minął.",

  // Files that are held back
  "The file's name or a part of it; all of them when not given":
    "Nazwa pliku lub jej część; domyślnie wszystkie",
  "Use it": "Użyj nowego",
  "Use {name}": "Użyj {name}",
  "Ask again": "Zapytaj ponownie",
  "Ask again about {name}": "Zapytaj ponownie o {name}",
  "Keep the old one": "Zostaw stary",
  "Keep old {name}": "Zostaw stary {name}",
  "… {count, plural, one {# more file is} other {# more files are}} held back.":
    "… i jeszcze {count, plural, one {# wstrzymany plik} few {# wstrzymane pliki} many {# wstrzymanych plików} other {# wstrzymanego pliku}}.",
  'In {column} {count, plural, one {# value} other {# values}} could not be read, the first is "{sample}".':
    "W kolumnie {column} nie dało się odczytać {count, plural, one {# wartości} few {# wartości} many {# wartości} other {# wartości}}; pierwsza to „{sample}”.",
  "Held back since {since}: its news of {serving} goes on, and every answer says so, as an admin chose.":
    "Wstrzymany od {since}: zgodnie z decyzją administratora w użyciu są jego wiadomości z {serving}, o czym mówi każda odpowiedź.",
  "Held back since {since}: its news of {serving} goes on, and every answer says so, until you decide or the file is mended.":
    "Wstrzymany od {since}: do twojej decyzji lub naprawy pliku w użyciu są jego wiadomości z {serving}, o czym mówi każda odpowiedź.",
  "Held back since {since}: its news of {serving} goes on, and every answer says so, until the file is mended.":
    "Wstrzymany od {since}: do naprawy pliku w użyciu są jego wiadomości z {serving}, o czym mówi każda odpowiedź.",
  "In use": "W użyciu",
  "The old news stays, and answers go on saying so. You are asked again when the file changes.":
    "Stare wiadomości zostają, a odpowiedzi nadal o tym mówią. Gdy plik się zmieni, bot zapyta ponownie.",
  "Taken back": "Cofnięto",
  "Use a file that was held back": "Używa wstrzymanego pliku",
  "Keep the old news of a file that is held back": "Zostawia stare wiadomości wstrzymanego pliku",
  "Take back what was decided of a file": "Cofa decyzję w sprawie pliku",
  "What becomes of all files that are held back": "Co się stanie z wszystkimi wstrzymanymi plikami",
  "use them": "użyj ich",
  "keep the old ones": "zostaw stare",

  // What files hold
  "no country known": "kraj nieznany",
  "{count, plural, one {# assessment} other {# assessments}}":
    "{count, plural, one {# ocena} few {# oceny} many {# ocen} other {# oceny}}",
  "{count, plural, one {# assessment} other {# assessments}} also in {file}, which is newer and counts":
    "{count, plural, one {# ocena jest} few {# oceny są} many {# ocen jest} other {# oceny jest}} też w {file}, nowszym i liczonym",
  "Files that overlap": "Pliki, które się powtarzają",
  '{column}: {count, plural, one {# value} other {# values}}, the first is "{sample}"':
    "{column}: {count, plural, one {# wartość} few {# wartości} many {# wartości} other {# wartości}}, pierwsza to „{sample}”",
  "Values that could not be read": "Wartości, których nie dało się odczytać",
  "… {count, plural, one {# more column} other {# more columns}}.":
    "… i jeszcze {count, plural, one {# kolumna} few {# kolumny} many {# kolumn} other {# kolumny}}.",
};
