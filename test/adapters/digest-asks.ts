// What the golden tests ask of /digest on every platform, and the digests that they look at.

import type { Role } from "../../src/platform/invocation.ts";
import type { Action, Reply } from "../../src/reply/reply.ts";

/** In this order: the later ones need what the earlier ones did. */
export const DIGEST_ASKS: readonly (readonly [text: string, role?: Role])[] = [
  ["/digest create"],
  ['/digest create Morning brief when "daily 09:00"'],
  ["/digest alert"],
  ["/digest alert Corruption watch pillar corruption quiet 22:00-07:00 max-per-day 5"],
  ["/digest preview Morning brief"],
  ["/digest preview Corruption watch"],
  ["/digest run Morning brief"],
  ["/digest list"],
  ["/digest show Morning brief"],
  ["/digest history Morning brief"],
  ["/digest edit Morning brief"],
  ["/digest edit Morning brief when weekdays 08:30 country Latvia layout brief tz America/Lima"],
  ["/digest why 071a0264"],
  ["/digest why court"],
  ["/digest mute"],
  ["/digest mute word football for 7d"],
  ["/digest unmute"],
  ["/digest unmute word football"],
  ["/digest pause Morning brief until 2027-01-07"],
  ["/digest resume Morning brief"],
  // Refusals.
  ["/digest show Morning breif"],
  ["/digest pause Morning brief", "manage"],
  ['/digest create Elsewhere when "daily 09:00" channel #closed'],
  ['/digest create Later when "at nine"'],
  ['/digest create Morning brief when "daily 10:00"'],
  ["/digest delete Morning brief"],
  ["/digest delete Morning brief sure"],
];

/** Digests that are sent, by name, with their options. */
export const DIGESTS_SENT: readonly (readonly [name: string, options: string])[] = [
  ["Standard", 'when "daily 09:00"'],
  ["Brief", 'when "mon 09:00" layout brief'],
  ["Full", 'when "mon 09:00" layout full limit 5'],
  ["Thread", 'when "mon 09:00" thread limit 5 mention here'],
  ["Pillar", 'when "mon 09:00" pillar corruption'],
  ["Country", 'when "mon 09:00" country Latvia impact any limit 5'],
  ["Pillar brief", 'when "mon 09:00" pillar corruption layout brief limit 5'],
];

/** The command behind a button of that label. */
export function commandOf({ blocks }: Reply, label: RegExp): string {
  const buttons = blocks.flatMap((block): readonly Action[] =>
    block.type === "actions" ? block.actions : [],
  );
  const button = buttons.find((action) => action.type === "command" && label.test(action.label));
  if (button?.type !== "command")
    throw new Error(`no button like ${label} among ${buttons.map((action) => action.label).join(", ")}`);
  return button.command;
}
