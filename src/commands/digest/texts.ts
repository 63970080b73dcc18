// The commands behind a digest's buttons.

import type { CommandTexts } from "../../digest/say/contents.ts";
import { formatCommand } from "../../language/declare/format.ts";
import { showText } from "../news/show.ts";
import { historyOptions } from "./history.ts";
import { muteOptions } from "./mute.ts";
import { editCommandOptions } from "./options.ts";

export const digestTexts: CommandTexts = {
  details: showText,
  bucket: (slot, set) => formatCommand(["digest", "history"], { slot, set }, historyOptions),
  // By id: a digest may be renamed while its messages stand.
  mute: (digest) => formatCommand(["digest", "mute"], { digest }, muteOptions),
  edit: (name) => formatCommand(["digest", "edit"], { name }, editCommandOptions),
};
