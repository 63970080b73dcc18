// Discord's interactions as they come: the parts of their payloads that the bot reads, parsed once.

import { z } from "zod";
import { modalAnswer } from "./answers.ts";

/** The parts of Discord's payloads that we read; https://discord.com/developers/docs/interactions/receiving-and-responding */
export const user = z.object({ id: z.string(), username: z.string(), global_name: z.string().nullish() });

const value = z.union([z.string(), z.number(), z.boolean()]);
/** Discord leaves fields out, and writes null in others: both say nothing. */
const said = z
  .string()
  .nullish()
  .transform((text) => text ?? undefined);

/** Tells of chosen ids which are roles. */
const resolvedRoles = z.object({ roles: z.record(z.string(), z.unknown()).nullish() }).nullish();

const leaf = z.object({
  name: z.string(),
  type: z.number().optional(),
  value: value.nullish().transform((given) => given ?? undefined),
  focused: z.boolean().nullish(),
});
const subcommand = leaf.extend({ options: z.array(leaf).nullish() });
export const commandData = z.object({
  name: z.string(),
  type: z.number().nullish(),
  options: z.array(subcommand).nullish(),
  /** The message whose menu it was chosen from. */
  target_id: said,
  /** Tells of the chosen ids which are roles, and what the message says. */
  resolved: z
    .object({
      roles: z.record(z.string(), z.unknown()).nullish(),
      messages: z.record(z.string(), z.unknown()).nullish(),
    })
    .nullish(),
});

const common = z.object({
  id: z.string(),
  token: z.string(),
  application_id: z.string(),
  guild_id: said,
  channel_id: said,
  channel: z
    .object({ type: z.number(), thread_metadata: z.object({ locked: z.boolean().nullish() }).nullish() })
    .nullish(),
  member: z.object({ user, permissions: z.string(), nick: z.string().nullish() }).nullish(),
  user: user.nullish(),
  locale: said,
  /** The one whose button was pressed, or from which the form was opened. */
  message: z.object({ flags: z.number().nullish() }).nullish().catch(undefined),
  /** By the way of installing, who did: https://docs.discord.com/developers/interactions/receiving-and-responding#interaction-object-authorizing-integration-owners-object */
  authorizing_integration_owners: z.record(z.string(), z.unknown()).nullish().catch(undefined),
  context: z.number().nullish().catch(undefined),
});

export const interaction = z.discriminatedUnion("type", [
  common.extend({ type: z.literal(2), data: commandData }),
  common.extend({
    type: z.literal(3),
    data: z.object({ custom_id: z.string(), values: z.array(z.string()).nullish() }),
  }),
  common.extend({ type: z.literal(4), data: commandData }),
  common.extend({
    type: z.literal(5),
    data: z.object({
      custom_id: z.string(),
      components: z.array(modalAnswer),
      resolved: resolvedRoles,
    }),
  }),
]);

export type Interaction = z.infer<typeof interaction>;
