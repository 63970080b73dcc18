// The words of invented articles: a few are in every text and most in hardly any, as in real ones.

import type { Chance } from "../../demo/sample/random.ts";

const listOf = (text: string): readonly string[] => text.trim().split(/\s+/);

/** The most used first. */
const NOUNS = listOf(`
  court police state government law case year minister decision right city company office prosecutor day time parliament
  authority party suspicion country money council work judge question official member trial report proposal hearing bill
  ministry person service system problem mayor ruling budget protection lawyer opinion penalty security situation
  investigation information fine crime child school hospital village tax union committee president contract victim vote
  appeal agency procedure board complaint evidence witness border data road document sentence prison tender activity
  damage result term reason support change order building worker family resident violation permit fund statement
  owner group force inspection election public plan house request response chairman rule measure condition amount
  majority coalition opposition leader director society access archive register teacher doctor driver car phone letter
  message meeting debate campaign candidate ballot editor newspaper journalist website camera record delay threat weapon
  attack fire accident drug smuggling theft fraud bribe gift favour donation audit auditor invoice account bank loan
  debt price rent market customer consumer energy water forest farm land harbour airport bridge railway tram station
  garden factory warehouse laboratory university student scholarship library museum theatre church cemetery stadium
  match club coach player artist film language minority refugee visa passport citizen citizenship neighbour tenant
  landlord flat apartment mortgage inheritance divorce custody pension benefit allowance salary strike employer employee
  dismissal discrimination harassment dignity freedom expression assembly protest demonstration petition referendum
  constitution amendment clause paragraph deadline draft reading chamber tribunal arbiter mediator notary bailiff clerk
  registry inspector regulator licence supervision sanction embargo extradition warrant custodian detention cell guard
  inmate parole probation rehabilitation offender suspect accomplice gang network raid search seizure surveillance wiretap
  informant expert sample test signature stamp seal envelope folder drawer
  treaty summit embassy ambassador diplomat border-guard soldier officer-cadet barracks convoy harvest orchard vineyard dairy mill
  quarry mine refinery pipeline turbine reactor dam canal ferry cargo container crane dock lighthouse pier island coast cliff
  meadow swamp lake stream well fountain square avenue alley tunnel roundabout crossing pavement kerb fence gate wall roof
  balcony cellar attic staircase lift corridor lobby kitchen bathroom bedroom carpet curtain mirror lamp candle stove oven fridge
  bicycle motorcycle lorry van tractor trailer helicopter drone satellite antenna cable router server laptop keyboard printer
  scanner password database backup virus software algorithm platform channel podcast broadcast studio microphone headline column
  photograph portrait sculpture exhibition gallery concert orchestra choir rehearsal premiere novel poem poet author publisher
  bookshop dictionary alphabet grammar lesson pupil classroom curriculum exam diploma professor lecture seminar thesis research
  experiment vaccine injection tablet dose pharmacy pharmacist nurse surgeon patient ward ambulance stretcher bandage diagnosis
  symptom infection epidemic quarantine therapy clinic dentist midwife infant toddler teenager adult pensioner widow orphan twin
  cousin nephew niece uncle aunt grandfather grandmother wedding engagement funeral burial grave monument memorial anniversary
  holiday festival parade fireworks carnival lottery casino wager jackpot tournament league referee goalkeeper striker captain
  stand ticket queue crowd whistle banner slogan leaflet poster brochure newsletter survey questionnaire poll forecast statistic
  percentage graph chart map compass border-stone parcel postcard stamp-duty courier warehouse-keeper retailer wholesaler supplier
  importer exporter tariff quota surplus deficit inflation currency coin banknote wallet purse safe vault deposit interest dividend
  share bond investor broker merger takeover bankruptcy creditor debtor receipt voucher discount bargain auction bidder hammer
  carpenter plumber electrician welder mason painter roofer locksmith butcher baker cook waiter barber tailor shoemaker watchmaker
  goldsmith beekeeper shepherd fisherman hunter ranger forester gardener cleaner porter janitor secretary translator interpreter
  accountant cashier consultant adviser envoy delegate observer monitor rapporteur commissioner governor prefect councillor deputy
  senator chancellor monarch prince republic federation province county borough hamlet settlement suburb outskirts frontier
  wolf bear lynx deer boar fox beaver otter seal-pup eagle stork crow swallow salmon herring pike trout horse cattle sheep goat
  poultry kennel leash veterinarian fur leather wool cotton linen silk timber plank nail screw brick cement gravel sand clay
  asphalt steel copper aluminium scrap rust smoke dust noise odour sewage pesticide fertiliser flood drought storm lightning
  blizzard avalanche earthquake landslide rescue shelter blanket tent ration`);

const VERBS = listOf(`
  report decide announce explain confirm claim add note demand propose reject approve order suspend appeal examine question
  review inspect charge detain release convict acquit fine punish warn inform ask answer promise refuse admit deny accuse
  defend protect support oppose criticise discuss debate amend adopt repeal publish disclose conceal collect record
  register transfer allocate fund finance purchase rent repair renovate demolish construct plan delay postpone cancel
  resume continue complete launch open close visit return join remove replace appoint dismiss elect nominate
  recommend request require allow permit prohibit restrict extend reduce increase compensate recover confiscate seize
  search locate follow monitor evaluate measure compare calculate estimate consult address mention stress recall
  describe present submit deliver receive accept limit violate breach respect restore enforce implement coordinate
  abandon abolish absorb accelerate accompany acknowledge acquire adapt adjourn administer advance advertise affect alert allege
  anticipate apologise appreciate argue assemble assess assign assist assure attach attract authorise award balance block borrow
  capture celebrate certify challenge clarify combine commission complain compose concern conclude condemn conduct confront connect
  contest contract contribute control convince correct cover cultivate damage declare dedicate defeat define delegate demonstrate
  destroy detect determine develop deviate devote direct disappoint discover dismantle display dispute distribute divide document
  donate double drop duplicate earn educate eliminate embarrass emphasise employ encourage endanger engage enhance ensure entitle
  establish exceed exchange exclude excuse execute exempt exercise expel expire exploit explore export expose express facilitate
  file finalise formulate frustrate fulfil furnish gather generate guarantee guide handle harm host identify ignore illustrate
  import impose impress improve include indicate influence inherit initiate injure insist install insult insure integrate
  interpret interrupt interview introduce invent invest investigate invite involve isolate join justify label lack license lock
  maintain manage mark match merge mobilise modernise modify motivate negotiate neglect obtain occupy offend operate organise
  outline outvote overlook overturn pardon participate permit persuade place pledge post practise prepare prescribe preserve press
  prevent process produce promote prove provoke push qualify race rank reach realise reassure reflect refresh regulate
  reinforce relate relocate remind render repeat replace reply represent reproduce rescue reserve resign resolve restructure retain
  retire reveal reverse revise revoke reward risk sacrifice salvage sample sanction satisfy save schedule screen separate settle
  shape share shift shorten signal simplify smuggle solve specify sponsor stabilise state store strengthen struggle succeed suffer
  suggest supply surprise surround survey sustain target tax terminate test threaten tolerate trace trade train transform translate
  treat trigger trust undermine unite update urge use vacate value verify veto view visit voice vote waive warrant waste weaken
  welcome witness`);

const ADJECTIVES = listOf(`
  new former public legal local last next possible important serious criminal large small several high political social
  financial national regional municipal administrative constitutional judicial independent private internal external
  economic different necessary clear recent previous current future temporary permanent special general additional separate
  joint common long short early late strict mild severe fair unfair lawful unlawful illegal suspicious alleged unknown
  foreign domestic rural urban medical technical digital electronic personal sensitive confidential secret open closed
  annual monthly weekly urgent ordinary unusual suitable reasonable proportionate sufficient incomplete preliminary final
  binding disputed controversial unpopular empty full old young elderly responsible competent experienced anonymous
  voluntary mandatory effective weak strong transparent opaque costly cheap dangerous safe
  abrupt absent abstract academic accidental accurate active acute adequate advanced agricultural ambitious ample ancient angry
  annoying anxious arbitrary artistic ashamed automatic available average awkward bitter bold brave brief bright broad broken
  careful careless cautious central chaotic charitable chronic civic civil classic clumsy coastal cold collective comfortable
  commercial compact comparable compatible complex compulsory conditional consistent continuous convenient cooperative corrupt
  courageous critical cruel cultural curious customary daily damp decent decisive deep defective deliberate delicate democratic
  dense desperate detailed diligent diplomatic dirty disabled distant divisive dominant double dramatic dry dubious durable eager
  eastern easy educational elaborate elected emotional empirical endless environmental equal essential ethical European evident
  exact excessive exclusive executive exotic explicit extensive extraordinary extreme faint faithful false familiar famous fatal
  faulty favourable federal fierce flawed flexible fluent formal fragile frank free frequent friendly fundamental generous gentle
  genuine global gradual grateful grave gross guilty harmful harsh hasty heavy helpful hesitant hidden historic honest hostile
  huge humane humble ideal identical idle ignorant immediate immense imminent immune impartial imperfect inadequate incorrect
  indirect industrial inevitable informal initial innocent intense intentional interim intimate invalid invisible irregular
  isolated jealous keen lasting lawless lazy liberal literal lively logical lonely loud loyal lucky magnetic main major marginal
  maritime massive mature mean medieval mental military minimal minor missing mobile moderate modern modest moral multiple mutual
  narrow native natural negative nervous neutral noble nominal normal northern notable notorious nuclear numerous objective
  obscure obsolete obvious occasional odd official operational optional oral ordinary organic original overdue painful partial
  passive patient peaceful peculiar perfect persistent pleasant plain polite poor popular portable positive potential practical
  precise pregnant premature primary prior productive professional profitable prominent prompt proper prospective proud provincial
  prudent psychological punctual quick quiet radical random rapid rare rational raw ready real rebel reckless regular relative
  relevant reliable religious reluctant remote repeated resident respective retired rich rigid robust rough round routine royal
  ruthless sad satisfied scarce scientific secondary selective senior sensible severe shallow sharp shy sick significant silent
  similar simple sincere single slight slow smart smooth sober solid sophisticated southern spare spatial specific spontaneous
  stable stale standard steady steep strange strategic stubborn subsequent substantial subtle sudden superficial superior sure
  surprising suspended sustainable sympathetic systematic tactical talented tall technological tense thorough thick thin tight
  timely tiny tired total tough toxic traditional tragic trivial typical ultimate unanimous uncertain uneasy uniform unique
  universal unnecessary unprecedented upper useful useless usual vague vain valid valuable various vast verbal vertical violent
  visible visual vital vulnerable warm wealthy western whole wide wild willing wise worthy wrong`);

const ADVERBS = listOf(`
  also already however still now again soon later together clearly probably immediately recently finally often only partly
  publicly formally allegedly repeatedly previously seriously significantly nearly hardly mainly unanimously quietly openly
  jointly separately temporarily lawfully knowingly deliberately reportedly apparently eventually meanwhile`);

/** Verbs whose last letter is written twice before an ending. */
const DOUBLED = /^(admit|cancel|control|drop|expel|fulfil|label|permit|plan|signal|submit|transfer)$/;
const stem = (verb: string): string => (DOUBLED.test(verb) ? verb + verb.slice(-1) : verb);
const past = (verb: string): string =>
  verb.endsWith("e") ? `${verb}d` : `${stem(verb).replace(/([^aeou])y$/, "$1i")}ed`;
const gerund = (verb: string): string => `${stem(verb).replace(/e$/, "")}ing`;
const UNCOUNTED = /^(police|money|information|security|evidence|people|damage|harassment|wool|silk)$/;
const plural = (noun: string): string =>
  /(s|x|ch|sh)$/.test(noun) ? `${noun}es` : `${noun.replace(/([^aeou])y$/, "$1ie")}s`;

/** A kind of word, the most used first. */
export const VOCABULARY = {
  noun: NOUNS,
  nouns: NOUNS.filter((noun) => !UNCOUNTED.test(noun)).map(plural),
  did: VERBS.map(past),
  do: VERBS,
  doing: VERBS.map(gerund),
  adjective: ADJECTIVES,
  adverb: [...ADVERBS, ...ADJECTIVES.map((adjective) => `${adjective.replace(/le$/, "")}ly`)],
} as const;

export type WordKind = keyof typeof VOCABULARY;

/** No word of a kind stands out as much as the first words of a language do, all of which are in the templates. */
const FLATTENED = 12;

/** One of the list: rank r in proportion to 1 / (r + FLATTENED), Zipf's law as Mandelbrot has it. */
export function drawByRank(list: readonly string[], chance: Chance): string {
  const rank = FLATTENED * ((list.length + FLATTENED) / FLATTENED) ** chance.next() - FLATTENED;
  return list[Math.floor(rank)] ?? "";
}
