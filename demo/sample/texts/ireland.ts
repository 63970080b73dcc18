// Sample news from Ireland. All of it is invented: towns, outlets, cases and figures.

import type { CountrySample } from "../event.ts";
import { damagesSuit } from "../proceedings/damages-suit.ts";
import { everyday } from "../proceedings/everyday.ts";
import { policeInquiry } from "../proceedings/police-inquiry.ts";
import { recordsDispute } from "../proceedings/records-dispute.ts";
import { regulatorFine } from "../proceedings/regulator-fine.ts";

export const IRELAND: CountrySample = {
  country: "Ireland",
  outlets: [
    { name: "The Quay Record", domain: "quay-record.example" },
    { name: "Liffey Standard", domain: "liffey-standard.example" },
    { name: "Western Beacon", domain: "western-beacon.example" },
    { name: "Midland Observer", domain: "midland-observer.example" },
  ],
  events: [
    {
      daysAgo: 0.6,
      titles: [
        "High Court quashes fast-track planning approvals for lack of reasons",
        "Fast-track planning approvals quashed by High Court for lack of reasons",
      ],
      description:
        "Nine approvals for large housing schemes are void because the planning board gave no reasons. The board may decide again, the judge said, but it must explain itself.",
      facts:
        "The High Court quashed nine fast-track planning approvals that had been granted without reasons. The board has to decide anew and answer the objections.",
      background: "About 2,400 homes are delayed. Neighbours and a heritage group had gone to court.",
      verdicts: {
        1: [5, "A powerful board was made to explain its decisions to the people they affect."],
        6: [4, "Planning law is applied to large builders as it is to small ones."],
        7: [4, "Residents could bring the case at a capped cost and won it within a year."],
      },
    },
    {
      daysAgo: 1.7,
      titles: [
        "Police watchdog cannot fill a third of its investigator posts",
        "A third of investigator posts at police watchdog cannot be filled",
      ],
      description:
        "The body that looks into complaints against the police has 29 empty posts out of 86. Cases now take 17 months on average.",
      facts:
        "A third of the investigator posts at the police watchdog are empty. Complaints take 17 months, and 40 have lapsed because the time limit ran out.",
      background: "Its head asked for a higher pay grade two years ago and has had no answer.",
      verdicts: {
        1: [1, "A watchdog without staff is a check on paper only."],
        8: [2, "Evidence grows old while complaints lie in a queue."],
        4: [2, "People who were treated wrongly lose their claim through no fault of their own."],
      },
    },
    {
      daysAgo: 2.8,
      titles: [
        "Mother of four refused legal aid over an income gap of twelve euros",
        "Legal aid refused to mother of four over income gap of twelve euros",
      ],
      description:
        "A woman who faces eviction earns twelve euros a month too much for a lawyer paid by the state. The limit has not been raised for 18 years.",
      facts:
        "A mother of four was refused legal aid in an eviction case because she earns twelve euros a month above the limit. The limit dates from 18 years ago.",
      background: "The landlord is represented by a firm with 90 lawyers.",
      verdicts: {
        7: [
          1,
          "Without a lawyer a tenant has little chance, and the old limit shuts out thousands who work for low pay.",
        ],
        4: [2, "The right to a fair hearing depends on income to the last euro."],
      },
    },
    {
      daysAgo: 3.4,
      titles: [
        "Dunmarra councillors declare 61 properties after their register goes public",
        "After their register goes public Dunmarra councillors declare 61 properties",
      ],
      description:
        "Members of Dunmarra council have added 61 houses and plots to their declarations since the register went online. Before that they had named four.",
      facts:
        "Councillors in Dunmarra declared 61 properties once their register of interests was put online. Seven members will not vote on a road that would raise the value of their land.",
      background: "The register had existed on paper for 20 years and had been read twice.",
      verdicts: {
        2: [5, "Conflicts of interest came to light before a vote and changed who took part in it."],
        3: [5, "A register that nobody read became one that everybody can search."],
        1: [4, "Members now leave the room when their own interests are at stake."],
      },
    },
    {
      daysAgo: 4.4,
      titles: [
        "Gang trial in Ballycorran moves to a court without jury after threats",
        "After threats, gang trial in Ballycorran moves to court without jury",
      ],
      description:
        "Two jurors found bullets in their letter boxes. The trial of five men for extortion will continue before three judges.",
      facts:
        "The trial of five men for extortion in Ballycorran was moved to a court of three judges after two jurors had been threatened.",
      background: "Shops in the main street had paid protection money for years.",
      verdicts: {
        5: [1, "A gang felt strong enough to threaten jurors at home."],
        8: [2, "The accused lose their jury because the state could not protect it."],
        4: [3, "The judges must explain the step, and the accused can appeal against it."],
      },
      dissent: {
        8: [
          4,
          "The trial goes on with witnesses and judges protected, instead of collapsing as two earlier ones did.",
        ],
      },
    },
    {
      daysAgo: 5.7,
      titles: [
        "Data protection regulator fines a health app four million euros",
        "Health app fined four million euros by data protection regulator",
      ],
      description:
        "An app that tracks pregnancies sold data to advertisers. Its makers must pay four million euros and tell 300,000 women what was passed on.",
      facts:
        "The data protection regulator fined the maker of a pregnancy app four million euros for selling health data. The data must be called back and deleted.",
      background: "The maker apologised and will not appeal.",
      verdicts: {
        6: [5, "The fine is high, came within nine months and includes an order to undo the harm."],
        4: [5, "Women regain control of some of the most private data there is."],
      },
    },
    {
      daysAgo: 10.3,
      titles: [
        "Inquiry report into hospital contracts delayed for a fourth time",
        "For a fourth time report of inquiry into hospital contracts delayed",
      ],
      description:
        "The report on contracts for a children's hospital will not be published before summer. Lawyers of the ministry want to read it again.",
      facts:
        "Publication of the inquiry report on hospital contracts was put off for the fourth time, at the wish of the ministry it examines.",
      background: "The report has been finished for eleven months.",
      verdicts: {
        1: [1, "Those under examination decide when the findings are seen."],
        3: [1, "The public has paid for the inquiry and still may not read it."],
        2: [2, "Claims against suppliers may lapse while the report lies in a drawer."],
      },
    },
    {
      daysAgo: 17.4,
      titles: [
        "Drink-driving cases collapse over certificates of faulty devices",
        "Faulty devices: drink-driving cases collapse over certificates",
      ],
      description:
        "At least 130 prosecutions have been withdrawn because breath testers had no valid certificate. The maker had asked for a recall in January.",
      facts:
        "Prosecutors withdrew 130 drink-driving cases since the breath testers lacked valid certificates. A recall notice had been filed unread.",
      background: "All devices in use have been checked since.",
      verdicts: {
        8: [1, "Strong cases were lost through neglect of a simple duty."],
        5: [2, "Drivers over the limit kept their licences."],
        6: [1, "The office that certifies devices kept no list of those that were due."],
      },
    },
    {
      daysAgo: 25.3,
      titles: [
        "Families at Rathlea halting site win ruling against night inspections",
        "Ruling against night inspections won by families at Rathlea halting site",
      ],
      description:
        "The county may no longer inspect caravans at night without a warrant. A home is a home, the judge said, whether or not it has wheels.",
      facts:
        "A court forbade night inspections without a warrant at the halting site in Rathlea. The county had carried out 41 of them.",
      background: "The families will receive 3,000 euros each.",
      verdicts: {
        4: [5, "The privacy of the home is protected for a group that is often denied it."],
        7: [4, "The families were helped by a law centre and had a ruling within eight months."],
        1: [4, "A local authority was shown the limits of its powers."],
      },
    },
    {
      daysAgo: 35.6,
      titles: ["Community court in Kilbrannagh halves repeat shoplifting"],
      description:
        "Instead of fines that nobody pays, a judge in Kilbrannagh orders work and treatment within a week. Repeat thefts fell by half.",
      facts:
        "A community court in Kilbrannagh deals with shoplifting within a week and orders work or treatment. Repeat offences fell by half in a year.",
      background: "Shop owners sit on the advisory board.",
      verdicts: {
        8: [
          5,
          "Sanctions follow quickly and deal with causes, and fewer people end up in prison for small debts.",
        ],
        5: [4, "Shops report fewer thefts and fewer threats to staff."],
      },
    },
    {
      daysAgo: 45.4,
      titles: [
        "Fees for information requests return under a new name, campaigners say",
        "Campaigners say fees for information requests return under new name",
      ],
      description:
        "Departments may charge a search contribution of up to 120 euros. Fees for requests had been abolished nine years ago.",
      facts:
        "A circular lets departments charge up to 120 euros for searching their files. Campaigners see the return of abolished fees.",
      background: "The number of requests fell by a fifth in the first month.",
      verdicts: {
        3: [2, "Asking becomes a matter of money, and small papers ask less."],
        1: [2, "A right given by law was narrowed by a circular."],
      },
    },
    {
      daysAgo: 59.2,
      titles: [
        "Insolvency service settles a thousand family debt cases before winter",
        "Before winter a thousand family debt cases settled by insolvency service",
      ],
      description:
        "A thousand families have a plan for their debts and keep their homes. Mediators visited them instead of asking them to the city.",
      facts:
        "The insolvency service settled 1,000 cases of family debt with mediators who travel to the counties. Nine in ten families keep their home.",
      background: "Banks agreed to write off a third of the debts.",
      verdicts: {
        7: [4, "Mediation near home spares families and courts a long dispute."],
        6: [4, "The service treated large and small creditors by the same rules."],
      },
    },
    {
      daysAgo: 6.2,
      titles: [
        "Parliament keeps the storm emergency powers for another year",
        "Storm emergency powers kept by parliament for another year",
      ],
      description:
        "Powers that were given to ministers for one storm stay in force for another year. They allow curfews, purchases without a tender and hearings without the public.",
      facts:
        "Parliament extended the emergency powers of last winter by a year, with two hours of debate. The storm damage has been repaired for months.",
      background: "The upper house added a review after six months.",
      verdicts: {
        1: [1, "Ministers keep powers to rule by order although the emergency is over."],
        2: [2, "Purchases without a tender become normal practice."],
        3: [2, "Orders made under the act need not be published before they take effect."],
        4: [1, "Curfews and bans on meetings can be ordered without a vote."],
        5: [4, "Rescue services keep the right to clear roads and order people out of danger."],
        7: [2, "Hearings in family and rent cases may still be held without the public."],
        8: [2, "Breaking an order is a crime, although the order may be known only afterwards."],
      },
    },
    ...recordsDispute({
      requester: "residents of Rathlea",
      records: "minutes of the landfill committee",
      body: "county waste office",
      detail: "They went into the landfill themselves, with the rest of an archive room.",
      outcome: "destroyed",
      startDaysAgo: 53.1,
      everyDays: 14.9,
    }),
    ...policeInquiry({
      where: "at the Kilbrannagh cattle fair",
      incident: "a scuffle among traders",
      injured: "a 54-year-old farmer",
      detail: "A vet who treated a horse close by was the only neutral witness, and he saw only the end.",
      outcome: "officers cleared",
      startDaysAgo: 17.6,
      everyDays: 14.1,
    }),
    ...regulatorFine({
      regulator: "charities regulator",
      company: "a lottery company in Dunmarra",
      shortName: "the charity lottery",
      breach: "keeping unclaimed prizes",
      sum: "780,000 euros",
      detail: "Prizes of 5,200 winners had been booked as income after ten days instead of a year.",
      outcome: "annulled",
      startDaysAgo: 18.8,
      everyDays: 15.6,
    }),
    ...damagesSuit({
      claimants: "families of a Ballycorran estate",
      defendant: "the quarry owner",
      harm: "crumbling walls",
      sum: "4.1 million euros",
      detail: "An engineer put a piece of a bedroom wall on the table and broke it with two fingers.",
      outcome: "won",
      startDaysAgo: 21.3,
      everyDays: 16.5,
    }),
    ...everyday({
      town: "Kilbrannagh",
      shop: "a bicycle shop",
      loot: "racing bicycles",
      sum: "31,000 euros",
      road: "the lake road",
      vehicle: "a horsebox",
      daysAgo: 2.6,
    }),
  ],
  unscored: [
    {
      daysAgo: 23.4,
      titles: ["Former swimming coach in Ballycorran pleads guilty to the abuse of children"],
      description:
        "The sentence will be given next month. Reporting that could identify the children is forbidden.",
      pillars: [4, 8],
    },
  ],
};
