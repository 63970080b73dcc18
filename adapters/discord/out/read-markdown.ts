// Discord's markdown of our own making, read as Discord shows it.

import type { LookRun } from "../../../src/platform/look.ts";

type Style = NonNullable<LookRun["style"]>;

/** An escaped sign, code, a link with its words, a bare address, bold and slanted text. */
const TOKEN =
  /\\([^\p{L}\p{N}\s])|`([^`\n]+)`|\[((?:\\.|[^\]\\])*)\]\(<([^>\n]*)>\)|<(https?:[^>\s]*)>|<(@[!&]?\d+)>|\*\*((?:\\.|[^\\])+?)\*\*|\*((?:\\.|[^*\\])+?)\*/gsu;

/** `style`: of the text around it. */
export function readMarkdown(markdown: string, style?: Style): readonly LookRun[] {
  const runs: LookRun[] = [];
  let at = 0;
  const put = (text: string, of: Style | undefined, url?: string): void => {
    const shown = text.replace(/\u200b/g, "");
    const last = runs.at(-1);
    if (shown === "") return;
    if (last !== undefined && last.style === of && last.url === url)
      runs[runs.length - 1] = { ...last, text: `${last.text}${shown}` };
    else
      runs.push({
        text: shown,
        ...(of === undefined ? {} : { style: of }),
        ...(url === undefined ? {} : { url }),
      });
  };
  for (const match of markdown.matchAll(TOKEN)) {
    const [whole, sign, code, label, address, bare, mention, strong, emphasis] = match;
    put(markdown.slice(at, match.index), style);
    at = match.index + whole.length;
    if (sign !== undefined) put(sign, style);
    else if (code !== undefined) put(code, "code");
    else if (label !== undefined) put(plain(label), style, address);
    else if (bare !== undefined) put(bare, style, bare);
    else if (mention !== undefined) put(mention, "strong");
    else if (strong !== undefined) runs.push(...readMarkdown(strong, "strong"));
    else if (emphasis !== undefined) runs.push(...readMarkdown(emphasis, "emphasis"));
  }
  put(markdown.slice(at), style);
  return runs;
}

const plain = (markdown: string): string => markdown.replace(/\\([^\p{L}\p{N}\s])/gu, "$1");
