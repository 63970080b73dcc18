// Polish of what is said around every command: roles, limits, forms, conversations, and what was not understood.

export const SERVE: Readonly<Record<string, string>> = {
  "Run it": "Wykonaj",
  "For example: {command}": "Na przykład: {command}",
  "Did you mean: {command}": "Czy chodziło o: {command}",
  "no. {number}": "nr {number}",

  // Groups of commands
  "Rule-of-law news by impact, pillar, country and date":
    "Wiadomości o praworządności według wpływu, filaru, kraju i daty",
  "Daily digests and alerts, in a channel or to you":
    "Codzienne przeglądy i alerty, na kanale lub dla ciebie",
  "The Dropbox folder that the news comes from (admins)":
    "Folder Dropboxa, z którego pochodzą wiadomości (administratorzy)",

  // Roles
  everybody: "wszyscy",
  "members who manage this channel": "osoby zarządzające tym kanałem",
  "admins of this workspace": "administratorzy tego miejsca",
  "{command} is for {who}. Ask one of them to run it for you; nothing was changed.":
    "Kto może użyć {command}: {who}. Poproś kogoś z nich; niczego nie zmieniono.",
  "{command} is for {who}, and whether you are one cannot be looked up at the moment. Nothing was changed; try again in a minute.":
    "Kto może użyć {command}: {who}. Nie da się teraz sprawdzić, czy ty też. Niczego nie zmieniono; spróbuj za minutę.",
  "{command} is for people of the workspace that the bot belongs to, and you are from another one. Ask somebody there to run it for you; nothing was changed.":
    "Polecenia {command} mogą używać osoby z miejsca, do którego należy bot, a ty jesteś skądinąd. Poproś kogoś stamtąd; niczego nie zmieniono.",

  // Limits and failures
  commands: "poleceń",
  "commands of this workspace": "poleceń z tej przestrzeni roboczej",
  "That is more than {most} {of} in an hour. Ask again in {wait}.":
    "To więcej niż {most} {of} na godzinę. Spróbuj ponownie za {wait}.",
  "That is more than {most} {of} in a minute. Ask again in {wait}.":
    "To więcej niż {most} {of} na minutę. Spróbuj ponownie za {wait}.",
  "That took too long and was given up. Nothing was lost; try again in a moment.":
    "To trwało za długo i zostało przerwane. Nic nie przepadło; spróbuj za chwilę.",
  "Something went wrong in the bot, and the log has it under {id}. Nothing was lost. Try again; if it stays, tell whoever runs the bot.":
    "Bot napotkał błąd, zapisany w dzienniku pod {id}. Nic nie przepadło. Spróbuj jeszcze raz; jeśli to nie minie, powiedz osobie, która prowadzi bota.",
  "This button is too old to work. Type the command again, for example /news top.":
    "Ten przycisk jest już za stary. Wpisz polecenie jeszcze raz, na przykład /news top.",
  "Digests cannot be sent from here: this platform does not run now.":
    "Stąd nie da się teraz wysyłać przeglądów: ta platforma nie działa.",

  // Forms
  "Fill it in again": "Wypełnij ponownie",
  "{count, plural, one {One answer of the form cannot be taken.} other {# answers of the form cannot be taken.}} Nothing was done, and nothing that you typed is lost.":
    "{count, plural, one {Jednej odpowiedzi nie da się przyjąć.} few {# odpowiedzi nie da się przyjąć.} many {# odpowiedzi nie da się przyjąć.} other {# odpowiedzi nie da się przyjąć.}} Nic nie zostało zrobione, a to, co wpisano, nie przepadło.",

  // Conversations
  "Hello. Ask me about the news, for example {first}, then {next}; {help} tells the rest.":
    "Cześć. Zapytaj o wiadomości, na przykład {first}, a potem {next}; resztę powie {help}.",
  "You are welcome. Ask on whenever you like.": "Proszę bardzo. Pytaj, kiedy zechcesz.",
  "All right, nothing was done. A digest stops with {command} and its name.":
    "Dobrze, nic nie zostało zrobione. Przegląd zatrzymuje {command} z jego nazwą.",
  "I cannot tell what that is about. Press the button of what you mean, or say it whole.":
    "Nie wiem, czego to dotyczy. Naciśnij właściwy przycisk albo powiedz to w całości.",
  'Kept from what was said here before: {filters}. "everything again" drops it.':
    "Zostaje z tego, co było tu wcześniej: {filters}. „everything again” to usuwa.",

  // Greeting of a channel
  "The bot can now be asked here for rule-of-law news, ranked by impact:":
    "Tego bota można tu pytać o wiadomości o praworządności, od najważniejszych:",
  "{command} shows what matters most, by pillar, country and date.":
    "{command} pokazuje to, co najważniejsze, według filaru, kraju i daty.",
  "{command} brings a digest to this channel, every morning for example.":
    "{command} przysyła na ten kanał przegląd, na przykład co rano.",
  "Answers are shown to whoever asks. Nothing comes here by itself unless somebody sets up a digest.":
    "Odpowiedź widzi ten, kto pyta. Nic nie przychodzi tu samo, dopóki ktoś nie ustawi przeglądu.",
};
