// What somebody answered in a modal, as the texts that commands read, and what is asked while they type: the state of a view by
// the ids that `out/inputs.ts` gives. docs.slack.dev/reference/interaction-payloads/view-interactions-payload

import { z } from "zod";

import { answerOf, type Completes } from "../../../src/reply/form.ts";
import { FLAGS_BLOCK, HOUR_BLOCK, NOTHING, SUGGEST_ACTION, WHOLE } from "../out/inputs.ts";

const option = z.object({ value: z.string() });

/** One input's state: which of these it has tells its `type`, and what was not answered is null. */
const answer = z.object({
  value: z.string().nullish(),
  selected_option: option.nullish(),
  selected_options: z.array(option).nullish(),
  selected_conversation: z.string().nullish(),
  selected_user: z.string().nullish(),
  selected_users: z.array(z.string()).nullish(),
  selected_time: z.string().nullish(),
});

export const viewState = z.object({ values: z.record(z.string(), z.record(z.string(), answer)) });

type ViewState = z.infer<typeof viewState>;

/** The answers by field, an empty text where there is none. */
export function answersIn({ values }: ViewState): Readonly<Record<string, string>> {
  const answers = Object.entries(values).flatMap(([blockId, actions]): [string, string][] => {
    const [given] = Object.values(actions);
    if (given === undefined || blockId.endsWith(HOUR_BLOCK)) return [];
    if (blockId.startsWith(FLAGS_BLOCK)) {
      const chosen = given.selected_options?.map(({ value }) => value) ?? [];
      return flagsOf(blockId).map((name) => [name, chosen.includes(name) ? "yes" : "no"]);
    }
    const hour = Object.values(values[`${blockId}${HOUR_BLOCK}`] ?? {})[0];
    return [[blockId, hour === undefined ? textOf(given) : timeOf(given, hour)]];
  });
  return Object.fromEntries(answers);
}

function textOf(given: z.infer<typeof answer>): string {
  const { value, selected_option, selected_options, selected_users } = given;
  if (selected_options) return answerOf(selected_options.map((one) => meant(one.value)));
  if (selected_users) return answerOf(selected_users);
  return (
    value ??
    (selected_option ? meant(selected_option.value) : undefined) ??
    given.selected_conversation ??
    given.selected_user ??
    given.selected_time ??
    ""
  );
}

function meant(value: string): string {
  return value === NOTHING ? "" : value;
}

/** Days or another rhythm, and the hour unless it has none. A time that is typed is whole. */
function timeOf({ value, selected_options }: z.infer<typeof answer>, hour: z.infer<typeof answer>): string {
  const chosen = selected_options?.map((one) => one.value) ?? [];
  const rhythms = [...(value ? [value] : []), ...chosen];
  const isWhole = rhythms.some((rhythm) => rhythm.startsWith(WHOLE));
  const said = rhythms.map((rhythm) => rhythm.replace(WHOLE, "")).join(",");
  return isWhole || said === "" ? said : [said, hour.selected_time ?? ""].join(" ").trim();
}

function flagsOf(blockId: string): readonly string[] {
  return blockId.slice(FLAGS_BLOCK.length).split(",");
}

/** The block in which a field was asked, among those of a view; undefined where it was not. */
export function blockOf(field: string, { values }: ViewState): string | undefined {
  return Object.keys(values).find(
    (id) => id === field || (id.startsWith(FLAGS_BLOCK) && flagsOf(id).includes(field)),
  );
}

const suggestion = z.object({
  action_id: z.string().startsWith(SUGGEST_ACTION),
  value: z.string(),
  user: z.object({ id: z.string() }),
});

/** What somebody types into a select that is filled meanwhile; undefined for one that is none of ours. */
export function readSuggestion(
  payload: unknown,
): { readonly completes: Completes; readonly partial: string } | undefined {
  const parsed = suggestion.safeParse(payload);
  if (!parsed.success) return undefined;
  const [group, verb, name] = parsed.data.action_id.slice(SUGGEST_ACTION.length).split(" ");
  if (group === undefined || verb === undefined || name === undefined) return undefined;
  return { completes: { path: [group, verb], option: name }, partial: parsed.data.value };
}
