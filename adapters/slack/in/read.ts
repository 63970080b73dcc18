// From Slack's payloads to what was asked, by whom, and where the answer goes. Payloads are parsed here and trusted after.

import { z } from "zod";
import type { Actor, Input, Invocation } from "../../../src/platform/invocation.ts";
import { type WorkspaceKey, workspaceKey } from "../../../src/platform/workspace.ts";
import { OPEN_ACTION } from "../out/blocks.ts";
import { answersIn, blockOf, readSuggestion, viewState } from "./answers.ts";

/** Where the answer to a request can be put, best first: its `response_url`, its channel, the person. */
const replyTo = z.object({
  responseUrl: z.string().optional(),
  channel: z.string().optional(),
  threadTs: z.string().optional(),
  /** It began in the Home tab, which shows what comes of it. */
  isHome: z.boolean().optional(),
});

export type ReplyTo = z.infer<typeof replyTo>;

/** Text where Slack may say nothing, or null. */
export const said = z
  .string()
  .nullish()
  .transform((value) => value ?? undefined);

/** A payload, read. */
export interface Inbound {
  readonly workspace: WorkspaceKey;
  /** The channel, or the person where there is none (the Home tab). */
  readonly place: string;
  readonly userId: string;
  /** The same when Slack delivers the payload again. */
  readonly requestId: string;
  readonly input: Input;
  /** Opens a modal, for three seconds. */
  readonly triggerId: string | undefined;
  readonly replyTo: ReplyTo;
  /** The Home tab that is to show what came of it. */
  readonly home?: HomeOpened;
}

/** The invocation of a request, once its actor is known. */
export function invocationOf({ workspace, place, requestId, input }: Inbound, actor: Actor): Invocation {
  return { platform: "slack", workspace, place, actor, requestId, input };
}

/** Booleans in JSON; words in the form of a slash command. */
export const orgWide = z
  .union([z.boolean(), z.string()])
  .nullish()
  .transform((value) => value === true || value === "true");

/**
 * An app that is installed for a whole organisation has one workspace, the organisation: which of its teams a payload
 * names, if any, differs between a command and the buttons of its answer.
 * https://api.slack.com/enterprise/apps/changes-apis
 */
export function workspaceOf(
  isOrgWide: boolean,
  enterpriseId: string | null | undefined,
  teamId: string | null | undefined,
): WorkspaceKey {
  const id = isOrgWide ? (enterpriseId ?? teamId) : teamId;
  return workspaceKey({ platform: "slack", id: id ?? "" });
}

const slashCommand = z.object({
  command: z.string(),
  text: said,
  team_id: z.string().nullish(),
  enterprise_id: z.string().nullish(),
  is_enterprise_install: orgWide,
  channel_id: z.string(),
  user_id: z.string(),
  trigger_id: z.string(),
  response_url: z.string(),
});

/** Reads a slash command. `/rol-news top` is `/news top` where `prefix` is `rol-`. Throws ZodError for other payloads. */
export function readSlashCommand(payload: unknown, prefix: string): Inbound {
  const body = slashCommand.parse(payload);
  const { command, text, channel_id, user_id, trigger_id, response_url } = body;
  const name = command.replace(/^\//, "");
  const own = name.startsWith(prefix) ? name.slice(prefix.length) : name;
  return {
    workspace: workspaceOf(body.is_enterprise_install, body.enterprise_id, body.team_id),
    place: channel_id,
    userId: user_id,
    requestId: `command ${trigger_id}`,
    input: { type: "text", text: `/${own} ${text ?? ""}` },
    triggerId: trigger_id,
    replyTo: { responseUrl: response_url, channel: channel_id },
  };
}

export const team = z.object({ id: z.string() }).nullish();
export const enterprise = z.object({ id: z.string() }).nullish();
export const user = z.object({ id: z.string(), team_id: said });

const blockActions = z.object({
  team,
  enterprise,
  is_enterprise_install: orgWide,
  user,
  trigger_id: z.string(),
  response_url: said,
  channel: z.object({ id: z.string() }).nullish(),
  container: z.object({ thread_ts: said }).nullish(),
  view: z.object({ type: said, hash: said }).nullish().catch(undefined),
  actions: z.array(z.object({ action_id: z.string(), value: said, action_ts: said })).min(1),
});

/** Reads a pressed button; undefined for one that only opens an address. Throws ZodError for other payloads. */
export function readBlockAction(payload: unknown): Inbound | undefined {
  const body = blockActions.parse(payload);
  const [action] = body.actions;
  if (action === undefined || action.action_id.startsWith(OPEN_ACTION)) return undefined;
  const channel = body.channel?.id;
  const workspace = workspaceOf(
    body.is_enterprise_install,
    body.enterprise?.id,
    body.team?.id ?? body.user.team_id,
  );
  const userId = body.user.id;
  const requestId = `action ${body.trigger_id} ${action.action_ts ?? ""}`;
  const isHome = body.view?.type === "home";
  return {
    workspace,
    place: channel ?? userId,
    userId,
    requestId,
    // A button without a code is none of ours or older than this version: the router says that it is too old.
    input: { type: "action", code: action.value ?? "" },
    triggerId: body.trigger_id,
    replyTo: {
      responseUrl: body.response_url,
      channel,
      threadTs: body.container?.thread_ts,
      ...(isHome ? { isHome } : {}),
    },
    ...(isHome ? { home: homeAfter({ workspace, userId, requestId }, body.view?.hash) } : {}),
  };
}

const viewSubmission = z.object({
  team,
  enterprise,
  is_enterprise_install: orgWide,
  user,
  trigger_id: said,
  view: z.object({
    id: z.string(),
    hash: said,
    callback_id: z.string(),
    private_metadata: said,
    app_installed_team_id: z.string().nullish(),
    state: viewState,
  }),
});

export interface SentView extends Inbound {
  /** The block in which a field was asked. */
  readonly blockOf: (field: string) => string | undefined;
}

/** Reads a sent modal. Throws ZodError for other payloads. */
export function readViewSubmission(payload: unknown): SentView {
  const body = viewSubmission.parse(payload);
  const { user: sender, trigger_id, view } = body;
  const place = readReplyTo(view.private_metadata ?? "");
  const workspace = workspaceOf(
    body.is_enterprise_install,
    body.enterprise?.id,
    view.app_installed_team_id ?? body.team?.id ?? sender.team_id,
  );
  // A view that stayed open with an error has the same id and hash when it is sent again.
  const requestId = `view ${view.id} ${trigger_id ?? view.hash ?? ""}`;
  return {
    workspace,
    place: place.channel ?? sender.id,
    userId: sender.id,
    requestId,
    input: { type: "form", code: view.callback_id, values: answersIn(view.state) },
    triggerId: trigger_id,
    replyTo: place,
    ...(place.isHome === true ? { home: homeAfter({ workspace, userId: sender.id, requestId }) } : {}),
    blockOf: (field) => blockOf(field, view.state),
  };
}

const suggesting = z.object({
  team,
  enterprise,
  is_enterprise_install: orgWide,
  user,
  view: z.object({ app_installed_team_id: z.string().nullish() }).nullish(),
});

/** Reads what somebody types into a select; undefined for one that is none of ours. Throws ZodError for other payloads. */
export function readBlockSuggestion(payload: unknown): Suggesting | undefined {
  const asked = readSuggestion(payload);
  if (asked === undefined) return undefined;
  const { team: of, enterprise: above, is_enterprise_install, user: asker, view } = suggesting.parse(payload);
  const teamId = view?.app_installed_team_id ?? of?.id ?? asker.team_id;
  return { ...asked, workspace: workspaceOf(is_enterprise_install, above?.id, teamId), userId: asker.id };
}

export interface Suggesting extends NonNullable<ReturnType<typeof readSuggestion>> {
  readonly workspace: WorkspaceKey;
  readonly userId: string;
}

/** A modal has no channel of its own: where it was opened from travels in it. */
export function writeReplyTo(place: ReplyTo): string {
  return JSON.stringify(place);
}

function readReplyTo(metadata: string): ReplyTo {
  try {
    return replyTo.parse(JSON.parse(metadata));
  } catch {
    // Not ours, or too long to travel: the answer goes to the person.
    return {};
  }
}

const homeOpened = z.object({
  event_id: z.string(),
  team_id: z.string().nullish(),
  authorizations: z
    .array(z.object({ enterprise_id: z.string().nullish(), is_enterprise_install: orgWide }))
    .nullish(),
  event: z.object({
    user: z.string(),
    tab: said,
    view: z.object({ hash: said }).nullish().catch(undefined),
  }),
});

export interface HomeOpened {
  readonly workspace: WorkspaceKey;
  readonly userId: string;
  readonly requestId: string;
  /** That of the view which stands there, as far as Slack tells. */
  readonly hash?: string;
}

/** The Home tab after what was asked there. */
function homeAfter({ requestId, ...of }: Omit<HomeOpened, "hash">, hash?: string): HomeOpened {
  return { ...of, requestId: `home after ${requestId}`, ...hashIn(hash) };
}

/** None where Slack says nothing. */
function hashIn(hash: string | undefined): Pick<HomeOpened, "hash"> {
  return hash === undefined || hash === "" ? {} : { hash };
}

/** Reads that somebody opened the app; undefined when it was its Messages tab. Throws ZodError for other payloads. */
export function readHomeOpened(payload: unknown): HomeOpened | undefined {
  const { event_id, team_id, authorizations, event } = homeOpened.parse(payload);
  if (event.tab !== undefined && event.tab !== "home") return undefined;
  const [installed] = authorizations ?? [];
  return {
    workspace: workspaceOf(installed?.is_enterprise_install ?? false, installed?.enterprise_id, team_id),
    userId: event.user,
    requestId: `home ${event_id}`,
    ...hashIn(event.view?.hash),
  };
}
