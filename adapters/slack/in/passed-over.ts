// What Slack sends and the bot does not take: events that it did not ask for, kinds of interactions that it does not
// offer, and whatever comes in another shape. Bolt throws for some of these where nobody catches, or answers them with
// an error, so they never reach it.

import { z } from "zod";

const known = z.union([
  z.looseObject({ event: z.looseObject({ type: z.literal("app_home_opened") }) }),
  z.looseObject({ event: z.looseObject({ type: z.literal("app_mention"), user: z.string() }) }),
  // Of channels nothing but mentions is for the bot, whatever the app is subscribed to.
  z.looseObject({
    event: z.looseObject({ type: z.literal("message"), channel_type: z.literal("im"), user: z.string() }),
  }),
  z.looseObject({ event: z.undefined().optional(), command: z.string() }),
  z.looseObject({
    event: z.undefined().optional(),
    type: z.literal("block_actions"),
    actions: z.array(z.looseObject({ action_id: z.string() })).min(1),
    user: z.looseObject({}),
  }),
  z.looseObject({
    event: z.undefined().optional(),
    type: z.enum(["message_action", "shortcut"]),
    callback_id: z.string(),
    user: z.looseObject({}),
  }),
  z.looseObject({
    event: z.undefined().optional(),
    type: z.literal("view_submission"),
    view: z.looseObject({ callback_id: z.string() }),
    user: z.looseObject({}),
  }),
  z.looseObject({
    event: z.undefined().optional(),
    type: z.literal("block_suggestion"),
    action_id: z.string(),
    value: z.string(),
    user: z.looseObject({}),
  }),
]);

const named = z.object({
  type: z.unknown(),
  event: z.object({ type: z.unknown() }).optional().catch(undefined),
});

/** Kinds are words of Slack's; more of a text is not written to the log. */
const LONGEST_KIND = 60;

/** Undefined for what the bot takes; else what it is, for the log. */
export function passedOver(body: unknown): string | undefined {
  if (known.safeParse(body).success) return undefined;
  const { data } = named.safeParse(body);
  if (data === undefined) return "no object";
  const kind = data.event?.type ?? data.type;
  return typeof kind === "string" ? kind.slice(0, LONGEST_KIND) : "unnamed";
}
