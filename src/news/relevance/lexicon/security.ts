// Words that tell of pillar 5, Order and Security: crime as such, terror, war, and people taking to violence.

import type { PillarWords } from "./pillar-words.ts";

export const SECURITY: PillarWords = {
  squarely: `
    murder*, homicide*, manslaughter, killed, killing*, kill, kills, killer*, stab*, knife, knives, knifed, shooting*, shot, shots, gunshot*,
    gunman, gunmen, shooter, firearm*, weapon*, explosi*, bomb*, grenade*, detonat*, blew up, arson*, set fire to, set on fire,
    robbe*, robbing, burglar*, break in, broke into, theft*, thief, thieves, steal*, stole*, looting, vandal*, smash*, assault*,
    attack*, beat, beaten, beating, strangl*, brawl*, fight broke, hostage*, kidnap*, abduct*, rape*, raped, rapist*, sexual assault*,
    sexual abuse, sexual violence, molest*, pedophil*, paedophil*, domestic violence, violence, violent*, extort*, blackmail*,
    threaten* to kill, death threat*, bomb threat*, threats, drug*, narcotic*, cocaine, cannabis, amphetamine*, fentanyl, heroin,
    smuggl*, contraband, gang*, organized crime, organised crime, mafia, criminal group*, criminal network*, underworld, crime,
    crimes, criminals, crime rate, scam*, scammer*, fraudster*, swindl*, phishing, cybercrim*, cyber attack*, cyberattack*, hacker*, hacked,
    ransomware, ddos, terror*, extremis*, radicali*, sabotage*, saboteur*, espionage, spy, spies, spying, treason*, hybrid attack*,
    hybrid threat*, hybrid war*, security service*, security police, intelligence service*, intelligence agency, counterintelligence,
    internal security service, security threat*, national security, threat to security, riot*, unrest, lynch*, war, wars, warfare,
    invasion, missile*, drone*, airstrike*, air strike*, shelling, bombardment, mobilization, nato, military, army, troops, soldiers,
    defence, defense forces, defense spending, border guard*, border crossing*, border closure, closed the border, illegal border,
    border security, illegal immigra*, people smuggl*, human trafficking, disinformation, drunk driver*, drunk driving,
    drink driving, driving under the influence, public order, order and security, law and order, police operation*, manhunt,
    missing person, hooligan*, car bomb, vandalism, critical infrastructure, pipeline, undersea cable, evacuat*, civil defence,
    civil defense, civil protection, rescue board, crisis preparedness, emergency services`,
  likely: `
    police, policemen, policeman, officer, officers, patrol*, law enforcement, arrest*, detain*, suspect*, wanted, criminal*, offender*, perpetrator*,
    victim*, injured, wounded, dead, died, death, body found, corpse, dangerous, danger, security, safety, unsafe, threat*,
    threaten*, emergency, fire, blaze, crash*, accident*, collision, drowned, rescue*, wounds, injuries, minors, juvenile*, youth*, teenager*,
    illegal weapons, seized, seizure, confiscat*, counterfeit*, illegal*, cheat*, fraud*, cyber*, border, russia*, ukrain*,
    kremlin, putin, wagner, hamas, israel, gaza, conflict*, sanction*, spyware, surveillance, crisis, alarm, siren*, defense,
    intelligence, interior minister, ministry of the interior, minister of the interior, drunken, intoxicated, alcohol, speeding, traffic`,
  touches: `
    court, sentenced, imprison*, prison*, convicted, convict*, guilty, trial, accused, charged, prosecutor*, appeal*, investigation*, investigat*,
    street, night, car, driver*, man, men, neighbor*, store, apartment, house, money, online, phone, euros`,
  against: `
    election*, coalition, procurement*, bankrupt*, lawsuit*, tender, license*, licence*, competition authority, consumer*, planning,
    constitution*, salary, wages, budget, pension*`,
};
