// Polish of digests and alerts: making, reading, changing and muting.

export const DIGESTS: Readonly<Record<string, string>> = {
  // Lists
  "Every digest and alert here, with the next run":
    "Wszystkie przeglądy i alerty stąd, z terminem następnej wysyłki",
  "Your digests and alerts": "Twoje przeglądy i alerty",
  "You have no digest and no alert yet.": "Nie masz jeszcze żadnego przeglądu ani alertu.",
  "Digests and alerts": "Przeglądy i alerty",
  "There is no digest and no alert here yet.": "Nie ma tu jeszcze żadnego przeglądu ani alertu.",
  "New digest": "Nowy przegląd",
  "New alert": "Nowy alert",
  "There is no such page.": "Nie ma takiej strony.",
  More: "Więcej",
  Back: "Wróć",
  "{all, plural, one {# digest or alert} other {# digests and alerts}}":
    "{all, plural, one {# przegląd lub alert} few {# przeglądy i alerty} many {# przeglądów i alertów} other {# przeglądu i alertu}}",
  "{first}–{last} of {all, plural, one {# digest or alert} other {# digests and alerts}}":
    "{first}–{last} z {all, plural, one {# przeglądu lub alertu} few {# przeglądów i alertów} many {# przeglądów i alertów} other {# przeglądu i alertu}}",
  "next {time}": "następny {time}",
  alert: "alert",
  "by {name}": "autor: {name}",

  // Making one
  "A digest of what is new, at the times you choose": "Przegląd nowości w wybranych przez ciebie porach",
  "A message as soon as strong news arrives, or when there is unusually much":
    "Wiadomość, gdy tylko pojawi się coś ważnego albo gdy jest tego niezwykle dużo",
  "Give it a name, for example Morning brief.": "Podaj nazwę, na przykład Morning brief.",
  "Say when it runs: days or another rhythm, and an hour.":
    "Podaj, kiedy ma przychodzić: dni lub inny rytm oraz godzinę.",
  'A digest needs a name and a time: /digest create Morning brief when "daily 09:00".':
    'Przegląd musi mieć nazwę i porę: /digest create Morning brief when "daily 09:00".',
  "An alert needs a name: /digest alert Corruption watch pillar corruption.":
    "Alert musi mieć nazwę: /digest alert Corruption watch pillar corruption.",
  'There is a digest or alert "{name}" already. Choose another name, or change it with /digest edit.':
    "Istnieje już przegląd lub alert „{name}”. Wybierz inną nazwę albo zmień go poleceniem /digest edit.",
  'There is a digest or alert "{name}" already. Choose another name.':
    "Istnieje już przegląd lub alert „{name}”. Wybierz inną nazwę.",
  "Alert made": "Utworzono alert",
  "Digest made": "Utworzono przegląd",
  "What is unusual now is told at once.": "O tym, co niezwykłe już teraz, zawiadamia od razu.",
  "It looks at everything that arrives from now on.": "Obejmuje wszystko, co nadejdzie od teraz.",
  "The first one brings the last period; what is older counts as known.":
    "Pierwszy obejmie ostatni okres; to, co starsze, uznaje się za znane.",
  "You have {most} digests and alerts here already, which is the most for one person. /digest delete makes room, or ask an admin to set this one up. Nothing was changed.":
    "Masz tu już {most} przeglądów i alertów, a więcej jedna osoba mieć nie może. Zwolnij miejsce poleceniem /digest delete albo poproś administratora, aby go utworzył. Niczego nie zmieniono.",
  "There are {most} digests and alerts here already, which is the most. /digest delete makes room. Nothing was changed.":
    "Jest tu już {most} przeglądów i alertów, a więcej być nie może. Zwolnij miejsce poleceniem /digest delete. Niczego nie zmieniono.",
  "You may not decide what the bot posts here.": "Nie możesz decydować o tym, co bot tu publikuje.",
  "Only admins may have everybody notified. Name a person or a group instead; nothing was changed.":
    "Tylko administratorzy mogą powiadamiać wszystkich. Podaj osobę lub grupę; niczego nie zmieniono.",
  "It notifies {who} each time.": "Za każdym razem powiadamia: {who}.",
  "Nothing was changed.": "Niczego nie zmieniono.",
  "a direct message to you": "wiadomość bezpośrednia do ciebie",
  "a direct message to {name}": "wiadomość bezpośrednia do: {name}",
  "a private channel": "prywatny kanał",

  // What it may expect
  "It is silent until there is news to read.": "Milczy, dopóki nie będzie wiadomości do przeczytania.",
  "The data have no article of {missing}: of that it brings nothing until they do. They cover {countries}.":
    "W danych nie ma artykułów dla: {missing}. Dopóki się nie pojawią, nic stamtąd nie przyjdzie. Dane obejmują: {countries}.",
  "The newest article it could bring is from {date}, {age}, and digests bring none older than 14 days. It is silent until newer ones arrive.":
    "Najnowszy pasujący artykuł jest z {date} ({age}), a przeglądy nie przynoszą starszych niż 14 dni. Do czasu nadejścia nowszych będzie cisza.",
  "no known country": "żadnego znanego kraju",
  "{countries} and {rest} more": "{countries} i jeszcze {rest}",
  "It covers several countries, and one with much news may take every place. They can take turns instead.":
    "Obejmuje kilka krajów, a jeden z dużą liczbą wiadomości może zająć wszystkie miejsca. Kraje mogą się za to przeplatać.",
  "By country": "Według krajów",

  // From a list, every morning
  "A digest of what a list shows, every morning": "Co rano przegląd tego, co pokazuje lista",
  "A digest never shows what could not be scored, so this one would have nothing to bring. `/news latest scored no` lists them.":
    "Przegląd nigdy nie pokazuje tego, czego nie dało się ocenić, więc ten byłby pusty. Takie artykuły wymienia `/news latest scored no`.",
  "A digest cannot look for that: it knows words and phrases, any of a few, and what to leave out, but no beginnings of words. Search for less, or keep the search itself with `/news save`.":
    "Przegląd nie umie tego szukać: zna słowa i zwroty, kilka do wyboru i to, co pominąć, ale nie początki słów. Uprość szukanie albo zapisz je poleceniem `/news save`.",
  "So it comes to you alone.": "Dlatego przyjdzie tylko do ciebie.",
  "up to {count, plural, one {# story} other {# stories}}":
    "najwyżej {count, plural, one {# temat} few {# tematy} many {# tematów} other {# tematu}}",
  "This, every morning?": "Taki przegląd co rano?",
  "what is new of: {what}": "nowości z zakresu: {what}",
  "{rule}, first {time}": "{rule}, pierwszy raz {time}",
  "A search reads whole articles, a digest their titles and summaries, so it finds less.":
    "Wyszukiwanie czyta całe artykuły, a przegląd tylko tytuły i streszczenia, więc znajdzie mniej.",
  "Make it": "Utwórz",
  "the list's dates": "daty z listy",
  "A digest brings what is new each time; it does not keep {parts}.":
    "Przegląd za każdym razem przynosi nowości; nie uwzględnia warunków: {parts}.",

  // Finding one
  'There is no digest or alert "{name}" here. There is none at all yet: /digest create makes one.':
    "Nie ma tu przeglądu ani alertu „{name}”. Nie ma jeszcze żadnego: utwórz go poleceniem /digest create.",
  'There is no digest or alert "{name}" here. There is {names}: /digest list shows all.':
    "Nie ma tu przeglądu ani alertu „{name}”. Są: {names}. Wszystkie pokazuje /digest list.",
  '"{name}" belongs to {owner}, who can change it; so can an admin. Nothing was changed.':
    "„{name}” może zmienić tylko właściciel ({owner}) albo administrator. Niczego nie zmieniono.",
  'You may not decide any more what is posted in {place}, so you cannot change "{name}". It goes on for that channel. An admin can change it, and so can you once you are back. Nothing was changed.':
    "Nie decydujesz już o tym, co bot publikuje w tym miejscu: {place}, więc nie możesz zmienić „{name}”. Tam działa dalej. Może to zmienić administrator, a ty po powrocie. Niczego nie zmieniono.",
  '"{name}"': "„{name}”",
  "{names} and more": "{names} i inne",

  // How it stands
  Where: "Gdzie",
  When: "Kiedy",
  What: "Co",
  Next: "Najbliższe",
  Takes: "Zakres",
  Owner: "Właściciel",
  State: "Stan",
  "when there is unusually much": "gdy wiadomości jest niezwykle dużo",
  "as soon as the news has it": "gdy tylko pojawi się w wiadomościach",
  "{before}, then {next}": "{before}, potem {next}",
  "{runs} (the first at {time} UTC)": "{runs} (pierwszy: {time} UTC)",
  active: "aktywny",
  "paused until somebody resumes it": "wstrzymany, dopóki ktoś go nie wznowi",
  "paused until {time}": "wstrzymany do {time}",
  Preview: "Podgląd",
  "Run now": "Wyślij teraz",
  Edit: "Edytuj",
  History: "Historia",
  Delete: "Usuń",
  Details: "Szczegóły",
  "Details {number}": "Szczegóły {number}",
  Pause: "Wstrzymaj",
  "Pause {name}": "Wstrzymaj {name}",
  Resume: "Wznów",
  "Resume {name}": "Wznów {name}",

  // Reading one
  "One digest or alert whole: rule, next runs, last deliveries, mutes":
    "Cały przegląd lub alert: reguła, najbliższe i ostatnie wysyłki, wyciszenia",
  "an alert": "alert",
  "a digest": "przegląd",
  "Last deliveries": "Ostatnie wysyłki",
  Muted: "Wyciszone",
  "What a digest would send now; nothing is sent and nothing counts as shown":
    "Co przegląd wysłałby teraz; nic nie zostaje wysłane ani uznane za pokazane",
  "Preview of {name}": "Podgląd: {name}",
  "for {place}; nothing was sent": "dokąd: {place}; nic nie wysłano",
  "It would send nothing now.": "Teraz nic by nie wysłał.",
  "{preview}, nothing was sent. It would go to {place} like this:":
    "{preview}, nic nie wysłano. Tak by to wyglądało tutaj: {place}",
  "(notifies somebody)": "(powiadamia kogoś)",

  // What it sent
  "One delivery": "Jedna wysyłka",
  "One set of its receipt": "Jedna pozycja jej rozliczenia",
  "That delivery is no longer on record. /digest history lists those that are.":
    "Tej wysyłki nie ma już w historii. Te, które są, wymienia /digest history.",
  "Name the digest: /digest history Morning brief, for example.":
    "Podaj nazwę przeglądu, na przykład: /digest history Morning brief.",
  '"{name}" has sent and skipped nothing yet.': "„{name}” nic jeszcze nie wysłał ani nie pominął.",
  "History of {name}": "Historia: {name}",
  "{place}, times in {zone}": "{place}, godziny w strefie {zone}",
  "on its way": "w drodze",
  "sent by hand": "wysłano ręcznie",
  sent: "wysłano",
  skipped: "pominięto",
  "given up": "zaniechano",
  "{first}–{last} of {all}": "{first}–{last} z {all}",
  "An article that is no longer in the data ({id})": "Artykuł, którego nie ma już w danych ({id})",
  undated: "bez daty",

  // Why an article was shown or not
  "Why each digest showed an article, or did not": "Dlaczego każdy z przeglądów pokazał artykuł albo nie",
  Why: "Dlaczego",
  "… {count} more: name one with digest <name>.": "… i jeszcze {count}: wskaż jeden przez digest <nazwa>.",
  "Its id in the data changed on {time}; it is the same article as before.":
    "Jego identyfikator w danych zmienił się {time}; to ten sam artykuł co przedtem.",
  "not shown: it is left out, since this takes news {left}.":
    "nie pokazano: wykluczony, bo zakres to wiadomości {left}.",
  "shown in the digest of {time}, which is on its way.":
    "pokazano w przeglądzie z {time}, który jest w drodze.",
  "shown on {time}.": "pokazano {time}.",
  "not shown on {time}: {reason}.": "nie pokazano {time}: {reason}.",
  "sent on {time}, and nobody can tell whether it arrived: the bot may not read the channel's history. It is not sent again.":
    "wysłano {time}, ale nie wiadomo, czy dotarł: bot nie może czytać historii kanału. Nie zostanie wysłany ponownie.",
  "it would be shown in the next one.": "zostałby pokazany w następnym.",
  "the next one would not show it: {reason}.": "następny by go nie pokazał: {reason}.",
  "not shown: it was in the data before this was made.": "nie pokazano: był w danych, zanim to utworzono.",
  "not shown: it has no date and came with a file that was new, so it counts as known before.":
    "nie pokazano: nie ma daty i przyszedł w nowym pliku, więc uznaje się go za znany wcześniej.",
  "not shown: this waits for spikes.": "nie pokazano: ten alert czeka na skoki.",
  "not shown: it is outside of what this takes.": "nie pokazano: jest poza zakresem.",
  "not shown: it was never in the data that this reads.":
    "nie pokazano: nigdy nie było go w czytanych tu danych.",

  // Changing one
  "Changes a digest or alert: when, where, what it takes, how it looks":
    "Zmienia przegląd lub alert: kiedy, gdzie, co obejmuje, jak wygląda",
  '"{name}" was deleted meanwhile.': "„{name}” został w międzyczasie usunięty.",
  "It needs a name.": "Nazwa jest potrzebna.",
  Changed: "Zmieniono",
  "{before} and no {next}": "{before} ani {next}",
  '"{name}" is an alert, which has no {options}. Nothing was changed.':
    "„{name}” to alert, a alert nie ma: {options}. Niczego nie zmieniono.",
  '"{name}" is a digest, which has no {options}. Nothing was changed.':
    "„{name}” to przegląd, a przegląd nie ma: {options}. Niczego nie zmieniono.",
  "Stops a digest or alert for a while; what it misses comes in one digest later":
    "Wstrzymuje przegląd lub alert; to, co go ominie, przyjdzie później w jednym przeglądzie",
  "That time is over. Give a day to come, for example 2027-01-07.":
    "Ten czas już minął. Podaj przyszły dzień, na przykład 2027-01-07.",
  "{name} paused it.": "Kto wstrzymał: {name}.",
  Paused: "Wstrzymano",
  "It is paused until somebody resumes it. What it misses comes in one digest when it goes on.":
    "Jest wstrzymany, dopóki ktoś go nie wznowi. To, co go ominie, przyjdzie po wznowieniu w jednym przeglądzie.",
  "It is paused until {time}. What it misses comes in one digest when it goes on.":
    "Jest wstrzymany do {time}. To, co go ominie, przyjdzie po wznowieniu w jednym przeglądzie.",
  "Lets a paused digest or alert go on": "Wznawia wstrzymany przegląd lub alert",
  "It is not paused.": "Nie jest wstrzymany.",
  "It goes on": "Wznowiono",
  "What it missed comes in one digest.": "To, co go ominęło, przyjdzie w jednym przeglądzie.",
  "Deletes a digest or alert with its history": "Usuwa przegląd lub alert razem z historią",
  "Delete {name}?": "Usunąć {name}?",
  "It would send nothing more to {place}, and its history would be gone. Messages that were sent stay. Pausing keeps everything.":
    "Nic więcej nie wyśle tutaj: {place}, a jego historia zniknie. Wysłane wiadomości zostaną. Wstrzymanie zachowuje wszystko.",
  "Pause instead": "Raczej wstrzymaj",
  '"{name}" is deleted. Nothing more is sent.': "Usunięto „{name}”. Nic więcej nie zostanie wysłane.",
  "Sends a digest now, with what is new since the last one":
    "Wysyła przegląd od razu, z nowościami od poprzedniego",
  "It is paused. Resume it first; then it can run.":
    "Jest wstrzymany. Najpierw go wznów, potem można go wysłać.",
  "The last digest of it is still on its way to {place}. Nothing more was sent; try again in a minute.":
    "Poprzednia wysyłka jest jeszcze w drodze: {place}. Nic więcej nie wysłano; spróbuj ponownie za minutę.",
  "It could not be run here now. Nothing was sent and nothing is lost; try again in a minute.":
    "Nie udało się go teraz wysłać. Nic nie wysłano i nic nie przepadło; spróbuj ponownie za minutę.",
  "The clock of the bot's machine was just set by more than a day. Digests wait for an hour, or until it is right again. Nothing was sent and nothing is lost.":
    "Zegar maszyny, na której działa bot, właśnie przestawiono o ponad dobę. Przeglądy czekają godzinę albo do jego poprawienia. Nic nie wysłano i nic nie przepadło.",
  "The digest goes to {place}.": "Przegląd trafi tutaj: {place}.",
  "There was nothing to send.": "Nie było czego wysłać.",

  // Muting
  "Keeps a source, a word or a story out of digests": "Wycisza w przeglądach źródło, słowo lub temat",
  "Lets a muted source, word or story in again": "Znów dopuszcza wyciszone źródło, słowo lub temat",
  "What is kept out of every digest is for admins to say. Name a digest of yours: /digest mute word football digest Morning brief. Nothing was changed.":
    "O wyciszeniach we wszystkich przeglądach decydują administratorzy. Wskaż własny przegląd: /digest mute word football digest Morning brief. Niczego nie zmieniono.",
  "Say what to keep out.": "Podaj, co wyciszyć.",
  "Say what: /digest mute source delfi.ee, /digest mute source 2 for the outlet of number 2, /digest mute word football, or /digest mute story 2 for 7d.":
    "Podaj co: /digest mute source delfi.ee, /digest mute source 2 (źródło numeru 2), /digest mute word football albo /digest mute story 2 for 7d.",
  '"{value}" is no outlet\'s domain, such as delfi.ee.':
    "„{value}” nie jest domeną źródła, taką jak delfi.ee.",
  Mute: "Wycisz",
  Undo: "Cofnij",
  "Unmute {label}": "Przywróć {label}",
  'Muted {lasts, select, always {for good} other {until {time}}}: the {kind, select, source {source {label}} word {word {label}} other {story {label} with every other step of its affair}}, in {where, select, everywhere {every digest and alert here} other {"{digest}"}}. Receipts go on counting what it keeps out.':
    "Wyciszono {lasts, select, always {na stałe} other {do {time}}}: {kind, select, source {źródło {label}} word {słowo {label}} other {temat {label} z dalszym ciągiem całej sprawy}}, {where, select, everywhere {we wszystkich tutejszych przeglądach i alertach} other {w „{digest}”}}. Rozliczenia nadal podają, ile pominięto.",
  'The {kind, select, source {source} word {word} other {story}} "{value}" is not muted in all digests.':
    "{kind, select, source {Źródło „{value}” nie jest wyciszone} word {Słowo „{value}” nie jest wyciszone} other {Temat „{value}” nie jest wyciszony}} we wszystkich przeglądach.",
  'The {kind, select, source {source} word {word} other {story}} "{value}" is not muted in "{digest}".':
    "{kind, select, source {Źródło „{value}” nie jest wyciszone} word {Słowo „{value}” nie jest wyciszone} other {Temat „{value}” nie jest wyciszony}} w „{digest}”.",
  "The {kind, select, source {source} word {word} other {story}} {label} may be shown again. Nothing that was missed comes back.":
    "Znów dopuszczono {kind, select, source {źródło} word {słowo} other {temat}} {label}. To, co pominięto wcześniej, nie wróci.",
  "Nothing is muted.": "Nic nie jest wyciszone.",
  "What is muted:": "Wyciszone:",
  "{kind, select, source {source} word {word} other {story}} {label}":
    "{kind, select, source {źródło} word {słowo} other {temat}} {label}",
  "{kind, select, source {source} word {word} other {story}} {label} until {time}":
    "{kind, select, source {źródło} word {słowo} other {temat}} {label} do {time}",
  "You have muted {most} things here already, which is the most for one person. /digest unmute lists what is muted and makes room. Nothing was changed.":
    "Masz tu już {most} wyciszeń, a więcej jedna osoba mieć nie może. /digest unmute wymienia je i zwalnia miejsce. Niczego nie zmieniono.",
  "{most} things are muted here already, which is the most. /digest unmute lists them. Nothing was changed.":
    "Jest tu już {most} wyciszeń, a więcej być nie może. Wymienia je /digest unmute. Niczego nie zmieniono.",
};
