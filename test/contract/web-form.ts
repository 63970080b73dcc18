// A form of the web chat in a browser: what it asks each field with, and what a browser sends once some of it is filled in.

import { ASKED, HOUR, WHOLE } from "../../adapters/web/out/names.ts";
import { itemsOf } from "../../src/reply/form.ts";
import { attribute } from "./web-page.ts";

/** One question as it is drawn. */
export interface WebInput {
  readonly name: string;
  readonly kind: string;
  /** `checkboxes`, `number`, `select`. */
  readonly drawnAs: string;
  /** What can be chosen, where it is a choice. */
  readonly values: readonly string[];
}

interface Control {
  readonly name: string;
  readonly type: string;
  readonly value: string;
  readonly isOn: boolean;
}

/** Inputs in order; a menu is as many radio buttons, of which a browser sends one. */
function controlsIn(html: string): readonly Control[] {
  const menus = html.replace(
    /<select [^>]*name="([^"]*)"[^>]*>([\s\S]*?)<\/select>/g,
    (_, name, options: string) =>
      options.replace(
        /<option value="([^"]*)"([^>]*)>[^<]*<\/option>/g,
        (_all, value, rest: string) =>
          `<input type="menu" name="${name}" value="${value}"${rest.replace("selected", "checked")} />`,
      ),
  );
  return [...menus.matchAll(/<input [^>]*>/g)].map(([tag]) => ({
    name: attribute(tag, "name") ?? "",
    type: attribute(tag, "type") ?? "",
    value: attribute(tag, "value") ?? "",
    isOn: / checked/.test(tag),
  }));
}

const bare = (value: string): string => value.replace(WHOLE, "");

export function inputsIn(html: string): readonly WebInput[] {
  const controls = controlsIn(html);
  return controls.flatMap(({ name: asked, value }) => {
    if (asked !== ASKED) return [];
    const [kind = "", name = ""] = value.split(":");
    const own = controls.filter((one) => one.name === name);
    const list = html.includes(`-${name}-list"`) ? " with a list" : "";
    return [{ name, kind, drawnAs: `${own[0]?.type}${list}`, values: own.map((one) => bare(one.value)) }];
  });
}

/** What the browser sends when these fields are answered by hand and the others left as they stand. */
export function sentFrom(html: string, answers: Readonly<Record<string, string>>): URLSearchParams {
  const sent = new URLSearchParams();
  const kinds = new Map(inputsIn(html).map(({ name, kind }) => [name, kind]));
  for (const { name, type, value, isOn } of controlsIn(html)) {
    const field = name.endsWith(HOUR) ? name.slice(0, -HOUR.length) : name;
    const answer = answers[field];
    const put = (text: string): void => sent.append(name, text);
    if (answer === undefined) {
      if (isOn || !["checkbox", "radio", "menu"].includes(type)) put(value);
      continue;
    }
    const [, said = answer, hour = ""] =
      kinds.get(field) === "timed" ? (/^(.*) (\d\d:\d\d)$/.exec(answer) ?? []) : [];
    const chosen = kinds.get(field) === "timed" ? said.split(",") : itemsOf(answer);
    if (name !== field) put(hour);
    else if (kinds.get(field) === "flag") {
      if (answer === "yes") put(value);
    } else if (type === "checkbox") {
      if (chosen.includes(bare(value))) put(value);
    } else if (type === "radio" || type === "menu") {
      if (value === answer) put(value);
    } else put(answer);
  }
  return sent;
}
