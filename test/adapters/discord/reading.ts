// What a person reads of Discord messages: markup taken away, escapes undone, cut texts joined.

import type { DiscordAnswer } from "../../../adapters/discord/out/render.ts";

/** Markdown as a client shows it, our own marks taken away. */
function shownOf(markdown: string): string {
  const kept: string[] = [];
  const hidden = markdown.replace(/\\([^0-9A-Za-z\s])/g, (_pair, character: string) => {
    kept.push(character);
    return "\ue000";
  });
  const bare = hidden
    .replace(/^(-# |### |- )/gm, "")
    .replace(/\[([^\]]*)\]\(<([^>]*)>\)/g, "$1 ($2)")
    .replace(/<(https?:[^>]*)>/g, "$1")
    .replace(/\u200b|\*\*|\*|`/g, "");
  return bare.replace(/\ue000/g, () => kept.shift() ?? "");
}

export function unescaped(markdown: string): string {
  return markdown.replace(/\\([^0-9A-Za-z\s])/g, "$1");
}

/** Descriptions of all embeds, those that go on joined. */
export function plainTextOf({ messages }: DiscordAnswer): string {
  return messages
    .flatMap(({ body }) => body.embeds)
    .map(({ description = "" }) => shownOf(description))
    .join("\n")
    .replace(/ …\n… /g, " ");
}

/** Titles, small print, addresses and everything on buttons. */
export function shownTexts({ messages, modal }: DiscordAnswer): readonly string[] {
  const embeds = messages.flatMap(({ body }) => body.embeds);
  const components = messages.flatMap(({ body }) => body.components).flatMap((row) => row.components);
  return [
    ...embeds.flatMap(({ title = "", url = "", footer }) => [shownOf(title), url, footer?.text ?? ""]),
    ...components.flatMap((component) => [
      "label" in component ? (component.label ?? "") : "",
      "url" in component ? component.url : "",
    ]),
    ...components.flatMap((component) =>
      "options" in component ? component.options.map(({ label }) => label) : [],
    ),
    ...(modal === undefined ? [] : [JSON.stringify(modal)]),
  ];
}
