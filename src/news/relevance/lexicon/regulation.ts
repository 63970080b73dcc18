// Words that tell of pillar 6, Regulatory Enforcement: agencies that apply rules to those they bind: permits,
// inspections, fines, licences, competition, environment, work, food, money and building.

import type { PillarWords } from "./pillar-words.ts";

export const REGULATION: PillarWords = {
  squarely: `
    regulator, regulators, regulatory, supervisory authority, supervisory authorities, supervision, supervisory proceeding*,
    supervision proceeding*, state supervision, financial supervis*, financial inspection, inspectorate*, inspection*, inspector*, inspected,
    competition authority, competition council, competition board, competition bureau, competition law, cartel*, antitrust, anti trust,
    monopol*, dominant position, merger control, price fixing, consumer protection*, consumer rights, consumer authority,
    consumer ombudsman, consumer agency, technical regulatory, technical surveillance, food safety, food and veterinary, food authority, food agency,
    veterinary and food, agriculture and food board, veterinary, health board, health inspect*, medicines agency, agency of medicines,
    environmental board, environmental agency, environmental inspect*, environmental permit*, environmental impact*, environmental protection,
    environmental crime*, environmental violation*, environmental regulation*, environmental damage, pollut*, emission*, waste management, landfill*, illegal dumping, illegal waste, illegal logging,
    logging, deforestation, nature reserve*, nature conservation, protected area*, natura 2000, poaching, fishing quota*, mining permit*,
    building permit*, construction permit*, illegal construction*, illegally built, unauthorized construction, unauthorised construction,
    building supervision, building inspect*, building code, demolition order, use permit, planning permission, zoning, detailed plan*, special plan*,
    activity license*, activity licence*, operating license*, operating licence*, licens*, licenc*, permit, permits, revok* the license, revok* the licence, revok* the permit,
    lost its license, lost its licence, withdrew the license, withdrew the licence, revoked license*, revoked licence*, fined, fine, fines, penalty payment*, extortion money, coercive fine*, administrative fine*,
    misdemeanor fine*, misdemeanour fine*, administrative offence*, administrative offense*, precept*, injunction*, prescription, suspended the activities, suspend* operation*,
    tax authority, tax and customs, tax board, tax office, tax agency, tax inspect*, tax audit*, revenue service, revenue agency, tax debt*, tax arrears, undeclared work, illegal work, illegal employment, envelope wage*, unpaid wages, unpaid taxes,
    labor inspect*, labour inspect*, work environment authority, occupational safety, occupational health, workplace safety, work accident*, money laundering data, anti money laundering, money laundering prevention, money laundering rules,
    financial intelligence unit, banking supervis*, banking license*, banking licence*, central bank fined, securities and exchange, sanction* violation*, sanction* enforcement, violation of sanctions, violation of international sanctions, sanctions evasion,
    data protection authority, data protection inspectorate, data protection agency, data protection board, product recall, recall* product*, recalled from sale, removed from sale,
    energy regulat*, gambling license*, gambling regulat*, price regulation, price cap*, rent control, taxi drivers, ride hailing, non compliance, noncompliance, compliance, complies, comply with,
    failed to comply, failure to comply, violat* the rules, violat* rules, violation of the requirements, violated requirements, violat* the requirements, expropriat*, forced acquisition, compulsory purchase, nationali*,
    animal protection requirement*, animal welfare inspect*, bird flu, swine fever, state aid, expert assessment of environmental, noise limit*, speed camera*, e cigarette*, excise`,
  likely: `
    regulat*, requirement*, enforcement, enforce, control, controls, checks, checked, audit*, oversight, supervis*, agency, authority, authorities, board, competent authority,
    directive*, eu regulation, rules, restrict*, prohibition, ban, banned, prohibited, obligation*, obliged, mandatory, standard*, bureaucra*, red tape, administrative burden*, administrative court, administrative proceedings,
    environment*, climate, nature, forest*, peat, oil shale, mining, quarry, quarries, wind farm*, wind park*, wind turbine*, solar park*, nuclear, energy, electricity, gas, heating, water company, sewage, wastewater, waste, recycling, packaging, chemical*, pesticide*,
    bank*, insur*, loan*, credit, crypto*, investor*, fund, funds, pension fund*, gambl*, casino*, alcohol sales, tobacco, pharmac*, medicine*, food, restaurant*, hygiene, animal*, livestock, hunting, fishing, telecom*, internet provider*, postal,
    airline*, aviation, railway*, transport, bus operator*, carrier*, truck drivers, road toll, parking, scooter*, construction*, building*, developer*, real estate, landlord*, rental, short term rental*, airbnb, schools license, private school, nursing home*, care home*, hospital, health care, social care,
    employer*, employees, working time, minimum wage, tax, taxes, taxation, vat, customs, duty, export control*, import*, subsid*, sanction*, consumer*, customer*, buyers, price*, tariff*, market, merger*, acquisition, trademark*, patent*`,
  touches: `
    compan*, business*, entrepreneur*, firm, firms, operator*, producer*, manufacturer*, shop*, retail*, minister of climate, ministry of, law, draft law, draft act, amendment*, bill, legislat*, misdemeanor*, misdemeanour*, offence, violation*, violat*, municipality, land, property, planning, complaint*, court, state, euros, traffic, drivers`,
  against: `
    stab*, robbe*, murder*, burglar*, knife, rape*, sexual*, thief, theft, stole*, beat, assault*, domestic violence, divorc*, custody, coalition talks, espionage, manslaughter, election*`,
};
