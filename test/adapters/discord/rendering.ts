// Replies rendered for Discord with codes for all their commands, and what Discord would refuse of them.

import { type DiscordAnswer, render } from "../../../adapters/discord/out/render.ts";
import type { Block } from "../../../src/reply/reply.ts";
import { modalProblems } from "../../fakes/discord/modals.ts";
import { openApiCheck } from "../../fakes/discord/openapi.ts";
import { messageProblems } from "../../fakes/discord/rules.ts";

function codesOf(blocks: readonly Block[]): ReadonlyMap<string, string> {
  const commands = blocks.flatMap((block) => {
    if (block.type === "form") return [block.command];
    return block.type === "actions" || block.type === "article"
      ? block.actions.flatMap((action) => (action.type === "command" ? [action.command] : []))
      : [];
  });
  return new Map(
    [...new Set(commands)].map((text, index) => [text, `r1:${String(index).padStart(12, "0")}`]),
  );
}

export function rendered(...blocks: readonly Block[]): DiscordAnswer {
  return render({ audience: "asker", blocks }, codesOf(blocks));
}

/** What Discord would refuse. */
export function problemsOf({ messages, modal }: DiscordAnswer): readonly string[] {
  const check = openApiCheck();
  return [
    ...messages.flatMap(({ body, files }) => [
      ...messageProblems(
        body,
        files.map(({ name }) => name),
      ),
      ...check("POST", "/channels/{channel_id}/messages", body),
      ...check("PATCH", "/webhooks/{webhook_id}/{webhook_token}/messages/@original", body),
    ]),
    ...(modal === undefined ? [] : modalProblems(modal)),
  ];
}

export const embedsOf = ({ messages }: DiscordAnswer) => messages.flatMap(({ body }) => body.embeds);
export const componentsOf = ({ messages }: DiscordAnswer) =>
  messages.flatMap(({ body }) => body.components).flatMap(({ components }) => components);
export const labelsOf = (answer: DiscordAnswer): (string | undefined)[] =>
  componentsOf(answer).map((component) => ("label" in component ? component.label : undefined));
