// Sample news from Sweden. All of it is invented: towns, outlets, cases and figures.

import type { CountrySample } from "../event.ts";
import { corruptionTrial } from "../proceedings/corruption-trial.ts";
import { everyday } from "../proceedings/everyday.ts";
import { policeInquiry } from "../proceedings/police-inquiry.ts";
import { recordsDispute } from "../proceedings/records-dispute.ts";
import { regulatorFine } from "../proceedings/regulator-fine.ts";

export const SWEDEN: CountrySample = {
  country: "Sweden",
  outlets: [
    { name: "Horisont", domain: "horisont-nyheter.example" },
    { name: "Lake Tribune", domain: "lake-tribune.example" },
    { name: "Norrland Echo", domain: "norrland-echo.example" },
    { name: "Kvarter", domain: "kvarter.example" },
  ],
  events: [
    {
      daysAgo: 0.15,
      titles: [
        "Top administrative court orders migration agency to open its decision manual",
        "Migration agency ordered by top administrative court to open its decision manual",
      ],
      description:
        "The manual that tells officers how to judge asylum claims must be published. The court said that rules which decide over people's lives cannot be internal notes.",
      facts:
        "The highest administrative court ordered the migration agency to publish the manual its officers follow. Only four pages on security checks may stay secret.",
      background: "A law student had asked for the manual three years ago.",
      verdicts: {
        3: [5, "Applicants, lawyers and the public can read by what rules the agency decides."],
        1: [4, "The court opened a powerful agency's working rules to outside scrutiny."],
        4: [4, "People who seek protection can prepare their case and contest an error."],
      },
    },
    {
      daysAgo: 1.1,
      titles: [
        "Shots at a Norrvalla tram stop: three held, police look for witnesses",
        "Three held after shots at Norrvalla tram stop, police look for witnesses",
        "Norrvalla tram stop shots: police look for witnesses and hold three",
      ],
      description:
        "Two people were hurt when shots were fired at a tram stop in the evening rush hour. Police held three young men within two hours and believe that a quarrel between gangs is behind it.",
      facts:
        "Shots at a busy tram stop in Norrvalla hurt two bystanders, neither of them seriously. Three suspects were held the same evening.",
      background:
        "It was the fourth shooting in the district this year. Schools opened an hour later the next day.",
      verdicts: {
        5: [
          1,
          "Violence between gangs reached people on their way home, and residents say that they avoid the stop.",
        ],
        8: [4, "Police held suspects within two hours and secured the weapon."],
      },
    },
    {
      daysAgo: 2.4,
      titles: [
        "Björkhamn paid consultants 40 million kronor without invoices, auditors find",
        "Auditors find that Björkhamn paid consultants 40 million kronor without invoices",
      ],
      description:
        "The town of Björkhamn cannot say what it bought for 40 million kronor. Auditors found payments to six consultants with no invoice, no report and in two cases no contract.",
      facts:
        "Auditors found that Björkhamn paid six consultants 40 million kronor without invoices. Two of the consultants had worked in the mayor's office before.",
      background: "The council will vote on a complaint to the police next week.",
      verdicts: {
        2: [1, "Money flowed to former colleagues without proof of work, and nobody asked for any."],
        1: [
          2,
          "The council approved the accounts three years in a row, although the auditors had raised doubts.",
        ],
        3: [2, "The payments were booked under a collective heading that hid the names."],
      },
    },
    {
      daysAgo: 3.3,
      titles: [
        "Two thirds vote to protect the courts in the constitution at first reading",
        "First reading: two thirds vote to protect courts in the constitution",
      ],
      description:
        "A broad majority wants the number of judges and the way they are chosen to stand in the constitution. After the election a second vote is needed.",
      facts:
        "Parliament voted by more than two thirds to write the independence of courts into the constitution. A second vote after the next election must confirm it.",
      background: "Only one party voted against, because it wants judges to retire later.",
      verdicts: {
        1: [5, "A passing majority could no longer pack or empty the highest courts."],
        7: [4, "Judges in civil cases would be chosen by an independent board."],
        8: [4, "Criminal courts gain the same protection against political pressure."],
      },
    },
    {
      daysAgo: 4.6,
      titles: [
        "Police may use live facial recognition at stations without a court order",
        "Live facial recognition at stations: police may use it without court order",
      ],
      description:
        "From next month cameras at eleven stations will compare faces with a list of wanted people. A police chief decides; a court is asked only afterwards.",
      facts:
        "A government regulation lets police run live facial recognition at eleven stations. A court reviews its use only after 72 hours.",
      background: "In a test the system found four wanted men and stopped nine people by mistake.",
      verdicts: {
        4: [1, "Everyone who takes a train is scanned, and the errors fall mostly on people with dark skin."],
        1: [2, "The decision was taken by regulation, so parliament never debated it."],
        5: [4, "Four men wanted for serious violence were found within a week of testing."],
        8: [3, "The results may be used as evidence only with a second source."],
      },
    },
    {
      daysAgo: 5.9,
      titles: [
        "Environmental regulator shuts the Kvarnsund smelter over its lead emissions",
        "Kvarnsund smelter shut by environmental regulator over lead emissions",
      ],
      description:
        "The smelter in Kvarnsund must stop its furnaces on Friday. Lead in the soil of two kindergartens was eleven times the limit.",
      facts:
        "The environmental regulator closed the Kvarnsund smelter for exceeding its limits for lead. The furnaces may start again once new filters have been tested.",
      background: "The company employs 210 people and had been warned in writing for six years.",
      verdicts: {
        6: [
          5,
          "The regulator used its strongest power against the largest employer of the town, with measurements that anyone can check.",
        ],
        3: [4, "All measurements and warnings were published with the decision."],
        4: [4, "The health of children was put before the profit of the firm."],
      },
      dissent: {
        6: [
          2,
          "Six years of written warnings without a single fine let the harm grow until only closure was left.",
        ],
      },
    },
    {
      daysAgo: 11.2,
      titles: ["District court apologises for misplacing 300 custody files"],
      description:
        "When a court moved house, 300 files on the custody of children went to the wrong store. Parents waited for up to five months for a hearing.",
      facts:
        "A district court mislaid 300 custody files during a move and noticed it after eleven weeks. Hearings were put off by up to five months.",
      background: "Most of the files have been found. Twelve have to be put together again from copies.",
      verdicts: {
        7: [1, "In custody cases months decide, and the court had no list by which to miss the files."],
        4: [2, "Children and parents were kept apart longer than any judge had ordered."],
      },
    },
    {
      daysAgo: 15.5,
      titles: [
        "Prosecutors drop the case against a nurse who reported understaffing",
        "Case dropped against nurse who reported understaffing, prosecutors say",
      ],
      description:
        "A nurse who sent rosters to the health inspectorate will not be charged with breach of secrecy. The prosecutor says that she had a duty to report.",
      facts:
        "Prosecutors ended the case against a nurse who had reported dangerous understaffing. The hospital must pay her lawyer.",
      background: "The inspectorate has since found 17 nights with one nurse for 40 patients.",
      verdicts: {
        4: [5, "People who report danger at work can rely on the protection that the law promises."],
        2: [4, "Others who know of wrongdoing will find it easier to speak."],
        8: [4, "The prosecutor ended a case that should not have been opened, and said why."],
      },
    },
    {
      daysAgo: 22.5,
      titles: [
        "Wait for a tenancy hearing passes ten months in the south",
        "In the south the wait for a tenancy hearing passes ten months",
      ],
      description:
        "Tenants who contest a rent increase in the south wait more than ten months for a hearing. In the north it takes three.",
      facts:
        "The rent tribunals in the south now take ten months to hear a case, three times as long as those in the north.",
      background: "The tribunals have asked for eight more lawyers.",
      verdicts: {
        7: [
          1,
          "A right that takes ten months to claim helps nobody who has to pay the rent today, and it depends on where one lives.",
        ],
      },
    },
    {
      daysAgo: 31.4,
      titles: [
        "Gangs recruit fewer boys in Älvstad after a school programme",
        "Fewer boys recruited by gangs in Älvstad after school programme",
      ],
      description:
        "The number of boys under 16 suspected of errands for gangs fell from 58 to 21 in a year. Schools, police and sports clubs had agreed on who talks to whom.",
      facts:
        "In Älvstad the number of boys under 16 drawn into gang crime fell by almost two thirds in a year. A programme pairs each boy at risk with a trainer or a craftsman.",
      background: "The programme costs less than two places in custody.",
      verdicts: {
        5: [4, "Fewer children carry weapons and messages, and two open feuds have died down."],
        8: [4, "Prosecutors use fewer custody orders for children."],
        4: [4, "Boys stay at school and out of reach of those who use them."],
      },
    },
    {
      daysAgo: 42.3,
      titles: [
        "Housing official charged with selling places in the queue",
        "Official charged with selling places in the housing queue",
      ],
      description:
        "An official of a municipal landlord is said to have sold 34 flats to people at the end of the queue. A flat cost 90,000 kronor in cash.",
      facts:
        "An official of a municipal housing company has been charged with selling 34 rental contracts. The buyers had waited two years on average, others fourteen.",
      background: "The buyers may lose their flats, although some say that they took the payment for a fee.",
      verdicts: {
        2: [1, "Flats that belong to those who waited longest went to those who paid."],
        8: [4, "A careful inquiry led to charges against the seller first, not against the tenants."],
        6: [2, "The company had no second person to check the order of the queue."],
      },
    },
    {
      daysAgo: 53.2,
      titles: [
        "Register of company owners closed to reporters after a privacy ruling",
        "After privacy ruling, register of company owners closed to reporters",
      ],
      description:
        "Who owns a company can no longer be looked up by everybody. Reporters must show an interest in each single case, which takes up to six weeks.",
      facts:
        "The companies office closed its register of owners to the public after a court ruling on privacy. Reporters and associations may apply case by case.",
      background: "A new law that would open it again for the press is being prepared.",
      verdicts: {
        3: [1, "A source that made ownership visible is closed to those who used it most."],
        2: [1, "Money of doubtful origin is easier to hide behind companies."],
        6: [2, "Banks and small suppliers lose a simple way to check their partners."],
        4: [4, "Home addresses and birth dates of owners are better protected."],
      },
    },
    {
      daysAgo: 6.7,
      titles: [
        "Government presents fifty measures against gang crime",
        "Fifty measures against gang crime presented by the government",
      ],
      description:
        "More judges, longer sentences and searches without suspicion in named districts: the package is the largest in twenty years. Most of it needs a vote in parliament.",
      facts:
        "The government proposed fifty measures against gang crime, from more judges to search zones without individual suspicion. The council on legislation doubts eleven of them.",
      background: "The first votes are planned for spring.",
      verdicts: {
        1: [2, "Several measures would be decided by police chiefs alone, with no court to review them."],
        4: [1, "Search zones would let police stop anyone in a district because of where they live."],
        5: [4, "Patrols, cameras and help for those who leave a gang are paid for over five years."],
        6: [4, "Licences of front companies could be withdrawn within days."],
        7: [3, "New judges would relieve the civil courts too, but only from the third year."],
        8: [4, "More prosecutors and protection of witnesses answer long-standing needs."],
      },
    },
    ...recordsDispute({
      requester: "reporters of a local weekly",
      records: "text messages of the crisis staff",
      body: "county board",
      detail: "The phones were reset eleven days after the request had been registered.",
      outcome: "destroyed",
      startDaysAgo: 32.4,
      everyDays: 14.9,
    }),
    ...policeInquiry({
      where: "in the Älvstad shopping centre",
      incident: "a quarrel between youths",
      injured: "a 17-year-old pupil",
      detail: "Recordings show eight blows after the pupil was already on the floor.",
      outcome: "officers charged",
      startDaysAgo: 35.3,
      everyDays: 14.8,
    }),
    ...regulatorFine({
      regulator: "gambling inspectorate",
      company: "an online casino in Björkhamn",
      shortName: "the online casino",
      breach: "bonuses for problem gamblers",
      sum: "23 million kronor",
      detail: "Players who had asked to be blocked were offered free games an hour later.",
      outcome: "annulled",
      startDaysAgo: 56.4,
      everyDays: 16.9,
    }),
    ...corruptionTrial({
      accused: "former road engineer of Kvarnsund",
      deal: "asphalt contract",
      sum: "600,000 kronor",
      seat: "town engineering office",
      detail: "Two test samples of the asphalt had been taken from a road in another town.",
      outcome: "convicted",
      startDaysAgo: 44.5,
      everyDays: 13.9,
    }),
    ...everyday({
      town: "Norrvalla",
      shop: "a fur shop",
      loot: "coats",
      sum: "300,000 kronor",
      road: "the forest road",
      vehicle: "a snow plough",
      daysAgo: 4.4,
    }),
  ],
  unscored: [
    {
      daysAgo: 8.3,
      titles: [
        "Appeal court shortens the sentence in a Norrvalla rape case",
        "Sentence in Norrvalla rape case shortened by appeal court",
      ],
      description:
        "The court of appeal changed the sentence by one year. The woman's lawyer considers a further appeal.",
      pillars: [4, 8],
    },
  ],
};
