// Polish of the history of changes.

export const AUDIT: Readonly<Record<string, string>> = {
  "What a digest sent and skipped, and who changed it": "Co przegląd wysłał i pominął oraz kto go zmieniał",
  "Who connected, chose, accepted and disconnected, and when":
    "Kto i kiedy połączył, wybrał, przyjął i rozłączył",
  "As a csv file, with what was changed in digests, too": "Jako plik csv, razem ze zmianami w przeglądach",
  Changes: "Zmiany",
  "Dropbox, times in UTC": "Dropbox, czas UTC",
  "digests and alerts, times in UTC": "przeglądy i alerty, czas UTC",
  "What one sent and skipped: /digest history Morning brief, for example.":
    "Co wysłał i pominął jeden z nich: na przykład /digest history Morning brief.",
  "As a file": "Jako plik",
  "{count, plural, one {# change} other {# changes}}, the oldest first.":
    "{count, plural, one {# zmiana} few {# zmiany} many {# zmian} other {# zmiany}}, od najstarszej.",
  "Nothing was changed here yet that is on record.": "Nie zapisano tu jeszcze żadnej zmiany.",
  "all digests": "wszystkie przeglądy",
  "the bot": "bot",
  "made by {who}": "utworzono: {who}",
  "changed by {who}: {options}": "zmieniono: {who}, opcje: {options}",
  'changed by {who}: {options}; it is "{name}" since': "zmieniono: {who}, opcje: {options}; odtąd „{name}”",
  "paused by {who}": "wstrzymano: {who}",
  "paused by {who} until {time}": "wstrzymano do {time}: {who}",
  "resumed by {who}": "wznowiono: {who}",
  "run by {who}": "wysłano ręcznie: {who}",
  "deleted by {who}": "usunięto: {who}",
  "{what, select, source {source} word {word} other {story}} {label} muted by {who}":
    "{what, select, source {wyciszono źródło} word {wyciszono słowo} other {wyciszono temat}} {label}: {who}",
  "{what, select, source {source} word {word} other {story}} {label} let in again by {who}":
    "{what, select, source {przywrócono źródło} word {przywrócono słowo} other {przywrócono temat}} {label}: {who}",
  "the Dropbox of {account} connected by {who}": "połączono Dropbox ({account}): {who}",
  "the Dropbox of {account} disconnected by {who}": "rozłączono Dropbox ({account}): {who}",
  "{path} chosen by {who}": "wybrano {path}: {who}",
  "{path} chosen by {who}, with {country} where no country is told":
    "wybrano {path}: {who}; gdzie brak kraju: {country}",
  "{files} put in use by {who}": "przyjęto {files}: {who}",
  "the old news of {files} kept by {who}": "zachowano dawne wiadomości z {files}: {who}",
  "what was decided of {files} taken back by {who}": "cofnięto decyzję o {files}: {who}",
};
