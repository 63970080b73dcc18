// Whom a message pings, by Discord's rules: what its content names and its allowed_mentions let through.
// https://discord.com/developers/docs/resources/message#allowed-mentions-object

import { z } from "zod";

export const allowedMentions = z.strictObject({
  parse: z.array(z.enum(["users", "roles", "everyone"])),
  users: z.array(z.string()).max(100).optional(),
  roles: z.array(z.string()).max(100).optional(),
});

interface Message {
  readonly content?: string | undefined;
  readonly allowed_mentions?: z.infer<typeof allowedMentions> | undefined;
}

const EVERYTHING: z.infer<typeof allowedMentions> = { parse: ["users", "roles", "everyone"] };

/** What the content names: `123` a person, `&123` a role, `here`, `everyone`. Embeds and buttons name nobody. */
function namedIn(content: string): readonly string[] {
  const found = content.matchAll(/<@!?(\d+)>|<@(&\d+)>|@(here|everyone)/g);
  return [...new Set([...found].flatMap(([, user, role, all]) => user ?? role ?? all ?? []))];
}

/** Those whom the message pings. */
export function pingsOf({
  content = "",
  allowed_mentions: allowed = EVERYTHING,
}: Message): readonly string[] {
  return namedIn(content).filter((id) => {
    if (id === "here" || id === "everyone") return allowed.parse.includes("everyone");
    return id.startsWith("&")
      ? allowed.parse.includes("roles") || allowed.roles?.includes(id.slice(1)) === true
      : allowed.parse.includes("users") || allowed.users?.includes(id) === true;
  });
}

/**
 * Discord refuses lists beside their own "parse"; we refuse every permission that no mention needs, so that no text
 * can use it.
 */
export function mentionProblems({ content = "", allowed_mentions: allowed }: Message): readonly string[] {
  if (allowed === undefined) return ["allowed_mentions is open to everything"];
  const { parse, users = [], roles = [] } = allowed;
  const named = namedIn(content);
  const unneeded = [...users, ...roles.map((id) => `&${id}`)].filter((id) => !named.includes(id));
  const isForAll = named.includes("here") || named.includes("everyone");
  return [
    ...(parse.some((kind) => kind !== "everyone") ? ["allowed_mentions lets text ping"] : []),
    ...(parse.includes("everyone") && !isForAll ? ["allowed_mentions lets text ping everyone"] : []),
    ...unneeded.map((id) => `allowed_mentions names ${id}, the content does not`),
    ...(new Set(users).size < users.length || new Set(roles).size < roles.length
      ? ["allowed_mentions names somebody twice"]
      : []),
  ];
}
