// A form as Discord's modal: a question is a label with a component under it. A modal holds five; the answer to a form that has
// more says how the rest is reached.

import type { APIModalInteractionResponseCallbackData } from "discord.js";
import type { Block } from "../../../src/reply/reply.ts";
import { say } from "../../../src/wording/say.ts";
import { cutTo } from "./components.ts";
import { cleanLine } from "./escape.ts";
import { MODAL } from "./limits.ts";
import { componentOf, type Question, questionsOf } from "./questions.ts";

const LABEL = 18;

/** The form as a modal, or nothing when it has no code or no question. */
export function modalOf(
  { title, command, fields }: Extract<Block, { type: "form" }>,
  codes: ReadonlyMap<string, string>,
): APIModalInteractionResponseCallbackData | undefined {
  const code = codes.get(command);
  if (code === undefined || fields.length === 0) return undefined;
  return {
    custom_id: code,
    title: cutTo(cleanLine(title).trim() || say("Form"), MODAL.titleLength),
    components: questionsOf(fields)
      .slice(0, MODAL.fields)
      .map((question) => ({ type: LABEL, ...saidOf(question), component: componentOf(question) })),
  };
}

/** What the label says. What was wrong stands in the place of what is asked for. */
function saidOf([field, ...others]: Question): { readonly label: string; readonly description?: string } {
  const label = others.length > 0 ? say("Also") : cleanLine(field.label).trim() || field.name;
  // A label that is cut stands whole below itself, as far as there is room.
  const below = [
    field.problem === undefined ? "" : `⚠ ${cleanLine(field.problem).trim()}`,
    label.length > MODAL.labelLength ? label : "",
    others.length > 0 || field.problem !== undefined ? "" : cleanLine(field.hint ?? "").trim(),
  ]
    .filter((part) => part !== "")
    .join(" · ");
  return {
    label: cutTo(label, MODAL.labelLength),
    ...(below === "" ? {} : { description: cutTo(below, MODAL.descriptionLength) }),
  };
}
