// The addresses that a message leads to, in the order in which they stand there: those of its cards first, which are the
// stories themselves. Of people's messages, other bots' and our own, forwarded ones included.

import { z } from "zod";
import { addressesIn } from "../../../src/platform/linked.ts";

/** Words that may be left out. */
const text = z.string().catch("").default("");

const embed = z.object({
  url: text,
  title: text,
  description: text,
  author: z.object({ url: text }).nullish().catch(undefined),
  fields: z
    .array(z.object({ value: text }))
    .nullish()
    .catch(undefined),
});

const list = z.array(z.unknown()).nullish().catch(undefined);

/** Of all kinds: a row or a section holds others, a link button has an address, a text display words. */
const component = z.object({ url: text, content: text, components: list, accessory: z.unknown().optional() });

/** Discord nests three deep: https://docs.discord.com/developers/components/reference#container */
const DEEPEST = 6;

const body = z.object({
  content: text,
  embeds: z.array(embed).nullish().catch(undefined),
  components: list,
});

/** https://docs.discord.com/developers/resources/message#message-object */
const message = body.extend({
  message_snapshots: z
    .array(z.object({ message: body }))
    .nullish()
    .catch(undefined),
});

/** Nothing for what is no message, or one whose text Discord does not tell. */
export function linksOf(received: unknown): readonly string[] {
  const { data } = message.safeParse(received);
  if (data === undefined) return [];
  const bodies = [data, ...(data.message_snapshots ?? []).map((snapshot) => snapshot.message)];
  return [...new Set(bodies.flatMap(linksIn))];
}

function linksIn({ content, embeds, components }: z.infer<typeof body>): readonly string[] {
  return [
    ...(embeds ?? []).flatMap(({ url }) => addressesIn(url)),
    ...addressesIn(content),
    ...(embeds ?? []).flatMap(({ title, description, author, fields }) =>
      [title, description, author?.url ?? "", ...(fields ?? []).map(({ value }) => value)].flatMap(
        addressesIn,
      ),
    ),
    ...(components ?? []).flatMap((one) => linksOfComponent(one, DEEPEST)),
  ];
}

function linksOfComponent(received: unknown, depth: number): readonly string[] {
  const { data } = component.safeParse(received);
  if (data === undefined || depth === 0) return [];
  return [
    ...addressesIn(data.content),
    ...(data.components ?? []).flatMap((one) => linksOfComponent(one, depth - 1)),
    ...linksOfComponent(data.accessory, depth - 1),
    ...addressesIn(data.url),
  ];
}
