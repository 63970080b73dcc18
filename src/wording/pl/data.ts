// Polish of the data's keeping: files, Dropbox, what stands in the way of either, and the pages of connecting.

export const DATA: Readonly<Record<string, string>> = {
  // What everybody hears while something is wrong
  "{problem} So this is still the news of {instant}.": "{problem} Dlatego to nadal wiadomości z {instant}.",
  "{count, plural, one {# file could not be read and is left out} other {# files could not be read and are left out}}: {status} says why.":
    "{count, plural, one {Pominięto # plik, którego nie udało się odczytać} few {Pominięto # pliki, których nie udało się odczytać} many {Pominięto # plików, których nie udało się odczytać} other {Pominięto # pliku, którego nie udało się odczytać}}: powód podaje {status}.",
  "{reason} Its news is still that of {instant}.": "{reason} Jego wiadomości są nadal z {instant}.",
  "{count, plural, one {# more file is} other {# more files are}} held back, too.":
    "{count, plural, one {Wstrzymano też # inny plik.} few {Wstrzymano też # inne pliki.} many {Wstrzymano też # innych plików.} other {Wstrzymano też # innego pliku.}}",
  "An admin can decide with {status}.": "Zdecydować może administrator: {status}.",
  "There is no news to answer from yet. An admin can look at {status}.":
    "Nie ma jeszcze wiadomości, z których można odpowiedzieć. Administrator może zajrzeć do {status}.",
  "The news could not be brought up to date. The reason is in the log.":
    "Nie udało się zaktualizować wiadomości. Powód jest w dzienniku.",
  "Files that should serve are gone from this machine. An admin can bring them in with {refresh}.":
    "Z tej maszyny zniknęły potrzebne pliki. Administrator może je sprowadzić: {refresh}.",
  "Other files are to be read by now. They are looked at instead.":
    "Czytane mają być już inne pliki. Bot sprawdza właśnie je.",
  "The data directory cannot take a copy of the files that serve: make room, or look at its permissions.":
    "W katalogu danych nie da się zapisać kopii używanych plików: zwolnij miejsce albo sprawdź uprawnienia.",
  "Reading {file}, {index} of {of}.": "Czytam {file}, {index} z {of}.",

  // Held files
  "{name} went {losses}.": "{name}: spadek {losses}.",
  "from {before, number} to {now, number} {of, select, articles {articles} scores {scores from 1 to 5} other {articles with a date}}":
    "z {before, number} do {now, number} {of, select, articles {artykułów} scores {ocen od 1 do 5} other {artykułów z datą}}",
  'No file of the news is called "{said}". {files} shows their names. Nothing was changed.':
    "Żaden plik z wiadomościami nie nazywa się „{said}”. Nazwy pokazuje {files}. Niczego nie zmieniono.",
  'Several files fit "{said}": {names}. Name one of them. Nothing was changed.':
    "Do „{said}” pasuje kilka plików: {names}. Wskaż jeden z nich. Niczego nie zmieniono.",
  "No file is held back: what you see is the newest that could be read.":
    "Żaden plik nie jest wstrzymany: widzisz najnowsze, co dało się odczytać.",
  "{name} is not held back: what you see of it is the newest.":
    "{name} nie jest wstrzymany: widzisz jego najnowszą treść.",
  "Nothing was decided that could be taken back.": "Nie podjęto decyzji, którą można by cofnąć.",
  "Nothing was decided of {name} that could be taken back.":
    "{name}: nie podjęto decyzji, którą można by cofnąć.",
  "{name} cannot be read as it is now, so there is nothing to use; its last good news goes on. Put a whole file in its place, or remove it, and its news goes with it. Nothing was changed.":
    "{name}: w obecnej postaci nie da się go odczytać, więc nie ma czego użyć; w użyciu są nadal jego ostatnie dobre wiadomości. Podmień go na cały plik albo usuń, a zniknie wraz ze swoimi wiadomościami. Niczego nie zmieniono.",
  "The file": "Plik",

  // Which files
  "No parquet file is in the Dropbox folder of the bot. Put the files there, or choose another place with {use}.":
    "W folderze bota w Dropboksie nie ma pliku parquet. Umieść tam pliki albo wybierz inne miejsce: {use}.",
  "No parquet file is in {path}. Put the files there, or choose another place with {use}.":
    "W {path} nie ma pliku parquet. Umieść tam pliki albo wybierz inne miejsce: {use}.",
  "{count, plural, one {# other file} other {# other files}} could not be had either.":
    "Nie udało się też pobrać {count, plural, one {# innego pliku} few {# innych plików} many {# innych plików} other {# innego pliku}}.",
  "More than {most, number} files match {pattern}. Name a smaller folder.":
    "Do {pattern} pasuje ponad {most, number} plików. Podaj mniejszy folder.",
  "No parquet file is at {pattern}. Check the path, or name a folder or a glob.":
    "W {pattern} nie ma pliku parquet. Sprawdź ścieżkę albo podaj folder lub wzorzec.",
  "No news folder is connected yet. An admin can run {connect}; on the bot's machine, {files} reads local files.":
    "Nie połączono jeszcze żadnego folderu z wiadomościami. Administrator może to zrobić: {connect}; na maszynie bota pliki lokalne czyta {files}.",
  "Dropbox is connected, but nobody has chosen which files are the news, so none was read. Whoever runs the bot sets DROPBOX_PATH.":
    "Dropbox jest połączony, ale nikt nie wskazał plików z wiadomościami, więc żadnego nie odczytano. Osoba prowadząca bota ustawia DROPBOX_PATH.",
  "Dropbox is connected, but nobody has chosen which files are the news, so none was read. An admin can look at {files} and choose with {use}.":
    "Dropbox jest połączony, ale nikt nie wskazał plików z wiadomościami, więc żadnego nie odczytano. Administrator może zajrzeć do {files} i wybrać: {use}.",
  "{path} holds {count, number} parquet files, and {most, number} is the most. Name a smaller folder with {use}.":
    "{path}: plików parquet jest {count, number}, a może być najwyżej {most, number}. Podaj mniejszy folder: {use}.",
  "{path} holds more than {most, number} files and folders. Name a smaller folder with {use}.":
    "{path}: plików i folderów jest ponad {most, number}. Podaj mniejszy folder: {use}.",
  "This Dropbox": "Ten Dropbox",
  "the environment": "konfiguracja bota",
  "This is no path that Dropbox can have. Examples are {folder}, {file} and {files}.":
    "Dropbox nie może mieć takiej ścieżki. Przykłady to {folder}, {file} i {files}.",
  "The Dropbox files change faster than they can be listed. Try again in a minute.":
    "Pliki w Dropboksie zmieniają się szybciej, niż da się je wypisać. Spróbuj ponownie za minutę.",
  "{file} has {size} GB, more than the bot reads.": "{file} ma {size} GB, a tak dużych plików bot nie czyta.",
  "The work on the Dropbox files was stopped. Nothing was lost.":
    "Pracę nad plikami z Dropboxa przerwano. Nic nie przepadło.",

  // Fetching them
  "Fetching {file} ({size}), {index} of {of}.": "Pobieram {file} ({size}), {index} z {of}.",
  "Fetching {file} ({size}), {index} of {of}: {received} so far.":
    "Pobieram {file} ({size}), {index} z {of}: dotąd {received}.",
  "{bytes, plural, one {# byte} other {# bytes}}":
    "{bytes, plural, one {# bajt} few {# bajty} many {# bajtów} other {# bajta}}",
  "{amount, number, ::group-off} kB": "{amount, number, ::group-off} kB",
  "{amount, number, ::group-off} MB": "{amount, number, ::group-off} MB",
  "The disk is full, so the news files could not be stored. Free some space, then run {refresh}.":
    "Dysk jest pełny, więc plików z wiadomościami nie zapisano. Zwolnij miejsce, a potem wywołaj {refresh}.",
  "The bot may not write into its data directory, so the news files could not be stored. Give it the permission, then run {refresh}.":
    "Bot nie może pisać w swoim katalogu danych, więc plików z wiadomościami nie zapisano. Nadaj mu uprawnienie, a potem wywołaj {refresh}.",
  "The news files could not be stored in the data directory ({code}).":
    "Nie udało się zapisać plików z wiadomościami w katalogu danych ({code}).",

  // Connecting
  "The bot has no Dropbox app yet. Whoever runs it sets DROPBOX_APP_KEY, then {connect} works.":
    "Bot nie ma jeszcze aplikacji Dropbox. Osoba, która go prowadzi, ustawia DROPBOX_APP_KEY; potem działa {connect}.",
  "That link is no longer good: it works once, for ten minutes. Start again with {connect}.":
    "Ten link już nie działa: jest ważny raz, przez dziesięć minut. Zacznij od nowa: {connect}.",
  "Dropbox was asked to end the access, but what is stored here could not be deleted. {disconnect} does it again.":
    "Poproszono Dropbox o cofnięcie dostępu, ale nie udało się usunąć tego, co zapisano tutaj. {disconnect} zrobi to jeszcze raz.",
  "This connection comes from the bot's environment, and so does what it reads: DROPBOX_PATH. {connect} connects one of your own.":
    "To połączenie pochodzi z konfiguracji bota, podobnie jak to, co czyta: DROPBOX_PATH. Własne dodasz przez {connect}.",
  "The bot puts no files into Dropbox: whoever runs it sets EXPORT=on for that. Without `dropbox` the file comes to you here.":
    "Bot nie umieszcza plików w Dropboksie: osoba, która go prowadzi, musi ustawić EXPORT=on. Bez `dropbox` plik przyjdzie tutaj.",
  "This Dropbox was connected for reading only. An admin ticks {scope} on the Permissions tab of the Dropbox app and connects again with {connect}; reading goes on meanwhile. Without `dropbox` the file comes to you here.":
    "Ten Dropbox połączono tylko do odczytu. Administrator zaznacza {scope} na karcie Permissions aplikacji Dropbox i łączy ponownie: {connect}; odczyt tymczasem działa. Bez `dropbox` plik przyjdzie tutaj.",
  "Dropbox could not be connected. The reason is in the bot's log; start again with {connect}.":
    "Nie udało się połączyć z Dropboxem. Powód jest w dzienniku bota; zacznij od nowa: {connect}.",
  "Dropbox was not connected: access was not allowed. Nothing was changed.":
    "Nie połączono z Dropboxem: nie udzielono dostępu. Niczego nie zmieniono.",
  "This address is where Dropbox sends people back. Start with {connect}.":
    "Pod ten adres Dropbox odsyła po udzieleniu zgody. Zacznij od {connect}.",
  "That form was not whole. Start again with {connect}.":
    "Formularz był niepełny. Zacznij od nowa: {connect}.",
  "You can close this page.": "Możesz zamknąć tę stronę.",
  "If you did not ask for this, close the page: nothing is connected.":
    "Jeśli to nie twoja prośba, zamknij stronę: nic nie zostanie połączone.",

  // What Dropbox refuses
  This: "To",
  "This file": "Ten plik",
  "The Dropbox folder": "Wskazany folder",
  "for {time}": "{time}",
  "and asks to wait for {time}": "i prosi, żeby odczekać {time}",
  "{seconds, plural, one {# second} other {# seconds}}":
    "{seconds, plural, one {# sekundę} few {# sekundy} many {# sekund} other {# sekundy}}",
  "{minutes, plural, one {# minute} other {# minutes}}":
    "{minutes, plural, one {# minutę} few {# minuty} many {# minut} other {# minuty}}",
  "{hours, plural, one {# hour} other {# hours}}":
    "{hours, plural, one {# godzinę} few {# godziny} many {# godzin} other {# godziny}}",
  "Dropbox is getting too many requests and asks to wait{wait}. Try again after that.":
    "Dropbox dostaje zbyt wiele żądań i prosi, żeby odczekać{wait}. Potem spróbuj ponownie.",
  "Dropbox has trouble of its own (error {status}){wait}. Try again in a few minutes.":
    "Dropbox ma własne kłopoty (błąd {status}){wait}. Spróbuj ponownie za kilka minut.",
  "Dropbox answered in a form that the bot does not know. If this stays, something between the bot and Dropbox may change its answers.":
    "Dropbox odpowiedział w nieznanej botowi postaci. Jeśli to się powtarza, odpowiedzi może zmieniać coś po drodze między botem a Dropboxem.",
  "Dropbox does not let the bot do this without the permission {scope}. Tick it on the Permissions tab of the Dropbox app, then connect again with /dropbox connect.":
    "Dropbox nie pozwala na to botowi bez uprawnienia {scope}. Zaznacz je na karcie Permissions aplikacji Dropbox i połącz ponownie: /dropbox connect.",
  "Dropbox has suspended the account whose files the bot reads. When the account is active again, all goes on by itself; /dropbox connect takes another one.":
    "Dropbox zawiesił konto, którego pliki czyta bot. Gdy konto znów będzie aktywne, wszystko ruszy samo; inne konto połączysz przez /dropbox connect.",
  "Dropbox does not let the bot's app make this request. Look at the app in the Dropbox App Console, then connect again with /dropbox connect.":
    "Dropbox nie pozwala na to aplikacji bota. Sprawdź ją w Dropbox App Console i połącz ponownie: /dropbox connect.",
  "Dropbox refuses the bot's access. An admin can mend it with /dropbox connect.":
    "Dropbox odmawia botowi dostępu. Administrator może to naprawić: /dropbox connect.",
  "Dropbox has withdrawn the bot's access. An admin can mend it with /dropbox connect.":
    "Dropbox cofnął botowi dostęp. Administrator może to naprawić: /dropbox connect.",
  "The access token in DROPBOX_ACCESS_TOKEN is no longer valid: such tokens last about four hours. Put a new one there, or use a refresh token, which lasts.":
    "Token dostępu w DROPBOX_ACCESS_TOKEN stracił ważność: takie tokeny działają około czterech godzin. Wstaw nowy albo użyj tokenu odświeżania, który jest trwały.",
  "The access is that of a whole team, and the bot reads the files of one account. Use a Dropbox app without team scopes, and connect as a person with /dropbox connect.":
    "To dostęp całego zespołu, a bot czyta pliki jednego konta. Użyj aplikacji Dropbox bez uprawnień zespołowych i połącz się jako osoba: /dropbox connect.",
  "The access is that of a whole team, and the bot reads the files of one account. Use a Dropbox app without team scopes, and connect as a person with /dropbox connect. Nothing was changed.":
    "To dostęp całego zespołu, a bot czyta pliki jednego konta. Użyj aplikacji Dropbox bez uprawnień zespołowych i połącz się jako osoba: /dropbox connect. Niczego nie zmieniono.",
  "Dropbox does not accept this code. A code works once, for ten minutes, and only with the link it came from: run /dropbox connect again and paste the new code.":
    "Dropbox nie przyjmuje tego kodu. Kod działa raz, przez dziesięć minut i tylko z linkiem, z którego pochodzi: wywołaj ponownie /dropbox connect i wklej nowy kod.",
  "Dropbox does not know this app: DROPBOX_APP_KEY and DROPBOX_APP_SECRET must be those of the same app in the Dropbox App Console.":
    "Dropbox nie zna tej aplikacji: DROPBOX_APP_KEY i DROPBOX_APP_SECRET muszą należeć do tej samej aplikacji w Dropbox App Console.",
  "The Dropbox folder changed too much while it was being listed. Try again in a moment.":
    "Folder w Dropboksie zbyt mocno zmieniał się podczas odczytu. Spróbuj ponownie za chwilę.",
  "Dropbox did not answer in time. Try again in a few minutes.":
    "Dropbox nie odpowiedział na czas. Spróbuj ponownie za kilka minut.",
  "The name of Dropbox's server could not be resolved. Check the DNS and the internet connection of the bot's machine.":
    "Nie udało się ustalić adresu serwera Dropboxa. Sprawdź DNS i łącze internetowe maszyny bota.",
  "The connection to Dropbox is not one that can be trusted: its certificate or its encryption is not right. Check the clock of the bot's machine and what stands between it and Dropbox.":
    "Połączeniu z Dropboxem nie można ufać: certyfikat lub szyfrowanie są nieprawidłowe. Sprawdź zegar maszyny bota i to, co stoi między nią a Dropboxem.",
  "The proxy did not connect the bot to Dropbox. Check HTTPS_PROXY and what the proxy lets through.":
    "Serwer proxy nie połączył bota z Dropboxem. Sprawdź HTTPS_PROXY i to, co proxy przepuszcza.",
  "Dropbox could not be reached. Check the internet connection of the bot's machine.":
    "Nie udało się połączyć z Dropboxem. Sprawdź łącze internetowe maszyny bota.",
  "The connection to Dropbox broke off {times} times while {thing} was fetched. Try again in a few minutes.":
    "Połączenie z Dropboxem zerwało się {times} razy podczas pobierania: {thing}. Spróbuj ponownie za kilka minut.",
  "Dropbox answered with far more than was asked for. Try again later.":
    "Dropbox przysłał o wiele więcej, niż było trzeba. Spróbuj ponownie później.",
  "Dropbox does not let this account read {thing}{said}.":
    "{thing}: Dropbox nie pozwala temu kontu na odczyt{said}.",
  "Dropbox does not give out {thing}: its content is restricted.":
    "{thing}: Dropbox tego nie udostępnia, bo treść jest zastrzeżona.",
  "{thing} cannot be downloaded as it is: it is a document of Dropbox itself.":
    "{thing}: nie da się pobrać, bo to dokument samego Dropboxa.",
  "Dropbox does not give out {thing}: not a kind of file that it lets apps read.":
    "{thing}: plików tego rodzaju Dropbox nie daje czytać aplikacjom.",
  "{thing} is locked in Dropbox just now.": "{thing}: plik jest chwilowo zablokowany w Dropboksie.",
  "{thing} is no longer in Dropbox as it was listed. The bot looks again by itself.":
    "{thing}: w Dropboksie nie ma już tego w znalezionej postaci. Bot sam sprawdzi ponownie.",
  "Dropbox does not give out {thing} ({tag}).": "{thing}: Dropbox tego nie udostępnia ({tag}).",
  "{thing} arrived damaged {times} times (its content hash did not match), so it was not used.":
    "{thing}: plik przyszedł uszkodzony ({times} razy nie zgadzał się content hash), więc go nie użyto.",
  "{thing} is not in Dropbox. When it was renamed or moved, /dropbox use names the new place.":
    "{thing}: nie ma tego w Dropboksie. Jeśli zmieniono nazwę lub miejsce, nowe wskaże /dropbox use.",
  "{thing} is no path that Dropbox can have. An example is /data.":
    "{thing}: takiej ścieżki Dropbox mieć nie może. Przykład to /data.",
  "Dropbox does not show {thing}: its content is restricted. /dropbox use names another place.":
    "{thing}: Dropbox tego nie pokazuje, bo treść jest zastrzeżona. Inne miejsce wskaże /dropbox use.",
  "Dropbox does not let this account into its team's space any more. Ask an admin of the team, or take another account with /dropbox connect.":
    "Dropbox nie wpuszcza już tego konta do przestrzeni zespołu. Zwróć się do administratora zespołu albo połącz inne konto: /dropbox connect.",
  "Dropbox does not allow this to the account or to the bot's app{said}.":
    "Dropbox nie pozwala na to temu kontu albo aplikacji bota{said}.",
  "Dropbox did not accept the request{said}.": "Dropbox nie przyjął żądania{said}.",
  "Dropbox did not accept the request ({status} {tag}){said}.":
    "Dropbox nie przyjął żądania ({status} {tag}){said}.",
  "Dropbox does not let the bot put files there without the permission {scope}. An admin ticks it on the Permissions tab of the Dropbox app and connects again with /dropbox connect; reading goes on meanwhile.":
    "Dropbox nie pozwala botowi umieszczać tam plików bez uprawnienia {scope}. Administrator zaznacza je na karcie Permissions aplikacji Dropbox i łączy ponownie: /dropbox connect; odczyt tymczasem działa.",
  "This Dropbox is full, so the file was not put there. Make room in it, then ask again.":
    "Ten Dropbox jest pełny, więc pliku w nim nie umieszczono. Zwolnij miejsce i zapytaj ponownie.",
  "Dropbox did not take the file ({tag}). Nothing of it is there.":
    "Dropbox nie przyjął pliku ({tag}). Nic z niego tam nie zostało.",
  "Dropbox did not say whether the file arrived. Look into {thing} before you ask again.":
    "Dropbox nie potwierdził, że plik dotarł. Zanim zapytasz ponownie, zajrzyj tutaj: {thing}.",
  "What stands at {thing} is not what was sent (its content hash differs). Delete it, then ask once more.":
    "W {thing} jest coś innego, niż wysłano (inny content hash). Usuń to i zapytaj jeszcze raz.",

  // The stored state
  "A stored secret was sealed with another key: add that key to SECRET_KEY_PREVIOUS, or connect again with {connect}.":
    "Zapisany sekret zaszyfrowano innym kluczem: dodaj ten klucz do SECRET_KEY_PREVIOUS albo połącz ponownie: {connect}.",
  "A stored secret cannot be opened, for it was changed or belongs elsewhere; connect again with {connect}.":
    "Zapisanego sekretu nie da się odczytać, bo go zmieniono albo pochodzi skądinąd; połącz ponownie: {connect}.",
  "The disk that keeps the bot's state is full or cannot be written, so nothing was saved. Questions are still answered. Whoever runs the bot makes room; then everything goes on by itself.":
    "Dysk ze stanem bota jest pełny albo nie da się na nim pisać, więc niczego nie zapisano. Bot nadal odpowiada na pytania. Gdy osoba, która go prowadzi, zwolni miejsce, wszystko ruszy samo.",
  "The connection to the bot's database broke while this was saved, so it may be saved or not. Look before you do it again.":
    "Podczas zapisywania zerwało się połączenie z bazą danych bota, więc nie wiadomo, czy zapisano. Sprawdź, zanim zrobisz to ponownie.",
  "The bot's database cannot be reached now. Nothing was changed; try again in a minute.":
    "Baza danych bota jest teraz nieosiągalna. Niczego nie zmieniono; spróbuj ponownie za minutę.",
};
