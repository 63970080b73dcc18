// What somebody answered in a modal, as the texts that commands read: the components by the ids that `out/questions.ts` gives.
// https://discord.com/developers/docs/components/reference#label-label-interaction-response-structure

import { z } from "zod";
import { answerOf } from "../../../src/reply/form.ts";
import { FLAGS_ID, NOTHING } from "../out/questions.ts";

/** Value of the API's ComponentType: people and roles. */
const MENTIONABLE = 7;

const component = z.object({
  type: z.number().optional(),
  custom_id: z.string(),
  value: z.union([z.string(), z.boolean()]).nullish(),
  values: z.array(z.string()).nullish(),
});

/** A question of a modal: a label with one component, or a row of them in older clients' answers. */
export const modalAnswer = z.object({
  component: component.nullish(),
  components: z.array(component).nullish(),
});

/** The answers by field, an empty text where there is none. `mentionOf` tells roles from people. */
export function answersIn(
  components: readonly z.infer<typeof modalAnswer>[],
  mentionOf: (id: string) => string,
): Readonly<Record<string, string>> {
  const given = components.flatMap((one) => [
    ...(one.component ? [one.component] : []),
    ...(one.components ?? []),
  ]);
  const answers = given.flatMap(({ type, custom_id: id, value, values }): [string, string][] => {
    if (id.startsWith(FLAGS_ID)) {
      const flags = id.slice(FLAGS_ID.length).split(",");
      return flags.map((name) => [name, values?.includes(name) ? "yes" : "no"]);
    }
    if (typeof value === "boolean") return [[id, value ? "yes" : "no"]];
    const chosen = values ?? (value ? [value] : []);
    const meant = chosen.filter((one) => one !== NOTHING);
    return [[id, answerOf(type === MENTIONABLE ? meant.map(mentionOf) : meant)]];
  });
  return Object.fromEntries(answers);
}
