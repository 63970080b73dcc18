// Polish of what Discord's part says.

export const DISCORD: Readonly<Record<string, string>> = {
  // Answering.
  "The bot is restarting. Nothing was lost; ask again in a minute.":
    "Bot uruchamia się ponownie. Nic nie przepadło; spróbuj za minutę.",
  "Everyone here sees the answer below.": "Odpowiedź poniżej widzą tu wszyscy.",
  "Discord did not say whether everyone here sees the answer. Nothing is sent twice: look below, and share it again if it is not there.":
    "Discord nie potwierdził, czy wszyscy tutaj widzą odpowiedź. Nic nie jest wysyłane dwa razy: spójrz niżej i jeśli jej tam nie ma, udostępnij ją ponownie.",
  "Discord takes no answers where you asked: the thread is locked, or closed to you. So it comes here.":
    "W miejscu, z którego pytasz, Discord nie przyjmuje odpowiedzi: wątek jest zablokowany albo niedostępny dla ciebie. Dlatego odpowiedź jest tutaj.",
  "Nothing can be shared there.": "Niczego nie da się tam udostępnić.",
  "You may not send messages here, so this is shown to you alone.":
    "Nie możesz tu wysyłać wiadomości, więc tę odpowiedź widzisz tylko ty.",
  "Discord does not tell at the moment which servers you are in. Nothing was changed; try again in a minute.":
    "Discord chwilowo nie podaje, na których serwerach jesteś. Niczego nie zmieniono; spróbuj ponownie za minutę.",
  "Discord did not take this answer, and the log has why. Nothing was lost; ask for less at a time.":
    "Discord nie przyjął tej odpowiedzi; przyczyna jest w dzienniku bota. Nic nie przepadło; pytaj o mniej naraz.",
  "There is nothing to show.": "Nie ma nic do pokazania.",
  "From the article:": "Z artykułu:",
  "(Its address is no web address.)": "(Jego adres nie jest adresem internetowym.)",
  "(Its address has {count} characters, too many for a link here.)":
    "(Jego adres jest za długi na link; liczba znaków: {count}.)",
  "{text} (its address has {count} characters, too many to show)":
    "{text} (adres jest za długi, by go pokazać; liczba znaków: {count})",
  "{file} has {size}, and Discord takes {most}. Ask for fewer dates or countries, or for parquet, which is smaller.":
    "{file} ma {size}, a Discord przyjmuje {most}. Poproś o mniej dat lub krajów albo o parquet, który jest mniejszy.",
  "{count, plural, one {# more article} other {# more articles}}":
    "{count, plural, one {# artykuł} few {# artykuły} many {# artykułów} other {# artykułu}}",
  "{count, plural, one {# more character} other {# more characters}}":
    "{count, plural, one {# znak} few {# znaki} many {# znaków} other {# znaku}}",
  "{count, plural, one {# more button} other {# more buttons}}":
    "{count, plural, one {# przycisk} few {# przyciski} many {# przycisków} other {# przycisku}}",
  "… {parts} left out: ask for fewer.": "… Pominięto jeszcze: {parts}. Poproś o mniej.",
  "… more to press:": "… dalsze przyciski:",

  // Buttons and forms.
  Open: "Otwórz",
  Form: "Formularz",
  Also: "Dodatkowo",
  Help: "Pomoc",

  // Commands.
  "A direct message to you instead of a channel": "Wiadomość bezpośrednia do ciebie zamiast kanału",
  "Reports of this story": "Relacje na ten temat",
  "Why was this sent": "Dlaczego to wysłano",
  "Mute its source": "Wycisz to źródło",

  // Which server is meant.
  "this conversation": "ta rozmowa",
  "another server": "inny serwer",
  "Here that may be about {places}. Which one do you mean?":
    "Tutaj może chodzić o różne miejsca: {places}. Które masz na myśli?",
  "Here you get the news of {place}. Whose do you want from now on?":
    "Teraz dostajesz tu wiadomości stąd: {place}. Skąd mają przychodzić odtąd?",
  "Use the command in the server that you mean.": "Użyj polecenia na serwerze, o który ci chodzi.",
  "This is asked once. In a server itself it is about that server.":
    "To pytanie pada tylko raz. Na samym serwerze chodzi zawsze o ten serwer.",
  "What you ask outside of servers is about this conversation from now on. To change that, write {word} to the bot alone.":
    "Pytania zadawane poza serwerami dotyczą odtąd tej rozmowy. Aby to zmienić, napisz {word} do bota w wiadomości bezpośredniej.",
  "What you ask outside of servers is about the server {server} from now on. To change that, write {word} to the bot alone.":
    "Pytania zadawane poza serwerami dotyczą odtąd serwera {server}. Aby to zmienić, napisz {word} do bota w wiadomości bezpośredniej.",
  "Here it is about {place}: the bot knows of nothing else that you share with it.":
    "Tutaj chodzi o: {place}. Innych wspólnych miejsc bot nie zna.",
  "The bot is in more than {count, plural, one {# server} other {# servers}}, so it does not look for yours here. Use any command of it in your server; then it knows that one here, too. The buttons of digests work as they are.":
    "Bot jest na ponad {count, plural, one {# serwerze} few {# serwerach} many {# serwerach} other {# serwera}}, więc nie szuka tu twoich. Użyj dowolnego polecenia bota na swoim serwerze; wtedy będzie go znał także tutaj. Przyciski przeglądów działają bez tego.",
  "That message is about a server that you, or the bot, are no longer in. Nothing was done; what you type here is about the servers that you are in.":
    "Ta wiadomość dotyczy serwera, na którym nie ma już ciebie lub bota. Niczego nie zmieniono; to, co tu wpisujesz, dotyczy serwerów, na których jesteś.",
  "That answer is from a server that you are not in, so its buttons do nothing for you. Ask the bot yourself, where you share a server with it.":
    "Ta odpowiedź pochodzi z serwera, na którym cię nie ma, więc jej przyciski nic ci nie dadzą. Zapytaj bota tam, gdzie macie wspólny serwer.",
  "About the server {server}.": "Dotyczy serwera {server}.",
  "From the server {server}.": "Z serwera {server}.",

  // The greeting of a server.
  "Write to the bot directly to ask without commands: `{question}`.":
    "Aby pytać bez poleceń, napisz do bota bezpośrednio: `{question}`.",

  // Permissions, as Discord's own settings call them.
  "View Channel": "Wyświetlanie kanału",
  "Send Messages": "Wysyłanie wiadomości",
  "Send Messages in Threads": "Wysyłanie wiadomości w wątkach",
  "Embed Links": "Zamieszczanie linków",
  "Read Message History": "Czytanie historii czatu",
  "Manage Messages": "Zarządzanie wiadomościami",
  "Mention @everyone, @here and All Roles": "Zamieszczanie wzmianek @everyone, @here oraz wszystkich ról",

  // Places for digests.
  "Discord does not let the bot write to you. Allow direct messages from members of this server, then try again.":
    "Discord nie pozwala botowi pisać do ciebie. Zezwól na wiadomości bezpośrednie od członków tego serwera i spróbuj ponownie.",
  "{channel} is {kind}. Choose a text or announcement channel, a thread or a forum.":
    "{channel} to {kind}. Wybierz kanał tekstowy lub z ogłoszeniami, wątek albo forum.",
  "a text channel": "kanał tekstowy",
  "a thread": "wątek",
  "a private thread": "prywatny wątek",
  "a forum": "forum",
  "a category of channels": "kategoria kanałów",
  "a voice channel": "kanał głosowy",
  "a conversation": "rozmowa",
  "a kind of channel that takes no digests": "kanał, który nie przyjmuje przeglądów",
  'You need {permission} in {channel} to decide what the bot posts there. Ask somebody who has it, or choose "{me}" for a direct message.':
    "Aby decydować, co bot publikuje na kanale {channel}, trzeba mieć tam uprawnienie „{permission}”. Poproś kogoś, kto je ma, albo wybierz „{me}”, by dostawać wiadomości bezpośrednie.",
  "The bot cannot post in {channel}: it lacks {permissions} there. Give it that under Edit Channel › Permissions, then try again.":
    "Bot nie może pisać na kanale {channel}. Brakujące uprawnienia: {permissions}. Nadaj je przez Edytuj kanał › Uprawnienia i spróbuj ponownie.",
  "{others} and {last}": "{others} i {last}",
  "Discord did not tell about that channel. Nothing was changed; try again in a minute.":
    "Discord nie podał informacji o tym kanale. Niczego nie zmieniono; spróbuj ponownie za minutę.",
  "This server has no such channel. Choose it from the list that Discord offers, or paste its link.":
    "Na tym serwerze nie ma takiego kanału. Wybierz go z listy, którą podsuwa Discord, albo wklej jego link.",
  "The bot cannot see that channel. Give it View Channel there, then try again.":
    "Bot nie widzi tego kanału. Nadaj mu tam uprawnienie „Wyświetlanie kanału” i spróbuj ponownie.",
  "That channel is not in this server. Use the command in the server where the digest is to go.":
    "Tego kanału nie ma na tym serwerze. Użyj polecenia na serwerze, na który ma trafiać przegląd.",
  "Here the bot talks with you alone, so the digest can only come here. For a channel, use the command in its server.":
    "Tu bot rozmawia tylko z tobą, więc przegląd może przychodzić jedynie tutaj. Aby wybrać kanał, użyj polecenia na jego serwerze.",
  "The bot is no member of this server. Somebody with Manage Server must add it again with the invite link from its log.":
    "Bota nie ma na tym serwerze. Ktoś z uprawnieniem „Zarządzanie serwerem” musi dodać go ponownie linkiem z dziennika bota.",
  "Several channels of this server have that name. Paste the link of the one you mean.":
    "Tę nazwę ma kilka kanałów na tym serwerze. Wklej link właściwego.",
  "The thread {label} is locked. Unlock it, or choose another place.":
    "Wątek {label} jest zablokowany. Odblokuj go albo wybierz inne miejsce.",
  '{label} wants a tag on every post, and none that the bot may use is named after a pillar. Add tags such as "p1" or "Civil Justice" to the forum, or let it take posts without a tag.':
    "Forum {label} wymaga tagu przy każdym poście, a żaden dostępny dla bota nie ma nazwy filaru. Dodaj do forum tagi takie jak „p1” lub „Civil Justice” albo zezwól na posty bez tagów.",

  // Whom a digest notifies.
  you: "ciebie",
  "That person is not in this server, so nobody would be notified. Choose somebody who is.":
    "Tej osoby nie ma na tym serwerze, więc nikt nie zostałby powiadomiony. Wybierz kogoś, kto na nim jest.",
  "{label} cannot see that channel, so Discord does not notify them there.":
    "{label} nie widzi tego kanału, więc nie dostanie tam od Discorda powiadomień.",
  "This server has no such role, so nobody would be notified. Choose one that there is.":
    "Na tym serwerze nie ma takiej roli, więc nikt nie zostałby powiadomiony. Wybierz istniejącą.",
  "The bot may not notify {label} there: give it {permission} in that channel, or let everybody mention the role.":
    "Bot nie może tam powiadamiać {label}: nadaj mu na tym kanale uprawnienie „{permission}” albo pozwól wszystkim oznaczać tę rolę.",
  "A direct message is for you alone, so nobody else can be notified there.":
    "Wiadomość bezpośrednia jest tylko dla ciebie, więc nikogo innego nie da się tam powiadomić.",
  "Discord knows no such person or role. Choose one from the list that Discord offers.":
    "Discord nie zna takiej osoby ani roli. Wybierz z listy, którą podsuwa Discord.",
  "Discord did not tell about whom to notify. Nothing was changed; try again in a minute.":
    "Discord nie podał, kto miałby być powiadamiany. Niczego nie zmieniono; spróbuj ponownie za minutę.",

  // Messages of digests.
  Digest: "Przegląd",
  "Part {number} of {count}": "Część {number} z {count}",

  // Why a digest could not be posted or corrected.
  "The channel or thread was deleted.": "Kanał lub wątek usunięto.",
  "The bot is no member of that server any more.": "Bota nie ma już na tym serwerze.",
  "The digest's first message was deleted, so nothing can stand in its thread.":
    "Pierwszą wiadomość przeglądu usunięto, więc w jej wątku nie może się już nic pojawić.",
  "The first message of this digest was deleted.": "Pierwszą wiadomość tego przeglądu usunięto.",
  "The bot has no access to the channel.": "Bot nie ma dostępu do kanału.",
  "This person takes no direct messages from the bot, or shares no server with it any more.":
    "Ta osoba nie przyjmuje wiadomości bezpośrednich od bota albo nie ma już z nim wspólnego serwera.",
  "The bot may not post in the channel: it needs Send Messages there, in threads Send Messages in Threads, and Embed Links.":
    "Bot nie może pisać na kanale: potrzebuje tam uprawnień „Wysyłanie wiadomości”, w wątkach „Wysyłanie wiadomości w wątkach”, oraz „Zamieszczanie linków”.",
  'The forum wants a tag on every post, and none that the bot may use is named after a pillar. Add tags such as "p1" or "Civil Justice" to the forum, or let it take posts without a tag.':
    "Forum wymaga tagu przy każdym poście, a żaden dostępny dla bota nie ma nazwy filaru. Dodaj do forum tagi takie jak „p1” lub „Civil Justice” albo zezwól na posty bez tagów.",
  "The thread is locked.": "Wątek jest zablokowany.",
  "The thread is archived.": "Wątek jest zarchiwizowany.",
  "The thread is locked, or the channel is of another kind now. Choose the place again.":
    "Wątek jest zablokowany albo kanał zmienił rodzaj. Wybierz miejsce ponownie.",
  "{channel} is another kind of channel now. Choose the digest's place again.":
    "{channel} to już inny rodzaj kanału. Wybierz miejsce przeglądu ponownie.",
  "Discord finds the message too long.": "Dla Discorda wiadomość jest za długa.",
  "Discord, or the server's AutoMod, does not take what the message says.":
    "Discord lub AutoMod serwera nie przyjmuje treści wiadomości.",
  "The bot may not change the message.": "Bot nie może zmienić tej wiadomości.",
  "It does not fit into one message any more.": "Nie mieści się już w jednej wiadomości.",
  "Discord did not show the channel's messages.": "Discord nie pokazał wiadomości z kanału.",
};
