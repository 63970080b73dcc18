// Whether the web chat is wanted.

import { onOrOff } from "../../src/platform/settings.ts";
import { defineSettings } from "../adapter.ts";

export interface WebSettings {
  readonly isOn: true;
}

export const settings = defineSettings({
  variables: { WEB: onOrOff },
  read: ({ WEB }): WebSettings | undefined => (WEB === "on" ? { isOn: true } : undefined),
  off: "it needs WEB=on",
});
