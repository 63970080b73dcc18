// A form as Discord's modal: a question is a label with a text field under it.

import type { APIModalInteractionResponseCallbackData } from "discord.js";
import type { Block } from "../../../src/reply/reply.ts";
import { cutTo } from "./components.ts";
import { cleanLine } from "./escape.ts";
import { MODAL } from "./limits.ts";

const [LABEL, TEXT_INPUT] = [18, 4] as const;
const SHORT = 1;

/** The form as a modal, or nothing when it has no code or more questions than a modal holds. */
export function modalOf(
  { title, command, fields }: Extract<Block, { type: "form" }>,
  codes: ReadonlyMap<string, string>,
): APIModalInteractionResponseCallbackData | undefined {
  const code = codes.get(command);
  if (code === undefined || fields.length === 0 || fields.length > MODAL.fields) return undefined;
  return {
    custom_id: code,
    title: cutTo(cleanLine(title).trim() || "Form", MODAL.titleLength),
    components: fields.map(({ name, label, hint = "", required, value }) => {
      const shown = cleanLine(label).trim() || name;
      // A label that is cut stands whole below itself, as far as there is room.
      const below = [shown.length > MODAL.labelLength ? shown : "", cleanLine(hint).trim()]
        .filter((part) => part !== "")
        .join(" · ");
      return {
        type: LABEL,
        label: cutTo(shown, MODAL.labelLength),
        ...(below === "" ? {} : { description: cutTo(below, MODAL.descriptionLength) }),
        component: {
          type: TEXT_INPUT,
          custom_id: name,
          style: SHORT,
          required,
          max_length: MODAL.valueLength,
          // Half a value would be sent back as the whole.
          ...(value === undefined || value === "" || value.length > MODAL.valueLength ? {} : { value }),
        },
      };
    }),
  };
}
