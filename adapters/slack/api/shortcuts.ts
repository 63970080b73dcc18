// The shortcuts of the app: in the menu of a message, and from anywhere. Slack sends back the `callback_id`.

/** Slack's limits: ten shortcuts, names of 24 characters, descriptions of 150 (the manifest's schema). */
interface Shortcut {
  readonly name: string;
  readonly callback_id: string;
  readonly description: string;
}

/** What somebody wants to know of a message's links, by `callback_id`. */
export const WANTED_OF_MESSAGE = { reports: "reports", why: "why", mute: "mute" } as const;

export const ASK = "ask";
export const NEW_DIGEST = "new-digest";

const OF_MESSAGES: readonly Shortcut[] = [
  {
    name: "Reports of this story",
    callback_id: WANTED_OF_MESSAGE.reports,
    description: "Who else reported what this message links to",
  },
  {
    name: "Why was this sent",
    callback_id: WANTED_OF_MESSAGE.why,
    description: "Why a digest has the articles that this message links to",
  },
  {
    name: "Mute its source",
    callback_id: WANTED_OF_MESSAGE.mute,
    description: "Keep the source of what this message links to out of digests",
  },
];

const GLOBAL: readonly Shortcut[] = [
  { name: "Ask the news", callback_id: ASK, description: "Ask a question; the bot answers you directly" },
  { name: "New digest", callback_id: NEW_DIGEST, description: "Get the news sent to you every day" },
];

/** As the manifest has them. */
export const SHORTCUTS = [
  ...OF_MESSAGES.map((shortcut) => ({ ...shortcut, type: "message" as const })),
  ...GLOBAL.map((shortcut) => ({ ...shortcut, type: "global" as const })),
];
