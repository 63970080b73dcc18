// What an adapter is to the program: one record with its name, its settings, and how its platform is made. Each
// adapters/<name>/index.ts has one; adapters/index.ts lists them. docs/adapters.md walks through it.

import { z } from "zod";
import type { AcrossReplicas } from "../src/commands/serve/across-replicas.ts";
import type { ActionCodes } from "../src/commands/serve/action-codes.ts";
import type { Completer } from "../src/commands/serve/completer.ts";
import type { Greeter } from "../src/commands/serve/greeting.ts";
import type { Router } from "../src/commands/serve/router.ts";
import type { Logger } from "../src/log.ts";
import type { ChosenWorkspaces } from "../src/platform/chosen-workspaces.ts";
import type { Examination } from "../src/platform/finding.ts";
import type { Installations } from "../src/platform/installations.ts";
import type { Looks } from "../src/platform/look.ts";
import type { PlaceChanges } from "../src/platform/place-changes.ts";
import type { Platform } from "../src/platform/platform.ts";
import type { KeptRests } from "../src/platform/rests.ts";
import type { Report } from "../src/platform/standing.ts";
import type { ToldOnce } from "../src/platform/told-once.ts";
import type { WorkspaceKey } from "../src/platform/workspace.ts";
import type { Clock, DrawChart, Pace } from "../src/reply/ports.ts";
import type { Reply } from "../src/reply/reply.ts";
import type { Leases } from "../src/store/leases.ts";

/** A proxy on the way out. What goes by fetch or by Node's agents goes through it already. */
export interface OutboundProxy {
  readonly url: string;
  /** Names that are reached without it, as NO_PROXY has them. */
  readonly except: string;
}

/** A platform's own messages for a reply, as data; nothing is sent. */
export interface Preview {
  readonly id: string;
  readonly name: string;
  preview(reply: Reply, codes: Codes): Promise<unknown>;
  /** How the platform shows what `preview` made. Absent: as data alone. */
  look?(payload: unknown): Promise<Looks>;
}

/** What every platform gets from the program. */
export interface Host {
  /** The one way in for what people ask. */
  readonly router: Router;
  /** Codes for the buttons and forms of a reply, and back. */
  readonly codes: ActionCodes;
  /** Completes fields while somebody types. */
  readonly complete: Completer;
  /** Whether digests, or a connection of its own, belong to a workspace. */
  readonly isUsed: (workspace: WorkspaceKey) => Promise<boolean>;
  /** Whether news files are read for a workspace, by whatever connection or of this machine. Absent: nobody knows. */
  readonly readsFiles?: (workspace: WorkspaceKey) => Promise<boolean>;
  /** Greets channels that the bot is invited to, each once. Absent: none is greeted. */
  readonly greeter?: Greeter;
  /** Tells admins once what stays as it is. Absent: every start tells it. */
  readonly toldOnce?: ToldOnce;
  /** Answers what several processes may be asked. Absent: this is the only one. */
  readonly acrossReplicas?: AcrossReplicas;
  /** For what one process at a time does. Absent: this is the only one. */
  readonly leases?: Leases;
  /** Hears what the platform tells of places. Absent: sending finds out. */
  readonly placeChanges?: PlaceChanges;
  /** COMMAND_PREFIX: stands before the names of commands on the platform. */
  readonly prefix: string;
  /** People who are admins whatever the platform says, by the platform's own ids. */
  readonly adminIds: readonly string[];
  /** A channel for what no admin could be told directly. */
  readonly adminChannel?: string;
  /** For what knows no other way to a proxy. */
  readonly proxy?: OutboundProxy;
  /** Where this platform's long rests are kept; absent: this process alone remembers them. */
  readonly keptRests?: KeptRests;
  /** PUBLIC_URL, without a slash at its end: where the bot's web server is reached from elsewhere. */
  readonly publicUrl?: string;
  /** Where people installed the app by themselves; absent: they cannot. */
  readonly installations?: Installations;
  /** Whose news people mean where the place does not tell it; absent: they are asked each time. */
  readonly chosen?: ChosenWorkspaces;
  /** Hears how the platform stands whenever that changes. One that says nothing is connected once it was started. */
  readonly report: Report;
  /** What other platforms would be sent for the same reply, for whoever wants to see it. */
  readonly previews?: readonly Preview[];
  /** For platforms that draw no charts themselves. */
  readonly draw: DrawChart;
  readonly clock: Clock;
  /** For every wait that a test should not have to wait for. */
  readonly pace: Pace;
  readonly log: Logger;
}

/** The environment's variables by name, those that are empty left out. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** The codes of a reply's buttons and forms, by command; a command without one is told in words. */
export type Codes = ReadonlyMap<string, string>;

export interface Settings<Variables extends z.ZodRawShape, Needed> {
  /** The adapter's own environment variables, all optional: the bot runs without them. */
  readonly variables: Variables;
  /** What the platform is made of, or nothing while something that belongs to it is missing. */
  read(values: z.infer<z.ZodObject<Variables>>): Needed | undefined;
  /**
   * What is missing then, as the log says it: "it needs ECHO_TOKEN". Absent: the service never runs this platform, or its being
   * off is worth no word; nobody there is an admin by configuration.
   */
  readonly off?: string;
}

/** Why an adapter has no such part. */
export interface Absent {
  readonly absent: string;
}

export interface Definition<Variables extends z.ZodRawShape, Needed, Made extends Platform> {
  readonly id: string;
  readonly name: string;
  readonly settings: Settings<Variables, Needed>;
  /** Puts the platform together; nothing is sent before it starts. Loads the platform's packages only then. */
  create(host: Host, settings: Needed): Promise<Made>;
  /** What the platform would be sent for a reply, as data; for `ask --as`. Nothing is sent. */
  preview?(reply: Reply, codes: Codes): Promise<unknown>;
  /** How the platform shows what `preview` made, for whoever wants to see it elsewhere. */
  look?(payload: unknown): Promise<Looks>;
  /** How its platform is examined for what an operator has to mend, without starting it; for `npm run doctor`. */
  examination?(settings: Needed): Promise<Examination>;
  /** Whether it has places for digests, in `digests/`. */
  readonly digests: "own" | Absent;
  /** Whether it calls the platform over the network, in `api/`. */
  readonly api: "own" | Absent;
}

/** An adapter, whatever settings it takes. */
export interface Adapter {
  readonly id: string;
  readonly name: string;
  readonly settings: { readonly variables: z.ZodRawShape; readonly off?: string };
  /**
   * The platform, or nothing where the environment lacks what it needs. Throws ZodError for an environment that
   * `settings.variables` does not take.
   */
  open(host: Host, environment: Environment): Promise<Platform | undefined>;
  /** Its examination; nothing where the environment lacks what it needs, or there is nothing to examine. */
  examine(environment: Environment): Promise<Examination | undefined>;
  preview?(reply: Reply, codes: Codes): Promise<unknown>;
  look?(payload: unknown): Promise<Looks>;
  readonly digests: "own" | Absent;
  readonly api: "own" | Absent;
}

/** Lets the types of variables and of what is needed be told from each other. */
export function defineSettings<Variables extends z.ZodRawShape, Needed>(
  settings: Settings<Variables, Needed>,
): Settings<Variables, Needed> {
  return settings;
}

export function defineAdapter<Variables extends z.ZodRawShape, Needed, Made extends Platform>(
  definition: Definition<Variables, Needed, Made>,
): Adapter & Definition<Variables, Needed, Made> {
  const { settings } = definition;
  const schema = z.object(settings.variables);
  return {
    ...definition,
    async open(host, environment) {
      const needed = settings.read(schema.parse(environment));
      return needed === undefined ? undefined : definition.create(host, needed);
    },
    async examine(environment) {
      const needed = settings.read(schema.parse(environment));
      return needed === undefined ? undefined : definition.examination?.(needed);
    },
  };
}
