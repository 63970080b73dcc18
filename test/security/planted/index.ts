// All planted faults, in the order of the page.

import { CHATS } from "./chats.ts";
import { DROPBOX } from "./dropbox.ts";
import type { PlantedFault } from "./fault.ts";
import { MACHINE } from "./machine.ts";
import { PEOPLE } from "./people.ts";
import { PORT } from "./port.ts";
import { PROGRAMS } from "./programs.ts";

export type { PlantedFault } from "./fault.ts";

export const PLANTED: readonly PlantedFault[] = [
  ...PEOPLE,
  ...CHATS,
  ...DROPBOX,
  ...PORT,
  ...PROGRAMS,
  ...MACHINE,
];
