// The web chat's markup as a person reads it: texts without tags, buttons with what they send, links, forms.

import { z } from "zod";
import { ASKED, FORM_CODE } from "../../adapters/web/out/names.ts";
import type { Shown, ShownButton, ShownForm } from "./driver.ts";

const INLINE = "a|bdi|button|code|em|mark|small|span|strong|time";

const NAMED: Readonly<Record<string, string>> = { lt: "<", gt: ">", amp: "&", quot: '"', "#39": "'" };

const decoded = (text: string): string =>
  text.replace(/&(lt|gt|amp|quot|#39);/g, (_, name) => NAMED[name] ?? "");

/** The text between the tags; lists have their numbers, pictures their words. */
function textIn(html: string): string {
  const numbered = html.replace(/<ol>([\s\S]*?)<\/ol>/g, (_, items: string) => {
    let n = 0;
    return items.replace(/<li>/g, () => `\n${++n}. `);
  });
  const bare = numbered
    .replace(/<img [^>]*alt="([^"]*)"[^>]*>/g, "$1")
    .replace(new RegExp(`</?(?:${INLINE})(?: [^>]*)?>`, "g"), "")
    .replace(/<[^>]*>/g, "\n");
  return decoded(bare);
}

/** The value of an attribute, as the browser has it. */
export function attribute(tag: string, name: string): string | undefined {
  const [, value] = new RegExp(` ${name}="([^"]*)"`).exec(tag) ?? [];
  return value === undefined ? undefined : decoded(value);
}

const pressed = z.object({ code: z.string(), turn: z.string().optional() });

export function readMarkup(html: string): Shown {
  const links = [...html.matchAll(/<a ([^>]*)>([\s\S]*?)<\/a>/g)].flatMap(([tag, , label = ""]) => {
    const url = attribute(tag, "href") ?? "";
    if (!url.startsWith("http")) return [];
    if (attribute(tag, "rel") !== "noopener noreferrer") throw new Error(`a link that tells: ${tag}`);
    return [{ url, label: textIn(label), isButton: attribute(tag, "class") === "button" }];
  });
  const buttons = [...html.matchAll(/<button ([^>]*)>([\s\S]*?)<\/button>/g)].flatMap(
    ([tag, , label = ""]): ShownButton[] => {
      const values = attribute(tag, "hx-vals");
      if (values === undefined) return [];
      const { code, turn } = pressed.parse(JSON.parse(values));
      const at = turn === undefined ? {} : { at: { message: turn, button: "" } };
      return [{ label: textIn(label), code, ...at }];
    },
  );
  return {
    text: textIn(html),
    links: links.flatMap(({ url, isButton }) => (isButton ? [] : [url])),
    buttons: [...buttons, ...links.flatMap(({ url, label, isButton }) => (isButton ? [{ label, url }] : []))],
  };
}

/** The form with what it sends besides the answers, as `metadata`. */
export function readForm(html: string): ShownForm | undefined {
  const [whole, title = ""] =
    /<form [^>]*class="asking"[\s\S]*?<h2>([\s\S]*?)<\/h2>[\s\S]*?<\/form>/.exec(html) ?? [];
  if (whole === undefined) return undefined;
  const hidden = [...whole.matchAll(/<input type="hidden"[^>]*>/g)].map(
    ([tag]) => [attribute(tag, "name") ?? "", attribute(tag, "value") ?? ""] as const,
  );
  const labels = [
    ...whole.matchAll(
      /<(?:div class="field[^>]*>[\s\S]*?<label [^>]*|legend)>([\s\S]*?)<\/(?:label|legend)>/g,
    ),
  ];
  return {
    title: textIn(title),
    fields: hidden.flatMap(([name, value]) => (name === ASKED ? [value.slice(value.indexOf(":") + 1)] : [])),
    labels: labels.map(([, label = ""]) => textIn(label)),
    code: hidden.find(([name]) => name === FORM_CODE)?.[1] ?? "",
    metadata: new URLSearchParams(
      hidden.filter(([name]) => name !== FORM_CODE).map(([...pair]) => pair),
    ).toString(),
  };
}

/** What is answered in a turn, without what was asked. */
export function answerIn(turn: string): string {
  const [, answer] =
    /<div class="answer[^"]*">([\s\S]*)<\/div>\s*(?:<details class="as"|<\/section>)/.exec(turn) ?? [];
  if (answer === undefined) throw new Error(`no answer in ${turn}`);
  return answer;
}
