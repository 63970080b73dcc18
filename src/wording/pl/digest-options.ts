// Polish of what is set of digests, alerts and mutes: options and the fields of forms.

export const DIGEST_OPTIONS: Readonly<Record<string, string>> = {
  // Options
  "Those that you made or may manage, with buttons":
    "Te, które są twoje lub którymi zarządzasz, z przyciskami",
  "Which page, 1 to 50": "Strona, od 1 do 50",
  "Where it goes: a channel, or me for a direct message; here when not given":
    "Dokąd trafia: kanał albo me, czyli wiadomość bezpośrednia; domyślnie tutaj",
  "Time zone": "Strefa czasowa",
  "Time zone, such as Europe/Tallinn": "Strefa czasowa, np. Europe/Tallinn",
  Name: "Nazwa",
  "Its new name": "Nowa nazwa",
  "A digest's time: daily 09:00, mon,thu 18:00; of an alert: news or spike":
    "Pora przeglądu: daily 09:00, mon,thu 18:00; przy alercie: news lub spike",
  "What it does without from now on": "Z czego odtąd rezygnuje",
  "The name of the digest or alert": "Nazwa przeglądu lub alertu",
  "What it is called, for example Morning brief": "Jak ma się nazywać, na przykład Morning brief",
  "The setting up to which its form was filled in": "Ustawienie, do którego wypełniono formularz",
  "When it goes on by itself, for example 2027-01-07": "Kiedy sam się wznowi, na przykład 2027-01-07",
  "Does it without asking once more": "Robi to bez ponownego pytania",
  "Only this digest or alert; all of them when not given":
    "Tylko ten przegląd lub alert; domyślnie wszystkie",

  // Rhythms
  "Every day": "Codziennie",
  "Monday to Friday": "Od poniedziałku do piątku",
  Monday: "Poniedziałek",
  Tuesday: "Wtorek",
  Wednesday: "Środa",
  Thursday: "Czwartek",
  Friday: "Piątek",
  Saturday: "Sobota",
  Sunday: "Niedziela",
  "First day of the month": "Pierwszy dzień miesiąca",
  "Last day of the month": "Ostatni dzień miesiąca",
  "Every hour": "Co godzinę",

  // Forms
  Channel: "Kanał",
  Direction: "Kierunek",
  Impact: "Wpływ",
  Relevance: "Trafność",
  Words: "Słowa",
  Layout: "Układ",
  "Max per day": "Najwyżej dziennie",
  "Empty: all of them": "Puste: wszystkie",
  "By domain, such as err.ee; empty: all of them": "Domena, np. err.ee; puste: wszystkie",
  'a b means both, "a b" the phrase, a, b any of them; empty: any words':
    'a b to oba słowa, "a b" to zwrot, a, b to dowolne z nich; puste: wszystkie',
  "Where it goes; empty: here": "Dokąd trafia; puste: tutaj",
  "A person or group, each time; empty: nobody": "Osoba lub grupa, za każdym razem; puste: nikt",
  "No alerts then, such as 22:00-07:00; empty: none": "Wtedy bez alertów, np. 22:00-07:00; puste: brak",
  "1 to 10; empty: 10": "Od 1 do 10; puste: 10",
  "How much of each article it shows": "Ile pokazuje z każdego artykułu",
  "What it does when there is nothing to show": "Co robi, gdy nie ma czego pokazać",
  "Stories; empty: as many as there are": "Tematy; puste: tyle, ile jest",
  "The best of each first": "Najpierw najlepsze z każdego",
  "Empty: English": "Puste: angielski",
  "Change it": "Zmiana ustawień",
  Change: "Zmień",
  "Where it goes; left empty it stays where it is": "Dokąd trafia; puste: bez zmian",
  "More settings": "Więcej ustawień",

  // Mutes
  "A source, a word or a story": "Źródło, słowo lub temat",
  word: "słowo",
  story: "temat",
  "Only in this digest or alert; in all of them when not given":
    "Tylko w tym przeglądzie lub alercie; domyślnie we wszystkich",
  Which: "Które",
  "The outlet's domain or a number, the word, or the id, number or link of an article of the story":
    "Domena lub numer źródła, słowo albo identyfikator, numer lub link artykułu z tematu",
  "For how long": "Na jak długo",
  "For how long, such as 7d; for good when not given": "Na jak długo, np. 7d; domyślnie na stałe",
  "Keep something out": "Wycisz coś",
  "7d, 12w; empty: for good": "7d, 12w; puste: na stałe",
};
