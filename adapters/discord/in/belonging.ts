// Whose data a request is about, and who the person is there. In a server that is the server. A button outside of it names
// its workspace; what is asked anywhere else is about the one server that the person shares with the bot, or the one that
// they chose when they were asked which.

import type { Command } from "../../../src/commands/serve/define.ts";
import { commandLanguage } from "../../../src/commands/serve/language.ts";
import { assertNever } from "../../../src/errors.ts";
import { formatCommand } from "../../../src/language/declare/format.ts";
import { NO_WORDS } from "../../../src/language/declare/parsed.ts";
import type { Language } from "../../../src/language/language.ts";
import { listOf } from "../../../src/language/read/text.ts";
import type { ChosenWorkspaces } from "../../../src/platform/chosen-workspaces.ts";
import type { Input, Invocation, Role } from "../../../src/platform/invocation.ts";
import type { WorkspaceKey } from "../../../src/platform/workspace.ts";
import {
  actions,
  code,
  command,
  note,
  paragraph,
  privately,
  quote,
  refusing,
} from "../../../src/reply/build.ts";
import type { Block, Reply } from "../../../src/reply/reply.ts";
import { say, sayParts } from "../../../src/wording/say.ts";
import type { Codes, Host } from "../../adapter.ts";
import { MOST_SERVERS, type Server, type Servers } from "../api/servers.ts";
import { serverOf, workspaceOf } from "../api/workspaces.ts";
import { choiceCode, codesOutside, formCode, outsideCode } from "../out/custom-ids.ts";
import { withForms } from "../out/form-codes.ts";
import type { Inbound } from "./read.ts";
import { rolesBy } from "./roles.ts";
import type { Whereabouts } from "./whereabouts.ts";

type Invoked = Extract<Inbound, { type: "invocation" | "said" }>;
type Completing = Extract<Inbound, { type: "completion" }>;

export type Belonging =
  | {
      readonly type: "known";
      readonly invocation: Invocation;
      /** Says below the answer what they have just chosen. */
      readonly chosen?: Block;
    }
  /** Not clear, or not theirs: what is said instead, with the codes of its buttons. */
  | { readonly type: "asked"; readonly reply: Reply; readonly codes: Codes };

export interface Belongings {
  /** Rejects with what discord.js throws when Discord does not tell. */
  of(inbound: Invoked): Promise<Belonging>;
  /** The workspace whose words complete a field; undefined where that is not clear. */
  ofField(inbound: Completing): Promise<WorkspaceKey | undefined>;
}

export interface BelongingOptions extends Pick<Host, "codes" | "adminIds" | "isUsed" | "log"> {
  readonly chosen: ChosenWorkspaces | undefined;
  readonly servers: Servers;
  readonly commands: readonly Command[];
}

/** Servers named in one sentence. */
const MOST_NAMED = 10;

/** Said by somebody who means another server from now on. */
const ANOTHER = /^\W*((another|other|change|switch|choose|which)\s+)?(the\s+)?servers?\W*$/i;
const TOP: Input = { type: "text", text: "/news top" };

/** What a person may choose from. */
interface Choice {
  readonly workspace: WorkspaceKey;
  readonly name: string;
}

export function createBelongings(options: BelongingOptions): Belongings {
  const { codes, adminIds, isUsed, chosen, servers, commands, log } = options;
  const language = commandLanguage(commands);

  async function shared(userId: string): Promise<readonly Choice[] | "too many"> {
    const found = await servers.sharedWith(userId);
    if (found === "too many") return found;
    const own = workspaceOf(undefined, userId);
    const isOwnUsed = found.length === 0 || (await isUsed(own));
    return [
      ...found.map(({ id, name }: Server): Choice => ({ workspace: workspaceOf(id, userId), name })),
      ...(isOwnUsed ? [{ workspace: own, name: say("this conversation") }] : []),
    ];
  }

  /** The request as one of that workspace; undefined for somebody who has no business there. */
  async function asOf(
    workspace: WorkspaceKey,
    { invocation, origin }: Invoked,
  ): Promise<Invocation | undefined> {
    const { actor } = invocation;
    const server = serverOf(workspace);
    if (server === undefined || adminIds.includes(actor.id)) return { ...invocation, workspace };
    const permissions = await servers.permissionsOf(server, actor.id);
    if (permissions === undefined) return undefined;
    return {
      ...invocation,
      workspace,
      actor: { ...actor, roles: rolesAt(origin.whereabouts, rolesBy(permissions)) },
    };
  }

  /** Whether somebody has business in a workspace that they chose once. */
  async function isOf(userId: string, workspace: WorkspaceKey): Promise<boolean> {
    const server = serverOf(workspace);
    return server === undefined || (await servers.permissionsOf(server, userId)) !== undefined;
  }

  /** The same request's code in a workspace. */
  async function codeIn(
    workspace: WorkspaceKey,
    { invocation, opensForm }: Invoked,
  ): Promise<string | undefined> {
    const { input } = invocation;
    if (input.type === "action") return outsideCode(workspace, opensForm ? formCode(input.code) : input.code);
    const text = textOf(input, language);
    if (text === undefined) return undefined;
    const found = withForms(await codes.codesOf(workspace, privately(actions(command("", text)))), commands);
    return codesOutside(workspace, found).get(text);
  }

  /** Asks once: what is chosen is remembered. `present`: what was chosen before, where somebody wants to change it. */
  async function asked(inbound: Invoked, choices: readonly Choice[], present?: string): Promise<Belonging> {
    const { input } = inbound.invocation;
    const named = choices.slice(0, MOST_NAMED).map(({ name }) => name);
    const told = listOf([...named, ...(choices.length > MOST_NAMED ? [say("another server")] : [])], "or");
    const offered = await Promise.all(
      choices.map(async ({ workspace, name }) => ({
        workspace,
        name,
        code: await codeIn(workspace, inbound),
      })),
    );
    // Each button does the same in another workspace, so that it goes by its workspace here.
    const buttons = offered.flatMap(({ workspace, name, code }) =>
      code === undefined ? [] : [{ workspace, name, code }],
    );
    return {
      type: "asked",
      codes: new Map(
        buttons.map(({ workspace, code }) => [
          workspace,
          choiceCode(code, input.type === "said" ? "said" : "asked"),
        ]),
      ),
      reply: privately(
        present === undefined
          ? paragraph(
              ...sayParts("Here that may be about {places}. Which one do you mean?", { places: quote(told) }),
            )
          : paragraph(
              ...sayParts("Here you get the news of {place}. Whose do you want from now on?", {
                place: quote(present),
              }),
            ),
        ...(buttons.length === 0
          ? [note(say("Use the command in the server that you mean."))]
          : [
              actions(...buttons.map(({ workspace, name }) => command(name, workspace))),
              ...(present === undefined
                ? [note(say("This is asked once. In a server itself it is about that server."))]
                : []),
            ]),
      ),
    };
  }

  async function chosenBy(userId: string): Promise<WorkspaceKey | undefined> {
    return chosen?.of(userId).catch((error: unknown) => {
      log.warn({ err: error }, "whose news somebody chose is not known");
      return undefined;
    });
  }

  /** Remembers the choice, and says so; nothing where it cannot be remembered. */
  async function choose(userId: string, workspace: WorkspaceKey): Promise<Block | undefined> {
    if (chosen === undefined) return undefined;
    try {
      await chosen.choose(userId, workspace);
    } catch (error) {
      log.warn({ err: error }, "whose news somebody chose was not kept");
      return undefined;
    }
    const server = serverOf(workspace);
    const name = server === undefined ? undefined : await servers.nameOf(server).catch(() => undefined);
    const word = code("server");
    return name === undefined
      ? note(
          ...sayParts(
            "What you ask outside of servers is about this conversation from now on. To change that, write {word} to the bot alone.",
            { word },
          ),
        )
      : note(
          ...sayParts(
            "What you ask outside of servers is about the server {server} from now on. To change that, write {word} to the bot alone.",
            { server: quote(name), word },
          ),
        );
  }

  /** What was said before its server was chosen, as something that is said now. */
  async function asSaid(invocation: Invocation): Promise<Invocation> {
    const { workspace, place, input } = invocation;
    if (input.type !== "action") return invocation;
    // A code that is gone tells so by itself.
    const text = await codes.commandOf(workspace, input.code).catch(() => undefined);
    return text === undefined
      ? invocation
      : { ...invocation, input: { type: "said", text, conversation: place } };
  }

  /** Lets somebody choose anew, and shows them the news of what they choose. */
  async function another(inbound: Invoked): Promise<Belonging> {
    const { invocation } = inbound;
    const choices = await shared(invocation.actor.id);
    if (choices === "too many") return said(tooMany());
    const [only, ...others] = choices;
    if (only !== undefined && others.length === 0)
      return {
        type: "asked",
        codes: new Map(),
        reply: privately(
          paragraph(
            ...sayParts("Here it is about {place}: the bot knows of nothing else that you share with it.", {
              place: quote(only.name),
            }),
          ),
        ),
      };
    const before = await chosenBy(invocation.actor.id);
    const present = choices.find(({ workspace }) => workspace === before)?.name;
    return asked({ ...inbound, invocation: { ...invocation, input: TOP } }, choices, present);
  }

  return {
    async of(inbound) {
      const { invocation, origin } = inbound;
      const { marked, whereabouts, choice } = origin;
      const { actor, input } = invocation;
      if (input.type === "said" && ANOTHER.test(input.text)) return another(inbound);
      const isHere = whereabouts === "server";
      const here = isHere ? serverOf(invocation.workspace) : undefined;
      if (here !== undefined) servers.note(actor.id, here);
      if (isHere && (marked === undefined || marked === invocation.workspace))
        return { type: "known", invocation };
      if (marked !== undefined) {
        const found = await asOf(marked, inbound);
        if (found === undefined) return said(whereabouts === "elsewhere" ? notYours() : notThere());
        const told = choice === undefined ? undefined : await choose(actor.id, marked);
        return {
          type: "known",
          invocation: choice === "said" ? await asSaid(found) : found,
          ...(told === undefined ? {} : { chosen: told }),
        };
      }
      const before = await chosenBy(actor.id);
      const known = before === undefined ? undefined : await asOf(before, inbound);
      if (known !== undefined) return { type: "known", invocation: known };
      const choices = await shared(actor.id);
      if (choices === "too many") return said(tooMany());
      const [only, ...others] = choices;
      if (only === undefined || others.length > 0) return asked(inbound, choices);
      const found = await asOf(only.workspace, inbound);
      return found === undefined ? said(notThere()) : { type: "known", invocation: found };
    },

    async ofField({ workspace, userId, origin }) {
      if (origin.whereabouts === "server") return workspace;
      const before = await chosenBy(userId);
      if (before !== undefined && (await isOf(userId, before))) return before;
      const choices = await shared(userId);
      return choices !== "too many" && choices.length === 1 ? choices[0]?.workspace : undefined;
    },
  };
}

/** Alone with the bot everybody manages that conversation; where they brought it, everybody reads. */
function rolesAt(whereabouts: Whereabouts, there: readonly Role[]): readonly Role[] {
  switch (whereabouts) {
    case "server":
      return there;
    case "direct":
      return [...new Set<Role>(["read", "manage", ...there])];
    case "elsewhere":
      return ["read"];
    default:
      return assertNever(whereabouts);
  }
}

const said = (sentence: string): Belonging => ({
  type: "asked",
  codes: new Map(),
  reply: refusing(paragraph(sentence)),
});

const tooMany = (): string =>
  say(
    "The bot is in more than {count, plural, one {# server} other {# servers}}, so it does not look for yours here. Use any command of it in your server; then it knows that one here, too. The buttons of digests work as they are.",
    { count: MOST_SERVERS },
  );
const notThere = (): string =>
  say(
    "That message is about a server that you, or the bot, are no longer in. Nothing was done; what you type here is about the servers that you are in.",
  );
const notYours = (): string =>
  say(
    "That answer is from a server that you are not in, so its buttons do nothing for you. Ask the bot yourself, where you share a server with it.",
  );

/** What was asked, as it can be typed; undefined for what cannot be. */
function textOf(input: Exclude<Input, { type: "action" }>, language: Language<Command>): string | undefined {
  switch (input.type) {
    case "text":
    case "said":
      return input.text;
    case "form":
      return undefined;
    case "options": {
      const read = language.readFields(input.path, input.values, NO_WORDS);
      return read.type === "command"
        ? formatCommand(read.command.path, read.values, read.command.options)
        : undefined;
    }
  }
}
