// A reply's actions as rows of buttons, or as selects where they are more than fit.

import type { APIActionRowComponent, APIButtonComponent, APIStringSelectComponent } from "discord.js";
import type { Action, ActionStyle } from "../../../src/reply/reply.ts";
import { say } from "../../../src/wording/say.ts";
import { selectId } from "./custom-ids.ts";
import { cleanLine, safeUrl } from "./escape.ts";
import { COMPONENT } from "./limits.ts";

/** An action that Discord can show as a button. */
export type Pressable =
  | { readonly type: "link"; readonly label: string; readonly url: string }
  | {
      readonly type: "command";
      readonly label: string;
      /** The article that it is about, where the label does not say it. */
      readonly title?: string;
      readonly code: string;
      readonly style: ActionStyle | undefined;
    };

export type Row = APIActionRowComponent<APIButtonComponent | APIStringSelectComponent>;

/** Values of the API's ComponentType and ButtonStyle; its enums are not imported so that rendering stays plain data. */
const [ROW, BUTTON, SELECT] = [1, 2, 3] as const;
const [PRIMARY, SECONDARY, DANGER, LINK] = [1, 2, 4, 5] as const;

/** Cuts visibly. */
export function cutTo(text: string, length: number): string {
  if (text.length <= length) return text;
  const kept = text.slice(0, length - 1);
  return `${/[\uD800-\uDBFF]$/.test(kept) ? kept.slice(0, -1) : kept}…`;
}

/** The action as a button, or nothing when it has no code, no usable address, or one that is too long. */
export function pressable(
  action: Action,
  codes: ReadonlyMap<string, string>,
  { number = "", title }: { readonly number?: string; readonly title?: string | undefined } = {},
): Pressable | undefined {
  const label = `${cleanLine(action.label).trim() || say("Open")}${number}`;
  if (action.type === "link") {
    const url = safeUrl(action.url);
    return url === undefined || url.length > COMPONENT.buttonUrlLength
      ? undefined
      : { type: "link", label, url };
  }
  const code = codes.get(action.command);
  if (code === undefined) return undefined;
  return { type: "command", label, code, style: action.style, ...(title ? { title } : {}) };
}

/** Buttons that are named by whole titles; more of them are a select. */
const MOST_TITLED_BUTTONS = 2;

/**
 * The rows of a message: what is named by titles in selects where it is much; each other group on rows of its own, then all in one row after another, then commands in selects.
 * A command that is there already is left out. Nothing when not even selects hold them.
 */
export function rowsOf(groups: readonly (readonly Pressable[])[]): readonly Row[] | undefined {
  const seen = new Set<string>();
  const distinct = groups.map((group) =>
    group.filter((item) => {
      const key = item.type === "link" ? item.url : item.code;
      return !seen.has(key) && seen.add(key) !== undefined;
    }),
  );
  const isTitled = (item: Pressable): boolean => item.type === "command" && item.title !== undefined;
  const titled = distinct.flat().filter(isTitled);
  const inSelects = titled.length > MOST_TITLED_BUTTONS;
  const rest = inSelects ? distinct.map((group) => group.filter((item) => !isTitled(item))) : distinct;
  const first = inSelects ? selectRows(titled) : [];
  const apart = [...first, ...besides(rest).flatMap(buttonRows)];
  if (apart.length <= COMPONENT.rowsPerMessage) return apart;
  const together = [...first, ...buttonRows(rest.flat())];
  if (together.length <= COMPONENT.rowsPerMessage) return together;
  const selects = selectRows(distinct.flat());
  return selects.length <= COMPONENT.rowsPerMessage ? selects : undefined;
}

/** `Details 1` and `Details 2`, of one article each, stand beside each other. */
function besides(groups: readonly (readonly Pressable[])[]): readonly (readonly Pressable[])[] {
  const rows: Pressable[][] = [];
  let last: string | undefined;
  for (const group of groups) {
    const stem = numberedStem(group);
    if (stem !== undefined && stem === last) rows.at(-1)?.push(...group);
    else rows.push([...group]);
    last = stem;
  }
  return rows;
}

/** What a button alone says before its number. */
function numberedStem([item, ...others]: readonly Pressable[]): string | undefined {
  return item === undefined || others.length > 0 ? undefined : /^(.*\D)\d+$/.exec(item.label)?.[1];
}

function buttonRows(items: readonly Pressable[]): Row[] {
  return chunks(items, COMPONENT.buttonsPerRow).map((components) => ({
    type: ROW,
    components: components.map(buttonOf),
  }));
}

function buttonOf(item: Pressable): APIButtonComponent {
  const label = cutTo(wholeLabel(item), COMPONENT.buttonLabelLength);
  if (item.type === "link") return { type: BUTTON, style: LINK, label, url: item.url };
  const style = item.style === "primary" ? PRIMARY : item.style === "danger" ? DANGER : SECONDARY;
  return { type: BUTTON, style, label, custom_id: item.code };
}

function wholeLabel(item: Pressable): string {
  return item.type === "command" && item.title !== undefined ? `${item.label}: ${item.title}` : item.label;
}

function selectRows(items: readonly Pressable[]): Row[] {
  const commands = items.flatMap((item) => (item.type === "command" ? [item] : []));
  const selects = chunks(commands, COMPONENT.optionsPerSelect).map((group, place): Row => {
    const labels = [group[0], group.at(-1)].map((item) => cutTo(item?.label ?? "", 60));
    // What all do stands above them: then the titles are enough.
    const isAlike = group.every(({ label, title }) => title !== undefined && label === group[0]?.label);
    return {
      type: ROW,
      components: [
        {
          type: SELECT,
          custom_id: selectId(place),
          placeholder: cutTo(
            isAlike ? `${labels[0] ?? ""} …` : [...new Set(labels)].join(" … "),
            COMPONENT.placeholderLength,
          ),
          options: group.map((item) => ({
            label: cutTo((isAlike ? item.title : undefined) ?? wholeLabel(item), COMPONENT.optionLabelLength),
            value: item.code,
          })),
        },
      ],
    };
  });
  return [...selects, ...buttonRows(items.filter(({ type }) => type === "link"))];
}

function chunks<T>(items: readonly T[], size: number): T[][] {
  return Array.from({ length: Math.ceil(items.length / size) }, (_, index) =>
    items.slice(index * size, (index + 1) * size),
  );
}
