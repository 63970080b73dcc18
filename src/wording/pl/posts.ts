// Polish of what digests and alerts post, what their owners hear, and what is set of them.

export const POSTS: Readonly<Record<string, string>> = {
  // The head of a digest
  "{title}: {headline}": "{title}: {headline}",
  "Alert: {name}": "Alert: {name}",
  "There is no new article in its scope.": "Nie ma nowych artykułów z jego zakresu.",
  "{count, plural, one {# new story} other {# new stories}}: {counts}":
    "{count, plural, one {# nowy temat} few {# nowe tematy} many {# nowych tematów} other {# nowego tematu}}: {counts}",
  "{candidates}, {highImpact, number} high impact, none shown.":
    "{candidates}, w tym {highImpact, number} o silnym wpływie; nic nie pokazano.",
  "{candidates}, {highImpact, number} high impact, {shown} shown: {counts}":
    "{candidates}, w tym {highImpact, number} o silnym wpływie; pokazano {shown}: {counts}",
  "{fresh, plural, one {# new article} other {# new articles}}":
    "{fresh, plural, one {# nowy artykuł} few {# nowe artykuły} many {# nowych artykułów} other {# nowego artykułu}}",
  "{seenBefore, plural, one {# article} other {# articles}} seen before":
    "{seenBefore, plural, one {# artykuł widziany} few {# artykuły widziane} many {# artykułów widzianych} other {# artykułu widzianego}} już wcześniej",
  "{fresh, plural, one {# new article} other {# new articles}} and {seenBefore, number} seen before":
    "{fresh, plural, one {# nowy artykuł} few {# nowe artykuły} many {# nowych artykułów} other {# nowego artykułu}} i {seenBefore, plural, one {# widziany} few {# widziane} many {# widzianych} other {# widzianego}} już wcześniej",
  "This also covers the digest of {at}, which was not sent.":
    "Obejmuje też niewysłany przegląd z terminu {at}.",
  "This also covers {count, number} digests from {first} to {last}, which were not sent.":
    "Obejmuje też niewysłane przeglądy od {first} do {last}, łącznie {count, number}.",

  // Its sections
  WORSE: "NA GORSZE",
  worse: "na gorsze",
  "{count} worse": "{count} na gorsze",
  BETTER: "NA LEPSZE",
  better: "na lepsze",
  "{count} better": "{count} na lepsze",
  "BOTH WAYS": "W OBIE STRONY",
  "both ways": "w obie strony",
  "{count} both ways": "{count} w obie strony",
  NEUTRAL: "NEUTRALNE",
  "{count} neutral":
    "{count, plural, one {# neutralny} few {# neutralne} many {# neutralnych} other {# neutralnego}}",
  "No country": "Bez kraju",
  opinion: "opinia",
  "+ {count, plural, one {# more report} other {# more reports}}":
    "+ {count, plural, one {# inna relacja} few {# inne relacje} many {# innych relacji} other {# innej relacji}}",
  "every article": "każdy artykuł",
  "Scored by a language model: {about}": "Oceny wystawia model językowy: {about}",
  "Mute…": "Wycisz…",

  // What changed
  CHANGED: "ZMIANY",
  "Most of {file} was scored anew, {count, plural, one {# article} other {# articles}} shown here with it":
    "Większość pliku {file} oceniono na nowo, a wraz z nią {count, plural, one {# pokazany tu artykuł} few {# pokazane tu artykuły} many {# pokazanych tu artykułów} other {# pokazanego tu artykułu}}",
  "Rescored: {title}  {before} → {after}": "Oceniono na nowo: {title}  {before} → {after}",
  "Withdrawn, no longer in the data: {title}": "Wycofano, nie ma już w danych: {title}",
  "… {count} more {count, plural, one {file} other {files}} scored anew":
    "… na nowo {count, plural, one {oceniono jeszcze # plik} few {oceniono jeszcze # pliki} many {oceniono jeszcze # plików} other {oceniono jeszcze # pliku}}",
  "a count of those files scored anew": "liczba plików ocenionych na nowo",
  "… {count} more rescored": "… oceniono na nowo jeszcze {count}",
  "a count of those rescored": "liczba ocenionych na nowo",
  "… {count} more withdrawn": "… wycofano jeszcze {count}",
  "a count of those withdrawn": "liczba wycofanych",
  "withdrawn {when}: no longer in the data": "wycofano {when}: nie ma go już w danych",
  "back in the data {when}": "znów w danych {when}",
  "back in the data {when}: {what}": "znów w danych {when}: {what}",
  "corrected {when}: {what}": "poprawiono {when}: {what}",

  // Its receipt
  "{shown} of {total, number} shown": "pokazano {shown} z {total, number}",
  "no new article in its scope": "brak nowych artykułów z jego zakresu",
  "{count, number} shown":
    "{count, plural, one {# pokazany} few {# pokazane} many {# pokazanych} other {# pokazanego}}",
  "{count, number} refused by the platform":
    "{count, plural, one {# odrzucony} few {# odrzucone} many {# odrzuconych} other {# odrzuconego}} przez platformę",
  "{count, number} perhaps not arrived":
    "{count, plural, one {# być może niedostarczony} few {# być może niedostarczone} many {# być może niedostarczonych} other {# być może niedostarczonego}}",
  "{count, number} not delivered":
    "{count, plural, one {# niedostarczony} few {# niedostarczone} many {# niedostarczonych} other {# niedostarczonego}}",
  "{count, number} over the limit": "{count, number} ponad limit",
  "{count, number} below impact": "{count, number} o zbyt słabym wpływie",
  "{count, number} off topic": "{count, number} nie na temat",
  "{count, number} of the other direction": "{count, number} o innym kierunku",
  "{count, number} same story": "{count, number} na ten sam temat",
  "{count, number} not scored": "{count, number} bez oceny",
  "{count, number} older than 14 days": "{count, number} sprzed ponad 14 dni",
  "{count, number} muted":
    "{count, plural, one {# wyciszony} few {# wyciszone} many {# wyciszonych} other {# wyciszonego}}",
  "{count, number} withdrawn":
    "{count, plural, one {# wycofany} few {# wycofane} many {# wycofanych} other {# wycofanego}}",
  shown: "pokazano",
  "the platform refused its message": "platforma odrzuciła wiadomość",
  "nobody can tell whether its message arrived": "nie wiadomo, czy wiadomość dotarła",
  "its message was not delivered": "wiadomości nie dostarczono",
  "stories that rank higher filled the digest": "przegląd wypełniły tematy wyżej w rankingu",
  "weaker verdicts than the digest asks for": "oceny słabsze, niż wymaga przegląd",
  "scored for a pillar, but it reports something else": "ocena dotyczy filaru, a treść czegoś innego",
  "no verdict of the direction that the digest asks for": "brak oceny w kierunku, którego szuka przegląd",
  "another report of the same story was shown": "pokazano inną relację na ten sam temat",
  "the model gave no score": "model nie wystawił oceny",
  "published more than 14 days before": "publikacja ponad 14 dni wcześniej",
  "kept out by a mute": "pominięto z powodu wyciszenia",
  "no longer in the data": "nie ma już w danych",

  // Its trend line
  "{count, number}{impact, select, strong { strong} other {}}{direction, select, negative { negative} positive { positive} neutral { neutral} other {}} {count, plural, one {story} other {stories}}":
    "{direction, select, negative {{count, plural, one {# negatywny temat} few {# negatywne tematy} many {# negatywnych tematów} other {# negatywnego tematu}}} positive {{count, plural, one {# pozytywny temat} few {# pozytywne tematy} many {# pozytywnych tematów} other {# pozytywnego tematu}}} neutral {{count, plural, one {# neutralny temat} few {# neutralne tematy} many {# neutralnych tematów} other {# neutralnego tematu}}} other {{count, plural, one {# temat} few {# tematy} many {# tematów} other {# tematu}}}}{impact, select, strong { o silnym wpływie} other {}}",
  "{stories} in the 7 days to {day}, {was, number} in the 7 before: {difference}.":
    "{stories} w ciągu 7 dni do {day}, {was, number} w 7 poprzednich: {difference}.",
  "{stories} in the last 7 days, {was, number} in the 7 before: {difference}.":
    "{stories} w ciągu ostatnich 7 dni, {was, number} w 7 poprzednich: {difference}.",

  // Spikes
  "A spike is a week with at least six stories about a pillar in a country, more than in any of the eight weeks before, half again as many as in a usual one, and more than waves of news bring by chance once in a hundred looks. Where outlets bring more of everything, as after a summer, more is usual; each spike is told when it begins and once when it is over.":
    "Skok to tydzień, w którym o jednym filarze w jednym kraju jest co najmniej sześć tematów: więcej niż w każdym z ośmiu poprzednich tygodni, o połowę więcej niż zwykle i więcej, niż przypadkowe fale wiadomości dają raz na sto sprawdzeń. Gdy media piszą więcej o wszystkim, na przykład po wakacjach, próg rośnie. O każdym skoku bot zawiadamia, gdy się zaczyna, i raz, gdy się kończy.",
  "{pillar} in {country}": "{pillar} ({country})",
  "{stories, plural, one {# story} other {# stories}} in the 7 days to {day}; in the {weeks} weeks before{those, select, some { that have any news} other {}} {range} a week{spread, select, even {} other {, {middle, number} in the middle}}.":
    "{stories, plural, one {# temat} few {# tematy} many {# tematów} other {# tematu}} w ciągu 7 dni do {day}; w {weeks} poprzednich tygodniach{those, select, some { z wiadomościami} other {}} {range} tygodniowo{spread, select, even {} other {, mediana {middle, number}}}.",
  "{count, number}": "{count, number}",
  "{least, number} to {most, number}": "od {least, number} do {most, number}",
  "{reading} From {needed, number} on that is unusual.": "{reading} Skok to co najmniej {needed, number}.",
  "{name}: nobody can tell, since its news are older than a week or reach back less than four weeks before.":
    "{name}: nie da się tego ocenić, bo wiadomości są sprzed ponad tygodnia albo nie sięgają czterech tygodni wcześniej.",
  "{name}: {reading}": "{name}: {reading}",
  "{name}: {reading} That goes on since it was told of {day}; below {endsBelow, number} it is over.":
    "{name}: {reading} Skok zgłoszony {day} trwa; skończy się poniżej {endsBelow, number}.",
  "{name} is unusual, and waits: no more stories may be shown today.":
    "{name}: to niezwykłe, ale czeka, bo na dziś wyczerpano limit tematów.",
  "Nothing can be called unusual: no country of it has news of this week and of four weeks before.":
    "Niczego nie da się uznać za niezwykłe: żaden z objętych krajów nie ma wiadomości z tego tygodnia i z czterech poprzednich.",
  "Nothing new. {name} goes on: {reading} Below {endsBelow, number} it is over.":
    "Nic nowego. Trwa skok: {name}. {reading} Skończy się poniżej {endsBelow, number}.",
  "Nothing is unusual. The nearest is {name}: {reading}":
    "Nie ma nic niezwykłego. Najbliżej jest {name}: {reading}",
  "{count, plural, one {Back to usual.} other {# are back to usual.}}":
    "{count, plural, one {Wszystko wróciło do normy.} few {# wróciły do normy.} many {# wróciło do normy.} other {# wróciło do normy.}}",
  "Unusually much: {name}.": "Niezwykle dużo: {name}.",
  "Unusually much in {count} places: {names}.": "Niezwykle dużo w {count} miejscach: {names}.",
  "{count, plural, one {# more is over.} other {# more are over.}}":
    "{count, plural, one {Skończył się # inny skok.} few {Skończyły się # inne skoki.} many {Skończyło się # innych skoków.} other {Skończyło się # innego skoku.}}",
  "that {name} is over": "koniec skoku: {name}",
  "{name} is back to usual: {stories, plural, one {# story} other {# stories}} in the 7 days to {to}. It lasted {days, plural, one {# day} other {# days}}, from {from}.":
    "{name}: powrót do normy. {stories, plural, one {# temat} few {# tematy} many {# tematów} other {# tematu}} w ciągu 7 dni do {to}. Trwało to {days, plural, one {# dzień} few {# dni} many {# dni} other {# dnia}}, od {from}.",
  "List {count, number}": "Lista: {count, number}",
  "the numbers of {name}": "liczby: {name}",
  "the chart of {name}": "wykres: {name}",
  "Per 7 days": "Tygodniowo",
  "Stories per 7 days: {range} in the eight weeks before, and then {stories, number}.":
    "Tematy tygodniowo: {range} w ośmiu poprzednich tygodniach, a potem {stories, number}.",
  "to {day}": "do {day}",

  // What must be told
  "Nothing fitted this digest for {days} days. It goes on; Edit changes what it takes.":
    "Od {days} dni nic nie pasowało do tego przeglądu. Działa dalej; jego zakres zmienia przycisk Edytuj.",
  "There was no news to choose from.": "Nie było wiadomości do wyboru.",
  "There was no news to choose from: {why}": "Nie było wiadomości do wyboru: {why}",
  "Nothing to show: {receipt}.": "Nie było czego pokazać: {receipt}.",
  "There was no news to look at.": "Nie było wiadomości do sprawdzenia.",
  "{outage} Admins know.": "{outage} Administratorzy o tym wiedzą.",
  "No news yet: {outage} Admins know.": "Nie ma jeszcze wiadomości: {outage} Administratorzy o tym wiedzą.",
  "No new data since {instant}: {outage} Admins know.":
    "Brak nowych danych od {instant}: {outage} Administratorzy o tym wiedzą.",
  "{count, plural, one {Its} other {Their}} earlier news goes on, and all other files are up to date.":
    "{count, plural, one {W użyciu są jego wcześniejsze wiadomości} few {W użyciu są ich wcześniejsze wiadomości} many {W użyciu są ich wcześniejsze wiadomości} other {W użyciu są ich wcześniejsze wiadomości}}, a wszystkie inne pliki są aktualne.",
  "It was missed, and the next digest covers it.": "Ten termin przepadł; obejmie go następny przegląd.",

  // What owners hear
  "its line": "jego wiersz",
  "its heading": "jego nagłówek",
  "its receipt": "jego rozliczenie",
  '"{title}"': "„{title}”",
  "{name}: {flaws}": "{name}: {flaws}",
  "The digest could not be delivered for 7 days.": "Przeglądu nie udało się dostarczyć przez 7 dni.",
  "The message may not have arrived in the channel: the connection was lost while sending, and the bot may not read the channel's history to look. Nothing was sent twice.":
    "Wiadomość mogła nie dotrzeć na kanał: połączenie zerwało się podczas wysyłania, a bot nie może tego sprawdzić w historii kanału. Nic nie wysłano dwa razy.",
  "{unsure} of {messages} messages may not have arrived in the channel: the connection was lost while sending, and the bot may not read the channel's history to look. Nothing was sent twice.":
    "Na kanał mogły nie dotrzeć niektóre wiadomości ({unsure} z {messages}): połączenie zerwało się podczas wysyłania, a bot nie może tego sprawdzić w historii kanału. Nic nie wysłano dwa razy.",
  "Refused: a message. {why} What was refused is not sent again.":
    "Odrzucono wiadomość. {why} Tego, co odrzucono, bot nie wyśle ponownie.",
  "Refused: {named} and {more} more. {why} What was refused is not sent again.":
    "Odrzucono: {named} i jeszcze {more}. {why} Tego, co odrzucono, bot nie wyśle ponownie.",
  "Refused: {named}. {why} What was refused is not sent again.":
    "Odrzucono: {named}. {why} Tego, co odrzucono, bot nie wyśle ponownie.",
  "Of its stories, {sent} arrived, {lost} did not.": "Z jego tematów dotarło: {sent}, nie dotarło: {lost}.",
  "Of its stories, {sent} arrived, {unsure} may have arrived, which nobody can look up, {lost} did not.":
    "Z jego tematów dotarło: {sent}, może dotarło, czego nie da się sprawdzić: {unsure}, nie dotarło: {lost}.",
  'A digest of "{name}" did not arrive where it used to go: {reason}':
    "Przegląd „{name}” nie dotarł w swoje dawne miejsce: {reason}",
  "It goes on in {place}, and the next one brings what did not arrive; its history shows what that digest held.":
    "Działa dalej tutaj: {place}. To, co nie dotarło, przyniesie następny; zawartość tamtego pokazuje jego historia.",
  "It goes on in {place}; its history shows what that digest held.":
    "Działa dalej tutaj: {place}. Zawartość tamtego przeglądu pokazuje jego historia.",
  'Your digest "{name}" for {place} is paused: {reason}':
    "Twój przegląd „{name}” ({place}) jest wstrzymany: {reason}",
  "When it goes on, the next digest brings what did not arrive; its history shows what the last one held.":
    "Po wznowieniu następny przegląd przyniesie to, co nie dotarło; zawartość ostatniego pokazuje jego historia.",
  "Its history shows what the last one held.": "Zawartość ostatniego pokazuje jego historia.",
  "Go on: {name}": "Wznów: {name}",
  "Go on": "Wznów",
  "A digest begins here. Its heading was not taken in this place; its owner was told.":
    "Tu zaczyna się przegląd. Jego nagłówka to miejsce nie przyjęło; właściciel o tym wie.",
  "It went to {name} alone, who is not here any more.":
    "Przychodził tylko do jednej osoby, której już tu nie ma: {name}.",

  // Schedules and quiet hours
  "Quiet hours go from one time of day to another, as in {example}.":
    "Godziny ciszy trwają od jednej godziny do drugiej, na przykład {example}.",
  "Say when the quiet hours end, as in {example}.":
    "Podaj, kiedy kończą się godziny ciszy, na przykład {example}.",
  "Quiet hours cannot end at the time they begin: nothing would ever be sent.":
    "Godziny ciszy nie mogą kończyć się wtedy, gdy się zaczynają: nic nigdy nie zostałoby wysłane.",
  "Say when it runs: {examples}.": "Podaj, kiedy ma przychodzić: {examples}.",
  "{hourly}, {daily}, {weekdays}, {weekly} and {monthly} work":
    "można wpisać {hourly}, {daily}, {weekdays}, {weekly} albo {monthly}",
  "That is too long for a schedule: {examples}.": "Ten opis terminu jest za długi: {examples}.",
  "A digest runs every hour, on days of the week or once a month; no other steps are possible.":
    "Przegląd przychodzi co godzinę, w wybrane dni tygodnia albo raz w miesiącu; inne odstępy nie są możliwe.",
  "A time zone is not part of the schedule: it has a field of its own, {tz}.":
    "Strefa czasowa nie należy do terminu: ma własne pole {tz}.",
  'I cannot read "{word}" in a schedule: {examples}.': "Nie rozumiem słowa „{word}” w terminie: {examples}.",
  "There is no day {day} in a month: days go from 1 to 31, and 31 is always the last day.":
    "W miesiącu nie ma dnia {day}: dni są od 1 do 31, a 31 to zawsze ostatni dzień.",
  "There is no minute {minute} in an hour: minutes go from 0 to 59.":
    "W godzinie nie ma minuty {minute}: minuty są od 0 do 59.",
  "A digest runs every hour, on days of the week or on one day of the month, not on a mix of these.":
    "Przegląd przychodzi co godzinę, w wybrane dni tygodnia albo w jeden dzień miesiąca; nie da się tego łączyć.",
  "Say on which day of the week it runs, as in {example}.":
    "Podaj, w który dzień tygodnia ma przychodzić, na przykład {example}.",
  "Say on which days it runs, as in {example}.": "Podaj, w które dni ma przychodzić, na przykład {example}.",
  "A digest of every hour has a minute and no time of day, as in {example}.":
    "Przegląd cogodzinny ma minutę, a nie godzinę, na przykład {example}.",
  "A digest runs once an hour: name one minute, as in {example}.":
    "Przegląd przychodzi raz na godzinę: podaj jedną minutę, na przykład {example}.",
  "Say on which one day of the month it runs, as in {example}; 31 is always the last day.":
    "Podaj jeden dzień miesiąca, na przykład {example}; 31 to zawsze ostatni dzień.",
  "Say at what time of day it runs, as in {example}.":
    "Podaj, o której ma przychodzić, na przykład {example}.",
  "A digest runs at one time of day: make a second digest for another time.":
    "Przegląd przychodzi o jednej porze: na inną porę utwórz drugi przegląd.",

  // Settings
  "Stories at most": "Najwyżej tematów",
  "Stories at most, 1 to 10; 10 when not given": "Najwyżej tyle tematów, od 1 do 10; domyślnie 10",
  "up to {stories, plural, one {# story} other {# stories}}":
    "najwyżej {stories, plural, one {# temat} few {# tematy} many {# tematów} other {# tematu}}",
  "How much of each article it shows; standard when not given":
    "Ile pokazuje z każdego artykułu; domyślnie standard",
  line: "jeden wiersz",
  brief: "krótko",
  standard: "standardowo",
  full: "w całości",
  "one line, the rest in a thread": "jeden wiersz, reszta w wątku",
  "brief layout": "układ krótki",
  "full layout": "układ pełny",
  "Articles in a thread": "Artykuły w wątku",
  "A header in the channel, the articles in a thread under it":
    "Na kanale nagłówek, a artykuły w wątku pod nim",
  "articles in a thread": "artykuły w wątku",
  Language: "Język",
  "The language that it speaks; that of whoever makes it when not given":
    "Język, w którym mówi; domyślnie język autora",
  English: "English",
  Polski: "Polski",
  "in Polish": "po polsku",
  Notify: "Powiadom",
  "A person or group to notify each time": "Osoba lub grupa powiadamiana za każdym razem",
  "notifies somebody": "powiadamia kogoś",
  "Without news": "Bez nowości",
  "What it does when there is nothing to show; skip when not given":
    "Co robi, gdy nie ma czego pokazać; domyślnie skip",
  "send nothing": "nic nie wysyła",
  "say that there is nothing": "pisze, że nic nie ma",
  "says when there is nothing": "pisze, gdy nic nie ma",
  "Trend line": "Wiersz trendu",
  "A line that counts its stories of the last 7 days against the 7 before":
    "Wiersz porównujący liczbę tematów z ostatnich 7 dni i z 7 poprzednich",
  "with a trend line": "z wierszem trendu",
  "news: as soon as there is some; spike: when there is unusually much; news when not given":
    "news: gdy tylko coś jest; spike: gdy jest niezwykle dużo; domyślnie news",
  "as soon as there is news": "gdy tylko jest coś nowego",
  "Stories a day at most": "Najwyżej tematów dziennie",
  "at most {stories} a day": "najwyżej {stories} dziennie",
  "Quiet hours": "Godziny ciszy",
  "Hours without alerts, such as 22:00-07:00": "Godziny bez alertów, np. 22:00-07:00",
  "quiet from {from} to {to}": "cisza od {from} do {to}",
};
