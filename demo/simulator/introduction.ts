// What `npm run simulator` prints: where it listens and a configuration to start the bot with.

import type { Simulator } from "./server.ts";

/** @returns Lines for people. They hold the app key and a refresh token, which open nothing but the simulator. */
export function introduce(simulator: Simulator): string {
  return `Dropbox simulator on ${simulator.origin}, for this machine only.

Configuration, to connect in the browser with /dropbox connect:
  DROPBOX_ORIGIN=${simulator.origin}
  DROPBOX_APP_KEY=${simulator.appKey}

Add this to be connected from the start. It works until the simulator ends:
  DROPBOX_REFRESH_TOKEN=${simulator.issueRefreshToken()}

The app secret, where one is wanted:
  DROPBOX_APP_SECRET=${simulator.appSecret}
`;
}
