// Polish of what a terminal says.

export const TERMINAL: Readonly<Record<string, string>> = {
  // Answers.
  "Saved: {path} ({size})": "Zapisano: {path} ({size})",
  "{file} could not be put into this folder ({problem}). Ask again from another one.":
    "{file}: nie udało się zapisać tego pliku w tym folderze ({problem}). Zapytaj ponownie z innego.",

  // Forms.
  "{yes} or {no}": "{yes} lub {no}",
  "{min} to {max}": "od {min} do {max}",
  "Nothing was sent.": "Niczego nie wysłano.",

  // The terminal as a place for digests.
  "this terminal": "ten terminal",
  "A terminal is not always there: only {command} sends it.":
    "Terminal nie jest zawsze dostępny: przegląd wysyła tylko {command}.",
  "At a terminal digests are printed here: leave channel out. Channels are for Slack and Discord.":
    "W terminalu przeglądy pojawiają się tutaj: pomiń channel. Kanały są dla Slacka i Discorda.",
  "At a terminal nobody is notified.": "W terminalu nikt nie dostaje powiadomień.",
};
