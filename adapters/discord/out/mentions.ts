// Who a message pings. Discord pings for what stands in a message's content and allowed_mentions lets through, never for
// what stands in an embed. So the content holds mentions alone, and allowed_mentions names exactly those.

import type { Block, Inline } from "../../../src/reply/reply.ts";
import { MENTIONS_PER_MESSAGE } from "./limits.ts";

/** https://discord.com/developers/docs/resources/message#allowed-mentions-object */
export interface AllowedMentions {
  readonly parse: readonly "everyone"[];
  readonly users?: readonly string[];
  readonly roles?: readonly string[];
}

const ONE = /^(&?)([1-9]\d{0,19})$/;

/** A mention's id in Discord's words; nothing for one of another shape. */
export function mentionOf(id: string): string | undefined {
  if (id === "here" || id === "everyone") return `@${id}`;
  return ONE.test(id) ? `<@${id}>` : undefined;
}

/** Lets these ids ping and nothing else. */
export function allowedMentions(ids: readonly string[]): AllowedMentions {
  const named = ids.flatMap((id) => {
    const [, role, snowflake] = ONE.exec(id) ?? [];
    return snowflake === undefined ? [] : [{ isRole: role === "&", snowflake }];
  });
  const users = named.filter(({ isRole }) => !isRole).map(({ snowflake }) => snowflake);
  const roles = named.filter(({ isRole }) => isRole).map(({ snowflake }) => snowflake);
  return {
    parse: ids.some((id) => id === "here" || id === "everyone") ? ["everyone"] : [],
    ...(users.length === 0 ? {} : { users }),
    ...(roles.length === 0 ? {} : { roles }),
  };
}

export interface Pings {
  /** Each once, in the order in which they stand. */
  readonly ids: readonly string[];
  /** What else the blocks say. */
  readonly blocks: readonly Block[];
  /** Of each of these, its place among the blocks as they were. */
  readonly places: readonly number[];
}

/** Takes the mentions that paragraphs begin with out of the blocks; the others stay where they are and ping nobody. */
export function takePings(blocks: readonly Block[]): Pings {
  const ids = new Set<string>();
  const rest = blocks.flatMap((block, place): readonly { block: Block; place: number }[] => {
    if (block.type !== "paragraph") return [{ block, place }];
    const content = withoutLeading(block.content, ids);
    if (content === block.content) return [{ block, place }];
    return content.length === 0 ? [] : [{ block: { ...block, content }, place }];
  });
  return {
    ids: [...ids],
    blocks: rest.map(({ block }) => block),
    places: rest.map(({ place }) => place),
  };
}

/** The content behind its leading mentions, which are added to `ids` as far as a message has room for them. */
function withoutLeading(content: readonly Inline[], ids: Set<string>): readonly Inline[] {
  let taken = 0;
  for (const [index, node] of content.entries()) {
    if (node.type === "text" && node.text.trim() === "") continue;
    if (node.type !== "mention" || mentionOf(node.id) === undefined) break;
    if (!ids.has(node.id) && ids.size >= MENTIONS_PER_MESSAGE) break;
    ids.add(node.id);
    taken = index + 1;
  }
  if (taken === 0) return content;
  const [first, ...others] = content.slice(taken);
  if (first === undefined) return [];
  if (first.type !== "text") return [first, ...others];
  const text = first.text.trimStart();
  return text === "" ? others : [{ ...first, text }, ...others];
}
