// What may have happened: for each pillar something bad, something plain and something good, each told in other words.

import { templateOf } from "./template.ts";
import { VOCABULARY, type WordKind } from "./words.ts";

/** What is the same in all reports of an event, and words drawn anew each time. */
const CAST = [
  "person",
  "surname",
  "other",
  "place",
  "body",
  "firm",
  "matter",
  "number",
  "sum",
  "country",
  "national",
] as const;
const DRAWN = ["term", "name", "town", "day", "figure", "thing", "local"] as const;

export type Gap = (typeof CAST)[number] | (typeof DRAWN)[number] | WordKind;

const gaps = new Set<string>([...CAST, ...DRAWN, ...Object.keys(VOCABULARY)]);
const isGap = (name: string): name is Gap => gaps.has(name);

export const sentence = (text: string) => templateOf(text, isGap);
export const sentences = (text: string) => text.trim().split(/\n\s*/).map(sentence);

/** For each pillar, each mood from bad to good: what happened, without a full stop. The first one is the shortest. */
export const EVENTS = [
  [
    `<body> [bypassed|sidelined] over <matter> in <place>
     Government [pushes|rushes] the [law|act] on <matter> through <body> [without a debate|in one night], [ignoring|against] the objections of <person>
     Ombudsman <person> [accuses|blames] the government of [ignoring|disregarding] court rulings on <matter>
     [Minister|Prime minister] <person> [refuses|declines] to answer <body> about <matter> in <place>`,
    `<body> [discusses|debates] <matter> in <place>
     <body> [postpones|puts off] its vote on <matter> until [the autumn|next month|spring], says [its chairman|chairman] <person>
     [President|Head of state] <person> [meets|receives] the leaders of <body> to [discuss|talk about] <matter>
     Coalition and opposition [remain divided|still disagree] on <matter>, [says|explains] <person> in <place>`,
    `Court in <place> [stops|halts] decree on <matter>
     Constitutional Court [strikes down|annuls] the government's decree on <matter>, [siding with|agreeing with] <person>
     <body> [overrules|rejects] the government's plan for <matter> after [warnings|criticism] from <person>
     State audit led by <person> [forces|obliges] the ministry to [explain|account for] <matter> in <place>`,
  ],
  [
    `<person> [detained|arrested] in <place>
     [Police detain|Anti-corruption police arrest] <person> on suspicion of [taking bribes|bribery] over <matter> in <place>
     Prosecutor [charges|indicts] former [mayor|director] <person> with [bribery|embezzlement] of <sum> in the case of <matter>
     [Deputy mayor|Councillor] <person> [steered|directed] a contract for <matter> to <firm>, [investigators|prosecutors] say`,
    `Audit looks into <matter> in <place>
     Auditors [examine|look into] how <place> [spent|used] <sum> on <matter>, [mayor|councillor] <person> [promises|offers] documents
     Trial of <person> over <matter> [resumes|continues] in <place> with the [questioning|hearing] of <number> witnesses
     <firm> [denies|rejects] any [influence|pressure] on <person> in the tender for <matter>`,
    `<firm> must repay <sum>
     Court [orders|obliges] <firm> to [repay|return] <sum> that <person> [received|took] for <matter> in <place>
     [New register|Public list] [shows|reveals] who [profits|earns] from <matter>, [anti-corruption officer|commissioner] <person> says
     Former [official|director] <person> [sentenced|jailed] for [bribery|fraud] over <matter> in <place>`,
  ],
  [
    `Papers on <matter> withheld in <place>
     <body> [refuses|declines] to [publish|disclose] the contracts on <matter>, although <person> [asked for|requested] them
     [Town|City] of <place> [deletes|erases] e-mails about <matter> [days before|shortly before] a request by journalist <person>
     Journalists [barred|shut out] from the hearing on <matter> in <place>, editor <person> [protests|complains]`,
    `Residents of <place> consulted on <matter>
     <place> [asks|invites] residents for their opinion on <matter> until [Friday|the end of the month], says <person>
     Petition on <matter> [collects|gathers] <number> signatures and [reaches|goes to] <body>, [organiser|initiator] <person> says
     [Ministry|Government] [publishes|presents] a draft on open data about <matter>, [official|adviser] <person> explains`,
    `<place> makes contracts on <matter> public
     Court [rules|decides] that <body> must [publish|release] its contracts on <matter> to [journalist|resident] <person>
     <place> [puts|publishes] all spending on <matter> online, [promised|announced] by councillor <person>
     After a [two-year|long] dispute <person> [obtains|receives] the records about <matter> from <body>`,
  ],
  [
    `<person> fined for a protest
     [Police ban|City bans] a [protest|demonstration] about <matter> in <place>, [organiser|activist] <person> goes to court
     Data of <number> patients [leaked|stolen] from <firm>, [inspector|commissioner] <person> [warns|says] after the breach in <place>
     [Teacher|Nurse] <person> [dismissed|fired] in <place> for [criticising|speaking out on] <matter>`,
    `Rights of tenants debated in <place>
     Ombudsman <person> [asks|requests] the ministry for [an explanation|its position] on equal treatment in <matter>
     [Unions|Teachers] in <place> [prepare|plan] a strike over <matter>, [negotiator|conciliator] <person> says
     Parliament's committee [hears|listens to] [religious|minority] groups on <matter>, among them <person>`,
    `Court backs [journalist|nurse] <person>
     European court [finds|rules] that the rights of <person> were [violated|breached] in <place> and awards <sum>
     Law on equal [pay|treatment] [takes effect|comes into force] in <matter>, [minister|commissioner] <person> [announces|says]
     Accessible [polling stations|services] [open|start] in <place> after a [campaign|complaint] by <person> about <matter>`,
  ],
  [
    `Knife attack in <place>
     [Shooting|Stabbing] in <place> [leaves|left] <number> people [injured|wounded], police [seek|look for] <person>
     [Bomb threats|Threats] [close|empty] schools in <place>, [police chief|commissioner] <person> [suspects|points to] a foreign trail
     Smuggling network around <person> [moved|brought] weapons worth <sum> through <place>`,
    `Border patrols near <place> change shifts
     Police [check|stop] <number> drivers around <place> [at the weekend|on Friday night], [spokesman|officer] <person> says
     Rescue [exercise|drill] on <matter> to [take place|be held] in <place>, [commander|chief] <person> announces
     Interior ministry [considers|weighs] new equipment for patrols in <place>, says [commander|officer] <person>`,
    `Crime falls in <place>
     Number of [burglaries|robberies] in <place> [falls|drops] by a third, [police chief|prefect] <person> [reports|says]
     [Bystander|Neighbour] <person> [awarded|honoured] for [stopping|preventing] an attack in <place>
     Police [dismantle|break up] an [arms|extortion] ring led by <person> in <place>, [seizing|securing] <sum>`,
  ],
  [
    `Inspectors fail at <firm>
     Inspectors [ignored|overlooked] [warnings|complaints] about <matter> at <firm> in <place> for years, <person> says
     <firm> [poured|discharged] waste near <place> without a permit, [inspector|resident] <person> [reports|says]
     [Unlicensed|Illegal] care home of <firm> in <place> [stays|remains] open despite [orders|fines], says <person>`,
    `New rules for <matter> at <firm>
     Labour inspectorate [plans|prepares] to [visit|inspect] <number> companies because of <matter>, [director|inspector] <person> says
     [Regulator|Agency] [explains|clarifies] how <firm> must [report|document] <matter> from next year, says <person>
     Ministry [opens|begins] consultations with <firm> and others on permits for <matter>, [official|adviser] <person> says`,
    `<firm> fined <sum>
     Competition authority [fines|penalises] <firm> <sum> for [price fixing|a cartel] in <matter>, <person> announces
     Regulator [stops|halts] the [sale|takeover] of <firm> in <place> to protect consumers, [director|head] <person> says
     Inspectors under <person> [close|shut] an [unsafe|illegal] plant of <firm> in <place> [after complaints|within a day]`,
  ],
  [
    `<person> waits years for a ruling
     Dispute over <matter> in <place> [drags on|has dragged on] for <number> months, [plaintiff|lawyer] <person> [says|complains]
     Bailiff [took|seized] the [flat|house] of <person> in <place> over a debt of [a few|less than a hundred] euros
     [Legal aid|Free legal help] [runs out|ends] in <place>, lawyer <person> warns of [closed doors|lost cases] in <matter>`,
    `<surname>'s heirs in court over <matter>
     [Court|County court] in <place> [begins|starts] to hear the claim of <person> against <firm> over <matter>
     <firm> and <person> [negotiate|seek] a settlement of <sum> in the dispute over <matter>
     Supreme Court to [decide|rule] whether <firm> owes <person> compensation for <matter>`,
    `<person> wins against <firm>
     Court [awards|grants] <person> <sum> in damages from <firm> for <matter> in <place>
     Supreme Court [sides|agrees] with tenant <person> against <firm> in the dispute over <matter>
     [Mediation|Arbitration] [ends|settles] the dispute of <person> and <firm> over <matter> within [weeks|a month]`,
  ],
  [
    `Case against <person> collapses
     Murder case against <person> in <place> [collapses|fails] after police [lose|mislay] evidence, [prosecutor|lawyer] says
     Inmates in <place> [beaten|mistreated], [lawyer|doctor] <person> [reports|says] after [visiting|a visit to] the prison
     Court [releases|frees] <person> because the trial over <matter> took too long in <place>`,
    `Trial of <person> begins
     [Prosecution|Prosecutor] [sends|brings] <person> to court over <matter> in <place>, the [hearing|trial] begins in spring
     Appeal court [leaves|upholds] the sentence of <person> for [assault|fraud] in <place> [unchanged|as it is]
     [Investigators|Police] [question|interview] <person> in <place> about the [death|disappearance] of a man`,
    `<person> [jailed|sentenced] for assault
     Court [sentences|jails] <person> to <figure> years in prison for [robbery|assault] in <place>
     [Wrongly|Unjustly] convicted <person> [acquitted|cleared] after <figure> years by the court in <place>
     International [investigation|operation] [leads|brings] to the arrest of <person> for [fraud|trafficking] worth <sum>`,
  ],
].map((moods) => moods.map(sentences));

/** What an event is about, whatever it is. */
export const MATTERS = `
  the renovation of the school, the tram line, the hospital, the harbour, the waste plant, the land tax, the budget,
  the appointment of judges, the rescue service, the care home, the wind farm, the railway bridge, the school meals, the state archive,
  the sports hall, the bus tender, forest permits, the housing fund, the police database, electronic voting, the water supply,
  the public broadcaster, the pension reform, street lighting, the football stadium, snow clearing, the cemetery, hate speech,
  party financing, the asylum centre, wiretapping, the data centre, the university, medicine prices, the border fence,
  the airport lease, teachers' pay, the prison hospital, cash machines, the oil terminal, fishing quotas, the music school,
  the election law, the road toll, the defence purchase, the gas pipeline, fire safety, the county newspaper, the ferry contract,
  land exchanges, the kindergarten, emergency calls, the heating network, the old town, the training ground, the lottery fund`
  .split(",")
  .map((matter) => matter.trim().replace(/\s+/g, " "));
