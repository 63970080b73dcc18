// Sample news from Latvia. All of it is invented: towns, outlets, cases and figures.

import type { CountrySample } from "../event.ts";
import { briberyArrest } from "../proceedings/bribery-arrest.ts";
import { corruptionTrial } from "../proceedings/corruption-trial.ts";
import { everyday } from "../proceedings/everyday.ts";
import { lawUnderReview } from "../proceedings/law-under-review.ts";
import { policeInquiry } from "../proceedings/police-inquiry.ts";
import { regulatorFine } from "../proceedings/regulator-fine.ts";

export const LATVIA: CountrySample = {
  country: "Latvia",
  outlets: [
    { name: "Amber Daily", domain: "amber-daily.example" },
    { name: "Daugava Times", domain: "daugava-times.example" },
    { name: "Baltic Dispatch", domain: "baltic-dispatch.example" },
    { name: "Rigas Vards", domain: "rigas-vards.example" },
  ],
  events: [
    {
      daysAgo: 0.4,
      titles: [
        "Vējupe council paid the mayor's brother's firm for snow clearing without a tender",
        "Mayor's brother's firm paid for snow clearing without a tender by Vējupe council",
        "Without a tender, Vējupe council paid firm of mayor's brother for snow clearing",
      ],
      description:
        "The town of Vējupe has paid 212,000 euros for snow clearing to a firm that belongs to the mayor's brother. The work was split into eleven orders, each just below the limit for a tender.",
      facts:
        "Vējupe council split its snow clearing into eleven orders worth 212,000 euros and gave all of them to a firm owned by the mayor's brother. Each order stayed just below the limit that requires a tender.",
      background:
        "Two winters ago the same streets cost half as much. The mayor says that no other firm was available; three firms say that they were not asked.",
      verdicts: {
        2: [
          1,
          "Splitting orders to stay below the limit and giving them to a relative is a textbook conflict of interest.",
        ],
        1: [2, "The council's audit committee had signed the payments without asking who owned the firm."],
        3: [2, "The orders were not published, and the council released them only after a complaint."],
        6: [
          2,
          "The procurement office has no right to check orders below the limit, however many there are.",
        ],
      },
    },
    {
      daysAgo: 1.3,
      titles: [
        "Constitutional Court gives parliament six months to rewrite the assembly law",
        "Parliament gets six months from Constitutional Court to rewrite the assembly law",
      ],
      description:
        "A rule that forbids gatherings within 200 metres of any public building breaches the constitution. Parliament has six months to write a better one, and the old one must not be used meanwhile.",
      facts:
        "The Constitutional Court found the 200-metre ban on gatherings near public buildings unconstitutional. It cannot be applied from today, and parliament has six months to replace it.",
      background: "In the capital the ban had left a single square on which a demonstration was possible.",
      verdicts: {
        4: [5, "People may again demonstrate where those who decide can hear them."],
        1: [5, "The court set both a clear standard and a date, and suspended the old rule at once."],
      },
      dissent: {
        1: [
          2,
          "Members of the governing parties said within the hour that they might leave the gap open, which would test whether rulings of the court are obeyed.",
        ],
      },
    },
    {
      daysAgo: 2.2,
      titles: [
        "Anti-corruption bureau seizes 1.4 million euros in the hospital equipment case",
        "Hospital equipment case: anti-corruption bureau seizes 1.4 million euros",
      ],
      description:
        "Investigators froze accounts and a lakeside house that are said to come from overpriced scanners. Four people have been questioned, and two have offered to testify.",
      facts:
        "The anti-corruption bureau froze assets of 1.4 million euros in the case of scanners that two hospitals bought at twice the usual price. A judge confirmed the measure on the same day.",
      background: "The scanners work, but one of them has stood unpacked in a basement for a year.",
      verdicts: {
        2: [4, "The profit is secured before it can vanish, although the damage to the hospitals is done."],
        8: [5, "The freeze was ordered quickly, confirmed by a judge and limited to the suspected profit."],
        6: [2, "Nobody in the health authority compared the price with that of other hospitals."],
      },
    },
    {
      daysAgo: 3.6,
      titles: [
        "Broadcasting regulator withdraws a radio licence over one interview",
        "Over one interview broadcasting regulator withdraws radio licence",
      ],
      description:
        "A local station must go off the air at the end of the month because of a phone interview in which a guest praised a banned group. The presenter had contradicted the guest.",
      facts:
        "The broadcasting regulator withdrew the licence of a local radio station over a single live interview. The station had never been warned before.",
      background:
        "The station has 40,000 listeners and is the only one in the district that reports from the council.",
      verdicts: {
        4: [
          1,
          "Closing a station for the words of one guest is out of proportion and will make others avoid live interviews.",
        ],
        3: [1, "The district loses its only independent report about the council."],
        6: [2, "The law knows warnings and fines, and the regulator did not explain why they would not do."],
        1: [
          2,
          "A body appointed by the majority silences a critical voice, and an appeal does not suspend the decision.",
        ],
      },
      dissent: {
        6: [
          4,
          "The regulator applied a clear rule, gave its reasons on the same day and pointed to the court.",
        ],
      },
    },
    {
      daysAgo: 5.1,
      titles: [
        "Witness in customs bribery trial was followed by private detectives",
        "Private detectives followed a witness in the customs bribery trial",
      ],
      description:
        "A customs officer who testified about bribes at a border crossing was watched for three weeks. Police traced two detectives and do not know yet who paid them.",
      facts:
        "A key witness in a trial about bribes at the border was followed by private detectives for three weeks. She had asked for protection and been refused.",
      background: "The court has moved her next hearing to a video link.",
      verdicts: {
        8: [
          1,
          "If witnesses can be shadowed and get no protection, trials against organised groups cannot be won.",
        ],
        2: [1, "Those who pay bribes also seem able to pay for pressure on those who report them."],
        5: [2, "An official feels unsafe in her own town because she did her duty."],
      },
    },
    {
      daysAgo: 6.6,
      titles: [
        "Land registry clears half of its backlog and shows waiting times online",
        "Waiting times online: land registry clears half its backlog",
      ],
      description:
        "Registering a house now takes nine days instead of forty. Everybody can see online how long each office takes, and cases move to the office that has time.",
      facts:
        "The land registry cut its average waiting time from forty days to nine. Cases are shared among all offices, and the waiting times are public.",
      background: "Complaints fell by two thirds. The change needed no new law.",
      verdicts: {
        7: [
          5,
          "Owners and buyers get certainty within days, and disputes that grew out of waiting have disappeared.",
        ],
        6: [5, "An authority mended its own procedure, measures it and treats every district alike."],
        3: [4, "Anyone can see where cases are stuck."],
      },
    },
    {
      daysAgo: 10.5,
      titles: [
        "Health ministry will not name the members of its medicine price panel",
        "Members of medicine price panel: health ministry will not name them",
      ],
      description:
        "Nine people decide which medicines the state pays for, and their names are secret. The ministry says that publishing them would expose them to pressure.",
      facts:
        "The health ministry refused to publish who sits on the panel that sets the prices of medicines. It has not published their declarations of interest either.",
      background: "A patients' association has gone to court.",
      verdicts: {
        3: [1, "Decisions worth 180 million euros a year are taken by people whom nobody can name."],
        2: [2, "Without declarations of interest, ties to producers cannot be ruled out."],
      },
    },
    {
      daysAgo: 16.2,
      titles: [
        "Committee questions the state auditor in public for the first time",
        "State auditor questioned in public by a committee for the first time",
      ],
      description:
        "Members of parliament spent three hours with the state auditor in an open session. They went through each recommendation that ministries have not followed.",
      facts:
        "A parliamentary committee examined the state auditor's unfulfilled recommendations in an open session. Of 94 recommendations, 37 are overdue.",
      background: "The ministers concerned are invited for next month.",
      verdicts: {
        1: [4, "Parliament uses the audit to hold ministries to account instead of filing it."],
        3: [4, "The session was streamed, and the list of overdue recommendations is online."],
      },
    },
    {
      daysAgo: 24.4,
      titles: ["Prison in Dzintarmale closes two workshops for lack of staff"],
      description:
        "Sixty prisoners have lost their work because there are not enough guards to watch the workshops. Courses in welding and baking are suspended.",
      facts:
        "The prison in Dzintarmale closed two workshops because a quarter of its posts are empty. Sixty prisoners lost work and training.",
      background: "Guards earn less than warehouse workers in the same town.",
      verdicts: {
        8: [2, "Without work and training, release is harder to prepare and relapse more likely."],
        4: [2, "Prisoners spend more hours locked up through no fault of their own."],
      },
    },
    {
      daysAgo: 33.3,
      titles: [
        "Judge withdraws from land case after a photo with one side's lawyer",
        "After a photo with one side's lawyer, judge withdraws from land case",
      ],
      description:
        "A judge has handed over a dispute about forest land after a photograph showed her at the birthday of a lawyer in the case. She says that they never spoke about it.",
      facts:
        "A judge withdrew from a dispute about 300 hectares of forest after a photograph with a party's lawyer was published. The case starts again under a colleague.",
      background: "The judges' ethics commission will give an opinion.",
      untranslatedTitle: "Tiesnese atstājas no lietas pēc fotogrāfijas ar vienas puses advokātu",
      verdicts: {
        7: [3, "The withdrawal protects trust in the outcome and costs the parties half a year."],
        1: [3, "The rules on bias were followed, though only after the press had asked."],
        2: [3, "No favour has been shown, and the ethics commission is looking into it."],
      },
    },
    {
      daysAgo: 44.1,
      titles: [
        "Court orders border guards to record every person they turn back",
        "Border guards must record every person they turn back, court orders",
      ],
      description:
        "Border guards must write down whom they turn back, when and why. The court said that a decision nobody has recorded cannot be reviewed.",
      facts:
        "A court ordered border guards to keep a record of every person they turn back and to hand out a copy. Until now only totals were kept.",
      background: "The border guard says that it has already printed the forms.",
      verdicts: {
        4: [5, "People who are turned back get a document with which they can ask a court for protection."],
        1: [4, "The court made an unseen practice open to review."],
        5: [3, "The order leaves the task of guarding the border untouched."],
      },
    },
    {
      daysAgo: 55.2,
      titles: [
        "Bailiffs emptied the wrong flat three times, ombudsman says",
        "Three times bailiffs emptied the wrong flat, ombudsman says",
      ],
      description:
        "A family lost its furniture three times to debts of a former tenant. Each bailiff had copied the address from the last file.",
      facts:
        "The ombudsman found that bailiffs seized the furniture of a family three times for debts of an earlier tenant. Nobody had checked the register of residents.",
      background: "The family has its table back, but not its television set.",
      verdicts: {
        7: [
          1,
          "Judgments were enforced against people who owed nothing, and complaints went unread for a year.",
        ],
        4: [2, "Home and property were entered and taken without any basis."],
      },
    },
    {
      daysAgo: 2.9,
      titles: ["Letter from a reader: Our street is darker than it was"],
      description:
        "For a year every second lamp in our street has been off at night, and I no longer let my daughter walk home alone. I have written to the council three times and got the same answer three times.",
      facts:
        "A reader complains that street lamps have been switched off at night for a year and that the council answers letters with the same text.",
      background: "The letter has been shortened.",
      verdicts: {
        5: [2, "The writer feels less safe in her own street after dark."],
        3: [1, "The writer got no answer to her question, only the same letter three times."],
      },
    },
    ...regulatorFine({
      regulator: "energy regulator",
      company: "a heating company in Vējupe",
      shortName: "the heating company",
      breach: "billing empty flats",
      sum: "310,000 euros",
      detail: "Meters in 460 empty flats had been estimated at the level of a family of four.",
      outcome: "confirmed",
      startDaysAgo: 48.2,
      everyDays: 14.6,
    }),
    ...corruptionTrial({
      accused: "former head of the Ozolkrasts hospital",
      deal: "laundry contract",
      sum: "46,000 euros",
      seat: "hospital offices",
      detail: "The firm owned no washing machine on the day it signed.",
      outcome: "acquitted",
      startDaysAgo: 53.6,
      everyDays: 13.2,
    }),
    ...lawUnderReview({
      law: "emergency broadcasting act",
      complainant: "the newspaper association",
      subject: "allows a minister to order what stations must air",
      detail: "In two years eleven orders were given, four of them in the month before an election.",
      outcome: "annulled",
      startDaysAgo: 31.5,
      everyDays: 14.6,
    }),
    ...policeInquiry({
      where: "at the Dzintarmale music festival",
      incident: "a brawl",
      injured: "a 19-year-old apprentice",
      detail: "The recording of one camera stops for two minutes, for which nobody has an explanation.",
      outcome: "officers cleared",
      startDaysAgo: 40.7,
      everyDays: 11.9,
    }),
    ...briberyArrest({
      accused: "mayor's aide",
      deal: "land lease",
      subject: "the riverside plots",
      sum: "50,000 euros",
      town: "Dzintarmale",
      startDaysAgo: 8.6,
      everyDays: 3.5,
    }),
    ...everyday({
      town: "Dzintarmale",
      shop: "an optician's shop",
      loot: "sunglasses",
      sum: "17,000 euros",
      road: "the dune road",
      vehicle: "a taxi",
      daysAgo: 3.1,
    }),
  ],
  unscored: [
    {
      daysAgo: 4.6,
      titles: [
        "Boarding-school caretaker in Ozolkrasts sentenced for the abuse of children",
        "Caretaker of Ozolkrasts boarding school sentenced for the abuse of children",
      ],
      description:
        "The court imposed a long prison term. The school has opened a telephone line for former pupils.",
      pillars: [4, 5, 8],
    },
  ],
};
