// What the web chat's page says around the conversation, in Polish.

export const PAGE: Readonly<Record<string, string>> = {
  "What would you like to know?": "Czego chcesz się dowiedzieć?",
  "Rule-of-law news from your own files. What is asked and answered here stays on this machine.":
    "Wiadomości o praworządności z własnych plików. Pytania i odpowiedzi zostają na tym komputerze.",
  "Connect Dropbox": "Połącz Dropbox",
  "Where your news files are: once, in a minute": "Skąd brać pliki z wiadomościami: raz, w minutę",
  "The strongest stories of the week": "Najważniejsze wiadomości tygodnia",
  "A chart": "Wykres",
  "A digest": "Przegląd",
  "What is new, every morning": "Co nowego, codziennie rano",
  "Everything that can be asked": "Wszystko, o co można zapytać",
  "How it may go on": "Możliwy ciąg dalszy",
  App: "Aplikacja",
  You: "Ty",
  "As data, to copy": "Jako dane, do skopiowania",
};
