// Words that tell of pillar 3, Open Government: laws and data made public, the right to information, people taking
// part in decisions, and ways to complain.

import type { PillarWords } from "./pillar-words.ts";

export const OPEN_GOVERNMENT: PillarWords = {
  squarely: `
    transparen*, freedom of information, right to information, access to information, access to public information,
    public information act, public information, information request*, request for information, requests for information,
    access to documents, access to data, access to the documents, public access to, open data, open government,
    open governance, publicly available, made public, make public, making public, should be public, must be public,
    not public, disclos*, refus* to disclose, refus* to publish, refus* to release, refus* to reveal,
    does not want to disclose, did not disclose, will not disclose, released documents, publish* the documents,
    publish* the minutes, publish* data, minutes of the meeting*, declassif*, classified document*, classified as secret,
    for internal use, internal use only, restricted access, access restriction*, restriction of access, secrecy,
    official secret*, kept secret, secretly decided, keeping secret, behind closed doors, closed meeting*, closed door,
    secret meeting*, conceal* information, withheld information, withhold* information, hid information, hid from,
    hide from the public, hidden from the public, kept from the public, public hearing*, public consultation*,
    public discussion*, public debate, consultation process, consultation with residents, consulted, not consulted,
    without consult*, public engagement, inclusion of the public, involvement of the public, involvement of citizens,
    involving citizens, involving residents, public involvement, public participation, citizen participation,
    civic participation, civic engagement, participatory, participation of citizens, petition*, citizens initiative*,
    citizen initiative*, popular initiative*, people's initiative, collective address*, collective appeal*,
    collect* signatures, gathered signatures, signature collection, signatures collected, signatures were collected,
    referend*, plebiscite, popular vote, public poll*, citizens assembly, citizens council, people's assembly,
    deleted messages, deleted emails, text messages of the, public register, beneficial owner* register,
    register of beneficial owners, transparency register, lobby register, e government, digital government,
    state portal, government website, data protection inspectorate demand*, official gazette, state gazette,
    right to know, public document*, principle of publicity, aarhus, whistleblower*`,
  likely: `
    publish*, publicly, public interest, secret*, confidential*, leaked, leak of, concealed, conceal*, conceals,
    hid, hiding, withheld, withhold*, reveal*, residents, residents oppose, locals oppose, local residents, villagers,
    opposed by residents, local people, community, communities, civil society, ngo, ngos, non governmental, nonprofit*,
    demonstrat*, protest*, rally, rallies, picket*, signature*, open letter, appeal to the government, public appeal,
    joint appeal, address to the, suggestion*, proposals from, feedback, survey of residents, complaint*, complain*,
    ombudsman*, chancellor of justice, journalists asked, inquiry of the editorial, press conference, communication,
    explain to the public, inform the public, informed the public, register*, database*, statistics, data, portal,
    website, information system, digital, e services, e service*, minutes, transcript*, live broadcast, broadcast live,
    involve*, involvement, inclusion, engage*, accountab*, informed, notice, notify`,
  touches: `
    public, information, opinion, citizens, citizen, people, meeting*, hearing*, draft law, draft act, bill, planning,
    detailed plan*, special plan*, parliament*, government, ministry, municipality, council, communal, deputies,
    explanation*, media, press, journalist*, discussion*, debate, question*, questions, answer*, letter*, legislat*,
    audit office, national audit, decision*, plan, plans`,
  against: `
    stab*, robbe*, drunk*, theft, thief, stole*, murder*, burglar*, knife, rape*, sexual*, drug*, traffic accident*,
    collision, divorc*, custody, bankrupt*, convicted, sentenced, imprison*, prison*, victim*, fraudster*, scam*`,
};
