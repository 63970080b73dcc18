// What the contract asks of every platform: people ask, press and send forms; what they then see is there to be read.

import type { Codes, Host } from "../../adapters/adapter.ts";
import type { Destination } from "../../src/platform/destination.ts";
import type { Wanted } from "../../src/platform/linked.ts";
import type { Reply } from "../../src/reply/reply.ts";

export interface ShownButton {
  readonly label: string;
  /** What pressing it sends; absent for one that opens an address. At a terminal: what to type. */
  readonly code?: string;
  readonly url?: string;
  /** The platform's own name of the message in which it stands, and of the button there. */
  readonly at?: { readonly message: string; readonly button: string };
}

/** One message as a person reads it. */
export interface Shown {
  /** Without marks of formatting. A character of the text that the platform takes for such a mark is missing here. */
  readonly text: string;
  readonly links: readonly string[];
  readonly buttons: readonly ShownButton[];
}

/** A message where it stands. */
export interface Posted extends Shown {
  /** Whether anybody but the asker reads it. */
  readonly isPublic: boolean;
}

export interface ShownForm {
  readonly title: string;
  /** Names of the questions. */
  readonly fields: readonly string[];
  /** What the questions say. */
  readonly labels: readonly string[];
  readonly code: string;
  /** What else the form brings back, if the platform needs it. */
  readonly metadata?: string;
}

/** What came of one request. */
export interface Answer {
  /** Resolves when the platform knows that an answer comes. */
  acknowledged(): Promise<unknown>;
  /** The messages that stand there now, oldest first, signs of work aside. */
  shown(): readonly Posted[];
  /** The form that opened. */
  form(): ShownForm | undefined;
}

/** `member` may read; `admin` may do everything. */
export type Person = "member" | "admin";

export type RawValues = Readonly<Record<string, string | number | boolean>>;

/**
 * Where something is said to the bot: to it alone; with its name in a channel; in a thread there in which it is asked, or in
 * another thread of that channel.
 */
export type Where = "direct" | "channel" | "thread" | "other thread";

/** What stands in the way of correcting a post of a digest. */
export type Spoiled =
  | "the bot may not change it any more"
  | "it was deleted"
  | "its thread is archived"
  | "its thread is archived and locked"
  | "its channel is archived";

/**
 * What readers see of a post of which something is wrong: it says so in its place; it stands as it was, and the next digest tells
 * it; it is gone, and the next digest tells it.
 */
export type CorrectedStands = "in place" | "as it was" | "gone";

/** What stands in the way of changing an answer whose button somebody pressed. */
export type Hindrance =
  | "it was put away"
  | "the bot may not change it"
  | "its place is archived"
  | "it is too old to be changed"
  | "it was changed as often as it may be";

/** Where what comes of a press stands: where the pressed message stood, below it, or in the conversation with the bot alone. */
export type Stands = "in place" | "beside" | "directly";

/** A message of the bot anywhere. */
export interface Standing extends Posted {
  readonly id: string;
  readonly isDirect: boolean;
}

/** Where digests are posted. */
export interface PostedThere {
  /** A channel as a place for digests, whose buttons have these codes. */
  destination(codes: Codes): Destination;
  /** How many messages stand there. */
  posts(): Promise<number>;
  /** What one of them says, as its platform writes it but without joiners; undefined when it was deleted. */
  said(messageId: string): Promise<string | undefined>;
  /** From now on this stands in the way of changing it. */
  spoil(what: Spoiled, messageId: string): Promise<void>;
}

/** The other end of the network, where there is one. */
export interface FarEnd {
  /** What the platform would have refused so far. */
  problems(): readonly string[];
  /** The next request that the bot makes for an answer is told to come back later. */
  slowDown(): void;
  /** Delivers the last request once more. */
  repeat(): void;
  /** The next message that is posted there arrives, and the bot never hears of it. */
  loseNextPost(): void;
  /** From now on this stands in the way of changing an answer. */
  hinder(what: Hindrance, messageId: string): void;
  /** Everything that the bot said and that stands anywhere. */
  standing(): readonly Standing[];
}

export interface Driver {
  /** Runs a command with fields, `news top` with its options. Does not wait. */
  ask(person: Person, path: string, values?: RawValues): Answer;
  press(person: Person, button: ShownButton): Answer;
  sendForm(person: Person, form: ShownForm, values: Readonly<Record<string, string>>): Answer;
  /**
   * Says something to the bot without a slash, as a person does there: with its name before it where that is needed. What one
   * person says to it alone is one conversation; so is each of the two threads.
   */
  say?(person: Person, text: string, where: Where): Answer;
  /** Uses the door on somebody's message whose text has these links, in this order; without links it has words alone. */
  askOfMessage?(person: Person, links: readonly string[], wanted: Wanted): Answer;
  /** Resolves when the condition holds. */
  until(condition: () => boolean): Promise<void>;
  /** Takes nothing new, answers what is in flight. */
  stop(): Promise<void>;
  close(): Promise<void>;
  readonly farEnd?: FarEnd;
  /** Absent where none can be posted. */
  readonly digests?: PostedThere;
}

/** What a platform may have none of. */
export type Ability =
  | "far end"
  | "roles"
  | "audience"
  | "several messages"
  | "every button"
  | "links"
  | "direct messages"
  | "mentions"
  | "threads"
  | "doors on messages";

/** A platform under contract: everything that the suite asks of it. */
export interface PlatformUnderTest {
  /** The id of its adapter. */
  readonly id: string;
  /** As the names of tests say it. */
  readonly name: string;
  /** Why it lacks what the others have. */
  readonly lacks: Readonly<Partial<Record<Ability, string>>>;
  /** Where what comes of a button stands that turns its answer into another, or why that cannot be asked there. */
  readonly turns: Readonly<Record<Hindrance | "nothing", Stands | { readonly never: string }>>;
  /** The same of what a form says that was opened from an invitation to it. */
  readonly invites: Readonly<Record<"nothing" | "it was put away", Stands>> | { readonly never: string };
  /** What readers see of a post of a digest of which something is wrong, or why that cannot be asked there. */
  readonly corrects:
    | Readonly<Record<Spoiled | "nothing", CorrectedStands | { readonly never: string }>>
    | { readonly never: string };
  /** A reply as it is shown there; nothing is sent. Throws where the platform would not take it. */
  show(reply: Reply, codes: Codes): readonly Shown[];
  /** The reply's form as it opens there. */
  formOf(reply: Reply, codes: Codes): ShownForm | undefined;
  /** Makes the platform from what the program gives it, starts it, and plays the people there. Closed at the end. */
  start(host: Host): Promise<Driver>;
}
