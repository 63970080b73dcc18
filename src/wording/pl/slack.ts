// Polish of what Slack's part says.

export const SLACK: Readonly<Record<string, string>> = {
  // Asking.
  "Your question": "Pytanie",
  "For example: {question}. The bot answers you directly.":
    "Na przykład: {question}. Odpowiedź przyjdzie w wiadomości bezpośredniej.",
  "Ask the news": "Zapytaj o wiadomości",
  Ask: "Zapytaj",
  "Slack did not open the question in time. Use the shortcut again, or write your question here.":
    "Slack nie zdążył otworzyć okna z pytaniem. Użyj skrótu jeszcze raz albo napisz pytanie tutaj.",
  "Slack does not answer at the moment. Try again in a minute.":
    "Slack chwilowo nie odpowiada. Spróbuj ponownie za minutę.",
  "The bot answers in the workspace that it is installed in, and this came from another one. Nothing was done; ask somebody of that workspace.":
    "Bot odpowiada tylko w przestrzeni roboczej, w której go zainstalowano, a to przyszło z innej. Niczego nie zmieniono; zwróć się do kogoś z tamtej przestrzeni.",
  "Slack does not tell at the moment which workspace the bot is installed in. Nothing was done; try again in a minute.":
    "Slack chwilowo nie podaje, w której przestrzeni roboczej zainstalowano bota. Niczego nie zmieniono; spróbuj ponownie za minutę.",

  // The greeting of a channel.
  "Mention `@{name}` and ask. In a thread, where Slack takes no commands, write it in place of the slash: `@{name} {words}`.":
    "Oznacz `@{name}` i zadaj pytanie. W wątku, gdzie Slack nie przyjmuje poleceń, zacznij od wzmianki zamiast ukośnika: `@{name} {words}`.",

  // Answers that everybody sees.
  "Only members of this workspace share answers, so this is shown to you alone.":
    "Odpowiedzi udostępniają tylko członkowie tej przestrzeni roboczej, więc tę widzisz tylko ty.",
  "You are not in this channel, so this is shown to you alone. Join it, then share again.":
    "Nie należysz do tego kanału, więc tę odpowiedź widzisz tylko ty. Dołącz do niego i udostępnij ją ponownie.",
  "This channel has too many members to see whether you are in it, so this is shown to you alone.":
    "Ten kanał ma zbyt wielu członków, by sprawdzić, czy do niego należysz, więc tę odpowiedź widzisz tylko ty.",
  "Slack does not tell at the moment whether you may post here, so this is shown to you alone. Try again in a minute.":
    "Slack chwilowo nie podaje, czy możesz tu pisać, więc tę odpowiedź widzisz tylko ty. Spróbuj ponownie za minutę.",
  "This could not be posted in the channel: it is archived, or the bot is not in it. In the second case invite it with /invite, then share again.":
    "Nie udało się opublikować tego na kanale: jest zarchiwizowany albo nie ma na nim bota. W drugim przypadku zaproś bota przez /invite i udostępnij odpowiedź ponownie.",
  "Slack did not say whether everyone here sees the answer. Nothing is sent twice: look in the channel, and share it again if it is not there.":
    "Slack nie potwierdził, czy wszyscy tutaj widzą odpowiedź. Nic nie jest wysyłane dwa razy: zajrzyj na kanał i jeśli jej tam nie ma, udostępnij ją ponownie.",

  // Files.
  "{file} ({size}) comes as a message from the bot.": "{file} ({size}) przyjdzie w wiadomości od bota.",
  "Slack does not take the file in this channel: it is archived, or the bot is not in it. In the second case invite it with /invite, or ask without share.":
    "Slack nie przyjmuje pliku na tym kanale: jest zarchiwizowany albo nie ma na nim bota. W drugim przypadku zaproś bota przez /invite albo zapytaj bez słowa share.",
  "The bot may not upload files yet. Whoever runs it adds the permission files:write to the Slack app and installs it again; then ask once more.":
    "Bot nie może jeszcze przesyłać plików. Osoba, która go prowadzi, musi dodać aplikacji Slack uprawnienie files:write i zainstalować ją ponownie; potem zapytaj jeszcze raz.",
  "Slack did not take the file. Look at your messages with the bot, and ask again if it is not there.":
    "Slack nie przyjął pliku. Zajrzyj do swoich wiadomości z botem i jeśli pliku tam nie ma, zapytaj ponownie.",

  // Forms and the Home tab.
  Cancel: "Anuluj",
  At: "Godzina",
  "Any of these": "Dowolne z tych",
  "None of these": "Żadne z tych",
  "Open the form": "Otwórz formularz",
  "What you press here is answered in the Messages tab. In any channel, type the command instead.":
    "Odpowiedzi na to, co tu naciśniesz, znajdziesz w zakładce Messages. Na kanale wpisz polecenie.",
  "… {count, plural, one {# more block} other {# more blocks}}: {commands}":
    "… jeszcze {count, plural, one {# blok} few {# bloki} many {# bloków} other {# bloku}}: {commands}",

  // Long answers and charts.
  "… the rest is in the message.": "… reszta jest w wiadomości.",
  "… continued, {number} of {count}": "… ciąg dalszy, {number} z {count}",
  "… {stories, plural, one {# more story} other {# more stories}} did not fit here. Ask for less at a time.":
    "… Nie zmieściło się tu jeszcze {stories, plural, one {# temat} few {# tematy} many {# tematów} other {# tematu}}. Pytaj o mniej naraz.",
  "… about {characters, plural, one {# more character} other {# more characters}} did not fit here. Ask for less at a time.":
    "… Nie zmieściło się tu jeszcze około {characters, plural, one {# znaku} few {# znaków} many {# znaków} other {# znaku}}. Pytaj o mniej naraz.",
  "… {stories, plural, one {# more story} other {# more stories}} and about {characters, plural, one {# more character} other {# more characters}} did not fit here. Ask for less at a time.":
    "… Nie zmieściło się tu jeszcze {stories, plural, one {# temat} few {# tematy} many {# tematów} other {# tematu}} i około {characters, plural, one {# znaku} few {# znaków} many {# znaków} other {# znaku}}. Pytaj o mniej naraz.",
  "Some numbers are missing, so Slack can draw no chart of them.":
    "Brakuje niektórych liczb, więc Slack nie narysuje z nich wykresu.",
  "The chart shows the first {shown} of these {count}:": "Wykres pokazuje pierwsze {shown} z {count}:",
  "The chart shows the last {shown} of these {count}:": "Wykres pokazuje ostatnie {shown} z {count}:",
  "{number} of {count}: {title}": "{number} z {count}: {title}",

  // Places for digests.
  "a thread in {place}": "wątek w: {place}",
  "This is a conversation between other people, where the bot cannot post. Use channel me for a direct message to you, or name a channel that the bot is in.":
    "To rozmowa innych osób, w której bot nie może pisać. Użyj „channel me”, by dostawać wiadomości bezpośrednie, albo podaj kanał, na którym jest bot.",
  "A digest goes to a channel or to yourself, not to another person. Use channel me for a direct message to you; others set up their own.":
    "Przegląd trafia na kanał albo do ciebie, nie do innej osoby. Użyj „channel me”, by dostawać wiadomości bezpośrednie; inni ustawią własne przeglądy.",
  "The message of that link does not exist any more. Copy the link of another message, or name the channel.":
    "Wiadomość z tego linku już nie istnieje. Skopiuj link do innej wiadomości albo podaj kanał.",
  "Slack does not let the bot look at that conversation. Group messages take no digests: name a channel, or use channel me. If it is a channel, an admin has to reinstall the app from its manifest.":
    "Slack nie pozwala botowi zajrzeć do tej rozmowy. Wiadomości grupowe nie przyjmują przeglądów: podaj kanał albo użyj „channel me”. Jeśli to kanał, administrator musi ponownie zainstalować aplikację z jej manifestu.",
  "The bot found no public channel named {name}. Type # and choose the channel from the list that Slack shows, so that it becomes a link.":
    "Nie znaleziono kanału publicznego o nazwie {name}. Wpisz # i wybierz kanał z listy, którą pokaże Slack, tak by stał się linkiem.",
  "There is no such channel, or it is private and you or the bot are not in it. Somebody who is in it can type `{invite}` there, then run this command there.":
    "Nie ma takiego kanału albo jest prywatny i nie należysz do niego ty lub bot. Ktoś, kto do niego należy, może wpisać tam `{invite}`, a potem to polecenie.",
  "The bot is not in this conversation. If it is a channel, type `{invite}` here, then run this command again; if not, use channel me for a direct message to you.":
    "W tej rozmowie nie ma bota. Jeśli to kanał, wpisz tu `{invite}` i ponów polecenie; jeśli nie, użyj „channel me”, by dostawać wiadomości bezpośrednie.",
  "The bot is not in {label}. Type `{invite}` there, then run this command again.":
    "{label}: nie ma tam bota. Wpisz tam `{invite}` i ponów polecenie.",
  "You are not in {label}, and people set up digests for channels that they are in. Join it and run this command again, or ask somebody who is in it.":
    "{label}: nie należysz do tego kanału, a przeglądy ustawia się dla kanałów, do których się należy. Dołącz do niego i ponów polecenie albo poproś kogoś, kto do niego należy.",
  "{label} has too many members for the bot to see whether you are in it. Run this command there, without naming a channel.":
    "{label} ma zbyt wielu członków, by bot mógł sprawdzić, czy tam jesteś. Wpisz to polecenie tam, nie podając kanału.",
  "{label} is archived, so nothing can be posted there. Name another channel, or unarchive it first.":
    "{label}: ten kanał jest zarchiwizowany, więc nie da się na nim pisać. Podaj inny albo najpierw go przywróć.",
  "Slack refuses that place ({error}). Name another channel, or use channel me for a direct message to you.":
    "Slack odrzuca to miejsce ({error}). Podaj inny kanał albo użyj „channel me”, by dostawać wiadomości bezpośrednie.",

  // Whom a digest notifies.
  "Slack does not tell about that person ({word}), so it is not known whether they are notified.":
    "Slack nie podaje informacji o tej osobie ({word}), więc nie wiadomo, czy zostanie powiadomiona.",
  "{label} has left this workspace, so nobody would be notified.":
    "{label} nie należy już do tej przestrzeni roboczej, więc nikt nie zostałby powiadomiony.",
  "{label} is not in that channel, so Slack does not notify them until they join.":
    "{label} nie należy do tego kanału, więc do czasu dołączenia nie dostanie od Slacka powiadomień.",
  "The group {label} is switched off, so nobody would be notified.":
    "Grupa {label} jest wyłączona, więc nikt nie zostałby powiadomiony.",
  "Slack does not tell about its groups ({word}), so it is not known whether that one is there.":
    "Slack nie podaje informacji o swoich grupach ({word}), więc nie wiadomo, czy ta istnieje.",
  "Slack knows no such person or group. Type @ and choose one from the list that Slack shows, so that it becomes a link.":
    "Slack nie zna takiej osoby ani grupy. Wpisz @ i wybierz ją z listy, którą pokaże Slack, tak by stała się linkiem.",
  "This workspace has no such group. Type @ and choose one from the list that Slack shows.":
    "W tej przestrzeni roboczej nie ma takiej grupy. Wpisz @ i wybierz grupę z listy, którą pokaże Slack.",
  "Whether that group is there could not be checked: the app lacks usergroups:read. An admin can reinstall it from its manifest.":
    "Nie udało się sprawdzić, czy ta grupa istnieje: aplikacji brakuje uprawnienia usergroups:read. Administrator może ponownie zainstalować ją z manifestu.",

  // Why a digest could not be posted or corrected.
  "The thread does not exist any more.": "Wątek już nie istnieje.",
  "The channel does not exist any more, or the bot is not in it.":
    "Kanał już nie istnieje albo nie ma na nim bota.",
  "The bot is not in the channel. Invite it there with /invite.":
    "Na kanale nie ma bota. Zaproś go tam przez /invite.",
  "The channel is archived.": "Kanał jest zarchiwizowany.",
  "The thread takes no replies.": "W wątku nie można odpowiadać.",
  "The channel takes messages in threads alone. Choose one of its threads for the digest.":
    "Na kanale można pisać tylko w wątkach. Wybierz dla przeglądu jeden z jego wątków.",
  "The app's Messages tab is switched off.": "Zakładka Messages tej aplikacji jest wyłączona.",
  "The workspace's settings keep the bot from posting here.":
    "Ustawienia przestrzeni roboczej nie pozwalają botowi tu pisać.",
  "Slack finds the message too long.": "Dla Slacka wiadomość jest za długa.",
  "Slack does not take what the message says.": "Slack nie przyjmuje treści wiadomości.",
  "The workspace's time for editing messages is over.":
    "Minął czas, w którym w tej przestrzeni roboczej można edytować wiadomości.",
  "Slack does not show now whether a message arrived. It is asked again; nothing is sent twice.":
    "Slack nie pokazuje teraz, czy wiadomość dotarła. Bot zapyta ponownie; nic nie zostanie wysłane dwa razy.",

  // Permissions that the app lacks.
  "Slack has not given the bot {count, plural, one {a permission} other {# permissions}} that it needs. Everything else works.":
    "Slack nie przyznał botowi {count, plural, one {potrzebnego uprawnienia} few {# potrzebnych uprawnień} many {# potrzebnych uprawnień} other {# potrzebnego uprawnienia}}. Wszystko inne działa.",
  "{permission}: without it the bot {does}.": "{permission}: bez niego bot {does}.",
  "Whoever runs the bot replaces the app's manifest with the text of {manifest}, and installs the app again. {page} says how.":
    "Osoba, która prowadzi bota, musi zastąpić manifest aplikacji tekstem z {manifest} i zainstalować ją ponownie. Opisuje to {page}.",
  "has no commands and no shortcuts": "nie ma poleceń ani skrótów",
  "can send no digests": "nie może wysyłać przeglądów",
  "does not hear when somebody mentions it": "nie wie, kiedy ktoś go oznacza",
  "does not know who is an admin": "nie wie, kto jest administratorem",
  "cannot look up public channels": "nie może wyszukać kanałów publicznych",
  "cannot look up private channels": "nie może wyszukać kanałów prywatnych",
  "cannot notify user groups": "nie może powiadamiać grup użytkowników",
  "cannot write to people directly": "nie może pisać do ludzi bezpośrednio",
  "cannot hand over files": "nie może przekazywać plików",
  "cannot tell whether a digest arrived when the connection was lost":
    "nie rozpozna, czy przegląd dotarł, gdy zerwało się połączenie",
  "cannot tell that in private channels": "nie rozpozna tego na kanałach prywatnych",
  "does not hear what is said to it in direct messages":
    "nie wie, co się do niego pisze w wiadomościach bezpośrednich",
};
