// Sample news from Portugal. All of it is invented: towns, outlets, cases and figures.

import type { CountrySample } from "../event.ts";
import { briberyArrest } from "../proceedings/bribery-arrest.ts";
import { corruptionTrial } from "../proceedings/corruption-trial.ts";
import { damagesSuit } from "../proceedings/damages-suit.ts";
import { everyday } from "../proceedings/everyday.ts";
import { lawUnderReview } from "../proceedings/law-under-review.ts";
import { policeInquiry } from "../proceedings/police-inquiry.ts";

export const PORTUGAL: CountrySample = {
  country: "Portugal",
  outlets: [
    { name: "Diário do Cais", domain: "diario-do-cais.example" },
    { name: "Folha Atlântica", domain: "folha-atlantica.example" },
    { name: "Correio da Ponte", domain: "correio-da-ponte.example" },
    { name: "Jornal Claro", domain: "jornal-claro.example" },
  ],
  events: [
    {
      daysAgo: 0.5,
      titles: [
        "Constitutional Court rejects the law on phone metadata for the third time",
        "For the third time Constitutional Court rejects law on phone metadata",
      ],
      description:
        "Phone companies must not store for a year who called whom. The court rejected the latest version of the law because it still covers people against whom there is no suspicion.",
      facts:
        "The Constitutional Court rejected a law on storing phone metadata for the third time. Storage of everybody's data without suspicion remains forbidden.",
      background: "The government will try again with a list of serious crimes and a limit of three months.",
      verdicts: {
        4: [5, "The private life of people who are suspected of nothing stays out of police files."],
        1: [5, "The court repeats its limits a third time, and the government follows them."],
        8: [2, "Investigators of online crime still have no lawful way to older connection data."],
      },
    },
    {
      daysAgo: 1.8,
      titles: [
        "Port director held in Porto Claro over bribes for dredging",
        "Director of Porto Claro port held over bribes for dredging",
        "Bribes for dredging: director of the port held in Porto Claro",
      ],
      description:
        "Police arrested the technical director of the port of Porto Claro at his office. He is suspected of taking a share of every dredging contract for six years.",
      facts:
        "The technical director of the port of Porto Claro was arrested on suspicion of taking three per cent of each dredging contract. The contracts are worth 27 million euros.",
      background: "A judge will decide on custody tomorrow. The port has suspended all payments to the firm.",
      verdicts: {
        2: [1, "If the suspicion is right, the harbour paid for years for mud that was never moved."],
        8: [
          4,
          "The arrest follows two years of patient work, with a warrant and in the presence of counsel.",
        ],
        6: [2, "The port authority let one person order, inspect and pay."],
      },
    },
    {
      daysAgo: 2.9,
      titles: [
        "Courts in Ribalta do Mar stop for a second week as clerks strike",
        "Clerks strike: courts in Ribalta do Mar stop for a second week",
      ],
      description:
        "More than 900 hearings have been cancelled since court clerks stopped work. They demand pay for overtime that was promised two years ago.",
      facts:
        "A strike of court clerks in Ribalta do Mar has cancelled 900 hearings in two weeks. Only cases with prisoners are heard.",
      background: "Talks start again on Thursday.",
      verdicts: {
        7: [
          1,
          "Wages, maintenance and evictions wait without a new date, and those with the least reserves suffer most.",
        ],
        8: [2, "Trials without prisoners are put off, some of them close to the time limit."],
        1: [3, "The strike is lawful and the ministry negotiates."],
      },
    },
    {
      daysAgo: 3.9,
      titles: [
        "New site shows who met which minister, and about what",
        "Who met which minister and about what: new site shows it",
      ],
      description:
        "Every meeting of a minister with a company or association now appears online within a week. People can search by topic, name and law.",
      facts:
        "A public site lists all meetings of ministers with outside interests, with topic and documents. It started with 1,300 entries.",
      background: "Meetings of junior ministers will follow in spring.",
      verdicts: {
        3: [5, "Anyone can follow how a law came about, at no cost and without a request."],
        2: [4, "Undue influence becomes easier to notice and harder to deny."],
        1: [4, "Parliament and press gain a tool for questioning ministers."],
      },
    },
    {
      daysAgo: 4.9,
      titles: [
        "Inspectors free 62 farm workers from locked containers in Monte Sereno",
        "62 farm workers freed by inspectors from locked containers in Monte Sereno",
      ],
      description:
        "Labour inspectors found 62 pickers who were locked in containers at night. Their passports were in the safe of a contractor, who has been arrested.",
      facts:
        "Labour inspectors and police freed 62 berry pickers from locked containers in Monte Sereno. Three people are suspected of trafficking.",
      background:
        "The workers have been given rooms in a school and permits to stay for the time of the trial.",
      verdicts: {
        4: [1, "People were held in conditions close to slavery, within sight of a public road."],
        6: [5, "Inspectors came at night, without notice, and on the strength of one complaint."],
        8: [4, "Three arrests were made the same day, and the victims may stay and testify."],
        5: [2, "An organised group could work in the district for two seasons."],
      },
    },
    {
      daysAgo: 6.05,
      titles: [
        "Decree lets ministers skip tenders for wildfire repairs until 2030",
        "Ministers may skip tenders for wildfire repairs until 2030 under a decree",
      ],
      description:
        "Repairs after wildfires may be ordered without a tender, whatever they cost. The decree holds for years and was published on a Friday evening.",
      facts:
        "A government decree allows contracts for wildfire repairs without tender or prior audit until 2030. There is no upper limit.",
      background: "The court of auditors learned of it from the official gazette.",
      verdicts: {
        1: [1, "The government freed itself from prior audit by decree, without a vote in parliament."],
        2: [1, "Large sums without competition or limit invite abuse, as earlier emergencies have shown."],
        3: [1, "The contracts need to be published only a year later."],
        6: [2, "Rules on tenders lose their force where the most money is spent."],
      },
      dissent: {
        2: [
          2,
          "A list of approved firms and fixed prices for common repairs limits the worst risks, though not the lack of competition.",
        ],
      },
    },
    {
      daysAgo: 13.1,
      titles: [
        "Prosecutors lose recordings in the cement cartel case",
        "Recordings in the cement cartel case lost by prosecutors",
      ],
      description:
        "Forty hours of recorded calls between cement makers cannot be played any more. The only copy was kept on a disk that failed.",
      facts:
        "Prosecutors lost the recordings on which the case against a cement cartel rests. There was no second copy.",
      background: "The defence has asked to end the trial.",
      verdicts: {
        8: [1, "A large case may collapse because evidence was not copied."],
        6: [1, "Fines of 54 million euros against the firms are in doubt."],
        2: [2, "The part of the case that concerns a public buyer rested on the same calls."],
      },
    },
    {
      daysAgo: 19.3,
      titles: [
        "Justices of the peace now sit in every district",
        "Every district now has justices of the peace who sit weekly",
      ],
      description:
        "Quarrels about fences, deposits and small bills can be taken to a justice of the peace in every district. A case costs 70 euros and takes two months.",
      facts:
        "The network of justices of the peace now covers the whole country. Their cases take 58 days on average.",
      background: "One in three cases ends with a settlement before the first hearing.",
      verdicts: {
        7: [5, "People far from the cities get a decision near their home and at a price they can pay."],
        3: [4, "All offices answer questions by phone and publish their figures."],
      },
    },
    {
      daysAgo: 26.7,
      titles: [
        "Three police officers suspended after complaint of beating in Vila da Serrinha",
        "After complaint of a beating in Vila da Serrinha, three police officers suspended",
      ],
      description:
        "A man who was held for drunk driving says that he was beaten at the station. The interior inspectorate suspended three officers within two days.",
      facts:
        "Three officers in Vila da Serrinha were suspended after a detained man complained of a beating. A doctor recorded injuries that fit his account.",
      background: "The camera in the corridor had been out of order for a month.",
      verdicts: {
        4: [2, "Injuries in police hands are a grave sign, whatever the man was held for."],
        1: [4, "The inspectorate stands outside the police and acted at once."],
        8: [3, "A criminal inquiry has begun; its most important recording is missing."],
      },
    },
    {
      daysAgo: 34.4,
      titles: ["Arrests for setting wildfires double as villages report gaps in patrols"],
      description:
        "Police arrested 44 people for setting fires this season, twice as many as last year. Villages say that rangers pass only once a week.",
      facts:
        "Arrests for arson in forests doubled to 44. At the same time village councils report fewer patrols than planned.",
      background: "The ministry has ordered a count of all patrols.",
      verdicts: {
        5: [2, "Fires set on purpose threatened 19 villages, and prevention was thinner than promised."],
        8: [4, "More cases are cleared up, because fire investigators arrive on the same day."],
      },
    },
    {
      daysAgo: 46.1,
      titles: [
        "Bank supervisor publishes the firms it has barred, with reasons",
        "Firms barred by the bank supervisor published with reasons",
      ],
      description:
        "A list online shows 76 firms that may not offer loans or investments, and why. Until now people had to write a letter to find out.",
      facts:
        "The bank supervisor published all its bans since 2015, with reasons and the state of any appeal.",
      background: "The site was visited 200,000 times in the first three days.",
      verdicts: {
        6: [4, "Customers are warned, and firms see that bans are enforced and can be contested."],
        3: [5, "A closed file became a searchable list without a court having to order it."],
      },
    },
    {
      daysAgo: 57.4,
      titles: [
        "Whistleblower keeps her post after ruling of the labour court",
        "After a labour court ruling whistleblower keeps her post",
      ],
      description:
        "A bookkeeper who reported false invoices must get her job back. The court called her dismissal an act of revenge.",
      facts:
        "A labour court reinstated a bookkeeper who was dismissed after reporting false invoices. She is to be paid for 14 months.",
      background: "The firm has accepted the ruling.",
      verdicts: {
        4: [5, "The ban on reprisals has effect in practice."],
        7: [5, "The court decided within five months and gave full redress."],
        2: [4, "Employees who see fraud have one reason less to keep silent."],
      },
    },
    ...damagesSuit({
      claimants: "former welders of Porto Claro",
      defendant: "the state shipyard",
      harm: "asbestos disease",
      sum: "3.4 million euros",
      detail: "The shipyard doctor had written a warning in 1988 that was found in a cupboard.",
      outcome: "lost",
      startDaysAgo: 41.2,
      everyDays: 11.6,
    }),
    ...lawUnderReview({
      law: "rent registry act",
      complainant: "the ombudsman",
      subject: "lets landlords look up whether a tenant has ever been to court",
      detail: "The register was consulted 70,000 times in its first year, mostly before a flat was shown.",
      outcome: "annulled",
      startDaysAgo: 20.8,
      everyDays: 16.4,
    }),
    ...corruptionTrial({
      accused: "former council head in Monte Sereno",
      deal: "quarry lease",
      sum: "150,000 euros",
      seat: "council offices",
      detail: "The quarry was valued by a surveyor who had died two months before the date of his report.",
      outcome: "convicted",
      startDaysAgo: 33.1,
      everyDays: 13.7,
    }),
    ...policeInquiry({
      where: "at the Ribalta do Mar stadium",
      incident: "a fight between fans",
      injured: "a father of two",
      detail: "The order to clear the stand had been given while its gates were still locked.",
      outcome: "officers charged",
      startDaysAgo: 54.9,
      everyDays: 15.1,
    }),
    ...briberyArrest({
      accused: "chief planner",
      deal: "building permit",
      subject: "a hotel by the dunes",
      sum: "120,000 euros",
      town: "Vale de Cedros",
      startDaysAgo: 8.1,
      everyDays: 3.3,
    }),
    ...everyday({
      town: "Vale de Cedros",
      shop: "a wine cellar",
      loot: "old bottles",
      sum: "22,000 euros",
      road: "the river road",
      vehicle: "a minibus",
      daysAgo: 1.2,
    }),
  ],
  unscored: [
    {
      daysAgo: 5.6,
      titles: ["Trial about the abuse of patients opens in Vila da Serrinha without an audience"],
      description:
        "The court excluded the public to protect the patients. Eleven days of hearings are planned.",
      pillars: [1, 4, 8],
    },
  ],
};
