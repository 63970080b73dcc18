// Polish of what the web chat says.

export const WEB: Readonly<Record<string, string>> = {
  // The page.
  Conversation: "Rozmowa",
  "Ask about the news": "Zapytaj o wiadomości",
  "Working…": "Pracuję…",
  "The bot does not answer. Look whether it still runs.": "Bot nie odpowiada. Sprawdź, czy nadal działa.",
  "You:": "Ty:",
  "Posted here": "Opublikowano tutaj",
  "The same on {platforms}": "To samo na: {platforms}",
  "What {platform} would be sent": "{platform}: co zostałoby wysłane",
  Copy: "Kopiuj",
  Copied: "Skopiowano",
  Send: "Wyślij",
  "Sent.": "Wysłano.",
  None: "Brak",
  at: "o godz.",
  Numbers: "Liczby",

  // What is not let in or not there.
  "This address was used before: each opens the chat once. Start the bot anew, and open the address that it prints.":
    "Ten adres już wykorzystano: każdy otwiera czat tylko raz. Uruchom bota ponownie i otwórz adres, który poda.",
  "The chat is not open in this browser. Open the address that the bot printed when it started.":
    "W tej przeglądarce czat nie jest otwarty. Otwórz adres, który bot podał przy uruchomieniu.",
  "That was not whole. Load the page anew and try again.":
    "Dane dotarły niekompletne. Odśwież stronę i spróbuj ponownie.",
  "This is not kept any more. Ask again.": "Tego już nie ma. Zapytaj ponownie.",
  "There is nothing here. Open {address}.": "Nic tu nie ma. Otwórz {address}.",
  "The chat answers only on the machine that the bot runs on. Open it there, or through an SSH tunnel.":
    "Czat odpowiada tylko na komputerze, na którym działa bot. Otwórz go tam albo przez tunel SSH.",
  "The chat answers only under this machine's own names. Open the address that the bot printed.":
    "Czat odpowiada tylko pod własnymi nazwami tego komputera. Otwórz adres, który podał bot.",
  "Another page asked for this. Open the chat from its own address.":
    "O to poprosiła inna strona. Otwórz czat pod jego własnym adresem.",
  "Something went wrong in the bot. The reason is in its log.":
    "Bot napotkał błąd. Przyczyna jest w jego dzienniku.",
  "The bot is restarting.": "Bot uruchamia się ponownie.",

  // The page as a place for digests.
  "this page": "ta strona",
  "It stands in the page while the bot runs, and is gone when the bot is started anew.":
    "Będzie na tej stronie, dopóki bot działa; po ponownym uruchomieniu bota zniknie.",
  "In the web chat digests are posted here: leave channel out. Channels are for Slack and Discord.":
    "W czacie w przeglądarce przeglądy pojawiają się tutaj: pomiń channel. Kanały są dla Slacka i Discorda.",
  "In the web chat nobody is notified.": "W czacie w przeglądarce nikt nie dostaje powiadomień.",
};
