// Polish of help, of a person's own page, of what is asked of messages that link to articles, and of the bot's machine.

export const HOME: Readonly<Record<string, string>> = {
  // Help
  "What you can ask, and how": "O co i jak możesz zapytać",
  "The command to explain, for example top, or a group of them: digest":
    "Polecenie do objaśnienia, na przykład top, albo ich grupa: digest",
  'There is no command "{name}". /news help lists them all.':
    "Nie ma polecenia „{name}”. Wszystkie wymienia /news help.",
  "What you can ask": "O co możesz zapytać",
  "Words go in any order and pillars have names: {example}. More on one command: {help}.":
    "Kolejność słów jest dowolna, a filary mają nazwy: {example}. Więcej o jednym poleceniu: {help}.",
  "Top news": "Najważniejsze",
  "About the scores": "O ocenach",
  "Those commands are for {who}. What you can ask yourself: {help}.":
    "Kto może używać tych poleceń: {who}. O co możesz pytać samodzielnie: {help}.",
  "The others are for {who}.": "Kto może używać pozostałych: {who}.",
  "It is for {who}.": "Kto może go używać: {who}.",
  "It takes no options.": "Nie ma żadnych opcji.",
  "Options are typed as name value or name:value, in any order.":
    "Opcje wpisuje się jako nazwa wartość albo nazwa:wartość, w dowolnej kolejności.",
  "(no value needed)": "(bez wartości)",
  Examples: "Przykłady",

  // A person's own page
  "Your page: how old the news is and what is yours":
    "Twoja strona: jak świeże są wiadomości i co jest twoje",
  "Rule-of-law news": "Wiadomości o praworządności",
  Latest: "Najnowsze",
  "Negative only": "Tylko negatywne",
  "Positive only": "Tylko pozytywne",
  "By pillar": "Według filarów",
  "{count, plural, one {# article} other {# articles}}":
    "{count, plural, one {# artykuł} few {# artykuły} many {# artykułów} other {# artykułu}}",
  "no article is dated": "żaden artykuł nie ma daty",
  "newest article {age}": "najnowszy artykuł: {age}",
  "Files read {time}": "Pliki odczytano {time}",

  // What a message links to
  "Addresses of articles": "Adresy artykułów",
  "What to do with the article": "Co zrobić z artykułem",
  "reports of this story": "relacje na ten temat",
  "why digests showed it or not": "dlaczego przeglądy go pokazały albo nie",
  "mute its source": "wycisz jego źródło",
  "What is known of the articles that a message links to":
    "Co wiadomo o artykułach, do których prowadzi wiadomość",
  "There is no link in that message, so I cannot tell which article is meant. Use this on a message that links to one, or find it by words of its title: /news show <words>.":
    "W tej wiadomości nie ma linku, więc nie wiadomo, o który artykuł chodzi. Użyj tego przy wiadomości z linkiem do artykułu albo znajdź go po słowach tytułu: /news show <słowa>.",
  "That message links to {count, plural, one {# article} other {# articles}} of the news here. Which one:":
    "Ta wiadomość prowadzi do {count, plural, one {# artykułu} few {# artykułów} many {# artykułów} other {# artykułu}} z tutejszych wiadomości. Do którego:",
  "The link {link} leads to no article of the news here. Another report of it may be here: look for words of its title, /news search <words>.":
    "Link {link} nie prowadzi do żadnego artykułu z tutejszych wiadomości. Może jest tu inna relacja: poszukaj słów z tytułu, /news search <słowa>.",
  "None of the {count} links in that message leads to an article of the news here. Another report of it may be here: look for words of its title, /news search <words>.":
    "Żaden z linków w tej wiadomości ({count}) nie prowadzi do artykułu z tutejszych wiadomości. Może jest tu inna relacja: poszukaj słów z tytułu, /news search <słowa>.",
  "Latest news": "Najnowsze wiadomości",
  'The data do not say which outlet reported "{title}", so there is none to mute.':
    "Dane nie podają, z jakiego źródła jest „{title}”, więc nie ma czego wyciszyć.",
  "Everywhere for 7 days": "Wszędzie na 7 dni",
  "Everywhere for good": "Wszędzie na stałe",
  'In "{name}"': "W „{name}”",
  "You have no digest here to keep {source} out of, and what is kept out of every digest is for admins to say. Nothing was changed.":
    "Nie masz tu przeglądu, w którym można by wyciszyć {source}, a o wyciszeniach we wszystkich decydują administratorzy. Niczego nie zmieniono.",
  "Mute {source}": "Wycisz {source}",
  "Keep it out of every digest and alert here or one of yours? Nothing is changed until you press.":
    "Wyciszyć we wszystkich tutejszych przeglądach i alertach czy w jednym z twoich? Dopóki nie naciśniesz, nic się nie zmieni.",
  "Keep it out of every digest and alert here? Nothing is changed until you press.":
    "Wyciszyć we wszystkich tutejszych przeglądach i alertach? Dopóki nie naciśniesz, nic się nie zmieni.",
  "Keep it out of one of yours? Nothing is changed until you press.":
    "Wyciszyć w jednym z twoich? Dopóki nie naciśniesz, nic się nie zmieni.",

  // The machine that the bot runs on
  "The clock of the bot's machine jumped from {from} to {to}. Questions are answered as before. Digests wait for an hour in case it is set right, then they go by the new time. If that is right already, restarting the bot makes them go on at once.":
    "Zegar maszyny, na której działa bot, przeskoczył z {from} na {to}. Odpowiedzi na pytania działają jak przedtem. Przeglądy czekają godzinę na jego poprawienie, potem trzymają się nowego czasu. Jeśli już jest dobry, po ponownym uruchomieniu bota ruszą od razu.",
  "The clock of the bot's machine is right again. Digests go on as they should; nothing was lost.":
    "Zegar maszyny, na której działa bot, znów jest dobry. Przeglądy działają jak należy; nic nie przepadło.",
  "In {zone} the time is {time} for the chat platform, and the bot does not know that zone. Digests there may come at the wrong hour. The bot's zone data are {version}; a newer version of the bot brings newer ones.":
    "Według platformy czatu w strefie {zone} obowiązuje {time}, a bot tej strefy nie zna. Przeglądy mogą tam przychodzić o złej godzinie. Dane bota o strefach to {version}; nowsza wersja bota ma nowsze.",
  "In {zone} the time is {time} for the chat platform, and the bot takes it for {own}. Digests there may come at the wrong hour. The bot's zone data are {version}; a newer version of the bot brings newer ones.":
    "Według platformy czatu w strefie {zone} obowiązuje {time}, a według bota {own}. Przeglądy mogą tam przychodzić o złej godzinie. Dane bota o strefach to {version}; nowsza wersja bota ma nowsze.",
};
