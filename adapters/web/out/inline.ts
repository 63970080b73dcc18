// Runs of text as markup. Other people's words keep their own direction and format nothing.

import { assertNever } from "../../../src/errors.ts";
import { formatDate, formatInstant } from "../../../src/reply/dates.ts";
import { partsOf } from "../../../src/reply/marked.ts";
import type { Inline } from "../../../src/reply/reply.ts";
import { keepSigns } from "../../../src/reply/signs.ts";
import { type Markup, markup, openable } from "./escape.ts";

/** `zone`: the reader's own (IANA), where the browser tells it. */
export function renderInline(content: readonly Inline[], zone = "UTC"): readonly Markup[] {
  return content.map((node) => renderNode(node, zone));
}

function renderNode(node: Inline, zone: string): Markup {
  switch (node.type) {
    case "text":
      return node.isQuoted === true ? markup`<bdi>${node.text}</bdi>` : markup`${keepSigns(node.text)}`;
    case "strong":
      return markup`<strong>${keepSigns(node.text)}</strong>`;
    case "emphasis":
      return markup`<em>${node.text}</em>`;
    case "code":
      return markup`<code>${node.text}</code>`;
    case "link":
      return renderLink(node.url, node.text);
    case "time": {
      const text = node.show === "date" ? formatDate(node.at) : formatInstant(node.at, node.zone ?? zone);
      return markup`<time datetime="${new Date(node.at).toISOString()}">${text}</time>`;
    }
    case "mention":
      return markup`@${node.id.replace("&", "")}`;
    default:
      return assertNever(node);
  }
}

/** A link that tells nothing to where it leads; where it leads nowhere, the words with the address. */
export function renderLink(url: string, text: string, className = ""): Markup {
  const address = openable(url);
  if (address === undefined) return markup`<bdi>${text}</bdi> (${url})`;
  return markup`<a class="${className}" href="${address}" target="_blank" rel="noopener noreferrer"><bdi>${text}</bdi></a>`;
}

/** A text whose marked parts stand out. */
export function renderMarked(text: string, marks: Parameters<typeof partsOf>[1]): readonly Markup[] {
  return partsOf(text, marks).map(({ text: part, isMarked }) =>
    isMarked ? markup`<mark>${part}</mark>` : markup`${part}`,
  );
}
