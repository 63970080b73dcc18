// What the web chat's page says around the conversation, in Polish.

export const PAGE: Readonly<Record<string, string>> = {
  "What would you like to know?": "Czego chcesz się dowiedzieć?",
  "Rule-of-law news from your own files. What is asked and answered here stays on this machine.":
    "Wiadomości o praworządności z własnych plików. Pytania i odpowiedzi zostają na tym komputerze.",
  "Connect Dropbox": "Połącz Dropbox",
  "Where your news files are: once, in a minute": "Tam są pliki z wiadomościami: raz, w minutę",
  "Top news": "Najważniejsze",
  "The strongest stories of the week": "Najmocniejsze wiadomości tygodnia",
  Search: "Szukaj",
  "A chart": "Wykres",
  "A digest": "Przegląd",
  "What is new, every morning": "Co nowego, każdego ranka",
  Help: "Pomoc",
  "Everything that can be asked": "Wszystko, o co można zapytać",
  "How it may go on": "Możliwy ciąg dalszy",
  "Working…": "Szukam…",
  "The bot does not answer. Look whether it still runs.": "Bot nie odpowiada. Sprawdź, czy nadal działa.",
  App: "Aplikacja",
  "What {platform} would be sent": "Co otrzymałaby platforma {platform}",
  "As data, to copy": "Jako dane, do skopiowania",
  Copy: "Kopiuj",
  Copied: "Skopiowano",
};
