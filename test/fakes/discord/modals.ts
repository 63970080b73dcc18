// What Discord takes of a modal, and what comes back when somebody sends it. Numbers are written out anew here.
// https://discord.com/developers/docs/components/reference#label: a label holds one component; in a modal stand one to five.

import { z } from "zod";

const customId = z.string().min(1).max(100);

/** #string-select-select-option-structure, #radio-group-option-structure, #checkbox-group-option-structure */
const option = z.strictObject({
  label: z.string().trim().min(1).max(100),
  value: z.string().min(1).max(100),
  description: z.string().min(1).max(100).optional(),
  default: z.boolean().optional(),
});

const options = (min: number, max: number) =>
  z
    .array(option)
    .min(min)
    .max(max)
    .refine((all) => new Set(all.map(({ value }) => value)).size === all.length, "has a value twice");

/** `min_values` must be left out or at least 1 where an answer is required, which is the default. */
function agrees({
  required = true,
  min_values: min,
}: {
  readonly required?: boolean | undefined;
  readonly min_values?: number | undefined;
}): boolean {
  return !required || min === undefined || min >= 1;
}
const CONTRADICTS = "requires an answer of none";

/** #text-input */
const text = z
  .strictObject({
    type: z.literal(4),
    custom_id: customId,
    style: z.union([z.literal(1), z.literal(2)]),
    required: z.boolean(),
    max_length: z.number().int().min(1).max(4_000),
    value: z.string().min(1).max(4_000).optional(),
  })
  .refine(({ value = "", max_length }) => value.length <= max_length, "begins with more than it takes");

/** #string-select: `disabled` is an error in a modal. */
const select = z
  .strictObject({
    type: z.literal(3),
    custom_id: customId,
    options: options(1, 25),
    required: z.boolean().optional(),
    min_values: z.number().int().min(0).max(25).optional(),
    max_values: z.number().int().min(1).max(25).optional(),
  })
  .refine(agrees, CONTRADICTS)
  .refine(
    ({ options: all, max_values: most = 1 }) =>
      most <= all.length && all.filter((each) => each.default === true).length <= most,
    "begins with more than may be chosen",
  );

const chosen = <Type extends 7 | 8>(type: Type, kinds: readonly [string, ...string[]]) =>
  z
    .strictObject({
      type: z.literal(type),
      custom_id: customId,
      channel_types: type === 8 ? z.array(z.number().int()).min(1).optional() : z.undefined().optional(),
      required: z.boolean().optional(),
      min_values: z.number().int().min(0).max(25).optional(),
      max_values: z.number().int().min(1).max(25).optional(),
      default_values: z
        .array(z.strictObject({ id: z.string().regex(/^\d{15,20}$/), type: z.enum(kinds) }))
        .min(1)
        .optional(),
    })
    .refine(agrees, CONTRADICTS)
    .refine(
      ({ default_values: first = [], max_values: most = 1 }) => first.length <= most,
      "begins with more than may be chosen",
    );

/** #radio-group: two to ten options, one of which may be chosen at first. */
const radio = z
  .strictObject({
    type: z.literal(21),
    custom_id: customId,
    required: z.boolean().optional(),
    options: options(2, 10),
  })
  .refine(({ options: all }) => all.filter((each) => each.default === true).length <= 1, "begins with two");

/** #checkbox-group: one to ten options. */
const checkboxes = z
  .strictObject({
    type: z.literal(22),
    custom_id: customId,
    required: z.boolean().optional(),
    min_values: z.number().int().min(0).max(10).optional(),
    max_values: z.number().int().min(1).max(10).optional(),
    options: options(1, 10),
  })
  .refine(agrees, CONTRADICTS);

/** #checkbox: it cannot be required. */
const checkbox = z.strictObject({
  type: z.literal(23),
  custom_id: customId,
  default: z.boolean().optional(),
});

const component = z.discriminatedUnion("type", [
  select,
  text,
  chosen(7, ["user", "role"]),
  chosen(8, ["channel"]),
  radio,
  checkboxes,
  checkbox,
]);
export type FakeComponent = z.infer<typeof component>;

/** https://discord.com/developers/docs/interactions/receiving-and-responding#interaction-response-object-modal */
const modal = z
  .strictObject({
    custom_id: customId,
    title: z.string().trim().min(1).max(45),
    components: z
      .array(
        z.strictObject({
          type: z.literal(18),
          label: z.string().trim().min(1).max(45),
          description: z.string().max(100).optional(),
          component,
        }),
      )
      .min(1)
      .max(5),
  })
  .refine(
    ({ components }) =>
      new Set(components.map(({ component: { custom_id } }) => custom_id)).size === components.length,
    "has a custom_id twice",
  );
export type FakeModal = z.infer<typeof modal>;

export function modalProblems(body: unknown): readonly string[] {
  const parsed = modal.safeParse(body);
  return parsed.success ? [] : [z.prettifyError(parsed.error)];
}

/** What somebody does in one component: a text, a value, an id, or several of them. Absent: nothing. */
export type Filled = string | readonly string[] | undefined;

/**
 * A sent modal's components: https://discord.com/developers/docs/components/reference#label-label-interaction-response-structure.
 * Throws where Discord would not let it be sent. `roles`: which of chosen ids are roles.
 */
export function sentComponents(
  { components }: FakeModal,
  filled: Readonly<Record<string, Filled>>,
): readonly Readonly<Record<string, unknown>>[] {
  for (const id of Object.keys(filled))
    if (!components.some((one) => one.component.custom_id === id)) throw new Error(`the modal has no ${id}`);
  return components.map(({ component: asked }, n) => ({
    type: 18,
    id: 2 * n + 1,
    component: {
      type: asked.type,
      id: 2 * n + 2,
      custom_id: asked.custom_id,
      ...answerOf(asked, filled[asked.custom_id]),
    },
  }));
}

/** Before a chosen id: it is a role's. */
const ROLE = /^&/;

/** The roles among what was chosen, which `resolved` tells. */
export function rolesIn(filled: Readonly<Record<string, Filled>>): readonly string[] {
  return Object.values(filled)
    .flatMap((value) => value ?? [])
    .flatMap((id) => (ROLE.test(id) ? [id.replace(ROLE, "")] : []));
}

function answerOf(asked: FakeComponent, filled: Filled): Readonly<Record<string, unknown>> {
  const several = typeof filled === "string" ? (filled === "" ? [] : [filled]) : filled;
  const needed = (values: readonly string[]): readonly string[] => {
    if (values.length === 0 && asked.type !== 23 && (asked.required ?? true))
      throw new Error(`${asked.custom_id} must be answered`);
    return values;
  };
  switch (asked.type) {
    case 4: {
      const value = several?.[0] ?? (filled === undefined ? (asked.value ?? "") : "");
      needed(value === "" ? [] : [value]);
      return { value };
    }
    case 21: {
      const values = several ?? defaultsOf(asked.options);
      needed(values);
      return { value: among(asked.options, values)[0] ?? null };
    }
    case 3:
    case 22:
      return { values: among(asked.options, needed(several ?? defaultsOf(asked.options))) };
    case 7:
    case 8: {
      const values = several ?? (asked.default_values ?? []).map(({ id }) => id);
      return { values: needed(values).map((id) => id.replace(ROLE, "")) };
    }
    case 23:
      return { value: filled === undefined ? asked.default === true : filled === "yes" };
  }
}

type Options = readonly z.infer<typeof option>[];

function defaultsOf(all: Options): readonly string[] {
  return all.filter((each) => each.default === true).map(({ value }) => value);
}

function among(all: Options, values: readonly string[]): readonly string[] {
  for (const value of values)
    if (!all.some((each) => each.value === value)) throw new Error(`nobody can choose ${value} there`);
  return values;
}

/** A modal that Discord takes. Throws for another. */
export function parseModal(body: unknown): FakeModal {
  return modal.parse(body);
}
