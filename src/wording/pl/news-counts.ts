// Polish of what counts the news: numbers, trends and comparisons.

export const NEWS_COUNTS: Readonly<Record<string, string>> = {
  // What is asked
  "How many stories, for better and worse, and how many before":
    "Ile tematów, na lepsze i na gorsze, oraz ile było ich wcześniej",
  "How many stories by day, week or month": "Ile tematów co dzień, co tydzień lub co miesiąc",
  "Two pillars, countries or outlets, or one against all others, in numbers and shares":
    "Dwa filary, kraje lub źródła, albo jedno wobec wszystkich innych, w liczbach i udziałach",
  "What the numbers are broken down by": "Na co dzielić liczby",
  "In which steps; as fits the dates when not given": "Co ile; gdy nie podano, stosownie do dat",
  "What is compared, where several things were named twice": "Co porównać, gdy podano po dwie różne rzeczy",

  // Headings
  "How much": "Liczby",
  "all countries": "wszystkie kraje",
  "{one} and {other}": "{one} i {other}",
  "{by, select, pillar {By pillar} country {By country} other {By source}}":
    "{by, select, pillar {Według filarów} country {Według krajów} other {Według źródeł}}",
  "{by, select, pillar {all other pillars} country {all other countries} other {all other outlets}}":
    "{by, select, pillar {wszystkie inne filary} country {wszystkie inne kraje} other {wszystkie inne źródła}}",
  "{by, select, country {no known country} other {unknown source}}":
    "{by, select, country {kraj nieznany} other {źródło nieznane}}",

  // Numbers
  "{stories, plural, one {# story} other {# stories}}":
    "{stories, plural, one {# temat} few {# tematy} many {# tematów} other {# tematu}}",
  "{articles, plural, one {# article} other {# articles}}":
    "{articles, plural, one {# artykuł} few {# artykuły} many {# artykułów} other {# artykułu}}",
  "{verdicts, plural, one {# verdict} other {# verdicts}}":
    "{verdicts, plural, one {# ocena} few {# oceny} many {# ocen} other {# oceny}}",
  "{stories, plural, one {# story} other {# stories}} in {articles, plural, one {# article} other {# articles}}":
    "{stories, plural, one {# temat} few {# tematy} many {# tematów} other {# tematu}} w {articles, plural, one {# artykule} few {# artykułach} many {# artykułach} other {# artykułu}}",
  "{stories, plural, one {# story} other {# stories}} in {verdicts, plural, one {# verdict} other {# verdicts}}":
    "{stories, plural, one {# temat} few {# tematy} many {# tematów} other {# tematu}} w {verdicts, plural, one {# ocenie} few {# ocenach} many {# ocenach} other {# oceny}}",
  "{stories, plural, one {# story} other {# stories}} in {articles, plural, one {# article} other {# articles}} with {verdicts, plural, one {# verdict} other {# verdicts}}":
    "{stories, plural, one {# temat} few {# tematy} many {# tematów} other {# tematu}} w {articles, plural, one {# artykule} few {# artykułach} many {# artykułach} other {# artykułu}} z {verdicts, plural, one {# oceną} few {# ocenami} many {# ocenami} other {# oceny}}",
  "{stories} in {articles, plural, one {# article} other {# articles}} with {verdicts, plural, one {# verdict} other {# verdicts}}.":
    "{stories} w {articles, plural, one {# artykule} few {# artykułach} many {# artykułach} other {# artykułu}} z {verdicts, plural, one {# oceną} few {# ocenami} many {# ocenami} other {# oceny}}.",
  "{count, number} {direction, select, negative {negative} other {positive}}":
    "{direction, select, negative {{count, plural, one {# negatywny} few {# negatywne} many {# negatywnych} other {# negatywnego}}} other {{count, plural, one {# pozytywny} few {# pozytywne} many {# pozytywnych} other {# pozytywnego}}}}",
  "{count, number} {direction, select, negative {very negative} other {very positive}} {sign}":
    "{direction, select, negative {{count, plural, one {# bardzo negatywny} few {# bardzo negatywne} many {# bardzo negatywnych} other {# bardzo negatywnego}}} other {{count, plural, one {# bardzo pozytywny} few {# bardzo pozytywne} many {# bardzo pozytywnych} other {# bardzo pozytywnego}}}} {sign}",
  "{count, number} of them {direction, select, negative {very negative} other {very positive}} {sign}":
    "w tym {direction, select, negative {{count, plural, one {# bardzo negatywny} few {# bardzo negatywne} many {# bardzo negatywnych} other {# bardzo negatywnego}}} other {{count, plural, one {# bardzo pozytywny} few {# bardzo pozytywne} many {# bardzo pozytywnych} other {# bardzo pozytywnego}}}} {sign}",
  "{count, number} neutral {sign}":
    "{count, plural, one {# neutralny} few {# neutralne} many {# neutralnych} other {# neutralnego}} {sign}",
  "{count, plural, one {# more country} other {# more countries}}.":
    "I jeszcze {count, plural, one {# kraj} few {# kraje} many {# krajów} other {# kraju}}.",
  "{count, plural, one {# more outlet} other {# more outlets}}.":
    "I jeszcze {count, plural, one {# źródło} few {# źródła} many {# źródeł} other {# źródła}}.",
  "The verdicts add up to all {sum, number}; a story counts in each of its pillars.":
    "Ocen jest łącznie {sum, number}; temat liczy się w każdym ze swoich filarów.",
  "The articles add up to all {sum, number}.": "Artykułów jest łącznie {sum, number}.",
  "The articles add up to {sum, number}, {twice, number} more than there are: those of several countries count in each.":
    "Suma artykułów to {sum, number}, o {twice, number} więcej niż w rzeczywistości: artykuły z kilku krajów liczą się w każdym z nich.",
  "The articles add up to all {sum, number}; a story counts in each of its outlets.":
    "Artykułów jest łącznie {sum, number}; temat liczy się w każdym ze swoich źródeł.",
  "A story with different verdicts counts in each: these add up to {sum, number}.":
    "Temat o różnych ocenach liczy się w każdej z nich, stąd suma {sum, number}.",
  "A story with different verdicts counts in each: these add up to {sum, number}, and {bothWays, plural, one {# is} other {# are}} judged both ways.":
    "Temat o różnych ocenach liczy się w każdej z nich, stąd suma {sum, number}; {bothWays, plural, one {# oceniono} few {# oceniono} many {# oceniono} other {# oceniono}} w obie strony.",

  // Against what came before
  "{was, number} before": "wcześniej {was, number}",
  "{fact}, {was, number} before": "{fact}, wcześniej {was, number}",
  "{was, number} before: {difference}": "wcześniej {was, number}: {difference}",
  "{was, number} in the same part of the {unit, select, day {day} week {week} month {month} quarter {quarter} other {year}} before ({dates}): {difference}.":
    "W tej samej części {unit, select, day {poprzedniego dnia} week {poprzedniego tygodnia} month {poprzedniego miesiąca} quarter {poprzedniego kwartału} other {poprzedniego roku}} ({dates}) było {was, number}: {difference}.",
  "{was, number} in the {hours, plural, one {# hour} other {# hours}} before ({dates}): {difference}.":
    "W ciągu {hours, plural, one {# godziny} few {# godzin} many {# godzin} other {# godziny}} przedtem ({dates}) było {was, number}: {difference}.",
  "{was, number} in the {days, plural, one {# day} other {# days}} before ({dates}): {difference}.":
    "W ciągu {days, plural, one {# dnia} few {# dni} many {# dni} other {# dnia}} przedtem ({dates}) było {was, number}: {difference}.",
  "Nothing to compare it with: the data begin on {date}.":
    "Nie ma z czym porównać: dane zaczynają się {date}.",

  // What is not among the numbers
  "{articles, plural, one {# article} other {# articles}} could not be scored":
    "{articles, plural, one {# artykułu} few {# artykułów} many {# artykułów} other {# artykułu}} nie udało się ocenić",
  "{stories, plural, one {# story} other {# stories}} only related":
    "{stories, plural, one {# temat tylko pokrewny} few {# tematy tylko pokrewne} many {# tematów tylko pokrewnych} other {# tematu tylko pokrewnego}}",
  "{stories, plural, one {# more story reports} other {# more stories report}} something else":
    "{stories, plural, one {# kolejny temat mówi} few {# kolejne tematy mówią} many {# kolejnych tematów mówi} other {# kolejnego tematu mówi}} o czym innym",
  "{articles, plural, one {# undated article} other {# undated articles}} in the data":
    "w danych {articles, plural, one {jest # artykuł} few {są # artykuły} many {jest # artykułów} other {jest # artykułu}} bez daty",
  "{articles, plural, one {# more article has} other {# more articles have}} no date":
    "{articles, plural, one {# kolejny artykuł nie ma} few {# kolejne artykuły nie mają} many {# kolejnych artykułów nie ma} other {# kolejnego artykułu nie ma}} daty",
  "The state of the news that was asked for is no longer kept, so these are the numbers of the news as they are now.":
    "Stan wiadomości, o który pytano, nie jest już przechowywany, więc to liczby z wiadomości obecnych.",
  "No story in these dates, and none that is dated in the data. Ask again with less of it.":
    "W tym okresie nie ma żadnego tematu, a w danych żadnego z datą. Zapytaj ogólniej.",
  "No story in these dates. The newest one is from {date}.":
    "W tym okresie nie ma żadnego tematu. Najnowszy jest z {date}.",

  // Comparing
  "{stories, plural, one {# story} other {# stories}} in {articles, plural, one {# article} other {# articles}}, {share, number, ::.#} of 100 scored articles ({scored, number})":
    "{stories, plural, one {# temat} few {# tematy} many {# tematów} other {# tematu}} w {articles, plural, one {# artykule} few {# artykułach} many {# artykułach} other {# artykułu}}, {share, number, ::.#} na 100 ocenionych artykułów ({scored, number})",
  "Of 100 scored articles": "Na 100 ocenionych artykułów",
  "{one} and {other} by verdict, in 100 scored articles each.":
    "{one} i {other} według ocen, po 100 ocenionych artykułów.",
  articles: "artykuły",
  "{name, select, all {all} veryNegative {very negative} negative {negative} neutral {neutral} positive {positive} other {very positive}}":
    "{name, select, all {wszystkie} veryNegative {bardzo negatywne} negative {negatywne} neutral {neutralne} positive {pozytywne} other {bardzo pozytywne}}",
  "There is no scored article for {side} in these dates, so shares cannot be compared.":
    "W tym okresie nie ma ocenionych artykułów ({side}), więc udziałów nie da się porównać.",
  "Of 100 scored articles {most, number, ::.#} for {one}, {least, number, ::.#} for {other}: {ratio}.":
    "Na 100 ocenionych artykułów: {one} {most, number, ::.#}, {other} {least, number, ::.#}, czyli {ratio}.",
  "as many": "tyle samo",
  "none beside some": "nic wobec czegoś",
  "{percent, number} % more": "o {percent, number} % więcej",
  "{stories, plural, one {# story counts} other {# stories count}} on both sides.":
    "{stories, plural, one {# temat liczy} few {# tematy liczą} many {# tematów liczy} other {# tematu liczy}} się po obu stronach.",
  "Compare takes two pillars.": "Porównać można dwa filary.",
  "Compare takes two countries, or one to hold against all others.":
    "Porównać można dwa kraje albo jeden ze wszystkimi innymi.",
  "Compare takes two outlets, or one to hold against all others.":
    "Porównać można dwa źródła albo jedno ze wszystkimi innymi.",
  "Compare takes two pillars, two countries, two outlets, or one country to hold against all others.":
    "Porównać można dwa filary, dwa kraje, dwa źródła albo jeden kraj ze wszystkimi innymi.",
  "Dates are held against the time before by /news stats.": "Okres z wcześniejszym porównuje /news stats.",
  "Against the time before": "Z wcześniejszym okresem",
  "Two things at once can be meant. Which are to be compared, with the other for both?":
    "Może chodzić o dwie różne rzeczy. Co porównać, a co ma dotyczyć obu stron?",
  "Compare takes two {by, select, pillar {pillars} country {countries} other {outlets}}. Side by side there may be more in the numbers:":
    "Porównać można dwa {by, select, pillar {filary} country {kraje} other {źródła}}. Więcej obok siebie pokażą liczby:",

  // Trends
  stories: "tematy",
  "{unit, select, day {Per day} week {Per week} month {Per month} quarter {Per quarter} other {Per year}}":
    "{unit, select, day {Dziennie} week {Tygodniowo} month {Miesięcznie} quarter {Kwartalnie} other {Rocznie}}",
  "{unit, select, day {Stories per day} week {Stories per week} month {Stories per month} quarter {Stories per quarter} other {Stories per year}}.":
    "{unit, select, day {Tematy dziennie} week {Tematy tygodniowo} month {Tematy miesięcznie} quarter {Tematy kwartalnie} other {Tematy rocznie}}.",
  "{unit, select, day {Stories per day} week {Stories per week} month {Stories per month} quarter {Stories per quarter} other {Stories per year}} from {first} to {last}, at most {most}.":
    "{unit, select, day {Tematy dziennie} week {Tematy tygodniowo} month {Tematy miesięcznie} quarter {Tematy kwartalnie} other {Tematy rocznie}}: od {first} do {last}, najwięcej {most}.",
  "{unit, select, day {Last whole day} week {Last whole week} month {Last whole month} quarter {Last whole quarter} other {Last whole year}}, {dates}: {stories, plural, one {# story} other {# stories}}.":
    "{unit, select, day {Ostatni cały dzień} week {Ostatni cały tydzień} month {Ostatni cały miesiąc} quarter {Ostatni cały kwartał} other {Ostatni cały rok}}, {dates}: {stories, plural, one {# temat} few {# tematy} many {# tematów} other {# tematu}}.",
  "The {unit, select, day {day} week {week} month {month} quarter {quarter} other {year}} before it had {most, number}.":
    "Poprzedni {unit, select, day {dzień} week {tydzień} month {miesiąc} quarter {kwartał} other {rok}} miał {most, number}.",
  "The {steps, number} before it had {most, number}.":
    "W {steps, number} poprzednich było po {most, number}.",
  "The {steps, number} before it had {least, number} to {most, number}, {average, number, ::.#} on average.":
    "W {steps, number} poprzednich było od {least, number} do {most, number}, średnio {average, number, ::.#}.",
  "Weeks begin on Monday, UTC.": "Tygodnie zaczynają się w poniedziałek, UTC.",
  "Partial: {steps}.": "Niepełne: {steps}.",
  "{step} (from {from})": "{step} (od {from})",
  "{step} (until {to})": "{step} (do {to})",
  "{step} (from {from} until {to})": "{step} (od {from} do {to})",
  "Stories that go on from one {unit, select, day {day} week {week} month {month} quarter {quarter} other {year}} to the next count in each, so the steps add up to {again, number} more.":
    "Temat, który przechodzi {unit, select, day {z dnia na dzień} week {z tygodnia na tydzień} month {z miesiąca na miesiąc} quarter {z kwartału na kwartał} other {z roku na rok}}, liczy się w każdym, więc suma jest o {again, number} większa.",
  "{stories, plural, one {# story without a date is} other {# stories without a date are}} in none.":
    "{stories, plural, one {# temat bez daty nie należy} few {# tematy bez daty nie należą} many {# tematów bez daty nie należy} other {# tematu bez daty nie należy}} do żadnego.",
  "Q{quarter} {year}": "{quarter}. kw. {year}",
  "That would be {unit, select, day {{steps, plural, one {# day} other {# days}}} week {{steps, plural, one {# week} other {# weeks}}} month {{steps, plural, one {# month} other {# months}}} quarter {{steps, plural, one {# quarter} other {# quarters}}} other {{steps, plural, one {# year} other {# years}}}}, and a trend has {most, plural, one {# step} other {# steps}} at most. Ask for longer steps or for fewer dates.":
    "To byłoby {unit, select, day {{steps, plural, one {# dzień} few {# dni} many {# dni} other {# dnia}}} week {{steps, plural, one {# tydzień} few {# tygodnie} many {# tygodni} other {# tygodnia}}} month {{steps, plural, one {# miesiąc} few {# miesiące} many {# miesięcy} other {# miesiąca}}} quarter {{steps, plural, one {# kwartał} few {# kwartały} many {# kwartałów} other {# kwartału}}} other {{steps, plural, one {# rok} few {# lata} many {# lat} other {# roku}}}}, a trend ma najwyżej {most, plural, one {# odcinek} few {# odcinki} many {# odcinków} other {# odcinka}}. Wybierz dłuższe odcinki albo krótszy okres.",

  // Buttons
  Trend: "Trend",
  "In numbers": "W liczbach",
  "{by, select, pillar {In numbers, by pillar} country {In numbers, by country} other {In numbers, by source}}":
    "{by, select, pillar {W liczbach, według filarów} country {W liczbach, według krajów} other {W liczbach, według źródeł}}",
  Cite: "Cytuj",
  "List {side}": "Lista: {side}",
  "List them": "Lista",
  "List all": "Cała lista",
  "Count all dates": "Policz ze wszystkich dat",
  Negative: "Negatywne",
  Positive: "Pozytywne",
  Neutral: "Neutralne",
};
