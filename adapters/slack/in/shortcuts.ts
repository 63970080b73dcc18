// Shortcuts, read: those of a message, and those from anywhere.

import { z } from "zod";
import { linkedInput } from "../../../src/platform/linked.ts";
import { WANTED_OF_MESSAGE } from "../api/shortcuts.ts";
import { linksOf } from "./links.ts";
import { enterprise, type Inbound, orgWide, said, team, user, workspaceOf } from "./read.ts";

const anyShortcut = {
  team,
  enterprise,
  is_enterprise_install: orgWide,
  user,
  trigger_id: z.string().min(1),
};

const messageShortcut = z.object({
  ...anyShortcut,
  callback_id: z.enum(WANTED_OF_MESSAGE),
  response_url: said,
  channel: z.object({ id: z.string() }),
  message: z.looseObject({ ts: said, thread_ts: said }),
});

/** Reads a shortcut in a message's menu. Throws ZodError for other payloads. */
export function readMessageShortcut(payload: unknown): Inbound {
  const body = messageShortcut.parse(payload);
  const { channel, message } = body;
  return {
    ...from(body),
    place: channel.id,
    input: linkedInput(linksOf(message), body.callback_id),
    replyTo: {
      responseUrl: body.response_url,
      channel: channel.id,
      // Whoever looks at the first message of a thread may see the channel, and nothing of the thread.
      threadTs: message.thread_ts === message.ts ? undefined : message.thread_ts,
    },
  };
}

const globalShortcut = z.object({ ...anyShortcut, callback_id: z.string() });

/** A shortcut from anywhere: what it asks of the router, or, where it asks a person first, who that is. */
export type GlobalShortcut = Pick<Inbound, "workspace" | "userId" | "requestId"> & {
  readonly callbackId: string;
  readonly triggerId: string;
};

/** Reads a shortcut that belongs to no message. Throws ZodError for other payloads. */
export function readGlobalShortcut(payload: unknown): GlobalShortcut {
  const body = globalShortcut.parse(payload);
  return { ...from(body), callbackId: body.callback_id };
}

/** "New digest" asks what `/digest create` does: for the person, as from the Home tab. */
export function newDigest({ workspace, userId, requestId, triggerId }: GlobalShortcut): Inbound {
  return {
    workspace,
    place: userId,
    userId,
    requestId,
    input: { type: "text", text: "/digest create" },
    triggerId,
    replyTo: {},
  };
}

function from(body: z.infer<z.ZodObject<typeof anyShortcut>>) {
  return {
    workspace: workspaceOf(
      body.is_enterprise_install,
      body.enterprise?.id,
      body.team?.id ?? body.user.team_id,
    ),
    userId: body.user.id,
    requestId: `shortcut ${body.trigger_id}`,
    triggerId: body.trigger_id,
  };
}
