// Whether a person or a group that a digest is to notify is there: asked of Slack when the digest is set up.

import { z } from "zod";
import type { MentionAnswer, MentionRequest } from "../../../src/platform/mentions.ts";
import { say } from "../../../src/wording/say.ts";
import { refusalOf, type SlackWeb } from "../api/client.ts";
import { createChannels } from "./channels.ts";

/** An interactive answer waits no longer for Slack to take a call again. */
const LONGEST_WAIT_MS = 5_000;

const usersInfo = z.object({
  user: z.object({
    name: z.string().default(""),
    deleted: z.boolean().default(false),
    profile: z.object({ display_name: z.string().default("") }).optional(),
  }),
});
const userGroups = z.object({
  usergroups: z.array(
    z.object({ id: z.string(), handle: z.string().default(""), date_delete: z.number().default(0) }),
  ),
});

/** Words for everybody in a channel. */
const BROAD: readonly string[] = ["here", "channel", "everyone"];

/** Rejects with a retryable AppError "network" when Slack is away. */
export function createMentions(web: SlackWeb): (request: MentionRequest) => Promise<MentionAnswer> {
  const channels = createChannels(web);
  const ask = (method: string, args: Readonly<Record<string, unknown>>): Promise<unknown> =>
    web.call(method, args, { repeatable: true, longestWaitMs: LONGEST_WAIT_MS });

  async function person({ id, place: { channel } }: MentionRequest): Promise<MentionAnswer> {
    let user: z.infer<typeof usersInfo>["user"];
    try {
      ({ user } = usersInfo.parse(await ask("users.info", { user: id })));
    } catch (error) {
      const word = refusalOf(error);
      if (word === "user_not_found" || word === "user_not_visible") return refused(nobody());
      return unchecked(
        say("Slack does not tell about that person ({word}), so it is not known whether they are notified.", {
          word,
        }),
      );
    }
    const label = `@${user.profile?.display_name || user.name || id}`;
    if (user.deleted)
      return refused(say("{label} has left this workspace, so nobody would be notified.", { label }));
    if (channel.startsWith("D")) return { type: "found", label };
    const isMember = await channels.hasMember(channel, id).catch((error: unknown) => {
      refusalOf(error);
      return undefined;
    });
    const remark = say("{label} is not in that channel, so Slack does not notify them until they join.", {
      label,
    });
    return { type: "found", label, ...(isMember === false ? { remark } : {}) };
  }

  async function group({ id }: MentionRequest): Promise<MentionAnswer> {
    try {
      const { usergroups } = userGroups.parse(await ask("usergroups.list", { include_disabled: true }));
      const found = usergroups.find((one) => one.id === id);
      if (found === undefined) return refused(noGroup());
      const label = `@${found.handle}`;
      return found.date_delete > 0
        ? refused(say("The group {label} is switched off, so nobody would be notified.", { label }))
        : { type: "found", label };
    } catch (error) {
      const word = refusalOf(error);
      return unchecked(
        word === "missing_scope"
          ? noScope()
          : say(
              "Slack does not tell about its groups ({word}), so it is not known whether that one is there.",
              { word },
            ),
      );
    }
  }

  return async (request) => {
    const { id, actor, place } = request;
    const isDirect = place.channel.startsWith("D");
    if (isDirect && id !== actor.id) return refused(alone());
    if (/^[UW][A-Z0-9]+$/.test(id)) return person(request);
    if (/^S[A-Z0-9]+$/.test(id)) return group(request);
    return BROAD.includes(id) ? { type: "found", label: `@${id}` } : refused(nobody());
  };
}

const nobody = (): string =>
  say(
    "Slack knows no such person or group. Type @ and choose one from the list that Slack shows, so that it becomes a link.",
  );
const noGroup = (): string =>
  say("This workspace has no such group. Type @ and choose one from the list that Slack shows.");
const alone = (): string => say("A direct message is for you alone, so nobody else can be notified there.");
const noScope = (): string =>
  say(
    "Whether that group is there could not be checked: the app lacks usergroups:read. An admin can reinstall it from its manifest.",
  );

function refused(sentence: string): MentionAnswer {
  return { type: "refused", sentence };
}

function unchecked(remark: string): MentionAnswer {
  return { type: "unchecked", remark };
}
