// Everything that Discord answers to a message of a digest, as data: docs/deliveries.md shows it, a test drives each code.
// Codes: https://docs.discord.com/developers/topics/opcodes-and-status-codes#json

import { type AnswerRow, later, never, outcomesBy, refused } from "../../../src/platform/outcomes.ts";
import { HOUR_MS, MINUTE_MS } from "../../../src/time/units.ts";
import { wording } from "../../../src/wording/say.ts";

export const UNKNOWN_CHANNEL = 10003;
export const NO_SERVER = 10004;
export const NO_ACCESS = 50001;
export const NO_PERMISSION = 50013;

/** A token that Discord refuses is mended by the operator, not by asking often. */
export const MENDED_MS = 10 * MINUTE_MS;

/** The server has as many open threads as it may have: archiving frees some. */
const TOO_MANY_THREADS = 160006;

const FORUM_WANTS_TAG = wording(
  'The forum wants a tag on every post, and none that the bot may use is named after a pillar. Add tags such as "p1" or "Civil Justice" to the forum, or let it take posts without a tag.',
);

/** A forum wants a tag, or knows one of the tags no longer: its tags are read again, and then this is said. */
export const TAG_PROBLEMS: readonly number[] = [10087, 40066, 40067];

/** What the place is has changed: it is read again before anything is said about it. */
export const PLACE_CHANGED: readonly number[] = [40058, 50008, 50024, 50083, 160005];

/** No thread can start from a message there: a conversation with one person, a thread, or the bot may not. */
export const WITHOUT_THREADS: readonly number[] = [50003, NO_PERMISSION, 50024, 160007];
/** An earlier try started the thread of that message. */
export const ALREADY_STARTED = 160004;

/** Discord keeps a history to itself for as long as nobody changes what the bot may. */
export const HISTORY_REFUSED: readonly number[] = [NO_SERVER, 40007, NO_ACCESS, NO_PERMISSION, 160002];

/** The bot may not write to that person. */
export const NO_DIRECT_MESSAGES: readonly number[] = [50007, 50033, 50278];

export const ANSWERS: readonly AnswerRow<number>[] = [
  {
    when: "the channel or thread was deleted",
    words: [UNKNOWN_CHANNEL],
    outcome: never(wording("The channel or thread was deleted.")),
  },
  {
    when: "the bot is no member of the server any more",
    words: [NO_SERVER, 40007],
    outcome: never(wording("The bot is no member of that server any more.")),
  },
  {
    when: "the message whose thread it belongs into was deleted",
    words: [10008],
    outcome: never(wording("The digest's first message was deleted, so nothing can stand in its thread.")),
  },
  {
    when: "the bot may not see the channel",
    words: [NO_ACCESS],
    outcome: never(wording("The bot has no access to the channel.")),
  },
  {
    when: "the person takes no direct messages from the bot",
    words: NO_DIRECT_MESSAGES,
    outcome: never(
      wording("This person takes no direct messages from the bot, or shares no server with it any more."),
    ),
  },
  {
    when: "the bot may not post in the channel",
    words: [NO_PERMISSION],
    outcome: never(
      wording(
        "The bot may not post in the channel: it needs Send Messages there, in threads Send Messages in Threads, and Embed Links.",
      ),
    ),
  },
  {
    when: "the forum wants a tag, still after its tags were read again",
    words: TAG_PROBLEMS,
    outcome: never(FORUM_WANTS_TAG),
  },
  {
    when: "the thread is locked, or the place is another kind of channel, still after it was read again",
    words: PLACE_CHANGED,
    outcome: never(
      wording("The thread is locked, or the channel is of another kind now. Choose the place again."),
    ),
  },
  {
    when: "the server has as many open threads as it may have",
    words: [TOO_MANY_THREADS],
    outcome: later(HOUR_MS),
  },
  {
    when: "Discord is busy, or wants fewer messages there",
    words: [20016, 20022, 20028, 20029, 30046, 40003, 40004, 40006, 40062, 110000, 110001, 130000],
    outcome: later(MINUTE_MS),
  },
  {
    when: "the bot's token, its account or its address is refused, for all places",
    words: [20012, 40001, 40002, 40012, 40333, 50014, 50025, 50026, 50041, 60003],
    outcome: later(MENDED_MS),
  },
  {
    when: "the message is too long",
    words: [30015, 40005, 50045],
    outcome: refused("length", wording("Discord finds the message too long.")),
  },
  {
    when: "Discord, or the server's AutoMod, does not take what the message says",
    words: [
      20009, 50006, 50035, 50046, 50068, 50080, 50081, 50109, 50110, 50123, 50146, 200000, 200001, 240000,
      400001,
    ],
    outcome: refused(
      "content",
      wording("Discord, or the server's AutoMod, does not take what the message says."),
    ),
  },
];

export const outcomeOfCode = outcomesBy(ANSWERS);
