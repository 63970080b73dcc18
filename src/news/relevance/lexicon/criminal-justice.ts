// Words that tell of pillar 8, Criminal Justice: charges, trials, sentences and prisons. An arrest or a suspicion only
// touches it, and a crime without either belongs to security.

import type { PillarWords } from "./pillar-words.ts";

export const CRIMINAL_JUSTICE: PillarWords = {
  squarely: `
    criminal justice, criminal court*, criminal trial*, criminal chamber, criminal code, penal code, criminal law,
    criminal procedure, criminal policy, correctional, court proceedings, on trial, stand trial, stands trial,
    stood trial, mistrial, retrial, hearing of the criminal, court hearing*, sentenc*, verdict*, convict*,
    conviction*, found guilty, plead* guilty, pleaded, guilty, not guilty, acquit*, exonerat*, imprison*,
    years in prison, months in prison, years imprisonment, life imprisonment, life sentence, behind bars, jail*,
    prison*, penitentiar*, inmate*, convicts, prisoner*, detention center, detention centre, prison guard*,
    probation*, parole, suspended sentence, conditional sentence, conditionally, community service, early release,
    released early, electronic surveillance, electronic monitoring, ankle bracelet, house arrest, pardon*,
    clemency, amnesty, rehabilitation of offenders, recidiv*, prosecut*, prosecution, public prosecutor*,
    state prosecutor*, indict*, charged with, brought charges, pressed charges, bring charges, accus* of murder,
    accused, defendant*, the dock, bill of indictment, statement of charges, plea deal*, plea bargain*,
    plea agreement, agreement procedure, settlement procedure, compromise procedure, simplified procedure,
    sent to court, sent the criminal case, criminal case to court, case to court, reached the court,
    before the court, before court, before a judge, brought to justice, court of appeal,
    appealed to the supreme court, court upheld, court arrested, court took into custody, court ordered detention,
    taken into custody, take into custody, remand*, pre trial detention, pretrial detention, preventive detention,
    custody extended, extend* the detention, extend* custody, extradit*, european arrest warrant, arrest warrant*,
    international warrant, terminat* the criminal, criminal proceedings terminated, dropped the charges,
    drop* charges, statute of limitations, expired crime, wrongful conviction, miscarriage of justice, fair trial,
    death penalty, capital punishment, punish*, penalt*, confiscation of criminal, forensic psychiatric,
    forced treatment, involuntary treatment, juvenile justice, juvenile court, investigating judge,
    investigative judge, examining magistrate, preliminary investigation judge, jury, war crimes tribunal,
    international criminal court, war crime*, preliminary investigation*, pretrial investigation,
    pre trial investigation, investigative methods, evidence, wiretapping evidence, witness*, testif*, testimony,
    trial, trials, on the trial, mafia trial, murder trial, corruption trial, charge, charges, charged,
    in court against, in the dock, appears in court, appeared in court, court hearing, sentencing, sentenced to,
    was sentenced, convicted of, prison term, prison terms, prison sentence, prison sentences, real imprisonment,
    shock imprisonment, suspended prison, conditional prison, years behind bars, in jail, youth prison,
    juvenile detention, prison system, prison staff, prison escape, escaped from prison, escaped prisoner,
    criminal record*, criminal punishment, tougher sentences, harsher punish*, stricter punish*,
    criminal liability, criminal responsibility, criminaliz*, criminalis*, decriminali*, age of criminal,
    special investigative, public prosecution, prosecution service, general prosecutor*, chief prosecutor,
    prosecutor general, district prosecutor, attorney generals office, prosecution office, prosecutors office`,
  likely: `
    court, courts, courthouse, judge*, county court, district court, regional court, appeal*, cassation,
    supreme court, arrest*, detain*, detention, custody, suspect*, suspicion*, criminal case*,
    criminal proceeding*, criminal investigation*, investigator*, investigat*, criminal police, interrogat*,
    search of, searched the, searches, raid*, wanted, fugitive, manhunt, caught, confess*, admitted his guilt,
    admitted guilt, criminal*, offender*, perpetrator*, defense attorney*, defence lawyer*, defense lawyer*,
    lawyer*, attorney*, misdemeanor*, misdemeanour*, fined, fine, law enforcement, crime statistics,
    clearance rate, bail, released, release, guard*, in court, arrests, criminal charge*, crime fighting,
    evidence was, surveillance activities, forensic*, expert examination, dna`,
  touches: `
    police, policeman, policemen, victim*, crime*, murder*, manslaughter, fraud*, embezzl*, bribe*, rape*, theft,
    robbe*, drug*, terror*, ministry of justice, minister of justice, evidence of, case`,
  against: `
    coalition, elect*, bankrupt*, lawsuit*, divorc*, procurement*, planning, tender, consumer*, turnover,
    administrative court*, civil*, salary, pension*, teacher*, budget, weather, traffic accident*, collision,
    drowned`,
};
