// Sample news from Croatia. All of it is invented: towns, outlets, cases and figures.

import type { CountrySample } from "../event.ts";
import { damagesSuit } from "../proceedings/damages-suit.ts";
import { everyday } from "../proceedings/everyday.ts";
import { lawUnderReview } from "../proceedings/law-under-review.ts";
import { recordsDispute } from "../proceedings/records-dispute.ts";
import { regulatorFine } from "../proceedings/regulator-fine.ts";

export const CROATIA: CountrySample = {
  country: "Croatia",
  outlets: [
    { name: "Jadranski List", domain: "jadranski-list.example" },
    { name: "Sava Chronicle", domain: "sava-chronicle.example" },
    { name: "Glas Obale", domain: "glas-obale.example" },
    { name: "Dravski Glasnik", domain: "dravski-glasnik.example" },
  ],
  events: [
    {
      daysAgo: 0.35,
      titles: [
        "Constitutional Court annuls the law that hid officials' asset declarations",
        "Law that hid officials' asset declarations annulled by Constitutional Court",
      ],
      description:
        "What ministers, mayors and directors own must be public again. The court annulled a law that had moved their declarations to a reading room open two hours a week.",
      facts:
        "The Constitutional Court annulled a law that took officials' asset declarations offline. All declarations must be back on the site within two weeks.",
      background: "The law had been passed at night in an urgent procedure.",
      verdicts: {
        2: [5, "Sudden wealth of officials can be noticed again by anyone who looks."],
        3: [5, "Declarations return to the site in full, and past years with them."],
        1: [5, "The court stopped a majority that had shielded itself from scrutiny."],
      },
    },
    {
      daysAgo: 1.4,
      titles: [
        "Zelengrad mayor's office shredded building permits during an inspection",
        "During an inspection the Zelengrad mayor's office shredded building permits",
        "Building permits shredded during an inspection of Zelengrad mayor's office",
      ],
      description:
        "While building inspectors waited at the reception, employees of the mayor's office in Zelengrad destroyed files. A cleaner told the inspectors why the corridor smelled of hot paper.",
      facts:
        "Employees of the mayor's office in Zelengrad shredded at least 40 building permits while inspectors were waiting downstairs. Eleven sacks of strips were secured.",
      background: "Specialists believe that half of the pages can be put together again.",
      retold: {
        title: "Eleven sacks of paper strips and a smell of hot paper in the corridor",
        description:
          "While inspectors waited downstairs, employees of the mayor's office in Zelengrad shredded at least 40 building permits. Eleven sacks of strips have been secured, and a cleaner became the main witness.",
      },
      verdicts: {
        2: [
          1,
          "The files concern plots that were sold to friends of the council majority at a fraction of their price.",
        ],
        3: [1, "Public records were destroyed to keep them from being seen."],
        6: [1, "Inspectors with a lawful order were made to wait until the evidence was gone."],
        1: [1, "A town government defied state supervision openly."],
        8: [2, "Prosecutors will have to build the case from strips of paper and witnesses."],
      },
    },
    {
      daysAgo: 2.5,
      titles: [
        "One developer sues reporters of a regional site 31 times",
        "Reporters of a regional site sued 31 times by one developer",
      ],
      description:
        "A site with four reporters faces 31 lawsuits by the same developer. Each concerns another sentence of one series about beach concessions.",
      facts:
        "A developer filed 31 lawsuits against a regional news site over a series on beach concessions. The claims add up to ten times the site's yearly income.",
      background: "A new law against abusive lawsuits has not yet come into force.",
      verdicts: {
        4: [
          1,
          "Lawsuits meant to exhaust a newsroom are a threat to the freedom of the press, whatever their outcome.",
        ],
        7: [1, "The courts hear each case apart and have no quick way to end abusive ones."],
        3: [2, "The site has stopped reporting on the concessions for now."],
      },
    },
    {
      daysAgo: 3.7,
      titles: [
        "Commercial court in Dravski Brod ends a bankruptcy after 19 years",
        "After 19 years a commercial court in Dravski Brod ends bankruptcy",
      ],
      description:
        "The bankruptcy of a shoe factory is over. Former workers receive their wages of 2006, with interest, and some receive them as heirs.",
      facts:
        "A commercial court closed the bankruptcy of a shoe factory after 19 years. All 640 former workers are paid in full with interest.",
      background: "Three judges and five administrators had dealt with the case.",
      verdicts: {
        7: [4, "In the end the workers came first and got everything they were owed."],
        6: [3, "The new rules for administrators helped to finish what the old ones had dragged out."],
      },
      dissent: {
        7: [
          1,
          "Nineteen years for wages of a few thousand euros is a denial of justice, and 71 workers did not live to see it end.",
        ],
      },
    },
    {
      daysAgo: 5.2,
      titles: [
        "State attorney charges nine people in the ferry subsidy case",
        "Nine people charged by state attorney in ferry subsidy case",
      ],
      description:
        "Nine people are charged with drawing subsidies for ferries that never left port. The damage is put at 5.8 million euros.",
      facts:
        "The state attorney charged nine people over subsidies for ferry trips that did not take place. Two former managers have pleaded guilty.",
      background: "An islander who had noted departures for a year delivered the decisive evidence.",
      verdicts: {
        2: [4, "Those who planned the fraud are charged, and half of the money has been secured."],
        8: [5, "The case was built in 14 months on documents and reached the top of the company."],
        6: [2, "The ministry paid for three years on the strength of timetables alone."],
      },
      dissent: {
        2: [
          2,
          "The officials who signed the subsidies are not among the accused, and the ministry says that it sees no fault of its own.",
        ],
      },
    },
    {
      daysAgo: 6.5,
      titles: [
        "Reporters turned away from the reception camp despite a court order",
        "Despite a court order reporters turned away from reception camp",
      ],
      description:
        "Police kept three reporters from entering a reception camp near the border, although a court had allowed it. The officer in charge said that he had not been told.",
      facts:
        "Reporters with a court order were refused entry to a reception camp at the border. The interior ministry speaks of a misunderstanding.",
      background: "It was the second refusal within a month.",
      verdicts: {
        4: [1, "The press was kept out of a place where people are held, against a judge's decision."],
        1: [1, "An order of a court was not carried out, and nobody has been called to account."],
        3: [2, "The public depends on official statements about the camp."],
      },
    },
    {
      daysAgo: 13.6,
      titles: [
        "Inspectors pull down the first illegal villa at Kamenluka",
        "First illegal villa at Kamenluka pulled down by inspectors",
      ],
      description:
        "After nine years of appeals a villa built in a nature park at Kamenluka is gone. Eleven more demolition orders are waiting.",
      facts:
        "Building inspectors demolished a villa in the nature park at Kamenluka after the last appeal had failed. The owner, a well-connected builder, has to pay for it.",
      background: "A crowd of about a hundred people watched in silence.",
      verdicts: {
        6: [
          5,
          "The rules were enforced against an owner with money and friends, which many had thought impossible.",
        ],
        1: [4, "Final judgments were carried out although the town council was against it."],
      },
    },
    {
      daysAgo: 20.2,
      titles: ["Judges wear white ribbons in court to protest against late pay reform"],
      description:
        "Judges in four towns wore white ribbons for a day. They want the pay reform that was announced last year, and they went on working.",
      facts:
        "Judges in four towns protested with white ribbons against delays of the pay reform. No hearing was cancelled.",
      background: "The minister has promised figures by the end of the month.",
      verdicts: {
        1: [3, "The protest was moderate, and the government answered it with an invitation to talks."],
        7: [3, "Civil hearings took place as planned."],
        8: [3, "Criminal hearings took place as planned."],
      },
    },
    {
      daysAgo: 28.5,
      titles: [
        "Football derby passes without an arrest after agreement with fans",
        "After agreement with fans, football derby passes without an arrest",
      ],
      description:
        "For the first time in 15 years nobody was hurt or arrested at the coastal derby. Fans, clubs and police had agreed on routes and on who speaks to whom.",
      facts:
        "A derby with 24,000 visitors passed without injuries or arrests. Police sent half as many officers as last year.",
      background: "The agreement was worked out by a retired referee.",
      verdicts: {
        5: [5, "Talking and clear routes achieved what large police forces had not."],
        4: [4, "Visitors were searched only on suspicion, not in rows."],
      },
    },
    {
      daysAgo: 38.3,
      titles: [
        "Prison hospital has had no psychiatrist since spring, court hears",
        "Court hears that prison hospital has had no psychiatrist since spring",
      ],
      description:
        "Forty patients in the prison hospital have seen no psychiatrist for seven months. A judge learned of it when one of them could not follow his trial.",
      facts:
        "A court learned that the prison hospital has been without a psychiatrist for seven months. It stopped a trial and ordered treatment outside.",
      background: "The post has been advertised four times.",
      verdicts: {
        8: [1, "People are tried and held although nobody can say whether they are fit for it."],
        4: [1, "Sick prisoners go without care that the state owes them."],
      },
    },
    {
      daysAgo: 49.5,
      titles: [
        "Vinogorje council answers residents' questions live online",
        "Residents' questions answered live online by Vinogorje council",
      ],
      description:
        "The sessions of Vinogorje council can be followed online, and each begins with questions from residents. The first one lasted until midnight.",
      facts:
        "Vinogorje council streams its sessions and takes questions from residents. In the first session 62 were asked and 58 answered.",
      background: "The four open questions concern the waste dump.",
      undated: true,
      verdicts: {
        3: [4, "Residents are heard before decisions are taken, not after."],
        1: [3, "The council keeps all its powers, but has to explain itself."],
      },
    },
    {
      daysAgo: 58.6,
      titles: [
        "Council cancels a land swap after residents' petition",
        "After residents' petition council cancels land swap",
      ],
      description:
        "A swap that would have given a hotel owner the last public bay is off. More than half of the residents had signed against it.",
      facts:
        "A coastal council cancelled the swap of a public bay against farm land after a petition with 2,100 signatures.",
      background: "Two valuers had found the bay to be worth eight times the land.",
      verdicts: {
        3: [4, "A petition led to a new vote in open session."],
        1: [4, "Elected members overruled the mayor after hearing the facts."],
        2: [4, "A deal at a fraction of the value was stopped before it was signed."],
      },
    },
    {
      daysAgo: 4.1,
      titles: [
        "Ombudsman's yearly report sees the courts improve and freedoms shrink",
        "Yearly report of ombudsman sees courts improve and freedoms shrink",
      ],
      description:
        "On 300 pages the ombudsman sums up 5,400 complaints. Courts have become faster, while people who protest or report on the powerful meet more obstacles than a year ago.",
      facts:
        "The ombudsman's yearly report sums up 5,400 complaints. It praises shorter trials and names protest, press and public tenders as fields that got worse.",
      background: "Parliament will debate the report in an open session next month.",
      verdicts: {
        1: [
          2,
          "The government carried out only 41 of 120 recommendations, and gave reasons for few of the others.",
        ],
        2: [2, "Complaints about tenders with a single bidder rose by a fifth."],
        3: [2, "Four in ten requests for records were answered late or not at all."],
        4: [
          1,
          "Protest was restricted 60 times, and reporters were sued or kept out more often than in any year before.",
        ],
        5: [3, "Violent crime stayed at the level of last year."],
        6: [4, "Labour inspectors dealt with most complaints within a month."],
        7: [4, "Civil trials became four months shorter since judges from quiet courts help busy ones."],
        8: [4, "Fewer people are held before trial, and more of them see a lawyer on the first day."],
      },
    },
    ...recordsDispute({
      requester: "doctors of the Zelengrad hospital",
      records: "staffing plans",
      body: "county health office",
      detail: "They show that 14 posts were counted twice and that nights were planned with one doctor.",
      outcome: "released",
      startDaysAgo: 19.7,
      everyDays: 13.1,
    }),
    ...regulatorFine({
      regulator: "competition agency",
      company: "the largest supplier of school bread",
      shortName: "the school baker",
      breach: "price agreements",
      sum: "1.1 million euros",
      detail: "The baker had met two rivals every Monday in a café, and they kept minutes.",
      outcome: "confirmed",
      startDaysAgo: 37.2,
      everyDays: 16.1,
    }),
    ...damagesSuit({
      claimants: "flood victims of Dravski Brod",
      defendant: "the water authority",
      harm: "a broken dam",
      sum: "6.5 million euros",
      detail: "The sluice had not been oiled for two years, and its key was in another town.",
      outcome: "won",
      startDaysAgo: 34.9,
      everyDays: 15.8,
    }),
    ...lawUnderReview({
      law: "audit reform act",
      complainant: "the association of towns",
      subject: "makes local auditors answer to the finance minister",
      detail: "Three auditors were replaced in the first month, each in a town run by the opposition.",
      outcome: "annulled",
      startDaysAgo: 58.1,
      everyDays: 15.2,
    }),
    ...everyday({
      town: "Zelengrad",
      shop: "a camera shop",
      loot: "lenses",
      sum: "28,000 euros",
      road: "the island road",
      vehicle: "a delivery van",
      daysAgo: 2.2,
    }),
  ],
  unscored: [
    {
      daysAgo: 2.1,
      titles: [
        "Sports club coach in Zelengrad arrested on suspicion of abuse",
        "Coach of Zelengrad sports club arrested on suspicion of abuse",
      ],
      description: "Police ask other families to come forward. The club has suspended the coach.",
      pillars: [4, 5, 8],
    },
  ],
};
