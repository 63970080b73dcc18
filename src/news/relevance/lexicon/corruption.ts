// Words that tell of pillar 2, Absence of Corruption: public office and public money used for private gain.

import type { PillarWords } from "./pillar-words.ts";

export const CORRUPTION: PillarWords = {
  squarely: `
    corrupt*, anticorruption, anti corruption, brib*, kickback*, embezzl*, misappropriat*, nepotis*, cronyism, clientelis*,
    conflict of interest*, conflicts of interest*, prohibition of acting, restriction of action, procedural restriction*,
    restriction* on action*, influence peddling, peddling influence, influence trading, trading in influence,
    trading influence, trade in influence, abuse of office, abuse of his office, abuse of official, misuse of office,
    misuse of public*, misus* public, misuse of funds, misuse of state, misuse of power, abuse of position,
    abus* his position, abus* her position, abus* his official position, misus* his official position, official position,
    breach of trust, illegal party donation*, illegal donation*, prohibited donation*, party financ*, party funding,
    financing of parties, financing of political parties, funding of political parties, campaign financ*,
    political party financing, party donations, hidden donation*, declaration of interests, declaration of assets,
    declarations of assets, asset declaration*, property declaration*, declaration of economic interests,
    income declaration*, illicit enrichment, illegal enrichment, unjust enrichment, unexplained wealth, olaf, eppo,
    european public prosecutor*, greco, knab, procurement fraud, bid rigging, rigged procurement, rigged tender*,
    rigged the procurement, rigged the tender, revolving door, expense scandal, expense* compensation*,
    expense reimbursement*, reimbursement scandal, fuel receipts, fuel scandal, fuel card, representation expenses,
    slush fund, bung, payoff*, graft, venal*, qatargate, subsidy fraud, subsidies fraud, grant fraud, benefit fraud,
    support fraud, fraud with support*, fraud with eu, eu funds fraud, misuse of eu, lobbying scandal, undue advantage,
    favoritism, favouritism, money for favors, state capture, oligarch*, public money for private,
    official secretly, corruption prevention, transparency international, ill gotten`,
  likely: `
    money laundering, launder*, public procurement, procurement*, tender, tenders, tendering, lobby*, abuse of power,
    abused power, gift*, bonus scandal, sinecure*, insider, shell compan*, offshore, front man, straw man, dummy,
    dubious, shady, suspicious transaction*, suspicious deal*, backroom, misus*, misspen*, squander*, waste of public,
    wasted, public funds, state funds, taxpayer*, taxpayers money, eu funds, eu money, european funds, subsid*, grants,
    expense*, benefit fraud, false invoice*, fictitious*, sham, forged documents, fraud, fraudulent*, ethics committee,
    ethics commission, code of ethics, ethic*, integrity, donat*, sponsor*, party treasur*, conflict of duties,
    private interest*, personal gain, self interest, friends of, family firm, relative of the minister, husband, wife of,
    business interests, business relationship*, eastern transport, sanctions evasion, sanction evasion, whistleblow*,
    officials suspected, official suspected, mayor suspected, politician suspected, minister suspected,
    official accused, mayor accused, former mayor, former minister, former official, immunity, scandal*, audit*,
    remuneration, salary increase for, severance, golden parachute, compensation scandal, tax evasion, tax fraud`,
  touches: `
    mayor*, minister*, politician*, deputy mayor, official*, municipal*, party, municipality, state owned, state compan*,
    board member*, supervisory board, contract*, deal, money, euros, million, audit office, national audit,
    suspicion*, suspected, resign*, public sector, public office, civil servant*, chairman, council, company owned,
    prosecutor*, customs, policeman, police officer, tax, property, real estate`,
  against: `
    stab*, robbe*, drunk*, murder*, burglar*, knife, rape*, sexual*, traffic accident*, collision, divorc*, custody,
    domestic violence, drug*, weather, injured`,
};
