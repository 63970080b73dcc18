// Sample news from Estonia. All of it is invented: towns, outlets, cases and figures.

import type { CountrySample } from "../event.ts";
import { corruptionTrial } from "../proceedings/corruption-trial.ts";
import { damagesSuit } from "../proceedings/damages-suit.ts";
import { everyday } from "../proceedings/everyday.ts";
import { lawUnderReview } from "../proceedings/law-under-review.ts";
import { recordsDispute } from "../proceedings/records-dispute.ts";

export const ESTONIA: CountrySample = {
  country: "Estonia",
  outlets: [
    { name: "Daily Harbour", domain: "daily-harbour.example" },
    { name: "Northern Courier", domain: "northern-courier.example" },
    { name: "Toompea Ledger", domain: "toompea-ledger.example" },
    { name: "Baltic Dispatch", domain: "baltic-dispatch.example" },
  ],
  events: [
    {
      daysAgo: 0.25,
      titles: [
        "Supreme Court strikes down secret phone-data rules of the tax authority",
        "Supreme Court strikes down phone-data rules that the tax authority kept secret",
      ],
      description:
        "The tax authority may no longer collect location data from phone companies under rules that were never published. The Supreme Court said on appeal that nobody can obey or contest a rule that cannot be read.",
      facts:
        "The Supreme Court annulled unpublished rules under which the tax authority collected phone location data. All 14 judges agreed that the rules had no legal force.",
      background:
        "The rules came to light when a taxi driver asked on what basis his routes were listed in a tax notice. The authority now has 30 days to delete what it collected.",
      verdicts: {
        1: [
          5,
          "The ruling holds an executive agency to published law and shows that judicial review of surveillance works even where an agency hides its rules.",
        ],
        4: [
          5,
          "Location data of thousands of people must be deleted, which restores their privacy and gives them a way to complain.",
        ],
        6: [
          2,
          "Tax inspectors lose a tool they relied on in fraud audits, and parliament has not yet offered a lawful one.",
        ],
      },
    },
    {
      daysAgo: 0.55,
      titles: [
        "Estonian and Latvian prosecutors form a joint team on the cable-ship collision",
        "Estonia and Latvia: prosecutors form a joint team on the cable-ship collision",
      ],
      description:
        "Two prosecutors and six investigators from both countries will share evidence on the collision that cut a data cable in May. They may question witnesses in either country without new requests.",
      facts:
        "Estonian and Latvian prosecutors signed an agreement on a joint team for the collision that damaged an undersea data cable. Evidence gathered in one country may be used in court in the other.",
      background: "The captain of the ship has been questioned twice and denies that the anchor was down.",
      alsoIn: "Latvia",
      verdicts: {
        5: [
          4,
          "Shared investigation of damage to cables makes it harder for those responsible to hide behind a border.",
        ],
        8: [
          5,
          "A joint team removes months of paperwork and lets both courts rely on the same evidence, with the rights of the defence written into the agreement.",
        ],
        1: [
          3,
          "The agreement is routine cooperation within existing powers and changes nothing about oversight.",
        ],
      },
    },
    {
      daysAgo: 1.6,
      titles: [
        "Ministry removes its internal audit chief a week before the report on road contracts",
        "Internal audit chief removed by the ministry a week before report on road contracts",
        "A week before the report on road contracts, ministry removes internal audit chief",
      ],
      description:
        "The head of internal audit at the transport ministry was told to clear her desk on Monday. Her report on 23 road contracts was due next week. The ministry speaks of a reorganisation that had been planned for months.",
      facts:
        "The transport ministry dismissed its head of internal audit one week before she was to deliver a report on 23 road contracts. The ministry calls it a reorganisation, but no plan of one has been published.",
      background:
        "Two members of the audit team have resigned since. The parliamentary committee on public accounts wants to see the draft.",
      retold: {
        title: "Auditor was to report on 23 road contracts, and cleared her desk on Monday",
        description:
          "The transport ministry has dismissed its head of internal audit. Her report on 23 road contracts was due next week; the ministry speaks of a reorganisation, of which no plan has been published.",
      },
      verdicts: {
        1: [
          1,
          "Removing an auditor before her findings are known weakens one of the few independent checks inside government.",
        ],
        2: [
          1,
          "The contracts are worth 41 million euros, and without the report nobody outside the ministry can tell how the winners were chosen.",
        ],
        3: [2, "The draft is being withheld, and requests for it have been refused without a reason."],
      },
      dissent: {
        3: [
          4,
          "The ministry has since put the list of contracts and a date for the report on its website, which is more than it used to publish.",
        ],
      },
    },
    {
      daysAgo: 2.7,
      titles: [
        "Kuresalu publishes every contract above 500 euros, and residents find the errors",
        "Kuresalu now publishes every contract above 500 euros and residents find errors",
      ],
      description:
        "The town of Kuresalu has put all of its contracts online in a form that people can sort and download. In the first week residents reported four double payments.",
      facts:
        "Kuresalu put all contracts above 500 euros online. Residents found four payments made twice in the first week, and the town has asked for the money back.",
      background:
        "The site was built by two town clerks and cost less than 9,000 euros. Five other towns have asked for a copy.",
      verdicts: {
        2: [
          5,
          "Double payments of 31,000 euros were found and reclaimed, and suppliers now know that anyone can look.",
        ],
        3: [
          5,
          "Spending data is complete, free and readable by people and machines, and errors reported by residents are answered within two days.",
        ],
        1: [4, "The council gains an outside check that does not depend on the mayor."],
      },
    },
    {
      daysAgo: 4.2,
      titles: [
        "Remand prisoners in Raudvee locked up 23 hours a day, ombudsman finds",
        "Ombudsman finds Raudvee remand prisoners locked up for 23 hours a day",
      ],
      description:
        "People who have not been convicted of anything spend 23 hours a day in their cells at Raudvee prison. The ombudsman visited without notice and found that some had not seen a lawyer for three weeks.",
      facts:
        "An unannounced visit by the ombudsman found remand prisoners in Raudvee confined for 23 hours a day. Calls to lawyers were limited to one a week for lack of staff.",
      background:
        "The prison says that 38 of its 140 posts are empty. The ombudsman expects a plan by the end of the month.",
      retold: {
        title: "Twenty-three hours in a cell without having been convicted of anything",
        description:
          "Remand prisoners in Raudvee spend 23 hours a day locked up, the ombudsman found on an unannounced visit. Some had not seen a lawyer for three weeks, since calls were limited for lack of staff.",
      },
      verdicts: {
        4: [
          1,
          "Long isolation of people presumed innocent may amount to inhuman treatment, and the limits on calls reach into the right to a defence.",
        ],
        8: [
          1,
          "Pre-trial detention has become harsher than a sentence, which undermines the fairness of the trials that follow.",
        ],
        1: [
          4,
          "The ombudsman could enter without notice and publish at once, so this check on the prison service works.",
        ],
      },
    },
    {
      daysAgo: 5.5,
      titles: [
        "Small-claims court settles rent disputes in eleven days on average",
        "Rent disputes settled in eleven days on average by the small-claims court",
      ],
      description:
        "A trial of written procedure in two counties has brought the average rent dispute down from seven months to eleven days. Tenants and landlords fill in one form, and a judge decides without a hearing unless someone asks for one.",
      facts:
        "A pilot of written small-claims procedure decides rent disputes in eleven days on average, against seven months before. Nine in ten parties did without a lawyer.",
      background: "The ministry of justice wants to extend the pilot to the whole country next year.",
      verdicts: {
        7: [
          5,
          "Quick and cheap decisions open the courts to people who gave up on claims of a few hundred euros.",
        ],
        3: [
          4,
          "Forms and guidance are published in three languages, and the monthly figures of the court are open.",
        ],
      },
    },
    {
      daysAgo: 6.3,
      titles: [
        "Regulator fines three lenders for hiding the true cost of quick loans",
        "Three lenders fined by the regulator for hiding true cost of quick loans",
      ],
      description:
        "Three companies that lend small sums by text message must pay 640,000 euros in fines. The consumer regulator found that fees shown only after signing raised the yearly cost of a loan above 90 per cent.",
      facts:
        "The consumer regulator fined three quick-loan companies 640,000 euros for hiding fees until after a contract was signed. About 12,000 customers are to be repaid.",
      background:
        "One of the companies has said that it will appeal. The other two have changed their forms.",
      verdicts: {
        6: [
          5,
          "The regulator acted on complaints within five months, named the firms and gave its reasons, which is how enforcement should look.",
        ],
        7: [4, "Customers are repaid without having to sue one by one."],
      },
    },
    {
      daysAgo: 12.4,
      titles: [
        "Police move protest observers away from the Tammerand harbour works",
        "Protest observers moved away by police from Tammerand harbour works",
      ],
      description:
        "Volunteers who watch how police handle demonstrations were sent 300 metres away from a protest at Tammerand harbour. Police say that the quay was not safe.",
      facts:
        "Police ordered trained protest observers to leave the harbour works in Tammerand, from where they could no longer see the demonstration. Two protesters were carried away; nobody was hurt.",
      background: "The observers had given notice of their work and wore marked vests.",
      verdicts: {
        4: [
          2,
          "Keeping observers at a distance limits the freedom of assembly and makes later complaints hard to prove.",
        ],
        5: [3, "The protest stayed peaceful and the harbour went on working."],
        1: [2, "Outside scrutiny of the police was prevented for reasons that were given only afterwards."],
      },
    },
    {
      daysAgo: 18.5,
      titles: [
        "Parliament passes the lobby register after four years of delay",
        "After four years of delay parliament passes a lobby register",
      ],
      description:
        "Anyone who meets a minister or a member of parliament to influence a law will have to sign a public register. The bill had been sent back to committee five times.",
      facts:
        "Parliament adopted a public register of lobbyists by 61 votes to 22. Meetings must be entered within ten days, and failing to do so costs up to 8,000 euros.",
      background: "Clubs and charities with fewer than three employees are exempt.",
      verdicts: {
        3: [5, "People will be able to see who asked for which change in a law, and when."],
        1: [4, "Parliament bound its own members, and the audit office will check the entries."],
        2: [4, "Favours are harder to trade when meetings leave a trace."],
      },
    },
    {
      daysAgo: 27.3,
      titles: ["Knife attacks in Lodemäe fall by a third after night patrols return"],
      description:
        "Police in Lodemäe recorded 18 knife attacks in the past half-year, down from 27. Night patrols on foot were brought back in spring at the request of shopkeepers.",
      facts:
        "Knife attacks in Lodemäe fell by a third after foot patrols returned to the centre at night. Complaints about the police did not rise.",
      background: "The patrols are paid for until the end of next year.",
      verdicts: {
        5: [5, "Fewer people were hurt, and surveys show that residents feel safer after dark."],
        8: [4, "More of the attacks that did happen were cleared up, most of them within a week."],
        4: [3, "Stops and searches stayed at the level of the year before."],
      },
    },
    {
      daysAgo: 36.2,
      titles: [
        "Court clerk sold sealed files to a debt collector, prosecutors say",
        "Prosecutors say a court clerk sold sealed files to debt collector",
      ],
      description:
        "A clerk at a county court is suspected of having sold addresses and income statements from sealed files for two years. The buyer was a debt collector with offices in three towns.",
      facts:
        "Prosecutors suspect a court clerk of selling data from at least 260 sealed files to a debt collector. The clerk has been suspended and has admitted part of it.",
      background: "The people concerned are being informed by letter.",
      verdicts: {
        2: [
          1,
          "A court employee turned access to confidential files into a private business, and no control noticed it for two years.",
        ],
        7: [
          1,
          "People in debt and family cases cannot trust a court that does not protect what they disclose.",
        ],
        4: [2, "Private data of hundreds of people, some of them victims of violence, was passed on."],
        8: [4, "The clerk was found through an internal tip and charged within six weeks."],
      },
    },
    {
      daysAgo: 47.6,
      titles: ["One in six county judge posts is empty, judges' council warns"],
      description:
        "The council of judges says that 24 of 150 posts in the county courts are vacant. Hearings in civil cases are being set for the autumn of next year.",
      facts:
        "The council of judges reports 24 vacancies in the county courts and expects more as older judges retire. Few lawyers apply, because the competition takes more than a year.",
      background: "The ministry of justice has promised a shorter procedure.",
      verdicts: {
        7: [2, "Civil cases wait longest, and the delay falls hardest on people without savings."],
        8: [2, "Criminal cases keep their dates only because judges are moved from civil chambers."],
        1: [
          3,
          "The council could say so openly, but the number of judges is in the hands of the government.",
        ],
      },
    },
    {
      daysAgo: 1.1,
      titles: ["OPINION ⟩ A ministry that dismisses its auditor wants no answer"],
      description:
        "Whoever removes an auditor a week before her report has told us what the report says. The transport ministry should publish the draft and let the public judge.",
      facts:
        "The author argues that the transport ministry removed its head of internal audit to keep a report on road contracts from being read, and calls on parliament to ask for the draft.",
      background: "The author is a former member of the public accounts committee.",
      verdicts: {
        1: [1, "In the author's view a check on the government was removed when it was about to work."],
        2: [2, "The author suspects that the contracts would not stand up to an audit."],
      },
    },
    ...corruptionTrial({
      accused: "former deputy mayor of Lodemäe",
      deal: "school-bus contract",
      sum: "85,000 euros",
      seat: "town hall",
      detail:
        "The winning bid was handed in two hours after the deadline and was printed on the town's own paper.",
      outcome: "convicted",
      startDaysAgo: 51.3,
      everyDays: 11.7,
    }),
    ...lawUnderReview({
      law: "drone surveillance act",
      complainant: "the bar association",
      subject: "lets police film public squares without a court order",
      detail: "In the past year drones filmed 412 events, of which 9 led to a criminal case.",
      outcome: "upheld in part",
      startDaysAgo: 49.4,
      everyDays: 14.8,
    }),
    ...recordsDispute({
      requester: "the parents of a Tammerand school",
      records: "air-quality measurements",
      body: "Tammerand town council",
      detail:
        "The council had measured the air in nine classrooms and told nobody that four exceeded the limit.",
      outcome: "released",
      startDaysAgo: 43.1,
      everyDays: 13.2,
    }),
    ...damagesSuit({
      claimants: "Raudvee fishermen",
      defendant: "the harbour operator",
      harm: "a fuel spill",
      sum: "1.2 million euros",
      detail: "An expert told the judges that the valve had been reported as faulty eleven times.",
      outcome: "won",
      startDaysAgo: 57.8,
      everyDays: 13.9,
    }),
    ...everyday({
      town: "Lodemäe",
      shop: "a jeweller's shop",
      loot: "watches",
      sum: "40,000 euros",
      road: "the bog road",
      vehicle: "a tractor",
      daysAgo: 1.9,
    }),
  ],
  unscored: [
    {
      daysAgo: 3.4,
      titles: ["Former dance teacher stands trial in Tammerand for the abuse of pupils"],
      description:
        "The trial is held behind closed doors to protect the pupils. A judgment is expected in the spring.",
      pillars: [4, 8],
    },
  ],
};
