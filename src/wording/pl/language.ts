// Polish of what is said of typed words: what cannot be read, what is missing, what may be meant.

export const LANGUAGE: Readonly<Record<string, string>> = {
  "I take that as:": "Rozumiem to tak:",
  "I can take that as:": "Mogę to rozumieć tak:",
  "That number may be one of the list, or a filter:": "Ta liczba może być pozycją listy albo filtrem:",
  "Show number {number}": "Pokaż nr {number}",
  "{command} cannot go on from that: it takes other filters. Say it whole.":
    "{command} ma inne filtry i nie może tego kontynuować. Powiedz to w całości.",
  "There is nothing in that message that I can read.": "W tej wiadomości nie ma nic, co da się odczytać.",
  "That is {length, number} characters long, and I read {most, number} at most.":
    "To ma znaków: {length, number}, a czytam najwyżej {most, number}.",
  "I cannot read {words}.": "Nie rozumiem: {words}.",
  "I read {read}, but not {words}.": "Rozumiem {read}, ale nie {words}.",
  '"{word}"': "„{word}”",
  "{count} more": "jeszcze {count}",
  'A quote opens before "{said}" and does not close.':
    "Przed „{said}” otwiera się cudzysłów, który się nie zamyka.",
  "{group} is followed by {verbs}.": "Po {group} wpisz: {verbs}.",
  'There is no "{said}".': "Nie ma „{said}”.",
  'There is no command "{said}".': "Nie ma polecenia „{said}”.",
  '"{said}" can be read in {count} ways:': "„{said}” można rozumieć różnie (możliwości: {count}):",
  "{count} {names} have that word, the first of them:":
    "To słowo ma kilka wartości {names} ({count}), oto pierwsze:",
  "{count} {names} have that word:": "To słowo ma kilka wartości {names} ({count}):",
  'I read "{first}" and "{second}", and cannot join them. Either:':
    "Rozumiem „{first}” i „{second}”, ale nie da się ich połączyć. Możliwe:",
  "I cannot compare two things yet, only look at both together.":
    "Nie umiem jeszcze porównać dwóch rzeczy, mogę tylko pokazać obie razem.",
  "This looks at both together. {command} holds one against the other.":
    "To pokazuje obie rzeczy razem. Porównuje je {command}.",

  // Values
  "{name} needs a value.": "{name}: brakuje wartości.",
  "{name} is yes or no.": "{name}: tylko yes albo no.",
  "{name} goes from {least} to {most}.": "{name}: od {least} do {most}.",
  "{name} is a length of time from {least} to {most}.": "{name}: czas trwania od {least} do {most}.",
  "{name} is a whole number from {least} to {most}.": "{name}: liczba całkowita od {least} do {most}.",
  "{name} can have {most} characters at most.": "{name}: najwyżej tyle znaków: {most}.",
  "{names} go from {least} to {most}.": "{names}: od {least} do {most}.",
  "{names} go from {least} to {most}: {list} lists them.":
    "{names}: od {least} do {most}. Wymienia je {list}.",
  '{name} can be {values}, but not "{said}".': "{name}: możliwe jest {values}, ale nie „{said}”.",
  "{name} takes one value, but I read {values}. Which one:":
    "{name}: potrzebna jest jedna wartość, a widzę {values}. Która:",
  'I know no {kind} called "{said}".': "Nie znam takiej wartości ({kind}): „{said}”.",
  'I know no {kind} called "{said}": {list} lists them.':
    "Nie znam takiej wartości ({kind}): „{said}”. Wymienia je {list}.",
  "{kind, select, command {command} country {country} digest {digest} source {source} zone {zone} other {{kind}}}":
    "{kind, select, command {polecenie} country {kraj} digest {przegląd} source {źródło} zone {strefa} other {{kind}}}",
  "{command} needs one thing more, {name}: {what}.": "{command} potrzebuje jeszcze jednego, {name}: {what}.",
  "Not set": "Bez ustawienia",

  // What is left out
  "not {item}": "bez: {item}",
  "not the word {word}": "bez słowa {word}",
  'the word "{word}"': "słowo „{word}”",
  "You ask for {item} and leave it out. Which one:": "Pytasz o {item} i zarazem to pomijasz. Co wybrać:",
  '"{said}" cannot be left out: countries, outlets, pillars and words can.':
    "Nie da się pominąć „{said}”: można pomijać kraje, źródła, filary i słowa.",
  'I know nothing called "{said}". What is to be left out:': "Nie znam „{said}”. Co pominąć:",
  '"{word}" can be a word to look for, or the option: {summary}. Which one:':
    "„{word}” może być szukanym słowem albo opcją: {summary}. Co wybrać:",

  // Zones
  'I know no zone called "{said}". Zones have names such as Europe/Tallinn.':
    "Nie znam strefy „{said}”. Strefy mają nazwy takie jak Europe/Warsaw.",
  '"{said}" names no zone. Which one:': "„{said}” nie jest nazwą strefy. O którą chodzi:",
  '"{said}" names no zone. It may mean {zone}.': "„{said}” nie jest nazwą strefy. Może chodzić o {zone}.",
  "{zone}, where it is {time}": "{zone}, gdzie jest {time}",

  // Dates
  'I cannot read "{said}" as a date: 7d, last week, 2024-02 and 2024-02-05 work.':
    "Nie umiem odczytać „{said}” jako daty: działa 7d, last week, 2024-02 i 2024-02-05.",
  "That window ends before it begins.": "Ten okres kończy się przed początkiem.",
  "That window ends before it begins: {since}, {until}.":
    "Ten okres kończy się przed początkiem: {since}, {until}.",
  "A window cannot be empty: 24h is one day.": "Okres nie może być pusty: 24h to jeden dzień.",
  "That is longer than 100 years: all takes everything.": "To ponad 100 lat: wszystko obejmuje all.",
  "There is no time {time}.": "Nie ma godziny {time}.",
  "Dates go from 1900 to 2100.": "Daty są od 1900 do 2100.",
  "There is no month {month} in a year.": "W roku nie ma miesiąca {month}.",
  "{month} {year} has {days} days, so there is no day {day}.":
    "Liczba dni w miesiącu {month} {year} to {days}, więc dnia {day} nie ma.",
  "{month} has {days} days, so there is no day {day}.":
    "Liczba dni w miesiącu {month} to {days}, więc dnia {day} nie ma.",
  "Weeks go from 1 to 53.": "Tygodnie są od 1 do 53.",
  "{year} has 52 weeks.": "Rok {year} ma 52 tygodnie.",
  "Quarters go from 1 to 4.": "Kwartały są od 1 do 4.",
  "{said} can be {one} or {other}: write the year first.":
    "{said} to może być {one} albo {other}: zacznij od roku.",
  "{said} is not how dates are written here: the year comes first, as in 2024-02-05.":
    "{said}: tak dat się tu nie zapisuje. Najpierw rok, jak w 2024-02-05.",
};
