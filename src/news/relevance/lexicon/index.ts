// The words of all pillars.

import type { PillarNumber } from "../../pillars.ts";
import { CIVIL_JUSTICE } from "./civil-justice.ts";
import { CORRUPTION } from "./corruption.ts";
import { CRIMINAL_JUSTICE } from "./criminal-justice.ts";
import { FUNDAMENTAL_RIGHTS } from "./fundamental-rights.ts";
import { GOVERNMENT_POWERS } from "./government-powers.ts";
import { OPEN_GOVERNMENT } from "./open-government.ts";
import type { PillarWords } from "./pillar-words.ts";
import { REGULATION } from "./regulation.ts";
import { SECURITY } from "./security.ts";

export const PILLAR_WORDS: Readonly<Record<PillarNumber, PillarWords>> = {
  1: GOVERNMENT_POWERS,
  2: CORRUPTION,
  3: OPEN_GOVERNMENT,
  4: FUNDAMENTAL_RIGHTS,
  5: SECURITY,
  6: REGULATION,
  7: CIVIL_JUSTICE,
  8: CRIMINAL_JUSTICE,
};
