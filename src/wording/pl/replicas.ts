// Polish: what is said while several processes share the work.

export const REPLICAS: Readonly<Record<string, string>> = {
  "Another copy of the bot is bringing the files in.": "Pliki pobiera właśnie inny egzemplarz bota.",
};
