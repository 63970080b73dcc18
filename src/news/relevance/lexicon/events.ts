// What kind of thing a report tells, whatever the pillar: each kind speaks for some pillars and against others.

/** Patterns by kind of event, in the form of pillar words. */
export const EVENT_WORDS = {
  crime: `
    murder*, homicide*, manslaughter, stab*, knife*, shooting*, shot, robbe*, burglar*, theft*, thief, thieves, stole*, steal*, assault*, beat, beaten, beating, strangl*, brawl*, rape*, sexual abuse,
    sexually abus*, sexual violence, violence, kidnap*, extort*, vandal*, arson*, drug*, cocaine, cannabis, narcotic*, smuggl*, gang*, scam*, fraudster*, swindl*, phishing, hacker*, bomb*, explosi*, killed, killing, killer*, domestic violence, pedophil*, drunk driver*, drunk driving, drink driving`,
  arrest: `
    arrest*, detain*, suspected, suspect, suspects, suspicion*, under investigation, investigation has begun, investigation was opened, opened an investigation, criminal proceedings were initiated, initiated criminal, started criminal, opened a criminal, criminal proceedings have been, interrogat*, searches, raid*, wanted, manhunt, taken into custody, caught`,
  trial: `
    on trial, trial, trials, charged, charges, indict*, accused, defendant*, prosecutor*, prosecut*, sentenced, sentence, sentences, convict*, found guilty, guilty, acquit*, imprison*, in prison, to prison, jail*, plea, verdict*, probation, parole, life imprisonment, appeal*, extradit*, pardon*, criminal case`,
  civil: `
    lawsuit*, sued, suing, sue, damages, civil, compensation, bankrupt*, insolven*, debt*, bailiff*, plaintiff*, divorc*, custody of the child, inherit*, dispute*, litigat*, arbitrat*, mediat*, administrative court*, claim*`,
  accident: `
    accident*, collision, collided, crash*, ran over, hit by a car, run over, drove off the road, overturned, drowned, fire broke out, burned down, caught fire, blaze, rescuers, rescue board, avalanche, derail*, injured in, fell from`,
  missing: `search for the missing, went missing, is missing, missing person, missing man, missing woman, missing girl, missing boy, looking for a man, looking for a woman, looking for witnesses, asks for help, help to find, help find, found dead, died, dies, passed away`,
  appointment: `
    appointed, appoints, appointment, new head, new director, new chief, new prosecutor, new judge, new chairman, new minister, candidate for, was elected, will be the next, takes office, took office, nominat*, competition for the position, term of office`,
  resignation: `resign*, resignation, step* down, dismissed from office, recall*, suspended from, fired, no confidence, removed from office, expelled from the party, left the party, leaves the party`,
  lawmaking: `
    bill, bills, draft law*, draft act, draft amendment*, draft*, amendment*, amend*, new law, law change*, change in the law, legislat*, adopted the law, passed a law, passed the law, parliament, first reading, second reading, third reading, coordination round, decree, directive*, regulation, enters into force, came into force, comes into force, entered into force, strategy, reform*, action plan`,
  politics: `
    party, parties, coalition, opposition, minister*, prime minister, president, government, politician*, mayor*, mp, mps, election*, electoral, candidate*, voters, poll, ratings, faction, chairman of the party, deputy mayor, parliament, city council`,
  protest: `protest*, demonstrat*, rally, rallies, picket*, strike*, petition*, open letter, signatures, march, blockade, occupy, boycott*, activists`,
  opinion: `
    opinion, editorial, column, columnist, commentary, comment, analysis, essay, letter to the editor, reader s letter, readers letter, readers write, interview, podcast, studio, lead story, repliek, viewpoint, guest article, view, i think, i believe, in my opinion, we should, we must, let us, why do we, explains, answers, expert, advice, what to do`,
  foreign: `
    russia, russian, moscow, kremlin, putin, belarus*, minsk, lukashenko, ukraine, ukrainian, kyiv, kiev, zelensk*, trump, biden, white house, washington, usa, american, china, chinese, beijing, taiwan, iran*, israel*, gaza, hamas, palestin*, turkey, turkish, erdogan, hungar*, orban, serbia*, kosovo, venezuela*, afghanistan, taliban, syria*, india*, pakistan*, brazil*, africa*, niger, myanmar, north korea*`,
  sport: `
    football*, basketball, volleyball, hockey, tennis, olymp*, championship*, coach, athlete*, player*, league, tournament*, match, club, world cup, stadium, doping, referee*, ski, skier*, rally driver, motorsport, goalkeeper, striker, medal*, fifa, uefa`,
  leisure: `
    film, films, movie*, actor*, actress*, singer*, concert*, music*, album, theatre, theater, festival*, exhibition*, museum*, artist*, book, novel, writer, celebrit*, recipe*, horoscope*, fashion, royal family, king charles, prince*, eurovision, tv show, series, reality show, travel*, tourist*, christmas, wedding, garden*`,
  weather: `weather, forecast*, snowfall, snowstorm, storm, heat wave, thunderstorm*, slippery, ice, flood*, temperature*, rain`,
  business: `
    turnover, profit*, quarter, revenue*, sales, shares, stock exchange, dividend*, investor*, export*, inflation, interest rate*, euribor, central bank, economy, economic growth, gdp, price*, startup*, factory, entrepreneur*, market`,
  health: `hospital*, doctor*, patient*, medicine*, vaccine*, vaccinat*, covid*, coronavirus, virus, disease*, health insurance, nurse*, ambulance`,
  school: `school*, teacher*, pupil*, student*, kindergarten*, university, universities, education*, rector, curriculum`,
  money: `budget*, tax, taxes, taxation, pension*, salary, salaries, wage*, minimum wage, subsid*, benefit*, allowance*, state budget, finance minister, debt`,
  war: `war, wars, front, missile*, drone*, airstrike*, offensive, troops, soldiers, army, nato, invasion, occupation, occupied, shelling, weapons, military, ceasefire, mobilization`,
  survey: `survey*, study, studies, statistics, according to a survey, poll, report, reports, annual report, overview, index, ranking, increased, decreased, percent, number of`,
  planning: `planning, detailed plan*, special plan*, building permit*, construction, wind farm*, wind turbine*, rail baltic*, road construction, developer*, quarry, peat, landfill, forest*, logging, harbour, port, airport`,
  police: `police, policeman, policemen, policewoman, police officer*, patrol*, law enforcement*`,
  audit: `audit*, ombudsman*, chancellor of justice, inspectorate*, supervisory, inspection*, supervision, watchdog, regulator*, authority, agency`,
  euro: `european union, european commission, european parliament, brussels, eu, von der leyen, european council, commissioner*`,
} as const satisfies Readonly<Record<string, string>>;

export type EventName = keyof typeof EVENT_WORDS;
