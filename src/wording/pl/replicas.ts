// Polish: what is said while several processes share the work.

export const REPLICAS: Readonly<Record<string, string>> = {
  "Another copy of the bot is bringing the files in.": "Pliki pobiera właśnie inny egzemplarz bota.",
  "Too much was asked at the same moment. Try again in a moment.":
    "Zbyt wiele pytań przyszło w tej samej chwili. Spróbuj ponownie za chwilę.",
};
